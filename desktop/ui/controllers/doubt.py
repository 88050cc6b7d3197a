"""The customer may have asked to leave: the agent says whether, with one key; until then nothing promotional goes."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.domain.errors import AppError
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import errors, ledger, moments
from desktop.ui.widgets.question_bar import Answer, QuestionBar
from server_stub.contract.model import Doubt
from server_stub.contract.people import SettleDoubt

ANSWERS = {
    "promotions": SettleDoubt(leaving=True, scope="mkt.*"),
    "everything": SettleDoubt(leaving=True, scope="*"),
    "no": SettleDoubt(leaving=False),
}
QUOTED = 120
"""Signs of the customer's message that are repeated in the question."""


class DoubtController(Controller):
    """Asks about the open conversation."""

    def __init__(self, tools: Tools, bar: QuestionBar, conversation: ConversationController, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._bar, self._conversation = bar, conversation
        self._shown: tuple[str, Doubt] | None = None
        self._settling: tuple[str, Doubt] | None = None
        bar.answered.connect(self._answer)
        conversation.opened.connect(self.refresh)
        conversation.changed.connect(self.refresh)
        tools.keys.changed.connect(self._ask_again)

    def refresh(self) -> None:
        conversation = self._conversation.conversation
        doubt = conversation.doubt if conversation is not None else None
        if conversation is None or doubt is None:
            self._shown = None
            self._bar.hide()
            return
        now = (conversation.id, doubt)
        if now == self._shown:
            return
        self._shown = now
        self._ask(doubt, "")
        self._bar.set_busy(busy=now == self._settling)
        self.run(self._quote(now), "quote doubtful message")

    def _ask_again(self) -> None:
        """With other keys on its buttons."""
        self._shown = None
        self.refresh()

    def choose(self, place: int) -> None:
        self._bar.choose(place)

    def _ask(self, doubt: Doubt, said: str) -> None:
        until = self.tr("Without an answer until {time} it counts as leaving offers.").format(
            time=moments.day_and_time(doubt.expires_at)
        )
        answers = (
            Answer("promotions", self.tr("Yes, stop offers"), "warn", keys=self.tools.keys.shown("doubt_1")),
            Answer("everything", self.tr("Stop everything"), keys=self.tools.keys.shown("doubt_2")),
            Answer("no", self.tr("No"), keys=self.tools.keys.shown("doubt_3")),
        )
        quoted = f"“{said}”. " if said else ""
        self._bar.ask(ledger.doubt(doubt.rule), quoted + until, answers)

    async def _quote(self, asked: tuple[str, Doubt]) -> None:
        doubt = asked[1]
        found = await self.desk.messages([doubt.message_id])
        if self.alive and self._shown == asked and found and found[0].content.text:
            self._ask(doubt, " ".join(found[0].content.text.split())[:QUOTED])
            self._bar.set_busy(busy=asked == self._settling)

    def _answer(self, key: str) -> None:
        if self._shown is not None and self._settling != self._shown:
            self.run(self._settle(self._shown, key), "settle doubt")

    async def _settle(self, asked: tuple[str, Doubt], key: str) -> None:
        self._settling = asked
        self._bar.set_busy(busy=True)
        try:
            await self.desk.office.settle_doubt(asked[0], ANSWERS[key])
        except AppError as problem:
            if self.alive:
                self._settling = None
                self._bar.set_busy(busy=False)
                self.tools.tell(errors.error(problem))
            return
        if self.alive:
            told = self.tr("Noted: nothing is stopped.") if key == "no" else self.tr("Noted: it takes effect at once.")
            self.tools.tell(told)
            if self._shown == asked:
                self._bar.hide()
