"""Rows of the transfer dialog: queues with what waits there, colleagues with state and load."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop.ui.texts import moments, shift, transfers
from desktop.ui.widgets.search_popup import PopupItem
from server_stub.contract.transfers import OfferKind, TargetAgent, TargetQueue, Targets

QUEUE: Final = "queue:"
ACCOUNT: Final = "account:"
RELEASE: Final = "release"
_FOR_LEADS: Final = frozenset({"pause", "full"})
"""What leads may choose all the same (contract.transfers.TargetAgent)."""


def id_of(target: str) -> tuple[str, str]:
    """(queue, account), one of them empty."""
    if target.startswith(QUEUE):
        return target.removeprefix(QUEUE), ""
    return "", target.removeprefix(ACCOUNT)


class TransferItems:
    """`may_release`: it belongs to somebody, and can go back to where it came from."""

    def __init__(self, targets: Targets, kind: OfferKind, *, is_lead: bool, may_release: bool) -> None:
        self._queues = {f"{QUEUE}{each.queue_id}": each for each in targets.queues}
        self._agents = {f"{ACCOUNT}{each.account_id}": each for each in targets.agents}
        self._kind, self._is_lead, self._may_release = kind, is_lead, may_release

    def all(self) -> list[PopupItem]:
        """Colleagues who can take it first, then queues, then whoever cannot."""
        agents = [self._agent(key, each) for key, each in self._agents.items()]
        if self._kind is not OfferKind.TRANSFER:
            return [each for each in agents if not each.dim] + [each for each in agents if each.dim]
        release = [self._release()] if self._may_release else []
        both = agents + [self._queue(key, each) for key, each in self._queues.items()]
        return [each for each in both if not each.dim] + release + [each for each in both if each.dim]

    def name(self, target: str) -> str:
        if target in self._queues:
            return self._queues[target].name
        return self._agents[target].name if target in self._agents else ""

    def obstacle(self, target: str) -> str:
        """Why this person cannot choose it; an unknown one is gone."""
        if target in self._queues:
            return self._queues[target].obstacle
        if target not in self._agents:
            return "gone"
        told = self._agents[target].obstacle
        return "" if self._is_lead and told in _FOR_LEADS else told

    def _queue(self, key: str, queue: TargetQueue) -> PopupItem:
        counts = transfers.TransferCounts()
        told = [counts.waiting(queue.waiting), counts.available(queue.available)]
        if queue.obstacle:
            told.insert(0, transfers.obstacle(queue.obstacle))
        elif not queue.is_open:
            told.insert(0, transfers.obstacle("closed"))
        return PopupItem(key, queue.name, " · ".join(told), icon="list", dim=bool(queue.obstacle))

    def _agent(self, key: str, agent: TargetAgent) -> PopupItem:
        told = [shift.state(agent.state)]
        if agent.since:
            told[0] = transfers.since(told[0], moments.clock(agent.since))
        told.append(transfers.TransferCounts().open_cases(agent.open_cases))
        if agent.obstacle and agent.obstacle not in ("pause", "offline"):
            told.insert(0, transfers.obstacle(agent.obstacle))
        share = agent.load / agent.capacity if agent.capacity else 1.0
        return PopupItem(
            key, agent.name, " · ".join(told), face=agent.account_id, load=share, dim=bool(self.obstacle(key))
        )

    def _release(self) -> PopupItem:
        title = QCoreApplication.translate("Transfers", "Put back in the queue")
        detail = QCoreApplication.translate("Transfers", "Whoever is free takes it; the customer keeps their place")
        return PopupItem(RELEASE, title, detail, icon="undo")
