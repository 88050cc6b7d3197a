"""The history of a case for the customer: asked for, gathered, due in five calendar days (Decreto 11.034, art. 12)."""

from __future__ import annotations

from typing import Final

from server_stub.contract.cases import EMAIL, HANDED_OVER, LONGEST_NOTE, WHATSAPP, AskHistory, CaseMove, HistoryJob
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import Alarm, AlarmCode
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account, Message, Role
from server_stub.services.alarms import Alarms
from server_stub.services.cases.desk import CaseDesk
from server_stub.services.cases.history_pdf import History
from server_stub.services.leads.audit import Action, Audit
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow, CaseRows
from server_stub.storage.repositories.history_jobs import HistoryRows
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.repositories.visibility import Viewer

DAY_MS: Final = 86_400_000
DUE_MS: Final = 5 * DAY_MS
WARNED_MS: Final = 2 * DAY_MS
_BEFORE_MS: Final = DAY_MS
"""The message that opened a case was written before it, now and then long before it came."""
_AFTER_MS: Final = 60_000
"""What was said at the closing belongs to it."""
_PAGE: Final = 200
_MOST: Final = 5_000
_EVERYTHING: Final = Viewer("", Role.ADMIN)


class Histories:
    def __init__(
        self,
        rows: CaseRows,
        jobs: HistoryRows,
        desk: CaseDesk,
        reading: Reading,
        registers: Registers,
        alarms: Alarms,
        audit: Audit,
        *,
        can_mail: bool,
    ) -> None:
        self._rows = rows
        self._jobs = jobs
        self._desk = desk
        self._reading = reading
        self._registers = registers
        self._alarms = alarms
        self._audit = audit
        self._can_mail = can_mail

    def ask(self, tx: Tx, caller: Account, case_id: str, wish: AskHistory, now: int) -> HistoryJob:
        """Whoever asks again before it left has the same one, by the way that was named last.

        Raises NOT_FOUND, FORBIDDEN, VALUE_INVALID for another way, and for no or too long a note where it was handed
        over; CHANNEL_NOT_SET_UP where nothing sends e-mails.
        """
        row, note = self._desk.in_charge(tx, caller, case_id), wish.note.strip()
        if wish.way not in (WHATSAPP, EMAIL, HANDED_OVER):
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="way")
        if wish.way == HANDED_OVER and not 0 < len(note) <= LONGEST_NOTE:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="note")
        if wish.way == EMAIL and not self._can_mail:
            raise GatewayRefusal(ErrorCode.CHANNEL_NOT_SET_UP)
        known = self._jobs.open_of(tx, row.id)
        job_id = new_id(now) if known is None else known.id
        if known is None:
            self._jobs.add(tx, job_id, row.id, wish.way, caller.id, now, now + DUE_MS)
        elif known.state == "waiting" and known.way != wish.way:
            self._jobs.change(tx, known.id, way=wish.way, failure="", next_attempt_at=now)
        if wish.way == HANDED_OVER:
            self._end(tx, caller, row, job_id, note, now)
        return self._jobs.told(tx, job_id, self._desk.note_reader(tx, row))

    def _end(self, tx: Tx, caller: Account, row: CaseRow, job_id: str, note: str, now: int) -> None:
        """The customer has it; nothing of ours sends it any more. Who says so is written down twice."""
        sealed = self._desk.sealed_note(tx, row, note)
        done = {"state": HANDED_OVER, "done_at": now, "next_attempt_at": None, "failure": ""}
        self._jobs.change(tx, job_id, way=HANDED_OVER, note_enc=sealed, **done)
        self._rows.log(tx, row, CaseMove.HISTORY, now, account_id=caller.id, detail=HANDED_OVER)
        self._audit.write(tx, caller.id, Action.HISTORY, row.conversation_id, row.id, now)
        self.warn(tx, now)

    def shown(self, tx: Tx, caller: Account, case_id: str, now: int) -> History:
        """For whoever has the case, and leads; that they looked is written down. Raises NOT_FOUND, FORBIDDEN."""
        row = self._desk.in_charge(tx, caller, case_id)
        self._audit.write(tx, caller.id, Action.EXPORT, row.conversation_id, row.id, now)
        return self.gather(tx, row, now)

    def gather(self, tx: Tx, row: CaseRow, now: int) -> History:
        """All that belongs to the case, oldest first."""
        case = self._desk.told(tx, row)
        contact = self._reading.contact(tx, case.contact_id, now)
        return History(
            company=self._registers.company(tx),
            name="" if contact is None else contact.name,
            case=case,
            messages=self._messages(tx, row, now),
            made_at=now,
        )

    def email_of(self, tx: Tx, row: CaseRow, now: int) -> str:
        """Where the customer gets e-mails; "" where that is not known."""
        conversation = self._reading.conversation(tx, row.conversation_id)
        contact = None if conversation is None else self._reading.contact(tx, conversation.contact_id, now)
        return "" if contact is None else contact.email

    def warn(self, tx: Tx, now: int) -> None:
        """Leads are alarmed while one is due within two days."""
        count, first, protocol = self._jobs.due_before(tx, now + WARNED_MS)
        days = max(0, (first - now) // DAY_MS) if count else 0
        told: dict[str, str | int] = {"count": count, "days": days, "protocol": protocol}
        self._alarms.tell(tx, Alarm(AlarmCode.HISTORY_DUE, told, cleared=count == 0), now)

    def _messages(self, tx: Tx, row: CaseRow, now: int) -> list[Message]:
        since, until = self._bounds(tx, row, now)
        found: list[Message] = []
        before: tuple[int, str] | None = (until, "~")
        while before is not None and len(found) < _MOST:
            page = self._reading.messages(tx, _EVERYTHING, row.conversation_id, before, _PAGE)
            found = [it for it in page if it.sent_at >= since] + found
            is_more = len(page) == _PAGE and page[0].sent_at >= since
            before = (page[0].sent_at, page[0].id) if is_more else None
        return found

    def _bounds(self, tx: Tx, row: CaseRow, now: int) -> tuple[int, int]:
        """From when to when (ms) a message belongs to this case and to none of its neighbours."""
        earlier = self._rows.closed_before(tx, row)
        since = row.opened_at - _BEFORE_MS
        if earlier is not None and earlier.closed_at is not None:
            since = max(since, min(earlier.closed_at + _AFTER_MS, row.opened_at))
        if row.closed_at is None:
            return since, now + _AFTER_MS
        later = [
            it.opened_at for it in self._rows.of_conversation(tx, row.conversation_id) if it.opened_at > row.opened_at
        ]
        return since, min([row.closed_at + _AFTER_MS, *(at - 1 for at in later if at > row.closed_at)])
