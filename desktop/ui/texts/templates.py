"""Templates in words: what a field wants, which file belongs above the text, why one cannot be sent from here."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.template_fields import button_of
from server_stub.contract.model import Template, TemplateButton
from server_stub.contract.template_fields import (
    COPY_CODE,
    HEADER,
    LATITUDE,
    LONGITUDE,
    OFFER_ENDS,
    PLACE_ADDRESS,
    PLACE_NAME,
)

CONTEXT = "Templates"

FIELDS: dict[str, str] = {
    PLACE_NAME: QT_TRANSLATE_NOOP("Templates", "Name of the place"),
    PLACE_ADDRESS: QT_TRANSLATE_NOOP("Templates", "Address of the place"),
    LATITUDE: QT_TRANSLATE_NOOP("Templates", "Latitude, for example -23.5505"),
    LONGITUDE: QT_TRANSLATE_NOOP("Templates", "Longitude, for example -46.6333"),
    OFFER_ENDS: QT_TRANSLATE_NOOP("Templates", "The offer ends at"),
}
WRONG: dict[str, str] = {
    LATITUDE: QT_TRANSLATE_NOOP("Templates", "The latitude is a number from -90 to 90, for example -23.5505."),
    LONGITUDE: QT_TRANSLATE_NOOP("Templates", "The longitude is a number from -180 to 180, for example -46.6333."),
    OFFER_ENDS: QT_TRANSLATE_NOOP("Templates", "The end of the offer has to lie in the future."),
}
WRONG_COUPON = QT_TRANSLATE_NOOP("Templates", "A coupon code has letters and digits only, at most 20.")
CHOOSE: dict[str, str] = {
    "IMAGE": QT_TRANSLATE_NOOP("Templates", "Choose a picture…"),
    "VIDEO": QT_TRANSLATE_NOOP("Templates", "Choose a film…"),
    "DOCUMENT": QT_TRANSLATE_NOOP("Templates", "Choose a document…"),
}
KINDS: dict[str, tuple[str, str]] = {
    "IMAGE": (QT_TRANSLATE_NOOP("Templates", "Pictures"), "*.jpg *.jpeg *.png"),
    "VIDEO": (QT_TRANSLATE_NOOP("Templates", "Films"), "*.mp4 *.3gp"),
    "DOCUMENT": (QT_TRANSLATE_NOOP("Templates", "PDF documents"), "*.pdf"),
}
ALL_FILES = QT_TRANSLATE_NOOP("Templates", "All files")
TAKEN: dict[str, str] = {
    "IMAGE": QT_TRANSLATE_NOOP("Templates", "Picture above the text: JPEG or PNG, at most 5 MB"),
    "VIDEO": QT_TRANSLATE_NOOP("Templates", "Film above the text: MP4 or 3GP, at most 16 MB"),
    "DOCUMENT": QT_TRANSLATE_NOOP("Templates", "Document above the text: PDF, at most 100 MB"),
}
WRONG_FILE: dict[str, str] = {
    "IMAGE": QT_TRANSLATE_NOOP("Templates", "This template begins with a picture: choose a JPEG or PNG file."),
    "VIDEO": QT_TRANSLATE_NOOP("Templates", "This template begins with a film: choose an MP4 or 3GP file."),
    "DOCUMENT": QT_TRANSLATE_NOOP("Templates", "This template begins with a document: choose a PDF file."),
}
OBSTACLES: dict[str, str] = {
    "carousel": QT_TRANSLATE_NOOP(
        "Templates", "A carousel cannot be sent from here: each card needs its own picture. Use WhatsApp Manager."
    ),
    "products": QT_TRANSLATE_NOOP(
        "Templates", "It shows products of the catalogue, which cannot be chosen here. Use WhatsApp Manager."
    ),
    "flow": QT_TRANSLATE_NOOP("Templates", "It opens a form in WhatsApp (Flow), which cannot be prepared here."),
    "one_time_code": QT_TRANSLATE_NOOP("Templates", "It carries an access code, which only the gateway makes."),
    "unknown_part": QT_TRANSLATE_NOOP("Templates", "It holds parts that are not known here, so it is only shown."),
}
BUTTONS: dict[str, str] = {
    COPY_CODE: QT_TRANSLATE_NOOP("Templates", "Copy offer code"),
    "OTP": QT_TRANSLATE_NOOP("Templates", "Copy code"),
}
UNNAMED = QT_TRANSLATE_NOOP("Templates", "Button")


def obstacle(code: str) -> str:
    """Why it is only shown; "" where it can be sent."""
    return _say(OBSTACLES.get(code, OBSTACLES["unknown_part"])) if code else ""


def button(item: TemplateButton) -> str:
    """Its own words, or those that WhatsApp gives it."""
    return item.title or _say(BUTTONS.get(item.kind, UNNAMED))


def field(template: Template, name: str) -> str:
    """What belongs into a field."""
    if name in FIELDS:
        return _say(FIELDS[name])
    item = button_of(template, name)
    if item is not None and item.kind == COPY_CODE:
        return _say(QT_TRANSLATE_NOOP("Templates", "Coupon code that the button copies"))
    if item is not None:
        told = _say(QT_TRANSLATE_NOOP("Templates", "Button “{button}”, end of its address {address}"))
        return told.format(button=button(item), address=item.url.partition("{{")[0] + "…")
    if name.startswith(HEADER):
        told = _say(QT_TRANSLATE_NOOP("Templates", "Title, field {name}"))
        return told.format(name=name.removeprefix(HEADER))
    return _say(QT_TRANSLATE_NOOP("Templates", "Field {name}")).format(name=name)


def wrong(name: str) -> str:
    """Why the value of this field would be refused."""
    return _say(WRONG.get(name, WRONG_COUPON))


def choose_file(kind: str) -> str:
    return _say(CHOOSE[kind])


def other_file() -> str:
    return _say(QT_TRANSLATE_NOOP("Templates", "Another file…"))


def taken_file(kind: str) -> str:
    """Which files may stand above the text."""
    return _say(TAKEN[kind])


def file_kinds(kind: str) -> str:
    """Filter of a file dialog; whoever named a file otherwise finds it under the second one."""
    name, endings = KINDS[kind]
    return f"{_say(name)} ({endings});;{_say(ALL_FILES)} (*)"


def wrong_file(kind: str) -> str:
    return _say(WRONG_FILE.get(kind, WRONG_FILE["DOCUMENT"]))


def _say(wording: str) -> str:
    return QCoreApplication.translate(CONTEXT, wording)
