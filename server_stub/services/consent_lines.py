"""Lines about permissions: what the ledger has just taken in is told in the person's conversations.

They are for reading only: what may be sent is asked of the ledger, and goes on being right without them.
"""

from __future__ import annotations

from typing import Final

from server_stub.contract.content import Line
from server_stub.domain.consent import derive
from server_stub.domain.consent_events import WHATSAPP, EventType, State
from server_stub.services.lines import Lines
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Ledger, NewEvent
from server_stub.storage.repositories.registers import Registers

_GIVEN: Final = frozenset({EventType.GRANTED, EventType.CONFIRMED, EventType.RENEWED})
_REVOKED: Final = frozenset({EventType.REVOKED, EventType.SUPPRESSED, EventType.PLATFORM_STOP})
_IN_CHAT: Final = frozenset({"button", "keyword", "platform"})
# A person of an import whom nobody has talked to has no conversation, and gets no line.
_WHERE: Final = "SELECT id FROM conversation WHERE contact_id = ? AND ? IN ('', channel_number_id) ORDER BY id"


class ConsentLines:
    def __init__(self, lines: Lines, ledger: Ledger, registers: Registers, *, brand: str) -> None:
        self._lines = lines
        self._ledger = ledger
        self._registers = registers
        self._brand = brand

    def tell(self, tx: Tx, event: NewEvent) -> None:
        """For an event that was appended in this transaction; nothing for one that gives and takes nothing."""
        # What the platform says is of one of our numbers only: "whatsapp:<number>".
        number_id = event.channel.removeprefix(WHATSAPP).removeprefix(":")
        found = tx.driver.execute(_WHERE, (event.contact_id, number_id)).fetchall()
        line = self._line(tx, event) if found else None
        if line is None:
            return
        # What was said in the chat stands behind the message that said it: WhatsApp tells whole seconds.
        at = event.captured_at + 1 if event.source in _IN_CHAT else event.recorded_at
        said = {"purpose": event.purpose, "title": self._title(tx, event.purpose)}
        for (conversation_id,) in found:
            self._lines.write_at(tx, conversation_id, line, at, event.recorded_at, said)

    def _line(self, tx: Tx, event: NewEvent) -> Line | None:
        if event.type in _GIVEN:
            return Line.CONSENT_GIVEN
        if event.type in _REVOKED or (event.type == EventType.REFUSED and self._stood(tx, event)):
            return Line.CONSENT_REVOKED
        return None

    def _stood(self, tx: Tx, event: NewEvent) -> bool:
        """A no to a question takes something back only where there was a yes before it."""
        events, _ = self._ledger.of_contact(tx, event.contact_id)
        known = self._registers.catalogue(tx)
        before = derive(events[:-1], event.recorded_at, brand=self._brand, catalogue=known)
        return before.of(event.purpose).state is State.ACTIVE

    def _title(self, tx: Tx, purpose: str) -> str:
        named = next((it for it in self._registers.settings(tx) if it.code == purpose), None)
        return "" if named is None else named.title_pt or named.title_en
