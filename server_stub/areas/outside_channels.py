"""Builds the mailer and the provider of SMS from what an administrator set; nothing where nothing is set."""

from __future__ import annotations

from server_stub.channels.http_calls import HttpCalls
from server_stub.channels.kannel import Kannel
from server_stub.channels.mail import Mailer, MailServer
from server_stub.channels.mail_message import parse_sender
from server_stub.channels.sms import SmsProvider
from server_stub.channels.twilio import Twilio
from server_stub.config import Config, ConfigProblem, Secrets


def build_mailer(config: Config, secrets: Secrets) -> Mailer | None:
    """Raises ConfigProblem for a sender that is no address, for mail without encryption to another machine."""
    if not config.smtp_host:
        return None
    server = MailServer(
        config.smtp_host,
        config.smtp_port,
        config.smtp_security,
        config.smtp_user,
        secrets.smtp_password,
        config.smtp_ca_file,
    )
    try:
        return Mailer(server, parse_sender(config.mail_from))
    except (ValueError, OSError) as error:
        field = "mail_from" if not config.mail_from else "smtp"
        raise ConfigProblem("value_invalid", detail=f"{field}: {error}") from None


def build_sms(config: Config, secrets: Secrets) -> SmsProvider | None:
    """Raises ConfigProblem for an address that must not be used, and for a missing sender."""
    if not config.sms_provider:
        return None
    if not config.sms_account or not config.sms_from:
        raise ConfigProblem("value_invalid", detail="sms_account and sms_from must be set")
    calls, token = HttpCalls(), secrets.sms_token
    try:
        if config.sms_provider == "kannel":
            return Kannel(calls, url=config.sms_url, account=config.sms_account, token=token, sender=config.sms_from)
        return Twilio(calls, base_url=config.sms_url, account=config.sms_account, token=token, sender=config.sms_from)
    except ValueError as error:
        raise ConfigProblem("value_invalid", detail=f"sms_url: {error}") from None
