"""The words that painted rows ask for (delegates.words.Words), in the current language."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from desktop.ui.delegates.words import Word
from desktop.ui.texts import failures, moments, names, reasons
from desktop.ui.texts.counts import Counts
from server_stub.contract.content import Kind
from server_stub.contract.model import Failure, Hold

WORDS: dict[Word, str] = {
    Word.YOU: QT_TRANSLATE_NOOP("Rows", "You"),
    Word.CUSTOMER: QT_TRANSLATE_NOOP("Rows", "Customer"),
    Word.NO_NAME: QT_TRANSLATE_NOOP("Rows", "No name"),
    Word.FORWARDED: QT_TRANSLATE_NOOP("Rows", "Forwarded"),
    Word.FORWARDED_OFTEN: QT_TRANSLATE_NOOP("Rows", "Forwarded many times"),
    Word.EDITED: QT_TRANSLATE_NOOP("Rows", "edited"),
    Word.DELETED: QT_TRANSLATE_NOOP("Rows", "This message was deleted"),
    Word.NOT_DELIVERED: QT_TRANSLATE_NOOP("Rows", "Not delivered"),
    Word.IN_DOUBT: QT_TRANSLATE_NOOP("Rows", "Not confirmed"),
    Word.HELD: QT_TRANSLATE_NOOP("Rows", "In review"),
    Word.LOADING: QT_TRANSLATE_NOOP("Rows", "Loading…"),
    Word.UNAVAILABLE: QT_TRANSLATE_NOOP("Rows", "Not available any more"),
    Word.QUOTED_UNKNOWN: QT_TRANSLATE_NOOP("Rows", "Earlier message"),
    Word.CHOICE: QT_TRANSLATE_NOOP("Rows", "Chosen answer"),
    Word.TEMPLATE: QT_TRANSLATE_NOOP("Rows", "Template"),
    Word.CONSENT_PROMPT: QT_TRANSLATE_NOOP("Rows", "Request for permission"),
    Word.SEND_AGAIN: QT_TRANSLATE_NOOP("Rows", "Send again"),
    Word.REMOVE: QT_TRANSLATE_NOOP("Rows", "Remove"),
    Word.IN_QUEUE: QT_TRANSLATE_NOOP("Rows", "In the queue"),
    Word.EMPTY: QT_TRANSLATE_NOOP("Rows", "No messages yet"),
}


def _say(source: str) -> str:
    return QCoreApplication.translate("Rows", source)


class RowWords:
    """Stateless: the language is the application's at the moment of asking."""

    def word(self, word: Word) -> str:
        return _say(WORDS[word])

    def kind(self, kind: str, duration_ms: int = 0) -> str:
        name = names.kind(kind)
        return f"{name} ({moments.playing(duration_ms)})" if duration_ms else name

    def status(self, status: str) -> str:
        return names.status(status)

    def failure(self, failure: Failure | None) -> str:
        return failures.failure(failure)

    def hold(self, hold: Hold) -> str:
        return reasons.reason(hold.reason, not_before=hold.not_before)

    def clock(self, moment: int) -> str:
        return moments.clock(moment)

    def day(self, moment: int, now: int) -> str:
        return moments.heading(moment, now)

    def list_time(self, moment: int, now: int) -> str:
        return moments.short(moment, now)

    def moment(self, moment: int) -> str:
        return moments.day_and_time(moment)

    def duration(self, milliseconds: int) -> str:
        return moments.playing(milliseconds)

    def size(self, count: int) -> str:
        return QLocale().formattedDataSize(count, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)

    def unread_line(self, count: int) -> str:
        return Counts().unread(count)

    def unread(self, count: int) -> str:
        return Counts().unread(count)

    def unsupported(self, original_kind: str) -> str:
        if original_kind and original_kind != Kind.UNSUPPORTED:
            wording = QCoreApplication.translate("Rows", "Not supported here ({kind}). See it on the phone.")
            return wording.format(kind=original_kind)
        return QCoreApplication.translate("Rows", "Not supported here. See it on the phone.")

    def window_closing(self, milliseconds: int) -> str:
        return QCoreApplication.translate("Rows", "{time} left").format(time=moments.remaining(milliseconds))

    def claimed_by(self, name: str) -> str:
        return QCoreApplication.translate("Rows", "{name} is answering").format(name=name)

    def assigned_to(self, name: str) -> str:
        return QCoreApplication.translate("Rows", "With {name}").format(name=name)
