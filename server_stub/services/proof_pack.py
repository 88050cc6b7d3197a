"""Makes proof packs: what one person, or everybody, agreed to, in a file that a stranger can verify alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from typing import IO, Any, Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.gate import Reason
from server_stub.contract.ids import new_id
from server_stub.contract.sendable import check_length
from server_stub.domain.consent_events import WHATSAPP
from server_stub.services.checkpoints import Checkpoints, LedgerUnsound
from server_stub.services.proof_pack_content import Gathered, PackContent, Progress, ReportFacts
from server_stub.services.proof_pack_file import PackFile
from server_stub.services.proof_pack_texts import READ_ME
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.ledger import Ledger, NewEvent
from server_stub.storage.repositories.ledger_checkpoints import Checkpoint, CheckpointRows, fingerprint
from server_stub.storage.repositories.ledger_export import DamagedError, LedgerExport
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.setup import team_key
from server_stub.storage.vault import Vault

FORMAT: Final = "balcao-proof-pack/1"
EXPORT_MADE: Final = "EXPORT_MADE"
USUAL_GROUND: Final = "LGPD, art. 8º, § 2º: cabe ao controlador o ônus da prova do consentimento"
LONGEST_GROUND: Final = 500
REPORT: Final = "relatorio.pdf"
VERIFIER: Final = "verify.py"


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose pack: `contact_id`, or None for everybody's. `asked_by`: id and name of an account, or "console"."""

    contact_id: str | None
    asked_by: str
    asked_by_name: str = ""
    ground: str = USUAL_GROUND


@dataclass(frozen=True, slots=True)
class Made:
    pack_id: str
    events: int
    erased: int
    ledger_size: int
    key_fingerprint: str


class ProofPacks:
    def __init__(
        self,
        database: Database,
        vault: Vault,
        ledger: Ledger,
        rows: CheckpointRows,
        checkpoints: Checkpoints,
        registers: Registers,
        clock: Callable[[], int],
        *,
        brand: str,
    ) -> None:
        self._database = database
        self._vault = vault
        self._ledger = ledger
        self._export = LedgerExport(vault, ledger)
        self._rows = rows
        self._checkpoints = checkpoints
        self._registers = registers
        self._clock = clock
        self._brand = brand

    async def make(self, wish: Wish, file: IO[bytes], progress: Progress = lambda done, total: None) -> Made:
        """Write a pack into `file`, which is open for reading and writing; `progress` is called in another thread.

        That it was made is an event of the ledger, too, and the newest one in it. Raises NOT_FOUND, TEXT_TOO_LONG, and
        GATE_REFUSED where the ledger does not hold: a pack of it would prove nothing.
        """
        check_length(wish.ground, LONGEST_GROUND)
        pack_id = new_id(self._clock())
        try:
            await self._checkpoints.sign()  # that something is wrong shows before it is recorded that a pack was made
            await self._database.write(lambda tx: self._record(tx, wish, pack_id))
            newest = await self._checkpoints.sign()
            assert newest is not None  # noqa: S101 - there is at least the event of a moment ago
            return await self._database.read(lambda tx: self._write(tx, wish, pack_id, newest, file, progress))
        except (LedgerUnsound, DamagedError) as error:
            raise GatewayRefusal(
                ErrorCode.GATE_REFUSED, reason=Reason.DENY_LEDGER_INTEGRITY.value, seq=error.seq
            ) from None

    def _record(self, tx: Tx, wish: Wish, pack_id: str) -> None:
        if wish.contact_id is not None and not self._export.known(tx, wish.contact_id):
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        now = self._clock()
        event = NewEvent(
            event_id=new_id(now),
            contact_id=wish.contact_id or "",
            key_id=self._key(tx, wish.contact_id),
            type=EXPORT_MADE,
            purpose="*",
            brand=self._brand,
            channel=WHATSAPP,
            source="admin",
            actor=wish.asked_by,
            captured_at=now,
            recorded_at=now,
            payload={"pack_id": pack_id, "ground": wish.ground, "asked_by_name": wish.asked_by_name},
        )
        self._ledger.append(tx, event)

    @staticmethod
    def _key(tx: Tx, contact_id: str | None) -> str:
        """The person's key while there is one: with it goes who asked and why."""
        sql = (
            "SELECT contact.key_id FROM contact JOIN data_key ON data_key.id = contact.key_id"
            " WHERE contact.id = ? AND data_key.wrapped IS NOT NULL"
        )
        row = tx.driver.execute(sql, (contact_id,)).fetchone()
        return team_key(tx) if row is None else str(row[0])

    def _write(self, tx: Tx, wish: Wish, pack_id: str, newest: Checkpoint, file: IO[bytes], progress: Progress) -> Made:
        # Drawing takes libraries that are slow to load and large: only who makes a pack pays for them.
        from server_stub.services.proof_pdf import report

        contacts = None if wish.contact_id is None else self._export.same_person(tx, wish.contact_id)
        if contacts == []:
            contacts = [str(wish.contact_id)]
        made_at = self._clock()
        with PackFile(file, made_at) as pack:
            content = PackContent(tx, self._ledger, self._export, self._rows, newest, contacts, progress)
            gathered = content.write(pack)
            verifier = resources.files("server_stub.services").joinpath("proof_verifier.py").read_bytes()
            facts = self._facts(tx, wish, pack_id, made_at, newest, hashlib.sha256(verifier).hexdigest(), content)
            pack.add(REPORT, report(facts, gathered))
            pack.add(VERIFIER, verifier)
            pack.add("LEIA-ME.txt", READ_ME.encode())
            key = self._rows.ensure_key(tx, made_at)
            manifest = _manifest(facts, wish, gathered) | {"key": {"id": key.id, "public_key": key.public.hex()}}
            pack.finish(manifest, key.private.sign)
        return Made(pack_id, gathered.count, gathered.erased, newest.size, fingerprint(key.public))

    def _facts(
        self,
        tx: Tx,
        wish: Wish,
        pack_id: str,
        made_at: int,
        newest: Checkpoint,
        verifier_sha256: str,
        content: PackContent,
    ) -> ReportFacts:
        return ReportFacts(
            pack_id=pack_id,
            made_at=made_at,
            asked_by=wish.asked_by_name or wish.asked_by,
            ground=wish.ground,
            brand=self._brand,
            company=self._registers.company(tx),
            newest=newest,
            ledger_id=self._rows.ledger_id(tx),
            verifier_sha256=verifier_sha256,
            everybody=wish.contact_id is None,
            purposes={it.code: it.title_pt for it in self._registers.settings(tx)},
            body=content.body,
        )


def _manifest(facts: ReportFacts, wish: Wish, gathered: Gathered) -> dict[str, Any]:
    company = facts.company
    return {
        "format": FORMAT,
        "pack_id": facts.pack_id,
        "made_at": facts.made_at,
        "asked_by": {"id": wish.asked_by, "name": wish.asked_by_name},
        "ground": wish.ground,
        "brand": facts.brand,
        "controller": {"legal_name": company.legal_name, "tax_id": company.tax_id, "dpo": company.dpo_contact},
        "scope": {"kind": "all"} if facts.everybody else {"kind": "contact", "contact_id": wish.contact_id},
        "range": {"first_at": gathered.first_at, "last_at": gathered.last_at},
        "counts": {
            "events": gathered.count,
            "erased": gathered.erased,
            "evidence": gathered.evidence,
            "people": gathered.people_count,
            "notices": len(gathered.notices),
            "decisions": gathered.decisions,
            "checkpoints": len(gathered.checkpoints),
        },
        "ledger": {"id": facts.ledger_id, "size": facts.newest.size, "root": facts.newest.root},
    }
