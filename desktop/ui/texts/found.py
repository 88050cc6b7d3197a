"""Lines about messages that a search found: the words around the hit, and how far the search has come."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop.ui.texts import moments, names
from server_stub.contract.model import Message
from server_stub.contract.words import Sought, searchable

_BEFORE: Final = 18
"""Characters shown before the first hit of a long text."""


def line(message: Message, sought: Sought) -> str:
    """One line in which the first word that was sought can be seen; the kind where the words are not of the text."""
    parts = [part for part in searchable(message.content).split("\n") if part]
    text = next((part for part in parts if sought.marks(part)), " ".join(parts))
    single = " ".join(text.split())
    marks = sought.marks(single)
    if marks and marks[0][0] > 2 * _BEFORE:
        start = marks[0][0] - _BEFORE
        start = single.find(" ", start, marks[0][0]) + 1 or start
        single = "…" + single[start:]
    return single or names.kind(message.content.kind)


def going_on() -> str:
    return QCoreApplication.translate("Found", "Looking through the whole history…")


def offline() -> str:
    return QCoreApplication.translate("Found", "No connection: this is what is kept on this computer.")


def nothing_more(*, indexing: bool) -> str:
    if indexing:
        return QCoreApplication.translate("Found", "Older messages are still being taken in; look again later.")
    return ""


def searched_back_to(moment: int) -> str:
    return QCoreApplication.translate("Found", "Searched back to {day}.").format(day=moments.day(moment))


def older() -> str:
    return QCoreApplication.translate("Found", "Search further back")
