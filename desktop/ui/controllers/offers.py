"""Offers that concern this person: loud until they are answered, and never gone without a word."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.errors import AppError
from desktop.domain.offers import Fate
from desktop.ui.controllers.offer_bell import OfferBell
from desktop.ui.controllers.offer_watch import Asked, OfferWatch
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import moments, transfers
from desktop.ui.views.offer_strip import OfferStrip, OfferWords
from desktop.ui.views.workspace import Workspace
from server_stub.contract.transfers import Decline, DeclineReason, Offer

_SECOND_MS = 1000
_MOST_TOLD = 3


class OfferController(Controller):
    """`accepted(object)`: id of a conversation that is this person's now, or that they have joined.

    `looked(object)`: one that is to be seen before it is answered. `heard`: ids of offers that have rung; a window that
    is built again does not ring for them at once.
    """

    accepted = Signal(object)
    looked = Signal(object)

    def __init__(self, tools: Tools, view: Workspace, bell: OfferBell, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view, self.bell = view, bell
        self.watch = OfferWatch(tools, self)
        self._strip: OfferStrip | None = None
        self.heard: frozenset[str] = frozenset()
        self._shown = ""
        """Id of the conversation that is asked about."""
        self._over: list[str] = []
        """What became of others; told until it was read."""
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND_MS)
        self._clock.timeout.connect(self._tick)
        self.watch.began.connect(self._begin)
        self.watch.ended.connect(self._end)
        self.watch.changed.connect(self._show)

    def start(self) -> None:
        self.watch.start()

    def focus(self) -> None:
        """Where Enter accepts."""
        if self._strip is not None and not self._strip.isHidden():
            self._strip.focus()

    def accept(self) -> None:
        """What is shown now."""
        asked = self._current()
        if asked is not None:
            self._bar().set_busy(busy=True)
            self.run(self._accept(asked), "accept offer", refused=self._refused)

    # Answers

    async def _accept(self, asked: Asked) -> None:
        await self.desk.team.accept_offer(asked.conversation.id)
        if self.alive:
            self.watch.settle(asked.offer)
            self._show()
            self.accepted.emit(asked.conversation.id)

    def _decline(self, reason: str) -> None:
        asked = self._current()
        if asked is not None:
            self._bar().set_busy(busy=True)
            self.run(self._say_no(asked, DeclineReason(reason)), "decline offer", refused=self._refused)

    async def _say_no(self, asked: Asked, reason: DeclineReason) -> None:
        self.watch.settle(asked.offer)
        try:
            await self.desk.team.decline_offer(asked.conversation.id, Decline(reason))
        except AppError:
            self.watch.unsettle(asked.offer)
            raise
        if self.alive:
            self._show()

    def _refused(self, sentence: str) -> None:
        self._bar().set_busy(busy=False)
        self.tools.refuse(sentence)

    def _next(self) -> None:
        ids = [each.conversation.id for each in self.watch.waiting]
        if ids:
            place = ids.index(self._shown) if self._shown in ids else -1
            self._shown = ids[(place + 1) % len(ids)]
            self._show()

    def _look(self) -> None:
        if self._shown:
            self.looked.emit(self._shown)

    def _read(self) -> None:
        self._over.clear()
        self._show()

    # What happens to them

    def _begin(self, asked: Asked) -> None:
        if asked.offer.to_account == self.desk.account.id and asked.offer.id not in self.heard:
            self.heard |= {asked.offer.id}
            self.bell.begin(asked.offer, self.desk.now())
            self.bell.notify(asked.conversation.id, asked.customer, self._sentence(asked))

    def _end(self, asked: Asked, end: Fate, is_mine: bool) -> None:  # Qt passes it by position
        self.bell.stop(asked.offer)
        self.heard -= {asked.offer.id}
        colleague = self._name(asked.offer.to_account)
        if end in (Fate.TAKEN, Fate.JOINED):
            told = transfers.taken if end is Fate.TAKEN else transfers.joined
            self.tools.tell(told(colleague, asked.customer))
            return
        if end is Fate.NOT_TAKEN:
            sentence = transfers.not_taken(colleague, asked.customer, is_mine=is_mine)
            self.bell.ring()
        else:
            over = transfers.ran_out if end is Fate.RAN_OUT else transfers.withdrawn
            sentence = over(asked.customer)
        self._over = [*self._over, sentence][-_MOST_TOLD:]
        self.bell.notify(asked.conversation.id, asked.customer, sentence)

    def _tick(self) -> None:
        now = self.desk.now()
        for each in self.watch.waiting:
            self.bell.tick(each.offer, now)
        self._show_time()

    # Showing

    def _current(self) -> Asked | None:
        return next((each for each in self.watch.waiting if each.conversation.id == self._shown), None)

    def _show(self) -> None:
        waiting = self.watch.waiting
        if not waiting:
            self._show_nothing()
            return
        ids = [each.conversation.id for each in waiting]
        if self._shown not in ids:
            self._shown = ids[0]
        number = ids.index(self._shown)
        place = self.tr("{number} of {count}").format(number=number + 1, count=len(ids)) if len(ids) > 1 else ""
        asked = waiting[number]
        card = transfers.card(asked.offer.card)
        words = OfferWords(asked.customer, asked.conversation.contact_id, self._sentence(asked), card, place)
        self._bar().show_offer(words)
        self._show_time()
        self._clock.start()

    def _show_nothing(self) -> None:
        self._shown = ""
        self._clock.stop()
        if self._over:
            self._bar().show_over("\n".join(self._over))
        elif self._strip is not None:
            self._strip.hide()

    def _show_time(self) -> None:
        asked = self._current()
        if asked is not None and self._strip is not None:
            self._strip.show_time(time_left(asked.offer, self.desk.now()))

    def _sentence(self, asked: Asked) -> str:
        return transfers.offer(asked.offer.kind, self._name(asked.offer.from_account), asked.customer)

    def _name(self, account_id: str | None) -> str:
        account = self.desk.accounts().get(account_id or "")
        return account.name if account is not None else ""

    def _bar(self) -> OfferStrip:
        """Not before somebody offers something."""
        if self._strip is None:
            reasons = [(code.value, transfers.reason(code)) for code in DeclineReason]
            self._strip = OfferStrip(self.tools.theme, reasons)
            self._strip.accepted.connect(self.accept)
            self._strip.declined.connect(self._decline)
            self._strip.looked.connect(self._look)
            self._strip.next_asked.connect(self._next)
            self._strip.closed.connect(self._read)
            self._view.put_above(self._strip)
        return self._strip


def time_left(offer: Offer, now: int) -> str:
    """0:42; empty where it waits as long as it takes."""
    return "" if offer.expires_at is None else moments.playing(max(0, offer.expires_at - now))
