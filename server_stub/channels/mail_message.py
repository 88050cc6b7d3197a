"""One e-mail as the wire wants it, with the headers that good senders set (RFC 5322, 3834, 2369, 8058)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import parseaddr
from typing import Any


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a mail."""

    file_name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """`id` makes the Message-ID: the same mail sent twice is one mail to the receiver. `leave_url` "" for none.

    `html` "" for text alone.
    """

    id: str
    to: str
    subject: str
    text: str
    html: str
    language: str
    sent_at: int
    leave_url: str = ""
    files: tuple[Attached, ...] = ()


class _Verbatim:
    """A header that is written as it is: the library would encode a long address, and then nobody could follow it."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        if not all("!" <= sign <= "~" for sign in value):
            raise ValueError("not one printable word")
        kwds.update(decoded=value, parse_tree=None)

    def fold(self, *, policy: EmailPolicy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


def parse_sender(text: str) -> Address:
    """Of "Loja Exemplo <permissao@example.com>" or an address alone. Raises ValueError."""
    name, address = parseaddr(text)
    if "@" not in address or any(sign in text for sign in "\r\n"):
        raise ValueError("not an e-mail address")
    return Address(display_name=name, addr_spec=address)


def build_mail(mail: Mail, sender: Address) -> EmailMessage:
    """Text and HTML; line breaks in what becomes a header are blanks, so nothing can add a header of its own."""
    registry = HeaderRegistry()
    for name in ("list-unsubscribe", "message-id"):
        registry.map_to_type(name, _Verbatim)  # type: ignore[arg-type] # it is mixed into one, by its documentation
    message = EmailMessage(policy=SMTP.clone(header_factory=registry))
    message["From"] = sender
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = datetime.fromtimestamp(mail.sent_at / 1000, UTC)
    message["Message-ID"] = f"<{mail.id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = mail.language
    if mail.leave_url:
        message["List-Unsubscribe"] = f"<{mail.leave_url}>"
        if mail.leave_url.startswith("https://"):  # without TLS the one-click header is void (RFC 8058, 3.1)
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text, cte="quoted-printable")
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    for file in mail.files:
        main, _, sub = file.mime_type.partition("/")
        message.add_attachment(file.data, maintype=main, subtype=sub, filename=file.file_name)
    return message
