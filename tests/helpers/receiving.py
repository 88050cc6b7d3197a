"""A store with ingest and nothing around it: bodies in, the state that follows from them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from server_stub.contract.content import Line
from server_stub.contract.events import DATA_TYPES
from server_stub.services.cases.clocks import Clocks
from server_stub.services.hooks import Begun, InboundHook, OtherHook, PlaceCases, PreferenceHook
from server_stub.services.ingest.ingest import Hooks, Ingest
from server_stub.services.ingest.received import Received
from server_stub.services.lines import Lines
from server_stub.services.protocol import next_protocol
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx, create_engine
from server_stub.storage.events import CONTEXT, EventLog
from server_stub.storage.repositories.cases import CaseRows
from server_stub.storage.repositories.queues import QueueRows
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.vault import Vault
from server_stub.whatsapp.parse import parse
from tests.helpers.blank_store import KEY, place_store

NOW = 1_795_400_000_000


class Receiving:
    """Synchronous: each `feed` is one transaction."""

    def __init__(
        self,
        directory: Path,
        *,
        place: PlaceCases = lambda tx, conversations, now: {},
        inbound: Sequence[InboundHook] = (),
        preference: Sequence[PreferenceHook] = (),
        other: Sequence[OtherHook] = (),
        lines: bool = False,
    ) -> None:
        self.path = place_store(directory)
        self.vault = Vault(KEY)
        self.engine = create_engine(self.path, self.vault.page_key_hex, read_only=False)
        self.reading = Reading(self.vault)
        self.cases = CaseRows()
        self.assignments: list[tuple[str, str | None]] = []
        self.events = EventLog(self.vault, lambda: None)
        self.lines = Lines(self.vault, self.reading, self.events)
        clocks = Clocks(self.cases, QueueBook(QueueRows()))
        hooks = Hooks(
            place=place,
            announce_assignment=lambda tx, conversation, before, now: self.assignments.append((conversation, before)),
            begin_case=self._begin,
            tell_begun=self._tell_begun if lines else lambda tx, begun, now: None,
            customers_wrote=clocks.customers_wrote,
            answered_elsewhere=clocks.answered_elsewhere,
            inbound=inbound,
            preference=preference,
            other=other,
        )
        self.ingest = Ingest(self.vault, self.reading, self.events, hooks)
        self._journal_id = 0

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        with self.engine.begin() as connection:
            yield Tx(connection)

    def _begin(self, tx: Tx, conversation_id: str, _number: str, now: int) -> Begun:
        self.cases.add(tx, conversation_id, next_protocol(tx, now), "general", now, detail="customer")
        row = self.cases.open_of(tx, conversation_id)
        assert row is not None
        return Begun(row, reopened=False)

    def _tell_begun(self, tx: Tx, begun: Begun, now: int) -> None:
        self.lines.write(tx, begun.case.conversation_id, Line.CASE_OPENED, now, protocol=begun.case.protocol)

    def feed(self, *bodies: bytes, now: int = NOW) -> None:
        received = []
        for body in bodies:
            self._journal_id += 1
            received += [Received(item, now, self._journal_id) for item in parse(body)]
        with self.transaction() as tx:
            self.ingest.process(tx, received, now)

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with self.transaction() as tx:
            return [tuple(row) for row in tx.driver.execute(sql, parameters).fetchall()]

    def told(self) -> list[tuple[str, Any]]:
        """(kind, data) of every event so far."""
        with self.transaction() as tx:
            rows = tx.driver.execute("SELECT kind, key_id, data_enc FROM event ORDER BY seq").fetchall()
            return [
                (kind, msgspec.json.decode(self.vault.open(tx, key_id, data, CONTEXT), type=DATA_TYPES[kind]))
                for kind, key_id, data in rows
            ]

    def close(self) -> None:
        self.engine.dispose()

    def state(self) -> dict[str, Any]:
        """Everything that must not depend on order or repetition. Our own random ids are replaced by WhatsApp's."""
        with self.transaction() as tx:
            people = self._people(tx)
            return {
                "people": sorted(people.values()),
                "proposals": self._proposals(tx, people),
                "conversations": dict(self._conversations(tx, people)),
                "other": sorted(tx.driver.execute("SELECT field, digest FROM other_update").fetchall()),
                "updates": sorted(
                    tx.driver.execute("SELECT own_key, applied_at IS NULL FROM waiting_update").fetchall()
                ),
            }

    def _people(self, tx: Tx) -> dict[str, tuple[Any, ...]]:
        found = {}
        for contact_id, key_id, changed_at in tx.driver.execute(
            "SELECT id, key_id, identity_changed_at FROM contact"
        ).fetchall():
            contact = self.reading.contact(tx, contact_id, NOW)
            assert contact is not None
            sql = "SELECT kind, value_enc FROM identity WHERE contact_id = ? AND valid_to IS NULL"
            ids = sorted(
                (kind, self.vault.open(tx, key_id, value, "identity.value").decode())
                for kind, value in tx.driver.execute(sql, (contact_id,)).fetchall()
            )
            found[contact_id] = (tuple(ids), contact.name, contact.username or "", contact.phone or "", changed_at or 0)
        return found

    @staticmethod
    def _proposals(tx: Tx, people: dict[str, tuple[Any, ...]]) -> list[Any]:
        sql = "SELECT kind, contact_id, other_contact_id FROM identity_proposal"
        return sorted(
            (kind, sorted(str(people[one][0]) for one in (first, other) if one is not None))
            for kind, first, other in tx.driver.execute(sql).fetchall()
        )

    def _conversations(self, tx: Tx, people: dict[str, tuple[Any, ...]]) -> Iterator[tuple[Any, Any]]:
        sql = "SELECT id, contact_id, channel_number_id, named_at, last_message_id FROM conversation"
        for identifier, contact_id, number_id, named_at, last_id in tx.driver.execute(sql).fetchall():
            wire = self.reading.conversation(tx, identifier)
            assert wire is not None
            sql = "SELECT id, wamid FROM message WHERE conversation_id = ? ORDER BY sent_at, wamid"
            wamids = dict(tx.driver.execute(sql, (identifier,)).fetchall())
            last = msgspec.structs.replace(wire.last, message_id=wamids[last_id]) if wire.last else None
            shown = (wire.unread, wire.window_until, named_at, last, bool(wire.protocol))
            yield (
                (people[contact_id][0], number_id),
                (shown, [self._message(tx, one, wamid, wamids) for one, wamid in wamids.items()]),
            )

    def _message(self, tx: Tx, message_id: str, wamid: str, wamids: dict[str, str]) -> tuple[Any, ...]:
        message = self.reading.message(tx, message_id)
        assert message is not None
        content = message.content
        if content.media is not None:
            content = msgspec.structs.replace(content, media=msgspec.structs.replace(content.media, id=""))
        if content.original_kind == Line.CASE_OPENED:  # numbers are given in the order in which people are served
            content = msgspec.structs.replace(content, params={})
        quote = message.quote and wamids.get(message.quote.message_id, "")
        versions = tx.driver.execute("SELECT wamid FROM message_version WHERE message_id = ?", (message_id,)).fetchall()
        plain = msgspec.structs.replace(message, id=wamid, conversation_id="", content=content, quote=None)
        return plain, quote, sorted(versions)


def kinds(events: Sequence[tuple[str, Any]]) -> Counter[str]:
    return Counter(kind for kind, _ in events)
