"""P4: what is taken out, put in another order, cut off or rewritten is found, and so are notices and large evidence."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.storage.database import Tx
from server_stub.storage.repositories import ledger_check
from server_stub.storage.repositories.ledger import Evidence
from server_stub.storage.repositories.ledger_check import Finding
from server_stub.storage.repositories.ledger_evidence import IN_ROW, LARGEST
from server_stub.storage.vault import UnreadableError
from tests.helpers.ledger_book import NOTICE, NOW, TEXT, Book, open_book

EVENTS = 12
LARGE = bytes(range(256)) * (IN_ROW // 128)
SWAP = (
    "UPDATE consent_event SET seq = CASE seq WHEN 4 THEN -5 WHEN 5 THEN 4 END WHERE seq IN (4, 5)",
    "UPDATE consent_event SET seq = 5 WHERE seq = -5",
)


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[Book]:
    async with open_book(tmp_path, EVENTS) as book:
        yield book


@pytest.mark.parametrize("seq", range(1, EVENTS + 1))
async def test_taking_out_any_single_event_is_found(book: Book, seq: int) -> None:
    await book.force("DELETE FROM consent_event WHERE seq = ?", seq)
    assert await book.verify() == Finding("missing", seq)


async def test_closing_the_gap_does_not_hide_it(book: Book) -> None:
    await book.force("DELETE FROM consent_event WHERE seq = 4")
    await book.force("UPDATE consent_event SET seq = seq - 1 WHERE seq > 4")
    assert await book.verify() == Finding("event", 4)


async def test_another_order_is_found(book: Book) -> None:
    for sql in SWAP:
        await book.force(sql)
    assert await book.verify() == Finding("event", 4)


@pytest.mark.parametrize("kept", [0, 1, 7, EVENTS - 1])
async def test_cutting_off_the_end_is_found(book: Book, kept: int) -> None:
    await book.force("DELETE FROM consent_event WHERE seq > ?", kept)
    assert await book.verify() == Finding("missing", kept + 1)


async def test_an_event_that_was_put_in_is_found(book: Book) -> None:
    await book.force(
        "INSERT INTO consent_event SELECT 0, 'more', contact_id, brand, purpose, channel, type, notice_version_id,"
        " captured_at, recorded_at, valid_until, actor, source, proof_level, source_key, key_id, payload_enc,"
        " payload_commitment, prev_hash, hash FROM consent_event WHERE seq = 1"
    )
    assert await book.verify() is not None


@pytest.mark.parametrize("value", ["CAST(purpose AS BLOB)", "x'6d6b742e70726f6d6f74696f6e73'", "purpose || ' '"])
async def test_a_value_of_another_kind_is_a_change(book: Book, value: str) -> None:
    await book.force(f"UPDATE consent_event SET purpose = {value} WHERE seq = 3")
    assert await book.verify() == Finding("event", 3)


async def test_what_stands_beside_the_chain_is_followed_to_the_end(book: Book) -> None:
    def run(tx: Tx) -> tuple[list[Finding], int, str, tuple[int, str]]:
        seen = book.check.begin(tx)
        return list(seen.findings()), seen.tree.size, seen.head_hash, book.ledger.head(tx)

    findings, size, head, known = await book.database.read(run)
    assert (findings, (size, head)) == ([], known)


async def test_a_changed_text_is_found_also_where_its_digest_was_changed_with_it(book: Book) -> None:
    await book.notice()
    await book.add("ana", notice=NOTICE)
    assert (await book.database.read(lambda tx: book.ledger.payload(tx, EVENTS + 1)))["notice_sha256"] == (
        hashlib.sha256(TEXT.encode()).hexdigest()
    )
    assert await book.verify() is None
    other = TEXT.replace("promoções", "o que quiser")
    await book.force("UPDATE notice_version SET body = ?", other)
    assert await book.verify() == Finding("notice", EVENTS + 1, NOTICE)
    await book.force("UPDATE notice_version SET sha256 = ?", hashlib.sha256(other.encode()).hexdigest())
    assert await book.verify() == Finding("notice", EVENTS + 1)
    await book.force("DELETE FROM notice_version")
    assert await book.verify() == Finding("notice", EVENTS + 1)


async def test_large_evidence_is_a_sealed_file_and_read_back(book: Book) -> None:
    await book.add("ana", evidence=Evidence("image/png", LARGE, NOW, "papel.png"))
    (file,) = book.files.iterdir()
    assert LARGE[:64] not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600

    def look(tx: Tx) -> tuple[object, ...]:
        event_id = tx.driver.execute("SELECT event_id FROM consent_event WHERE seq = ?", (EVENTS + 1,)).fetchone()[0]
        (kept,) = book.ledger.evidence.of_event(tx, event_id)
        assert book.ledger.evidence.one(tx, kept.id) == kept
        return kept.media_type, kept.file_name, kept.size, book.ledger.evidence.body(tx, kept)

    assert await book.database.read(look) == ("image/png", "papel.png", len(LARGE), LARGE)
    assert await book.verify() is None


@pytest.mark.parametrize("change", ["flip", "cut", "remove", "swap"])
async def test_a_changed_file_of_evidence_is_found(book: Book, change: str) -> None:
    await book.add("ana", evidence=Evidence("image/png", LARGE, NOW))
    await book.add("ana", evidence=Evidence("image/png", LARGE[::-1], NOW))
    first, second = sorted(book.files.iterdir())
    whole = first.read_bytes()
    if change == "flip":
        first.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    elif change == "cut":
        first.write_bytes(whole[: len(whole) // 2])
    elif change == "remove":
        first.unlink()
    else:
        first.write_bytes(second.read_bytes())
    assert (await book.verify() or Finding("", 0)).what == "evidence"


async def test_evidence_has_a_limit(book: Book) -> None:
    with pytest.raises(GatewayRefusal) as refused:
        await book.add("ana", evidence=Evidence("image/png", bytes(LARGEST + 1), NOW))
    assert (refused.value.code, refused.value.params) == (ErrorCode.FILE_TOO_LARGE, {"limit": LARGEST})
    assert await book.verify() is None


async def test_erasing_a_person_closes_the_files_too(book: Book) -> None:
    await book.add("ana", evidence=Evidence("image/png", LARGE, NOW))
    await book.erase("ana")

    def look(tx: Tx) -> bytes:
        (own_id,) = tx.driver.execute("SELECT id FROM evidence").fetchone()
        kept = book.ledger.evidence.one(tx, own_id)
        assert kept is not None
        return book.ledger.evidence.body(tx, kept)

    with pytest.raises(UnreadableError):
        await book.database.read(look)
    assert await book.verify() is None


async def test_files_whose_transaction_was_rolled_back_are_swept(book: Book) -> None:
    class Broken(Exception):
        pass

    def half(tx: Tx) -> None:
        book.ledger.evidence.keep(tx, "event", book.keys["ana"], Evidence("image/png", LARGE, NOW), NOW)
        raise Broken

    await book.add("ana", evidence=Evidence("image/png", LARGE, NOW))
    with pytest.raises(Broken):
        await book.database.write(half)
    assert len(list(book.files.iterdir())) == 2
    future = 2**62 // 1_000_000
    assert await book.database.read(lambda tx: book.ledger.evidence.sweep(tx, 0)) == 0
    assert await book.database.read(lambda tx: book.ledger.evidence.sweep(tx, future)) == 1
    assert len(list(book.files.iterdir())) == 1
    assert await book.verify() is None


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO evidence SELECT 'more', event_id, media_type, sha256, size, key_id, body_enc, captured_at, '', ''"
        " FROM evidence",
        "INSERT INTO evidence SELECT 'more', 'no event', media_type, sha256, size, key_id, body_enc, captured_at,"
        " '', '' FROM evidence",
    ],
)
async def test_evidence_that_was_put_in_is_found(book: Book, change: str) -> None:
    await book.add("ana", evidence=Evidence("text/plain", b"quero", NOW))
    await book.force(change)
    assert (await book.verify() or Finding("", 0)).what == "evidence"


@pytest.mark.parametrize("room", [0, 1, 2, 100])
async def test_with_room_for_few_keys_the_others_are_looked_up(
    book: Book, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_check, "_KEYS", room)
    assert await book.verify() is None
    await book.erase("ana")
    assert await book.verify() is None
    await book.force("UPDATE consent_event SET payload_enc = zeroblob(80) WHERE seq = 2")
    assert await book.verify() is None, "of somebody erased nothing is left to open"
    await book.force("UPDATE consent_event SET payload_enc = zeroblob(80) WHERE seq = 5")
    assert await book.verify() == Finding("payload", 5)
