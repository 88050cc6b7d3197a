"""Proof packs of a ledger in a test: made, unpacked, forged and verified."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from server_stub.contract.gate import Decision, Reason, Verdict
from server_stub.contract.registers import Company
from server_stub.services.proof_pack import Made, ProofPacks, Wish
from server_stub.services.proof_verifier import Pack, Verifier
from server_stub.storage.database import Tx
from server_stub.storage.repositories.decisions import Decisions, NewDecision
from server_stub.storage.repositories.ledger import Evidence
from server_stub.storage.repositories.people import Owner, People, Profile
from server_stub.storage.repositories.registers import Registers
from tests.helpers.ledger_book import NOTICE, NOW, Book

PHONES = {"ana": "5511988887777", "bruno": "5521977776666"}
NAMES = {"ana": "Ana Souza", "bruno": "Bruno Lima"}
COMPANY = Company(legal_name="Loja Exemplo Ltda.", tax_id="12.345.678/0001-95", dpo_contact="lgpd@loja.example")


def picture() -> bytes:
    """A small PNG."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#c0ffee").save(out, "PNG")
    return out.getvalue()


def packs_of(book: Book) -> ProofPacks:
    registers = Registers()
    return ProofPacks(
        book.database,
        book.vault,
        book.ledger,
        book.checkpoint_rows,
        book.checkpoints,
        registers,
        lambda: book.now,
        brand="Loja Exemplo",
    )


async def furnish(book: Book) -> None:
    """Two people with names and numbers, a text, events with and without evidence, and checkpoints between them."""

    def describe(tx: Tx) -> None:
        people = People(book.vault)
        for name, phone in PHONES.items():
            owner = Owner(name, book.keys[name])
            people.set_profile(tx, owner, Profile(NAMES[name], f"+{phone}"))
            people.add_identity(tx, owner, "wa_id", phone, NOW)
        Registers().add_version(tx, "company", COMPANY, "admin", NOW)

    await book.notice()
    await book.database.write(describe)
    for name in ("bruno", "ana", "bruno"):
        words = f'{{"text":"Sim, quero receber, {NAMES[name]}"}}'.encode()
        await book.add(name, "REQUESTED", notice=NOTICE)
        await book.add(name, "CONFIRMED", evidence=Evidence("application/json", words, NOW), notice=NOTICE)
        await book.checkpoints.sign()
    await book.add("ana", "GRANTED", evidence=Evidence("image/png", picture(), NOW, "ficha.png"))
    await book.add("bruno", "REVOKED")
    await book.database.write(lambda tx: [decide(book, tx, name) for name in PHONES])


def decide(book: Book, tx: Tx, name: str) -> None:
    """A send to this person that was refused."""
    decision = NewDecision(
        message_id=None,
        contact_id=name,
        conversation_id=f"conversation of {name}",
        key_id=book.keys[name],
        stage="acceptance",
        kind="E",
        purpose="mkt.promotions",
        template_id=None,
        decision=Decision(Verdict.DENY, Reason.DENY_LEDGER_UNAVAILABLE),
        inputs={"asked_about": NAMES[name]},
        ledger_seq=3,
        policy_version="1",
        decided_at=NOW,
    )
    Decisions(book.vault).add(tx, decision)


async def make(book: Book, path: Path, contact_id: str | None = "ana") -> Made:
    with path.open("w+b") as file:
        return await packs_of(book).make(Wish(contact_id, "account-1", "Lia Líder"), file)


def unpack(path: Path, folder: Path) -> Path:
    folder.mkdir()
    with zipfile.ZipFile(path) as pack:
        pack.extractall(folder)
    return folder


def problems(path: Path, key: str | None = None) -> list[tuple[str, str]]:
    """What the verifier of this program, not the one in the pack, says of it."""
    pack = Pack(path)
    try:
        return Verifier(pack).run(key)
    finally:
        if pack.zip is not None:
            pack.zip.close()


def stranger(folder: Path, *arguments: str) -> tuple[int, str]:
    """What somebody sees who has Python and the unpacked pack, and nothing else."""
    command = [sys.executable, "-I", "-S", "verify.py", *arguments]
    done = subprocess.run(command, cwd=folder, env={}, capture_output=True, timeout=60)
    assert done.stderr == b""
    return done.returncode, done.stdout.decode()


@contextmanager
def flipped(file: Path, at: int, bit: int = 0) -> Iterator[None]:
    """One bit of one byte, until the block ends."""
    whole = file.read_bytes()
    changed = bytearray(whole)
    changed[at] ^= 1 << bit
    file.write_bytes(changed)
    try:
        yield
    finally:
        file.write_bytes(whole)


@dataclass(slots=True)
class Forger:
    """Somebody who has the pack and the signing key: changes contents and signs the manifest again."""

    folder: Path
    key: Ed25519PrivateKey

    def events(self, change: Callable[[list[dict[str, Any]]], None]) -> None:
        lines = [json.loads(line) for line in (self.folder / "events.jsonl").read_text("utf-8").splitlines()]
        change(lines)
        self.put("events.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
        self.manifest(lambda manifest: manifest["counts"].update(events=len(lines)))

    def document(self, name: str, change: Callable[[Any], None]) -> None:
        value = json.loads((self.folder / name).read_text("utf-8"))
        change(value)
        self.put(name, json.dumps(value))

    def put(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")
        data = text.encode()
        told = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        self.manifest(lambda manifest: manifest["files"].update({name: told}))

    def manifest(self, change: Callable[[dict[str, Any]], None]) -> None:
        manifest = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        change(manifest)
        body = json.dumps(manifest).encode()
        (self.folder / "manifest.json").write_bytes(body)
        (self.folder / "manifest.sig").write_text(self.key.sign(body).hex() + "\n")

    def restore(self, original: Path) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(original, self.folder)


def rehashed(line: dict[str, Any]) -> None:
    """Give an event the hash that fits it."""
    text = json.dumps(line["event"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    line["hash"] = hashlib.sha256(text.encode()).hexdigest()
