"""Hands e-mails to the company's SMTP server: encrypted, with its certificate checked."""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass, field
from email.headerregistry import Address
from typing import Final

import aiosmtplib

from server_stub.channels.mail_message import Mail, build_mail
from server_stub.channels.outcomes import Permanent, Temporary

_SHUTTING_DOWN: Final = 421


@dataclass(frozen=True, slots=True)
class MailServer:
    """`security`: starttls, tls, or none for a server on this very machine. `ca_file`: PEM, "" for the system's."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""


class Mailer:
    """One connection a mail: permission is asked seldom. `timeout` in seconds, for each step.

    Building it raises ValueError for `none` to another machine, OSError for a certificate file that cannot be read.
    """

    def __init__(self, server: MailServer, sender: Address, *, timeout: float = 30.0) -> None:
        if server.security == "none" and not is_this_machine(server.host):
            raise ValueError("mail without encryption is for this machine only")
        self._server = server
        self._sender = sender
        self._timeout = timeout
        self._tls = None if server.security == "none" else _tls(server.ca_file)

    async def send(self, mail: Mail) -> str:
        """Its Message-ID, once the server took it. Raises Temporary, Permanent."""
        try:
            message = build_mail(mail, self._sender)
            raw = message.as_bytes()
        except ValueError:  # an address or a name that no header can hold
            raise Permanent("mail_unsendable") from None
        client = self._client()
        await self._connect(client)
        try:
            await self._introduce(client, mail.to)
            await self._hand_over(client, raw)
        finally:
            client.close()  # QUIT would only add a way to fail
        return str(message["Message-ID"])

    def _client(self) -> aiosmtplib.SMTP:
        server = self._server
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            local_hostname=self._sender.domain,
            timeout=self._timeout,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            tls_context=self._tls,
            username=server.user or None,
            password=server.password or None,
        )

    @staticmethod
    async def _connect(client: aiosmtplib.SMTP) -> None:
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise Temporary(_why(error), line=True) from None

    async def _introduce(self, client: aiosmtplib.SMTP, to: str) -> None:
        """Sender and recipient: until here nothing was handed over."""
        try:
            await client.mail(self._sender.addr_spec)
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:  # a refused sender is a matter of set-up
            raise Temporary(_why(error), line=True) from None
        try:
            await client.rcpt(to)
        except aiosmtplib.SMTPRecipientRefused as refused:
            code = _why(refused)
            if 500 <= refused.code < 600:
                raise Permanent(code, bounced=True) from None
            raise Temporary(code, line=refused.code == _SHUTTING_DOWN) from None
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise Temporary(_why(error), line=True) from None

    @staticmethod
    async def _hand_over(client: aiosmtplib.SMTP, message: bytes) -> None:
        try:
            await client.data(message)
        except aiosmtplib.SMTPResponseException as refused:
            if not 400 <= refused.code < 600:  # nonsense after the whole message: perhaps it was taken
                raise Temporary(_why(refused), in_doubt=True) from None
            if refused.code >= 500:
                raise Permanent(_why(refused)) from None
            raise Temporary(_why(refused), line=refused.code == _SHUTTING_DOWN) from None
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise Temporary(_why(error), in_doubt=True) from None


def is_this_machine(host: str) -> bool:
    """Without asking a name server: what it says could change."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _tls(ca_file: str) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=ca_file or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _why(error: BaseException) -> str:
    """A code without the other side's words, which may name the recipient."""
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return f"smtp_{error.code}" if error.code > 0 else "smtp_unreadable"
    chain: BaseException | None = error
    while chain is not None:
        if isinstance(chain, ssl.SSLCertVerificationError):
            return "certificate_not_trusted"
        if isinstance(chain, ssl.SSLError):
            return "tls_failed"
        chain = chain.__cause__ or chain.__context__
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, aiosmtplib.SMTPConnectError | OSError):
        return "unreachable"
    if isinstance(error, aiosmtplib.SMTPServerDisconnected):
        return "connection_lost"
    return "tls_not_offered" if "STARTTLS" in str(error) else "smtp_failed"
