"""Fills a proof pack from one snapshot of the store: events, evidence, people, notices, decisions, Merkle proofs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from server_stub.contract.registers import Company
from server_stub.domain.merkle import Range, Tree, consistency_nodes, inclusion_nodes, leaf_hash, proof
from server_stub.services.proof_pack_file import PackFile
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Ledger
from server_stub.storage.repositories.ledger_checkpoints import Checkpoint, CheckpointRows, fingerprint
from server_stub.storage.repositories.ledger_evidence import Kept
from server_stub.storage.repositories.ledger_export import DamagedError, LedgerExport, OpenEvent
from server_stub.storage.repositories.ledger_rows import NOTICE_REGISTERED_LATER
from server_stub.storage.vault import UnreadableError

INLINE_TEXT: Final = 64 * 1024
"""Bytes up to which evidence in words stands beside its event; everything else is a file."""
MOST_IN_REPORT: Final = 500
"""Events that the report tells one by one."""
_ENDINGS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
    "video/mp4": "mp4",
    "application/pdf": "pdf",
    "application/json": "json",
    "text/plain": "txt",
    "text/html": "html",
}
_LEAVES: Final = "SELECT hash FROM consent_event WHERE seq <= ? ORDER BY seq"
_STEP: Final = 1_000
Progress = Callable[[int, int], object]
"""Told how much is done and how much there is to do."""


@dataclass(slots=True)
class Gathered:
    """What the report and the manifest tell of what was written. `events`: the newest, at most MOST_IN_REPORT."""

    events: list[OpenEvent] = field(default_factory=list)
    count: int = 0
    erased: int = 0
    first_at: int | None = None
    last_at: int | None = None
    by_type: dict[str, int] = field(default_factory=dict)
    people: list[dict[str, Any]] = field(default_factory=list)
    people_count: int = 0
    notices: list[dict[str, Any]] = field(default_factory=list)
    decisions: int = 0
    evidence: int = 0
    files: list[Kept] = field(default_factory=list)
    actors: dict[str, str] = field(default_factory=dict)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    keys: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the report tells besides what was gathered. Moments in ms; `body` opens evidence."""

    pack_id: str
    made_at: int
    asked_by: str
    ground: str
    brand: str
    company: Company
    newest: Checkpoint
    ledger_id: str
    verifier_sha256: str
    everybody: bool
    purposes: dict[str, str]
    """Titles by code."""
    body: Callable[[Kept], bytes]


class PackContent:
    """`contacts`: whose pack it is, None for everybody's. `newest` covers everything that is told."""

    def __init__(
        self,
        tx: Tx,
        ledger: Ledger,
        export: LedgerExport,
        rows: CheckpointRows,
        newest: Checkpoint,
        contacts: Sequence[str] | None,
        progress: Progress,
    ) -> None:
        self._tx = tx
        self._ledger = ledger
        self._export = export
        self._rows = rows
        self._newest = newest
        self._contacts = contacts
        self._progress = progress
        self._seqs: list[int] = []
        self._named: set[str] = set()
        self._acting: set[str] = set()
        self.gathered = Gathered()

    def write(self, pack: PackFile) -> Gathered:
        """Everything but report, verifier and manifest. Raises DamagedError where the ledger does not hold."""
        self._write_events(pack)
        self._write_evidence(pack)
        self._write_register(pack)
        self._write_checkpoints(pack)
        return self.gathered

    def body(self, kept: Kept) -> bytes:
        """Of evidence that was written. Raises UnreadableError."""
        return self._ledger.evidence.body(self._tx, kept)

    def _write_events(self, pack: PackFile) -> None:
        told, size = self.gathered, self._newest.size
        with pack.part("events.jsonl") as part:
            for event in self._export.events(self._tx, self._contacts, size):
                part.line(self._line(event))
                self._count(event)
                if self._contacts is not None:
                    self._seqs.append(event.seq)
                if not told.count % _STEP:
                    self._progress(event.seq, 2 * size)

    def _count(self, event: OpenEvent) -> None:
        told, row = self.gathered, event.row
        told.count += 1
        told.erased += event.erased
        told.by_type[row["type"]] = told.by_type.get(row["type"], 0) + 1
        told.first_at = row["recorded_at"] if told.first_at is None else told.first_at
        told.last_at = row["recorded_at"]
        told.events.append(event)
        del told.events[:-MOST_IN_REPORT]
        self._acting.add(row["actor"])
        if row["notice_version_id"]:
            self._named.add(row["notice_version_id"])

    def _line(self, event: OpenEvent) -> dict[str, Any]:
        evidence = [] if event.erased else [self._evidence_line(event, kept) for kept in event.evidence]
        return {
            "event": event.row,
            "hash": event.hash,
            "erased": event.erased,
            "salt": None if event.erased else event.salt,
            "payload": None if event.erased else event.payload,
            "evidence": evidence,
        }

    def _evidence_line(self, event: OpenEvent, kept: Kept) -> dict[str, Any]:
        self.gathered.evidence += 1
        told: dict[str, Any] = {
            "id": kept.id,
            "media_type": kept.media_type,
            "file_name": kept.file_name,
            "sha256": kept.sha256,
            "size": kept.size,
            "captured_at": kept.captured_at,
        }
        text = self._text(event, kept)
        if text is not None:
            return {**told, "text": text}
        self.gathered.files.append(kept)
        return {**told, "file": evidence_name(kept)}

    def _text(self, event: OpenEvent, kept: Kept) -> str | None:
        """Evidence in words, where it is short and really words."""
        if kept.size > INLINE_TEXT or not kept.media_type.startswith(("text/", "application/json")):
            return None
        try:
            return self.body(kept).decode()
        except UnicodeDecodeError:
            return None
        except UnreadableError:
            raise DamagedError(event.seq) from None

    def _write_evidence(self, pack: PackFile) -> None:
        for kept in self.gathered.files:
            try:
                pack.add(evidence_name(kept), self.body(kept))
            except UnreadableError:
                raise DamagedError(0) from None

    def _write_register(self, pack: PackFile) -> None:
        """People, texts and decisions."""
        told, whole = self.gathered, self._contacts is None
        with pack.part("people.jsonl") as part:
            for person in self._export.people(self._tx, self._contacts):
                part.line(person)
                told.people_count += 1
                if not whole:
                    told.people.append(person)
        told.notices = self._export.notices(self._tx, None if whole else self._named)
        pack.add("notices.json", _document(told.notices))
        self._acting.update(it[NOTICE_REGISTERED_LATER]["by"] for it in told.notices if NOTICE_REGISTERED_LATER in it)
        with pack.part("decisions.jsonl") as part:
            for decision in self._export.decisions(self._tx, self._contacts):
                part.line(decision)
                told.decisions += 1
        told.actors = self._export.actors(self._tx, self._acting)
        pack.add("actors.json", _document(told.actors))

    def _write_checkpoints(self, pack: PackFile) -> None:
        """With a pack of one person: a path for each event and proof that nothing was rewritten between checkpoints.

        A pack of everybody needs no paths, for all leaves are in it.
        """
        told = self.gathered
        told.checkpoints = list(self._chosen())
        told.keys = self._rows.public_keys(self._tx)
        consistency: dict[str, list[str]] = {}
        if self._contacts is not None:
            size, tree = self._newest.size, self._tree(told.checkpoints)
            with pack.part("inclusion.jsonl") as part:
                for seq in self._seqs:
                    part.line({"seq": seq, "path": _hexed(inclusion_nodes(seq - 1, size), tree)})
            consistency = {
                str(old.size): _hexed(consistency_nodes(old.size, size), tree) for old in told.checkpoints[:-1]
            }
        used = {checkpoint.key_id for checkpoint in told.checkpoints}
        keys = [
            {"id": key_id, "public_key": public.hex(), "fingerprint": fingerprint(public)}
            for key_id, public in sorted(told.keys.items())
            if key_id in used
        ]
        signed = [_checkpoint(it, self._rows.ledger_id(self._tx)) for it in told.checkpoints]
        pack.add("checkpoints.json", _document({"keys": keys, "checkpoints": signed, "consistency": consistency}))

    def _chosen(self) -> Iterator[Checkpoint]:
        """All of them; for one person the first after each event, which tells when it was there at the latest."""
        if self._contacts is None:
            yield from (it for it in self._rows.all(self._tx) if it.size <= self._newest.size)
            return
        last = 0
        for seq in self._seqs:
            if seq > last:
                found = self._rows.covering(self._tx, seq)
                if found is None or found.size >= self._newest.size:
                    break
                last = found.size
                yield found
        yield self._newest

    def _tree(self, checkpoints: list[Checkpoint]) -> Tree:
        """One pass over all hashes, which keeps the few nodes that the proofs need."""
        size = self._newest.size
        wanted: set[Range] = set()
        for seq in self._seqs:
            wanted.update(inclusion_nodes(seq - 1, size))
        for old in checkpoints[:-1]:
            wanted.update(consistency_nodes(old.size, size))
        tree = Tree(wanted)
        for (digest,) in self._tx.driver.execute(_LEAVES, (size,)):
            tree.add(leaf_hash(bytes.fromhex(digest)))
            if not tree.size % _STEP:
                self._progress(size + tree.size, 2 * size)
        if tree.root().hex() != self._newest.root:
            raise DamagedError(size)
        return tree


def evidence_name(kept: Kept) -> str:
    """Where a piece of evidence is in the pack."""
    return f"evidence/{kept.id}.{_ENDINGS.get(kept.media_type.partition(';')[0].strip(), 'bin')}"


def _checkpoint(checkpoint: Checkpoint, ledger_id: str) -> dict[str, Any]:
    return {"statement": json.loads(checkpoint.statement(ledger_id)), "signature": checkpoint.signature.hex()}


def _hexed(nodes: Sequence[Range], tree: Tree) -> list[str]:
    return [it.hex() for it in proof(nodes, tree)]


def _document(value: object) -> bytes:
    """For people, too."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
