"""Handing the open conversation on: whom it can go to, how, and what the gateway said to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError, GatewayUnreachable, Refused
from desktop.domain.offers import Relation
from desktop.domain.serving import serves
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.controllers.transfer_items import QUEUE, RELEASE, TransferItems, id_of
from desktop.ui.dialogs import finished
from desktop.ui.texts import errors, people, transfers
from desktop.ui.views.transfer import Filled, Kind, TransferDialog
from desktop.ui.views.window import MainWindow
from server_stub.contract.errors import ErrorCode
from server_stub.contract.model import Conversation, Role
from server_stub.contract.transfers import HandOver, OfferKind, Targets, Transfer

_KINDS: Final = (OfferKind.TRANSFER, OfferKind.WARM, OfferKind.CONSULT)
_PAUSE_MS: Final = 2_000
"""States of colleagues change often; the list is asked for again at most so often."""


@dataclass(frozen=True, slots=True)
class HandingOn:
    """A transfer that was begun. `expected`: who had the conversation when it was; `is_open`: the dialog was."""

    conversation_id: str
    expected: str
    filled: Filled
    is_open: bool


class TransferController(Controller):
    """One dialog at a time, about the conversation that was open when it was asked for."""

    def __init__(self, tools: Tools, window: MainWindow, conversation: ConversationController, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._window, self._conversation = window, conversation
        self._dialog: TransferDialog | None = None
        self._id = self._expected = self._given = ""
        self._targets: Targets | None = None
        self._left: HandingOn | None = None
        """With a card that was written and not sent: who asks again for the same conversation finds it."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._load_again)
        tools.bus.changed.connect(self._changed)

    def open(self) -> None:
        conversation = self._conversation.conversation
        if conversation is None or self._dialog is not None or not self.may_transfer(conversation):
            return
        if conversation.offer is not None:
            colleague = self._name(conversation.offer.to_account)
            self.tools.tell(transfers.waits(conversation.offer.kind, colleague))
            return
        left = self._left if self._left is not None and self._left.conversation_id == conversation.id else None
        self.run(self._show(conversation, left), "transfer")

    @property
    def begun(self) -> HandingOn | None:
        """What is in the dialog, or was when it was left."""
        dialog = self._dialog
        return self._begun(dialog, is_open=True) if dialog is not None else self._left

    def resume(self, begun: HandingOn) -> None:
        """In a window that was built again."""
        self._left = begun
        if begun.is_open and self._conversation.id == begun.conversation_id:
            self.open()

    def may_transfer(self, conversation: Conversation) -> bool:
        """Whoever has it, and leads any that is open."""
        relation = self._conversation.relation
        is_lead = self.desk.account.role is not Role.AGENT
        return relation is Relation.OWN or (is_lead and relation is not None and not self._conversation.is_closed)

    async def _show(self, conversation: Conversation, left: HandingOn | None) -> None:
        customer = people.name(self.desk.contact(conversation.contact_id))
        kinds = [Kind(each.value, *transfers.kind(each)) for each in _KINDS]
        title = self.tr("Transfer {customer}").format(customer=customer)
        self._id, self._expected, self._targets = conversation.id, conversation.assignee_id or "", None
        self._dialog = dialog = TransferDialog(self.tools.theme, title, kinds, self._window)
        dialog.kind_chosen.connect(self._choose_kind)
        dialog.target_chosen.connect(self._choose_target)
        dialog.send_asked.connect(self._send)
        dialog.retry_asked.connect(self._load)
        if left is not None:
            self._restore(dialog, left)
        self._load()
        try:
            if await finished(dialog) != QDialog.DialogCode.Accepted:
                self._keep(dialog)
        finally:
            self._dialog = None
            if self.alive:
                self._pause.stop()

    def _begun(self, dialog: TransferDialog, *, is_open: bool) -> HandingOn:
        return HandingOn(self._id, self._expected, dialog.filled, is_open)

    def _restore(self, dialog: TransferDialog, left: HandingOn) -> None:
        """All of it in a window that was built again; the card alone where somebody had left the dialog."""
        self._left = None
        if left.is_open:
            self._expected = left.expected
            dialog.restore(left.filled, transfers.deed(OfferKind(left.filled.kind), left.filled.name))
        else:
            dialog.card.fill(left.filled.card)

    def _keep(self, dialog: TransferDialog) -> None:
        if isValid(dialog) and dialog.card.card != HandOver():
            self._left = self._begun(dialog, is_open=False)

    # Whom

    def _load(self) -> None:
        if self._dialog is not None:
            self._dialog.show_problem("")
            self._dialog.show_loading()
            self.run(self._fetch(self._dialog), "transfer targets", refused=self._not_fetched)

    def _load_again(self) -> None:
        if self._dialog is not None:
            self.run(self._fetch(self._dialog), "transfer targets again", refused=self._not_fetched)

    async def _fetch(self, dialog: TransferDialog) -> None:
        kind = OfferKind(dialog.kind)
        targets = await self.desk.team.targets(self._id, kind)
        if self.alive and isValid(dialog) and self._dialog is dialog and dialog.kind == kind:
            self._targets = targets
            dialog.offer(self._items().all())

    def _not_fetched(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(sentence, may_retry=True)

    def _items(self) -> TransferItems:
        assert self._dialog is not None and self._targets is not None  # noqa: S101, PT018 - only while it is open
        own = self._conversation.conversation
        return TransferItems(
            self._targets,
            OfferKind(self._dialog.kind),
            is_lead=self.desk.account.role is not Role.AGENT,
            may_release=own is not None and own.assignee_id is not None,
        )

    def _choose_kind(self, key: str) -> None:
        dialog = self._dialog
        if dialog is None or key == dialog.kind:
            return
        if dialog.target.startswith(QUEUE) or dialog.target == RELEASE:
            dialog.ask_whom()
        dialog.show_kind(key)
        if dialog.target:
            self._choose_target(dialog.target)
        self._load()

    def _choose_target(self, target: str) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        if self._targets is None:
            if target == dialog.target:  # chosen before the window was built again
                dialog.ask_card(target, dialog.name, transfers.deed(OfferKind(dialog.kind), dialog.name))
            return
        if target == RELEASE:
            dialog.accept()
            self._conversation.release(self._expected)
            return
        items = self._items()
        if obstacle := items.obstacle(target):
            name = items.name(target)
            dialog.show_problem(self.tr("{name}: {reason}.").format(name=name, reason=transfers.obstacle(obstacle)))
            return
        dialog.ask_card(target, items.name(target), transfers.deed(OfferKind(dialog.kind), items.name(target)))

    # Sending

    def _send(self) -> None:
        dialog = self._dialog
        if dialog is not None and dialog.target:
            dialog.set_busy(busy=True)
            self.run(self._go(dialog), "hand over")

    async def _go(self, dialog: TransferDialog) -> None:
        target, kind = dialog.target, OfferKind(dialog.kind)
        name = dialog.name
        to_queue, to_account = id_of(target)
        wish = Transfer(to_account, to_queue, kind, dialog.card.card, self._expected)
        try:
            await self.desk.team.transfer(self._id, wish)
        except AppError as problem:
            if self.alive and isValid(dialog) and self._dialog is dialog:
                dialog.set_busy(busy=False)
                self._refused(dialog, problem)
            return
        if self.alive and isValid(dialog):
            dialog.accept()
            if to_queue and self._may_take_back(to_queue):
                self._given = self._id
                self.tools.telling.offer_undo(transfers.in_queue(name), self._take_back)
            elif to_queue:
                self.tools.tell(transfers.in_queue(name))

    def _may_take_back(self, queue_id: str) -> bool:
        """Whoever serves the queue sees what waits there."""
        me, queue = self.desk.account, self.desk.queues().get(queue_id)
        return me.role is not Role.AGENT if queue is None else serves(queue, me)

    def _take_back(self) -> None:
        self.run(self.desk.take(self._given, ""), "take back")

    def _refused(self, dialog: TransferDialog, problem: AppError) -> None:
        """Say why, and show what is possible now; the card stays as it was written."""
        sentence = errors.error(problem)
        if isinstance(problem, Refused) and problem.code == ErrorCode.TARGET_UNAVAILABLE and "why" in problem.params:
            sentence = f"{sentence} ({transfers.obstacle(str(problem.params['why']))})"
        if isinstance(problem, Refused) and problem.code == ErrorCode.MOVED_MEANWHILE:
            self._expected = str(problem.params.get("account_id", ""))
        if isinstance(problem, Refused):
            dialog.ask_whom()
            self._load_again()
        dialog.show_problem(sentence, may_retry=isinstance(problem, GatewayUnreachable) and self._targets is None)

    def _changed(self, changes: ChangeSet) -> None:
        if self._dialog is not None and (changes.team or changes.everything) and not self._pause.isActive():
            self._pause.start()

    def _name(self, account_id: str) -> str:
        account = self.desk.accounts().get(account_id)
        return account.name if account is not None else ""
