"""The words that painted rows ask for (delegates.words.Words), in the current language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from desktop.ui.delegates.words import Word
from desktop.ui.texts import amounts, failures, lines, moments, names, reasons, unsupported
from desktop.ui.texts.counts import Counts
from server_stub.contract.content import Call, Content
from server_stub.contract.model import ConsentPurpose, Failure, Hold

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
    Word.ANSWERING: QT_TRANSLATE_NOOP("Rows", "in answer to"),
    Word.QUOTED_UNKNOWN: QT_TRANSLATE_NOOP("Rows", "Earlier message"),
    Word.CHOICE: QT_TRANSLATE_NOOP("Rows", "Chosen answer"),
    Word.TEMPLATE: QT_TRANSLATE_NOOP("Rows", "Template"),
    Word.CONSENT_PROMPT: QT_TRANSLATE_NOOP("Rows", "Request for permission"),
    Word.CALLS_ALLOWED: QT_TRANSLATE_NOOP("Rows", "The customer allows calls"),
    Word.CALLS_REFUSED: QT_TRANSLATE_NOOP("Rows", "The customer does not allow calls"),
    Word.FORM: QT_TRANSLATE_NOOP("Rows", "Form filled in"),
    Word.ADVERT: QT_TRANSLATE_NOOP("Rows", "Came from an advertisement"),
    Word.POST: QT_TRANSLATE_NOOP("Rows", "Came from a post"),
    Word.PRODUCT: QT_TRANSLATE_NOOP("Rows", "Asks about a product"),
    Word.TOTAL: QT_TRANSLATE_NOOP("Rows", "Total"),
    Word.READ_MORE: QT_TRANSLATE_NOOP("Rows", "Read more"),
    Word.NO_PICTURE: QT_TRANSLATE_NOOP("Rows", "This picture is damaged and cannot be shown"),
    Word.NO_SOUND: QT_TRANSLATE_NOOP("Rows", "It cannot be played here"),
    Word.SILENT: QT_TRANSLATE_NOOP("Rows", "There is nothing to hear in it"),
    Word.NOT_FETCHED: QT_TRANSLATE_NOOP("Rows", "Not loaded yet: no line to the gateway"),
    Word.SEND_AGAIN: QT_TRANSLATE_NOOP("Rows", "Send again"),
    Word.REMOVE: QT_TRANSLATE_NOOP("Rows", "Remove"),
    Word.MENTIONED: QT_TRANSLATE_NOOP("Rows", "A note mentions you"),
    Word.IN_QUEUE: QT_TRANSLATE_NOOP("Rows", "In the queue"),
    Word.EMPTY: QT_TRANSLATE_NOOP("Rows", "No messages yet"),
}


def _say(source: str) -> str:
    return QCoreApplication.translate("Rows", source)


class RowWords:
    """The language is the application's at the moment of asking; `purposes`: the company's own, as they are then."""

    def __init__(self, purposes: Callable[[], Iterable[ConsentPurpose]] = tuple) -> None:
        self._purposes = purposes

    def word(self, word: Word) -> str:
        return _say(WORDS[word])

    def kind(self, kind: str, duration_ms: int = 0) -> str:
        name = names.kind(kind)
        return f"{name} ({moments.playing(duration_ms)})" if duration_ms else name

    def status(self, status: str) -> str:
        return names.status(status)

    def line(self, content: Content) -> str:
        beside = lines.beside(content)
        return f"{lines.line(content)}\n{beside}" if beside else lines.line(content)

    def call(self, call: Call, *, outbound: bool) -> str:
        return lines.call(call, outbound=outbound, length=moments.playing(call.duration_ms))

    def problem(self, code: str) -> str:
        return lines.problem(code)

    def amount(self, value: Decimal, currency: str) -> str:
        return amounts.amount(value, currency)

    def items(self, count: int) -> str:
        return Counts().items(count)

    def reacted(self, emoji: str, *, by_customer: bool) -> str:
        if by_customer:
            return QCoreApplication.translate("Rows", "the customer reacted with {emoji}").format(emoji=emoji)
        return QCoreApplication.translate("Rows", "your team reacted with {emoji}").format(emoji=emoji)

    def failure(self, failure: Failure | None) -> str:
        return failures.failure(failure, self._purposes())

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
        return unsupported.unsupported(original_kind)

    def window_closing(self, milliseconds: int) -> str:
        return QCoreApplication.translate("Rows", "{time} left").format(time=moments.remaining(milliseconds))

    def claimed_by(self, name: str) -> str:
        return QCoreApplication.translate("Rows", "{name} is answering").format(name=name)

    def assigned_to(self, name: str) -> str:
        return QCoreApplication.translate("Rows", "With {name}").format(name=name)
