"""A conversation while a batch is applied to it: loaded once, changed in memory, written once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

import msgspec

from server_stub.contract.model import Claim, Conversation, Doubt, Preview
from server_stub.domain.window import closes_at
from server_stub.storage.database import Tx
from server_stub.storage.repositories import inbound
from server_stub.storage.repositories.cases import CaseRow
from server_stub.storage.repositories.conversation_parts import Parts, brief_of, protocol_of
from server_stub.storage.repositories.inbound import StateRow
from server_stub.storage.vault import UnreadableError, Vault

PREVIEW_LENGTH: Final = 200
PREVIEW_CONTEXT: Final = "conversation.preview"
_encode = msgspec.json.Encoder().encode
_decoder = msgspec.json.Decoder(Preview)


class ConversationState:
    """Mutable: `row` is what the table holds, the other fields what it is going to hold.

    `shown` is a preview newer than the stored one, which is opened only where somebody needs it. `case` is the open
    one, else the one that was closed last; whoever changes its row or where it waits says so here.
    """

    __slots__ = (
        "_stored",
        "assignee_id",
        "case",
        "key_id",
        "last_at",
        "last_id",
        "named_at",
        "parts",
        "queue_id",
        "row",
        "shown",
        "unread",
        "window",
    )

    def __init__(self, row: StateRow, key_id: str, parts: Parts, stored: Callable[[], Preview | None]) -> None:
        self.row = row
        self.key_id = key_id
        self.assignee_id = row.assignee_id
        self.unread = row.unread
        self.window = row.last_inbound_at
        self.named_at = row.named_at
        self.parts = parts
        self.case: CaseRow | None = parts.case
        self.queue_id = parts.queue_id
        self.last_at = row.last_at
        self.last_id = row.last_message_id or ""
        self.shown: Preview | None = None
        self._stored = stored

    @property
    def open_case(self) -> CaseRow | None:
        return self.case if self.case is not None and self.case.closed_at is None else None

    def show(self, preview: Preview) -> None:
        """Becomes the last message unless a newer one is shown: by WhatsApp's time, then in the order of arrival."""
        if self.last_at is None or (preview.sent_at, preview.message_id) > (self.last_at, self.last_id):
            self.shown, self.last_at, self.last_id = preview, preview.sent_at, preview.message_id

    def speak(self, sent_at: int) -> None:
        """The customer said something at this moment."""
        if self.window is None or sent_at > self.window:
            self.window = sent_at

    def to_wire(self) -> Conversation:
        row = self.row
        claim = None
        if row.claimant_id is not None:
            claim = Claim(row.claimant_id, row.claimant_name or "", row.claimed_until or 0)
        doubt = None
        if row.doubt_message_id is not None:
            doubt = Doubt(row.doubt_message_id, row.doubt_rule or "", row.doubted_at or 0, row.doubted_until or 0)
        return Conversation(
            id=row.id,
            contact_id=row.contact_id,
            channel_number_id=row.channel_number_id,
            assignee_id=self.assignee_id,
            unread=self.unread,
            last_inbound_at=self.window,
            window_until=closes_at(self.window),
            last=self.shown or self._stored(),
            protocol=protocol_of(self.case),
            claim=claim,
            doubt=doubt,
            mentioned=self.parts.mentioned,
            queue_id=self.queue_id,
            case=brief_of(self.case),
            offer=self.parts.offer,
            participants=self.parts.participants,
        )


class ConversationStates:
    """Loads and stores states, many at a time."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def load(self, tx: Tx, keys: dict[str, str]) -> dict[str, ConversationState]:
        """By conversation id, from conversation id → id of the contact's data key."""
        return {
            row.id: ConversationState(
                row,
                keys[row.id],
                Parts.of(self._vault, tx, keys[row.id], row.parts),
                partial(self._preview, tx, keys[row.id], row.preview_enc),
            )
            for row in inbound.states(tx, keys)
        }

    def store(self, tx: Tx, changed: Iterable[ConversationState]) -> None:
        inbound.update_states(tx, [self._row(tx, state) for state in changed])

    def _row(self, tx: Tx, state: ConversationState) -> tuple[Any, ...]:
        sealed = state.row.preview_enc
        if state.shown is not None:
            sealed = self._vault.seal(tx, state.key_id, _encode(state.shown), PREVIEW_CONTEXT)
        told = (state.assignee_id, state.unread, state.window, state.named_at)
        return (*told, state.last_at, state.last_id or None, sealed, state.row.id)

    def _preview(self, tx: Tx, key_id: str, sealed: bytes | None) -> Preview | None:
        if sealed is None:
            return None
        try:
            return _decoder.decode(self._vault.open(tx, key_id, sealed, PREVIEW_CONTEXT))
        except UnreadableError:
            return None
