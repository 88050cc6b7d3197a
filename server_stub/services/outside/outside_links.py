"""Addresses that stand in e-mails and SMS, or that a provider calls: signed, for one message, for some time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from server_stub.services.links import Links

MAIL_LIFE_MS: Final = 7 * 86_400_000
"""How long the link of an e-mail may be used to agree."""
LEAVE_LIFE_MS: Final = 400 * 86_400_000
"""Leaving works for as long as an e-mail is likely to be kept."""
_REPORT_LIFE_MS: Final = 14 * 86_400_000
_CONFIRM: Final = "mail-confirm"
_LEAVE: Final = "mail-leave"
_REPORT: Final = "sms-report"


class OutsideLinks:
    """`address()`: where people reach this gateway, without a slash at the end."""

    def __init__(self, links: Links, address: Callable[[], str]) -> None:
        self._links = links
        self._address = address

    def confirm(self, message_id: str, now: int) -> str:
        return f"{self._address()}/m/confirm/{self._links.sign(_CONFIRM, message_id, now + MAIL_LIFE_MS)}"

    def leave(self, message_id: str, contact_id: str, now: int) -> str:
        subject = f"{message_id}:{contact_id}"
        return f"{self._address()}/m/leave/{self._links.sign(_LEAVE, subject, now + LEAVE_LIFE_MS)}"

    def report(self, message_id: str, now: int) -> str:
        """For the provider of SMS."""
        return f"{self._address()}/m/sms/report/{self._links.sign(_REPORT, message_id, now + _REPORT_LIFE_MS)}"

    def notice(self, notice_id: str) -> str:
        """The whole text behind a short question; it is public."""
        return f"{self._address()}/m/n/{quote(notice_id, safe='')}"

    def called(self, path_and_query: str) -> str:
        """The whole address of a request as the one who made it knows it: a proxy may have changed its host."""
        return self._address() + path_and_query

    def read_confirm(self, token: str, now: int) -> str:
        """Id of the message. Raises LinkInvalid, as the others do."""
        return self._links.subject(_CONFIRM, token, now)

    def read_leave(self, token: str, now: int) -> tuple[str, str]:
        """Ids of the message and of the person."""
        message_id, _, contact_id = self._links.subject(_LEAVE, token, now).partition(":")
        return message_id, contact_id

    def read_report(self, token: str, now: int) -> str:
        return self._links.subject(_REPORT, token, now)
