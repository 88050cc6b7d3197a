"""docs/proof.md says what packs are; here by computing a pack's proof from the document's rules alone."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from server_stub.services.proof_verifier import TEXTS
from server_stub.storage.repositories.ledger_checkpoints import Checkpoint
from server_stub.storage.repositories.ledger_evidence import IN_ROW, LARGEST
from server_stub.storage.repositories.ledger_rows import FIELDS
from tests.helpers.source_tree import ROOT
from tests.unit.proof.conftest import MadePack

DOCUMENT = (ROOT / "docs" / "proof.md").read_text("utf-8")
WORDS = " ".join(DOCUMENT.split())


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def canonical(value: object) -> bytes:
    """The expression that the document gives."""
    (expression,) = re.findall(r"`(json\.dumps\(.*?\))`", WORDS)
    made: str = eval(expression, {"json": json, "value": value})
    return made.encode()


def sha256(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()


def test_the_files_are_those_of_the_table(pack: MadePack, all_of_it: MadePack) -> None:
    told = set(re.findall(r"^\| `([\w./-]+)` \|", DOCUMENT, re.MULTILINE))
    there = {path.name + "/" * path.is_dir() for path in pack.folder.iterdir()}
    assert there == told
    assert {path.name + "/" * path.is_dir() for path in all_of_it.folder.iterdir()} == told - {"inclusion.jsonl"}


def test_the_fields_are_those_that_are_named(pack: MadePack) -> None:
    line = rows(pack.folder, "events.jsonl")[0]
    named = set(re.findall(r"`(\w+)`", WORDS))
    assert set(line) | set(FIELDS) | set(line["event"]) <= named
    document = json.loads((pack.folder / "checkpoints.json").read_text("utf-8"))
    assert set(document["checkpoints"][0]["statement"]) <= named
    assert set(Checkpoint.__dataclass_fields__) - {"signature"} <= named


def test_hashes_and_commitments_are_computed_as_told(all_of_it: MadePack) -> None:
    notices = {it["id"]: it for it in json.loads((all_of_it.folder / "notices.json").read_text("utf-8"))}
    previous, bound = "0" * 64, 0
    for line in rows(all_of_it.folder, "events.jsonl"):
        event, payload = line["event"], line["payload"]
        assert (sha256(canonical(event)), event["prev_hash"]) == (line["hash"], previous)
        assert sha256(bytes.fromhex(line["salt"]), canonical(payload)) == event["payload_commitment"]
        for evidence in line["evidence"]:
            body = (
                evidence["text"].encode() if "text" in evidence else (all_of_it.folder / evidence["file"]).read_bytes()
            )
            assert sha256(body) == payload["evidence_sha256"]
            bound += 1
        if event["notice_version_id"]:
            assert sha256(notices[event["notice_version_id"]]["body"].encode()) == payload["notice_sha256"]
            bound += 1
        previous = line["hash"]
    assert bound == 10


def test_roots_and_statements_are_computed_as_told(all_of_it: MadePack) -> None:
    def root(leaves: list[bytes]) -> bytes:
        if len(leaves) == 1:
            return leaves[0]
        split = 1
        while split * 2 < len(leaves):
            split *= 2
        return hashlib.sha256(b"\x01" + root(leaves[:split]) + root(leaves[split:])).digest()

    hashes = [line["hash"] for line in rows(all_of_it.folder, "events.jsonl")]
    leaves = [hashlib.sha256(b"\x00" + bytes.fromhex(it)).digest() for it in hashes]
    previous = ""
    document = json.loads((all_of_it.folder / "checkpoints.json").read_text("utf-8"))
    public = {key["id"]: bytes.fromhex(key["public_key"]) for key in document["keys"]}
    for row in document["checkpoints"]:
        statement = row["statement"]
        assert statement["root"] == root(leaves[: statement["size"]]).hex()
        assert (statement["head_hash"], statement["previous"]) == (hashes[statement["size"] - 1], previous)
        assert public[statement["key_id"]] == all_of_it.key.public_key().public_bytes_raw()
        previous = sha256(canonical(statement))
    assert len(document["checkpoints"]) == 6


def test_the_zip_tells_its_own_digest(pack: MadePack) -> None:
    whole = pack.zip.read_bytes()
    assert whole[-64:].decode() == sha256(whole[:-64])


def test_what_it_quotes_is_what_is_said() -> None:
    quoted = re.findall(r"^     - events\.jsonl, 17: (.+) / (.+)$", DOCUMENT, re.MULTILINE)
    assert quoted == [TEXTS["payload"]]
    assert f"over {IN_ROW // 1024} KiB" in WORDS
    assert f"{LARGEST // 1024 // 1024} MB is the most" in WORDS
