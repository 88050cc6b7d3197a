"""Cases for people: who may look at one, who may act on it, and how it is told."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from server_stub.contract.cases import Case, CaseEvent, CaseMove
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind
from server_stub.contract.model import Account, Conversation
from server_stub.domain.protocol_number import digits_of, is_protocol_number
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.cases import CaseRow, CaseRows
from server_stub.storage.repositories.conversation_parts import brief_of
from server_stub.storage.repositories.history_jobs import HistoryRows, ReadNote
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.surveys import SurveyRows
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.vault import UnreadableError, Vault

SUMMARY_CONTEXT: Final = "case.summary"
NOTE_CONTEXT: Final = "history.note"


class CaseDesk:
    def __init__(
        self,
        rows: CaseRows,
        jobs: HistoryRows,
        surveys: SurveyRows,
        reading: Reading,
        vault: Vault,
        events: EventLog,
    ) -> None:
        self._rows = rows
        self._jobs = jobs
        self._surveys = surveys
        self._reading = reading
        self._vault = vault
        self._events = events

    def get(self, tx: Tx, caller: Account, case_id: str) -> Case:
        """Raises NOT_FOUND, also where the caller may not look."""
        return self._told_to(tx, caller, self.seen(tx, caller, case_id))

    def of_conversation(self, tx: Tx, caller: Account, conversation_id: str) -> list[Case]:
        """Newest first. Raises NOT_FOUND, also where the caller may not look."""
        self.conversation(tx, caller, conversation_id)
        return [self._told_to(tx, caller, row) for row in self._rows.of_conversation(tx, conversation_id)]

    def by_protocol(self, tx: Tx, caller: Account, typed: str) -> list[Case]:
        """The case with this number, however it is grouped; nothing where there is none that the caller may see.

        Raises VALUE_INVALID for a number that is none of ours: a wrong check digit is told as such.
        """
        number = digits_of(typed)
        if not is_protocol_number(number):
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="protocol")
        row = self._rows.by_protocol(tx, number)
        if row is None or self._conversation(tx, caller, row.conversation_id) is None:
            return []
        return [self._told_to(tx, caller, row)]

    def events(self, tx: Tx, caller: Account, case_id: str) -> list[CaseEvent]:
        """The raw log, oldest first; agents read no score in it. Raises NOT_FOUND."""
        found = self._rows.events(tx, self.seen(tx, caller, case_id).id)
        if Viewer.of(caller).sees_all:
            return found
        return [replace(it, detail="") if it.kind == CaseMove.SURVEY_ANSWERED else it for it in found]

    def seen(self, tx: Tx, caller: Account, case_id: str) -> CaseRow:
        """Raises NOT_FOUND, also where the caller may not look."""
        row = self._rows.get(tx, case_id)
        if row is None or self._conversation(tx, caller, row.conversation_id) is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return row

    def in_charge(self, tx: Tx, caller: Account, case_id: str) -> CaseRow:
        """For whom the case is theirs, or was theirs last, and for leads. Raises NOT_FOUND, FORBIDDEN."""
        row = self.seen(tx, caller, case_id)
        if Viewer.of(caller).sees_all:
            return row
        holder = row.agent_id
        if row.is_open:
            conversation = self._conversation(tx, caller, row.conversation_id)
            holder = "" if conversation is None else conversation.assignee_id or ""
        if holder != caller.id:
            raise GatewayRefusal(ErrorCode.FORBIDDEN)
        return row

    def conversation(self, tx: Tx, caller: Account, conversation_id: str) -> Conversation:
        """Raises NOT_FOUND, also where the caller may not look."""
        found = self._conversation(tx, caller, conversation_id)
        if found is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return found

    def told(self, tx: Tx, row: CaseRow) -> Case:
        """On the wire, for everybody: without the score."""
        conversation = self._reading.conversation(tx, row.conversation_id)
        parent = self._rows.get(tx, row.parent_id) if row.parent_id else None
        brief = brief_of(row)
        if brief is None:
            raise LookupError("a case has a brief")
        return Case(
            brief=brief,
            conversation_id=row.conversation_id,
            contact_id="" if conversation is None else conversation.contact_id,
            agent_id=row.agent_id or None,
            language=row.language,
            disposition_id=row.disposition_id,
            outcome=row.outcome,
            resolved=None if row.resolved is None else bool(row.resolved),
            summary=self.summary(tx, row),
            closed_by=row.closed_by,
            close_way=row.close_way,
            parent_protocol="" if parent is None else parent.protocol,
            transfers=row.transfers,
            retained_until=row.retained_until,
            history=self._jobs.of_case(tx, row.id, self.note_reader(tx, row)),
        )

    def summary(self, tx: Tx, row: CaseRow) -> str:
        """What the agent wrote at the closing; "" once the person was erased."""
        sealed = self._rows.sealed_summary(tx, row.id)
        return "" if sealed is None else self._opened(tx, row, sealed, SUMMARY_CONTEXT)

    def keep_summary(self, tx: Tx, row: CaseRow, summary: str) -> None:
        """Under the contact's key. Raises NOT_FOUND for somebody erased a moment ago."""
        self._rows.change(tx, row.id, summary_enc=self._sealed(tx, row, summary, SUMMARY_CONTEXT))

    def note_reader(self, tx: Tx, row: CaseRow) -> ReadNote:
        """Of how the history was handed over."""
        return lambda sealed: self._opened(tx, row, sealed, NOTE_CONTEXT)

    def sealed_note(self, tx: Tx, row: CaseRow, note: str) -> bytes:
        """As `keep_summary`."""
        return self._sealed(tx, row, note, NOTE_CONTEXT)

    def changed(self, tx: Tx, row: CaseRow, now: int) -> None:
        """Tell whoever sees the conversation how its case stands."""
        conversation = self._reading.conversation(tx, row.conversation_id)
        key_id = self._reading.key_of(tx, row.conversation_id)
        if conversation is not None and key_id is not None:
            where = row.conversation_id
            self._events.append(tx, EventKind.CONVERSATION, conversation, key_id=key_id, now=now, conversation_id=where)

    def _opened(self, tx: Tx, row: CaseRow, sealed: bytes, context: str) -> str:
        key_id = self._reading.key_of(tx, row.conversation_id)
        try:
            return "" if key_id is None else self._vault.open(tx, key_id, sealed, context).decode()
        except UnreadableError:
            return ""

    def _sealed(self, tx: Tx, row: CaseRow, words: str, context: str) -> bytes:
        key_id = self._reading.key_of(tx, row.conversation_id)
        if key_id is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        try:
            return self._vault.seal(tx, key_id, words.encode(), context)
        except UnreadableError:
            raise GatewayRefusal(ErrorCode.NOT_FOUND) from None

    def _told_to(self, tx: Tx, caller: Account, row: CaseRow) -> Case:
        """Who gave which score is not for agents: in a small team it would be held against whoever gave it."""
        told = self.told(tx, row)
        return replace(told, survey=self._surveys.of_case(tx, row.id)) if Viewer.of(caller).sees_all else told

    def _conversation(self, tx: Tx, caller: Account, conversation_id: str) -> Conversation | None:
        return self._reading.conversation_for(tx, Viewer.of(caller), conversation_id)
