"""Contacts that may be one person: leads see why, decide, and take it back in time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import AppError
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import errors, ledger, moments, names, people
from desktop.ui.views.merging import MergingView, Proposal, Side
from server_stub.contract.model import Contact
from server_stub.contract.people import MergeProposal

Decide = Callable[[str], Awaitable[MergeProposal]]


class MergingController(Controller):
    """`counted(object)`: how many wait for a decision. What was decided here stays in sight, to be taken back."""

    counted = Signal(object)

    def __init__(self, tools: Tools, view: MergingView, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view = view
        self._proposals: dict[str, MergeProposal] = {}
        self._loaded = False
        view.accepted.connect(self._accept)
        view.rejected.connect(self._reject)
        view.undone.connect(self._undo)
        view.again_asked.connect(self.load)

    def load(self) -> None:
        if not self._loaded:
            self._view.show_state("hourglass", self.tr("One moment…"), "")
        self.run(self._fetch(), "load merge proposals", refused=self._show_trouble)

    async def _fetch(self) -> None:
        told = await self.desk.office.merge_proposals()
        if self.alive:
            self._loaded = True
            decided = {key: item for key, item in self._proposals.items() if item.state != "open"}
            self._proposals = decided | {item.id: item for item in told}
            self._show()

    def _show_trouble(self, sentence: str) -> None:
        """What was loaded before stays in sight."""
        if not self._loaded:
            self._view.show_state("warning", self.tr("This could not be loaded"), sentence, self.tr("Try again"))

    def _show(self) -> None:
        waiting = [item for item in self._proposals.values() if item.state == "open"]
        self.counted.emit(len(waiting))
        if not self._proposals:
            text = self.tr("When two contacts look like one person, you decide here.")
            self._view.show_state("check-circle", self.tr("Nothing to decide"), text)
            return
        ordered = sorted(self._proposals.values(), key=lambda item: (item.state != "open", -item.created_at))
        self._view.show_proposals([self._words(item) for item in ordered])

    def _words(self, item: MergeProposal) -> Proposal:
        decided = {
            "accepted": self.tr("Put together."),
            "rejected": self.tr("Kept apart."),
        }.get(item.state, "")
        may_undo = item.state == "accepted" and (item.undo_until is None or item.undo_until > self.desk.now())
        if may_undo and item.undo_until is not None:
            until = self.tr("Can be undone until {date}.").format(date=moments.day(item.undo_until))
            decided = f"{decided} {until}"
        other = self._side(item.other) if item.other is not None else None
        return Proposal(
            item.id,
            ledger.merge(item.kind),
            self._side(item.contact),
            other,
            decided,
            may_undo,
            people.phone(item.new_phone) if item.new_phone else "",
            item.by_platform,
        )

    def _side(self, contact: Contact) -> Side:
        facts = [(self.tr("Phone"), people.phone(contact.phone))]
        if contact.username:
            facts.append((self.tr("Username"), f"@{contact.username}"))
        if contact.created_at:
            facts.append((self.tr("Known since"), moments.day(contact.created_at)))
        agreed = [
            names.purpose_of(item.purpose, self.desk.purposes()) for item in contact.consents if _stands(item.state)
        ]
        facts.append((self.tr("Agreed to"), ", ".join(agreed) or self.tr("nothing yet")))
        return Side(contact.id, people.name(contact), tuple(facts))

    def _accept(self, proposal_id: str) -> None:
        self.run(self._decide(proposal_id, self.desk.office.accept_merge), "accept merge")

    def _reject(self, proposal_id: str) -> None:
        self.run(self._decide(proposal_id, self.desk.office.reject_merge), "reject merge")

    def _undo(self, proposal_id: str) -> None:
        self.run(self._decide(proposal_id, self.desk.office.undo_merge), "undo merge")

    async def _decide(self, proposal_id: str, decide: Decide) -> None:
        self._view.set_busy(proposal_id, busy=True)
        try:
            self._proposals[proposal_id] = await decide(proposal_id)
        except AppError as problem:
            if self.alive:
                self._view.set_busy(proposal_id, busy=False)
                self.tools.tell(errors.error(problem))
            return
        if self.alive:
            self._show()


def _stands(state: str) -> bool:
    return state == "ACTIVE"
