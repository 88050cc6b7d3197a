"""How a person is called and described: name, telephone as Brazilians write it, protocol in groups."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from server_stub.contract.model import Contact, Conversation


def phone(number: str | None) -> str:
    """+55 11 98123-4567; other countries as they come; a hidden number in words."""
    if not number:
        return QCoreApplication.translate("People", "phone not given")
    digits = number.removeprefix("+")
    if digits.startswith("55") and len(digits) in (12, 13) and digits.isdigit():
        area, local = digits[2:4], digits[4:]
        return f"+55 {area} {local[:-4]}-{local[-4:]}"
    return number


def name(contact: Contact | None) -> str:
    """Name, else username, else the number, else "No name"."""
    if contact is None or not (contact.name or contact.username or contact.phone):
        return QCoreApplication.translate("People", "No name")
    return contact.name or (f"@{contact.username}" if contact.username else phone(contact.phone))


def detail(contact: Contact | None) -> str:
    """Below the name: the number or that it is hidden, and the username where there is one."""
    if contact is None:
        return ""
    parts = [phone(contact.phone)]
    if contact.username and contact.name:
        parts.append(f"@{contact.username}")
    return " · ".join(parts)


def protocol(number: str) -> str:
    """2026 1123 001 000042 7: groups that can be read aloud; year, day, unit, number of the day, check digit."""
    if len(number) != 18:
        return number
    return " ".join((number[:4], number[4:8], number[8:11], number[11:17], number[17:]))


def claimed(conversation: Conversation, account_id: str, now: int) -> str:
    """ "Bruno is here" while another holds the claim, else empty."""
    claim = conversation.claim
    if claim is None or claim.account_id == account_id or claim.until <= now:
        return ""
    return QCoreApplication.translate("People", "{name} is here").format(name=claim.account_name)
