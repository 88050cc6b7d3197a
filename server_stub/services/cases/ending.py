"""The customer ends the case: with the button of the question whether "exit" meant the menu or our offers."""

from __future__ import annotations

from server_stub.contract.cases import CloseWay
from server_stub.domain.optout import MENU_EXIT
from server_stub.services.cases import steps
from server_stub.services.cases.closing import Closing
from server_stub.services.doubts import DOUBT_PREFIX, STAY
from server_stub.services.hooks import Inbound
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRows
from server_stub.storage.repositories.doubts import DoubtRow, DoubtRows


class CustomersEnd:
    def __init__(self, rows: CaseRows, doubts: DoubtRows, closing: Closing) -> None:
        self._rows = rows
        self._doubts = doubts
        self._closing = closing

    def asked(self, tx: Tx, inbound: Inbound) -> None:
        """An InboundHook. What the tap says of permissions, and what is answered, is decided by services/doubts.py.

        A button that is older than the question was open for ends nothing.
        """
        choice = inbound.content.choice
        doubt = None if choice is None else self._meant(tx, choice.id)
        if doubt is None or doubt.contact_id != inbound.contact_id or inbound.received_at > doubt.expires_at:
            return
        row = self._rows.open_of(tx, inbound.conversation_id)
        if row is not None:
            self._closing.end(tx, row, CloseWay.CUSTOMER, steps.Result(), inbound.received_at)

    def _meant(self, tx: Tx, choice_id: str) -> DoubtRow | None:
        message_id, _, answer = choice_id.removeprefix(DOUBT_PREFIX).partition(":")
        if not choice_id.startswith(DOUBT_PREFIX) or answer != STAY:
            return None
        found = self._doubts.of_message(tx, message_id)
        return found if found is not None and found.rule == MENU_EXIT else None
