"""What is in a pack, what is not in it, and that a stranger who has nothing else can verify it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.gate import Reason
from server_stub.services.proof_pack import LONGEST_GROUND, Wish
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Evidence
from server_stub.storage.vault import UnreadableError
from tests.helpers.ledger_book import NOTICE, NOW, TEXT, Book
from tests.helpers.packs import NAMES, PHONES, flipped, make, packs_of, picture, problems, stranger, unpack
from tests.unit.proof.conftest import MadePack

FILES = {
    "LEIA-ME.txt",
    "actors.json",
    "checkpoints.json",
    "decisions.jsonl",
    "events.jsonl",
    "inclusion.jsonl",
    "manifest.json",
    "manifest.sig",
    "notices.json",
    "people.jsonl",
    "relatorio.pdf",
    "verify.py",
}


def lines_of(folder: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def everything(path: Path) -> bytes:
    """All contents of a pack, one after the other."""
    with zipfile.ZipFile(path) as pack:
        return b"\n".join(pack.read(name) for name in pack.namelist())


def test_a_stranger_finds_it_valid_and_then_the_flipped_byte(pack: MadePack) -> None:
    code, told = stranger(pack.folder)
    assert (code, told.splitlines()[0]) == (0, "VÁLIDO / VALID")
    assert pack.made.key_fingerprint in told
    assert f"eventos / events: {pack.made.events}" in told
    assert stranger(pack.folder, str(pack.zip))[0] == 0
    with flipped(pack.folder / "events.jsonl", 500):
        code, told = stranger(pack.folder)
    assert (code, told.splitlines()[0]) == (1, "INVÁLIDO / NOT VALID")
    assert "events.jsonl: foi alterado" in told
    assert "was changed" in told


def test_a_stranger_may_demand_the_key_that_the_company_publishes(pack: MadePack) -> None:
    assert stranger(pack.folder, "--key", pack.made.key_fingerprint)[0] == 0
    code, told = stranger(pack.folder, "--key", "00" * 20)
    assert code == 1
    assert "manifest.json: foi assinado por outra chave / was signed by another key" in told


def test_what_is_no_pack_is_said_to_be_none(pack: MadePack, tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("not a zip")
    (tmp_path / "empty").mkdir()
    assert stranger(pack.folder, str(tmp_path / "text.zip"))[0] == 2
    assert stranger(pack.folder, str(tmp_path / "nothing.zip"))[0] == 2
    assert stranger(pack.folder, str(tmp_path / "empty"))[0] == 1


def test_it_holds_everything_about_the_person(pack: MadePack) -> None:
    names = {path.relative_to(pack.folder).as_posix() for path in pack.folder.rglob("*") if path.is_file()}
    (image,) = names - FILES
    assert image.startswith("evidence/")
    assert image.endswith(".png")
    assert (pack.folder / image).read_bytes() == picture()
    manifest = json.loads((pack.folder / "manifest.json").read_text("utf-8"))
    assert manifest["asked_by"] == {"id": "account-1", "name": "Lia Líder"}
    assert "LGPD" in manifest["ground"]
    assert manifest["scope"] == {"kind": "contact", "contact_id": "ana"}
    assert manifest["counts"] == {
        "events": 4,
        "erased": 0,
        "evidence": 2,
        "people": 1,
        "notices": 1,
        "decisions": 1,
        "checkpoints": 3,
    }
    assert set(manifest["files"]) == names - {"manifest.json", "manifest.sig"}
    (decision,) = lines_of(pack.folder, "decisions.jsonl")
    assert (decision["verdict"], decision["inputs"]["inputs"]) == ("deny", {"asked_about": NAMES["ana"]})  # type: ignore[index]
    events = lines_of(pack.folder, "events.jsonl")
    assert [event["event"]["type"] for event in events] == ["REQUESTED", "CONFIRMED", "GRANTED", "EXPORT_MADE"]  # type: ignore[index]
    assert events[1]["payload"]["notice_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()  # type: ignore[index]
    (notice,) = json.loads((pack.folder / "notices.json").read_text("utf-8"))
    assert (notice["id"], notice["body"]) == (NOTICE, TEXT)
    (person,) = lines_of(pack.folder, "people.jsonl")
    assert (person["name"], person["identities"][0]["value"]) == (NAMES["ana"], PHONES["ana"])  # type: ignore[index]


async def test_it_tells_nothing_of_anybody_else(furnished: Book, tmp_path: Path) -> None:
    await make(furnished, tmp_path / "pack.zip")
    own = lines_of(unpack(tmp_path / "pack.zip", tmp_path / "unpacked"), "events.jsonl")
    shown = {it["id"] for event in own for it in event["evidence"]}  # type: ignore[attr-defined]

    def others(tx: Tx) -> list[str]:
        rows = tx.driver.execute("SELECT event_id, key_id FROM consent_event WHERE contact_id = 'bruno'").fetchall()
        evidence = tx.driver.execute("SELECT id, sha256 FROM evidence").fetchall()
        return [value for row in [*rows, *(row for row in evidence if row[0] not in shown)] for value in row]

    inside = everything(tmp_path / "pack.zip").lower()
    secret = ["bruno", NAMES["bruno"].lower(), PHONES["bruno"], *await furnished.database.read(others)]
    assert len(secret) > 10
    assert [value for value in secret if value.encode() in inside] == []


async def test_that_it_was_made_is_the_newest_event(furnished: Book, tmp_path: Path) -> None:
    made = await make(furnished, tmp_path / "pack.zip")
    size = await furnished.database.read(furnished.ledger.last_seq)
    assert made.ledger_size == size
    payload = await furnished.database.read(lambda tx: furnished.ledger.payload(tx, size))
    assert (payload["pack_id"], payload["asked_by_name"]) == (made.pack_id, "Lia Líder")
    assert await furnished.verify() is None


async def test_everybodys_pack_holds_the_whole_ledger(furnished: Book, tmp_path: Path) -> None:
    made = await make(furnished, tmp_path / "all.zip", None)
    assert made.events == made.ledger_size == await furnished.database.read(furnished.ledger.last_seq)
    folder = unpack(tmp_path / "all.zip", tmp_path / "all")
    assert stranger(folder)[0] == 0
    assert not (folder / "inclusion.jsonl").exists()
    assert len(lines_of(folder, "people.jsonl")) == 2


async def test_large_evidence_is_in_the_pack(furnished: Book, tmp_path: Path) -> None:
    body = bytes(range(256)) * 1200
    await furnished.add("ana", evidence=Evidence("audio/ogg", body, NOW))
    await furnished.add("ana", evidence=Evidence("text/plain", b"\xff\xfe no UTF-8", NOW))
    await make(furnished, tmp_path / "pack.zip")
    folder = unpack(tmp_path / "pack.zip", tmp_path / "unpacked")
    assert sorted(it.suffix for it in (folder / "evidence").iterdir()) == [".ogg", ".png", ".txt"]
    assert next((folder / "evidence").glob("*.ogg")).read_bytes() == body
    assert problems(folder) == []


async def test_after_erasure_the_pack_still_verifies_and_says_so(furnished: Book, tmp_path: Path) -> None:
    """P14: nothing can be read any more, everything still holds."""
    before = await make(furnished, tmp_path / "before.zip")
    await furnished.erase("ana")
    now = NOW + 1
    sql = "UPDATE contact SET erased_at = ? WHERE id = 'ana'"
    await furnished.database.write(lambda tx: tx.driver.execute(sql, (now,)))
    made = await make(furnished, tmp_path / "after.zip")
    assert (made.erased, made.events) == (before.events, before.events + 1)
    assert await furnished.verify() is None
    folder = unpack(tmp_path / "after.zip", tmp_path / "after")
    code, told = stranger(folder)
    assert code == 0
    assert f"(apagados / erased: {before.events})" in told
    inside = everything(tmp_path / "after.zip")
    gone = [NAMES["ana"], PHONES["ana"], "Sim, quero receber", "palavras de ana", "ficha.png"]
    assert [words for words in gone if words.encode() in inside] == []
    for seq in (3, 4, 7):
        with pytest.raises(UnreadableError):
            await furnished.database.read(lambda tx, seq=seq: furnished.ledger.payload(tx, seq))
    for seq in range(1, made.ledger_size + 1):
        await furnished.force("UPDATE consent_event SET purpose = purpose || '!' WHERE seq = ?", seq)
        assert await furnished.verify() is not None
        await furnished.force("UPDATE consent_event SET purpose = rtrim(purpose, '!') WHERE seq = ?", seq)


async def test_merged_contacts_are_one_person(furnished: Book, tmp_path: Path) -> None:
    sql = "UPDATE contact SET merged_into = 'ana' WHERE id = 'bruno'"
    await furnished.database.write(lambda tx: tx.driver.execute(sql))
    made = await make(furnished, tmp_path / "pack.zip")
    assert made.events == made.ledger_size
    assert problems(tmp_path / "pack.zip") == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE consent_event SET purpose = 'mkt.newsletter' WHERE seq = 3",
        "UPDATE consent_event SET payload_enc = x'00' WHERE seq = 3",
        "UPDATE evidence SET body_enc = x'00'",
        "DELETE FROM consent_event WHERE seq = 2",
    ],
)
async def test_no_pack_is_made_of_a_ledger_that_does_not_hold(furnished: Book, tmp_path: Path, change: str) -> None:
    await furnished.force(change)
    with pytest.raises(GatewayRefusal) as refused:
        await make(furnished, tmp_path / "pack.zip")
    assert refused.value.code is ErrorCode.GATE_REFUSED
    assert refused.value.params["reason"] == Reason.DENY_LEDGER_INTEGRITY


async def test_what_cannot_be_made_is_refused_and_leaves_no_event(furnished: Book, tmp_path: Path) -> None:
    size = await furnished.database.read(furnished.ledger.last_seq)
    with pytest.raises(GatewayRefusal, match="not_found"):
        await make(furnished, tmp_path / "pack.zip", "nobody")
    with (tmp_path / "other.zip").open("w+b") as file, pytest.raises(GatewayRefusal, match="text_too_long"):
        await packs_of(furnished).make(Wish("ana", "a", ground="x" * (LONGEST_GROUND + 1)), file)
    assert await furnished.database.read(furnished.ledger.last_seq) == size
