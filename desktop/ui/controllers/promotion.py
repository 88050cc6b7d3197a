"""A text that looks like an offer: the agent says whether it is one before it goes, and again when the gateway asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desktop.domain.failures import params_of
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.widgets.question_bar import Answer, QuestionBar
from server_stub.contract.gate import Reason
from server_stub.contract.model import Message
from server_stub.contract.promotional import promotional_words

Go = Callable[[bool], None]
"""Goes on with the answer: it is an offer, or not."""
MOST_WORDS = 3


class PromotionController(Controller):
    """`ask_about` returns whether there is something to ask; then `go` is called with the answer, if one comes."""

    def __init__(self, tools: Tools, bar: QuestionBar, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._bar = bar
        self._go: Go | None = None
        self._left: Callable[[], None] | None = None
        bar.answered.connect(self._answered)
        bar.cancelled.connect(self.leave)

    def ask_about(self, text: str, go: Go, *, left: Callable[[], None] | None = None) -> bool:
        """`left`: where the focus goes when the person changes their mind."""
        found = promotional_words(text, self.desk.promotional_words())
        if not found:
            return False
        self._ask(", ".join(found[:MOST_WORDS]), go, left)
        return True

    def asked_by_gateway(self, message: Message) -> bool:
        """A message was refused only because nobody said whether it is an offer: ask, then send it again."""
        if message.failure is None or message.failure.code != Reason.DENY_PROMO_UNCLEAR:
            return False
        # The gateway's words count: its policy may be newer than what this desktop knows.
        told = str(params_of(message.failure).get("words", ""))
        found = promotional_words(message.content.text, self.desk.promotional_words())
        self._ask(told or ", ".join(found[:MOST_WORDS]), partial(self._again, message.id), None)
        return True

    def leave(self) -> None:
        """Nothing is sent; what was written stays where it is."""
        left, self._go, self._left = self._left, None, None
        self._bar.hide()
        if left is not None:
            left()

    def _ask(self, words: str, go: Go, left: Callable[[], None] | None) -> None:
        self._go, self._left = go, left
        title = self.tr("This looks like an offer.")
        if words:
            title = self.tr("This looks like an offer (“{words}”).").format(words=words)
        answers = (
            Answer("offer", self.tr("It is an offer")),
            Answer("no_offer", self.tr("It is not, send")),
        )
        self._bar.ask(
            title, self.tr("An offer goes only to who gave permission for offers. Esc: back to the text."), answers
        )
        self._bar.setFocus()

    def _answered(self, key: str) -> None:
        go, self._go = self._go, None
        left, self._left = self._left, None
        self._bar.hide()
        if left is not None:
            left()
        if go is not None:
            go(key == "offer")

    def _again(self, message_id: str, promotional: bool) -> None:  # by position, as every Go
        self.run(self.desk.retry(message_id, promotional=promotional), "send again")
