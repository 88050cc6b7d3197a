"""Who is who in the talk between colleagues: names of channels, states, and who can be called where."""

from __future__ import annotations

from desktop.application.desk import Desk
from desktop.domain.colleague_chat import TEAM, partner, queue_of
from desktop.domain.serving import serves
from desktop.ui.texts import chat, shift
from desktop.ui.widgets.search_popup import PopupItem
from server_stub.contract.model import Account


class ChatNames:
    """Reads what the desk has at hand."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def name(self, account_id: str) -> str:
        account = self._desk.accounts().get(account_id)
        return account.name if account is not None else chat.somebody()

    def first(self, account_id: str) -> str:
        return self.name(account_id).split(" ", 1)[0]

    def channel(self, channel: str) -> str:
        if channel == TEAM:
            return chat.team()
        if other := partner(channel, self._desk.account.id):
            return self.name(other)
        queue = self._desk.queues().get(queue_of(channel))
        return queue.name if queue is not None else chat.somebody()

    def detail(self, channel: str) -> str:
        """How the colleague of a talk between two stands."""
        status = self._desk.statuses().get(partner(channel, self._desk.account.id))
        return shift.standing(status) if status is not None else ""

    def dot(self, account_id: str) -> str:
        status = self._desk.statuses().get(account_id)
        return shift.dot(status.state) if status is not None else "edge"

    def colleagues(self) -> list[str]:
        """Ids by name."""
        own = self._desk.account.id
        found = [each for each in self._desk.accounts().values() if each.id != own and not each.disabled]
        return [each.id for each in sorted(found, key=_name)]

    def callable(self, channel: str) -> list[PopupItem]:
        """Who reads this channel and can be called in it; nobody between two, where each word calls."""
        if partner(channel, self._desk.account.id):
            return []
        queue = self._desk.queues().get(queue_of(channel))
        accounts = self._desk.accounts()
        found = [accounts[each] for each in self.colleagues()]
        return [
            PopupItem(each.id, each.name, face=each.id, keywords=each.login, dot=self.dot(each.id))
            for each in found
            if queue is None or serves(queue, each)
        ]


def _name(account: Account) -> str:
    return account.name.casefold()
