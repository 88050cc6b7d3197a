"""The page behind an e-mail's link: what it shows, and what the person's own press of its button records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from server_stub.contract.capture import Answer
from server_stub.contract.gate import Decision, Reason, Verdict
from server_stub.contract.registers import NoticeVersion
from server_stub.services.capture.captures import Captures
from server_stub.services.capture.said import title_of
from server_stub.services.capture.submission import RELAYED, Proof, Submission
from server_stub.services.consent import Subject
from server_stub.services.gatekeeper import Gatekeeper
from server_stub.services.sending import refusal_of
from server_stub.storage.database import Tx
from server_stub.storage.repositories.notices import Notices
from server_stub.storage.repositories.outside import OutsideRow, OutsideRows
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.vault import UnreadableError

_OUR_NUMBER: Final = (
    "SELECT display_phone FROM channel_number WHERE display_phone <> '' ORDER BY created_at, id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One purpose on the page, with the exact text that ticking it agrees to."""

    purpose: str
    title: str
    notice_version: str
    text: str
    language: str
    """Of the text, which may not exist in the page's own."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page shows before an answer."""

    language: str
    choices: tuple[Choice, ...]
    left: tuple[Departure, ...] = ()
    """What is not offered any more because the person left it since."""


@dataclass(frozen=True, slots=True)
class Departure:
    """A purpose, by its title, that the person left at that moment (ms)."""

    title: str
    at: int


@dataclass(frozen=True, slots=True)
class Left:
    """The question is older than an opt-out from all that it asks for: it is void. `chat_url` leads to a new one."""

    language: str
    left: tuple[Departure, ...]
    chat_url: str


@dataclass(frozen=True, slots=True)
class Result:
    """What stands after an answer, titles by outcome. `chat_url`: the step that is left; `repeated`: not the first."""

    language: str
    granted: tuple[str, ...]
    pending: tuple[str, ...]
    refused: tuple[str, ...]
    chat_url: str
    repeated: bool


class Gone(Exception):
    """The person was erased, or nothing is left to ask."""


class Confirmations:
    def __init__(
        self, rows: OutsideRows, captures: Captures, notices: Notices, registers: Registers, gatekeeper: Gatekeeper
    ) -> None:
        self._rows = rows
        self._captures = captures
        self._notices = notices
        self._registers = registers
        self._gatekeeper = gatekeeper

    def shown(self, tx: Tx, message_id: str, wanted: str, now: int) -> Offer | Result | Left:
        """In the language that is wanted, "" for that of the e-mail. Changes nothing. Raises Gone."""
        row, language = self._row(tx, message_id)
        language = wanted or language
        left = self._left(tx, row)
        if left and (row.answered_at is not None or left.keys() >= set(row.asked)):
            return Left(language, self._departures(tx, left, language), self._way_back(tx))
        if row.answered_at is not None:
            return self._result(tx, row, row.capture_request_id, language, now, repeated=True)
        choices = tuple(it for it in self._choices(tx, row, language) if it.purpose not in left)
        if not choices:
            raise Gone
        return Offer(language, choices, self._departures(tx, left, language))

    def answer(
        self,
        tx: Tx,
        message_id: str,
        wanted: str,
        chosen: Mapping[str, str],
        circumstances: dict[str, Any],
        now: int,
        *,
        agrees: bool,
    ) -> Result | Left:
        """`chosen`: for each ticked purpose the version of the text that stood beside it; without `agrees` the person
        pressed "no" to all. Counts once. Raises Gone, GatewayRefusal NOTICE_RETIRED, PURPOSE_UNKNOWN, GATE_REFUSED
        where something ticked was left since the question.
        """
        shown = self.shown(tx, message_id, wanted, now)
        if not isinstance(shown, Offer):
            return shown
        row, language = self._row(tx, message_id)
        language = wanted or language
        offered = {it.purpose: it.notice_version for it in shown.choices}
        said = chosen if agrees else offered
        if any(code in row.asked for code in said.keys() & self._left(tx, row).keys()):
            raise refusal_of(Decision(Verdict.DENY, Reason.DENY_OPTED_OUT_PURPOSE))
        answers = [Answer(code, agrees, version) for code, version in sorted(said.items()) if code in row.asked]
        # Whoever was asked, also where they are shown as another by now: a consent does not spread (N11).
        subject = Subject(row.contact_id, row.key_id)
        evidence = msgspec.json.encode(self._evidence(tx, row, circumstances, now))
        submission = Submission(
            "email", answers, evidence, now, language, subject=subject, once_key=f"outside:{row.id}"
        )
        captured = self._captures.submit(tx, submission, now)
        proof = Proof("email", b'{"shown": "control of the mailbox"}', RELAYED, now, {"id": row.id})
        self._captures.prove(tx, captured.request_id, subject, proof)
        self._rows.answered(tx, row.id, captured.request_id, now)
        return self._result(tx, row, captured.request_id, language, now, repeated=False)

    def notice(self, tx: Tx, notice_id: str) -> tuple[str, NoticeVersion] | None:
        """A title and the exact text, current or not."""
        notice = self._notices.get(tx, notice_id)
        settings = None if notice is None else self._settings(tx).get(notice.purpose)
        if notice is None or settings is None:
            return None
        return title_of(settings, notice.language), notice

    def _row(self, tx: Tx, message_id: str) -> tuple[OutsideRow, str]:
        row = self._rows.get(tx, message_id)
        try:
            language = "" if row is None else self._rows.body(tx, row).language
        except UnreadableError:
            raise Gone from None
        if row is None:
            raise Gone
        return row, language

    def _left(self, tx: Tx, row: OutsideRow) -> dict[str, int]:
        return self._gatekeeper.left_since(tx, row.contact_id, row.asked, row.answered_at or row.created_at)

    def _departures(self, tx: Tx, left: Mapping[str, int], language: str) -> tuple[Departure, ...]:
        settings = {it.code: it for it in self._registers.settings(tx)}
        return tuple(Departure(title_of(settings[code], language), at) for code, at in left.items() if code in settings)

    @staticmethod
    def _way_back(tx: Tx) -> str:
        """Opens WhatsApp with the word that asks for a new question."""
        ours = tx.driver.execute(_OUR_NUMBER).fetchone()
        return "" if ours is None else Captures.chat_address(ours[0], "VOLTAR")

    def _choices(self, tx: Tx, row: OutsideRow, language: str) -> list[Choice]:
        found, settings = [], self._settings(tx)
        for code in row.asked:
            notice = self._notices.current(tx, code, language) or self._notices.current(tx, code)
            if notice is not None and code in settings:
                title = title_of(settings[code], language)
                found.append(Choice(code, title, notice.id, notice.body, notice.language))
        return found

    def _settings(self, tx: Tx) -> dict[str, Any]:
        return {it.code: it for it in self._registers.settings(tx) if it.active}

    def _result(self, tx: Tx, row: OutsideRow, request_id: str, language: str, now: int, *, repeated: bool) -> Result:
        request = self._captures.find(tx, request_id)
        captured = None if request is None else self._captures.captured(tx, request, now)
        states = {} if captured is None else captured.states
        settings = {it.code: it for it in self._registers.settings(tx)}

        def titles(state: str) -> tuple[str, ...]:
            return tuple(title_of(settings[code], language) for code, it in sorted(states.items()) if it == state)

        ours = tx.driver.execute(_OUR_NUMBER).fetchone()
        code = "" if captured is None or ours is None else captured.code
        chat_url = self._captures.chat_url(code, ours[0], language) if code else ""
        return Result(language, titles("ACTIVE"), titles("PENDING"), titles("REFUSED"), chat_url, repeated)

    def _evidence(self, tx: Tx, row: OutsideRow, circumstances: dict[str, Any], now: int) -> dict[str, Any]:
        """The e-mail as it was sent, and the press of the button (3.1)."""
        body = self._rows.body(tx, row)
        mail = {
            "id": row.id,
            "message_id": row.provider_id,
            "to": self._rows.address(tx, row),
            "subject": body.subject,
            "text": body.text,
            "sent_at": row.sent_at,
        }
        return {"mail": mail, "post": circumstances, "received_at": now}
