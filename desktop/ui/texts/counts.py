"""Sentences with a number in them, in the plural form that the number needs."""

from __future__ import annotations

from PySide6.QtCore import QObject


class Counts(QObject):
    """A QObject, because Linguist finds plural forms only in calls of tr()."""

    def templates_allowed(self, count: int) -> str:
        return self.tr("%n template(s) may be sent.", "", count)

    def more_cards(self, count: int) -> str:
        return self.tr("and %n more card(s)", "", count)

    def unsent(self, count: int) -> str:
        return self.tr("%n message(s) waiting to be sent", "", count)

    def unread(self, count: int) -> str:
        return self.tr("%n unread message(s)", "", count)

    def people(self, count: int) -> str:
        return self.tr("%n person(s)", "", count)

    def new_messages(self, count: int) -> str:
        return self.tr("%n new message(s)", "", count)

    def items(self, count: int) -> str:
        return self.tr("%n item(s)", "", count)
