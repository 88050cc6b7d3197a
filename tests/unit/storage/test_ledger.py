"""The chain: every change is found, erasure is not a change, and a broken chain stops what we initiate."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server_stub.contract.gate import Reason, SendKind
from server_stub.domain.consent_events import EventType
from server_stub.services.gate_facts import GateFacts
from server_stub.services.gatekeeper import BROKEN_AT, Gatekeeper
from server_stub.storage.database import Tx
from server_stub.storage.repositories.counters import Counters
from server_stub.storage.repositories.decisions import Decisions
from server_stub.storage.repositories.ledger import Evidence
from server_stub.storage.repositories.ledger_check import Finding
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.vault import UnreadableError
from tests.helpers.ledger_book import NOW, Book, open_book

COLUMNS = ["contact_id", "purpose", "type", "captured_at", "proof_level", "valid_until", "source", "prev_hash", "hash"]


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[Book]:
    async with open_book(tmp_path) as book:
        yield book


async def test_an_untouched_chain_holds(book: Book) -> None:
    assert await book.verify() is None
    assert await book.database.read(book.ledger.last_seq) == 6


@pytest.mark.parametrize("column", COLUMNS)
async def test_a_changed_column_is_found(book: Book, column: str) -> None:
    await book.force(f"UPDATE consent_event SET {column} = '7' WHERE seq = 3")
    assert await book.verify() == Finding("event", 3)


async def test_a_flipped_byte_of_a_payload_is_found(book: Book) -> None:
    rows = await book.database.read(
        lambda tx: tx.driver.execute("SELECT payload_enc FROM consent_event WHERE seq = 4").fetchone()
    )
    flipped = bytes([rows[0][0] ^ 1]) + rows[0][1:]
    await book.force("UPDATE consent_event SET payload_enc = ? WHERE seq = 4", flipped)
    assert await book.verify() == Finding("payload", 4)


@pytest.mark.parametrize("rest", [b"", b"x", b"only a nonce"])
async def test_a_payload_that_was_cut_off_is_found(book: Book, rest: bytes) -> None:
    await book.force("UPDATE consent_event SET payload_enc = ? WHERE seq = 4", rest)
    assert await book.verify() == Finding("payload", 4)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM evidence",
        "UPDATE evidence SET event_id = 'another'",
        "UPDATE evidence SET body_enc = substr(body_enc, 1, 20)",
        "UPDATE evidence SET body_enc = (SELECT body_enc FROM evidence AS other WHERE other.id <> evidence.id)",
    ],
)
async def test_changed_evidence_is_found(book: Book, change: str) -> None:
    for words in (b"quero", b"sim, pode mandar"):
        await book.add("ana", evidence=Evidence("text/plain", words, NOW))
    assert await book.verify() is None
    await book.force(change)
    assert await book.verify() == Finding("evidence", 7)


async def test_evidence_of_an_erased_person_is_no_break(book: Book) -> None:
    await book.add("ana", evidence=Evidence("text/plain", b"quero", NOW))
    await book.erase("ana")
    assert await book.verify() is None


@pytest.mark.parametrize("seq", [1, 3, 6])
async def test_a_removed_event_is_found_also_the_newest(book: Book, seq: int) -> None:
    await book.force("DELETE FROM consent_event WHERE seq = ?", seq)
    assert await book.verify() == Finding("missing", seq)
    await book.add("ana")
    assert await book.verify() == Finding("missing", seq)


async def test_the_table_itself_refuses_change_and_removal(book: Book) -> None:
    for sql in ("UPDATE consent_event SET purpose = 'x'", "DELETE FROM consent_event"):
        with pytest.raises(Exception, match="append_only"):
            await book.database.write(lambda tx, sql=sql: tx.driver.execute(sql))


async def test_erasing_a_person_keeps_the_chain_and_loses_the_words(book: Book) -> None:
    assert (await book.database.read(lambda tx: book.ledger.payload(tx, 2)))["said"] == "palavras de ana"
    await book.erase("ana")
    with pytest.raises(UnreadableError):
        await book.database.read(lambda tx: book.ledger.payload(tx, 2))
    assert await book.verify() is None
    assert (await book.database.read(lambda tx: book.ledger.payload(tx, 1)))["said"] == "palavras de bruno"


async def test_an_event_with_a_value_of_another_kind_is_not_added(book: Book) -> None:
    with pytest.raises(ValueError, match="kind"):
        await book.add("ana", kind=b"GRANTED")  # type: ignore[arg-type]
    assert await book.verify() is None


async def test_the_same_cause_adds_one_event(book: Book) -> None:
    first = await book.add("ana", source_key="wamid:1")
    assert first == 7
    assert await book.add("ana", source_key="wamid:1") is None
    assert await book.database.read(book.ledger.last_seq) == 7


@pytest.mark.parametrize("known", [False, True], ids=["own events changed", "chain known to be broken"])
async def test_a_broken_chain_stops_what_we_initiate_but_not_answers(book: Book, known: bool) -> None:
    def conversation(tx: Tx) -> None:
        tx.driver.execute("INSERT INTO channel_number (id, created_at) VALUES ('n', 1)")
        tx.driver.execute(
            "INSERT INTO conversation (id, contact_id, channel_number_id, last_inbound_at) VALUES ('c', 'ana', 'n', ?)",
            (NOW,),
        )

    await book.database.write(conversation)
    gatekeeper = Gatekeeper(book.ledger, Decisions(book.vault), "Loja", GateFacts(book.vault, Registers(), Counters()))

    def reasons(tx: Tx) -> list[Reason]:
        facts = gatekeeper.facts(tx, "c", NOW + 1000)
        assert facts is not None
        asked = (facts.ask(SendKind.CONSENT_PROMPT, "txn.order"), facts.ask(SendKind.FREE_FORM))
        return [decision.reason for decision, _ in asked]

    assert await book.database.read(reasons) == [Reason.ALLOW_CONSENT_PROMPT, Reason.ALLOW_REPLY_IN_WINDOW]
    if known:
        await book.force("INSERT INTO setting (name, value) VALUES (?, '3')", BROKEN_AT)
    else:
        await book.force("UPDATE consent_event SET type = ? WHERE seq = 2", EventType.REFUSED.value)
    assert await book.database.read(reasons) == [Reason.DENY_LEDGER_INTEGRITY, Reason.ALLOW_REPLY_IN_WINDOW]
