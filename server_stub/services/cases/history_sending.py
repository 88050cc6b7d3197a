"""Sends the histories that customers asked for: as a document inside their window, or by e-mail. Each once."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from server_stub.channels.mail_message import Attached, Mail
from server_stub.channels.outcomes import Permanent, Temporary
from server_stub.contract.cases import EMAIL
from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.delivery import Status
from server_stub.contract.gate import SendKind
from server_stub.contract.ids import new_id
from server_stub.contract.media_rules import limit_of
from server_stub.domain.protocol_number import grouped
from server_stub.domain.purposes import REPLY
from server_stub.domain.service_texts import filled
from server_stub.services.cases.histories import Histories
from server_stub.services.cases.history_pdf import draw
from server_stub.services.composing import Draft
from server_stub.services.gatekeeper import Facts, Gatekeeper
from server_stub.services.media import MediaFiles
from server_stub.services.sending import Sending, is_said
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.cases import CaseRow, CaseRows
from server_stub.storage.repositories.history_jobs import HistoryRow, HistoryRows
from server_stub.storage.repositories.media import Detail, MediaRows
from server_stub.storage.vault import UnreadableError

PDF: Final = "application/pdf"
MINUTE: Final = 60_000
_LOOKS_AGAIN_MS: Final = MINUTE
_FIRST_PAUSE_MS: Final = MINUTE
_LONGEST_PAUSE_MS: Final = 3_600_000
_SELDOM_MS: Final = 12 * 3_600_000
_DOUBTS: Final = 3
_AT_ONCE: Final = 20
_LEFT: Final = (Status.SENT, Status.DELIVERED, Status.READ, Status.PLAYED)

SendMail = Callable[[Mail], Awaitable[str]]
"""Hands an e-mail to the company's server; its Message-ID. Raises Temporary, Permanent."""


@dataclass(frozen=True, slots=True)
class Ready:
    """One history that may leave now. `facts`: for WhatsApp; `address`: for e-mail."""

    job: HistoryRow
    row: CaseRow
    pdf: bytes
    text: str
    facts: Facts | None = None
    address: str = ""


class HistorySending:
    """`tick` is the work of a loop. What was handed over by a process that died since is asked about, never guessed:
    WhatsApp's document has one client id, the e-mail one Message-ID.
    """

    def __init__(
        self,
        database: Database,
        jobs: HistoryRows,
        cases: CaseRows,
        histories: Histories,
        media: MediaRows,
        files: MediaFiles,
        gatekeeper: Gatekeeper,
        sending: Sending,
        queues: QueueBook,
        clock: Callable[[], int],
        send_mail: SendMail | None,
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._cases = cases
        self._histories = histories
        self._media = media
        self._files = files
        self._gatekeeper = gatekeeper
        self._sending = sending
        self._queues = queues
        self._clock = clock
        self._send_mail = send_mail

    async def tick(self) -> None:
        """Whatever is due: looked after, sent, or put off."""
        now = self._clock()
        for job_id in await self._database.read(lambda tx: self._jobs.due(tx, now, _AT_ONCE)):
            await self._one(job_id)

    async def _one(self, job_id: str) -> None:
        now = self._clock()
        if await self._database.write(lambda tx: self._settled(tx, job_id, now)):
            return
        ready = await self._database.read_apart(lambda tx: self._ready(tx, job_id, now))
        if isinstance(ready, str):
            await self._database.write(lambda tx: self._put_off(tx, job_id, ready, now))
        elif ready.facts is not None:
            await self._by_whatsapp(ready, now)
        else:
            await self._by_mail(ready, now)

    def _settled(self, tx: Tx, job_id: str, now: int) -> bool:
        """What is on its way by WhatsApp: it left, or it did not and is tried anew. True: nothing to do now."""
        job = self._jobs.get(tx, job_id)
        if job is None or job.state not in ("waiting", "sending"):
            return True
        if job.way == EMAIL or not job.message_id:
            return False
        row = tx.driver.execute("SELECT status FROM message WHERE id = ?", (job.message_id,)).fetchone()
        status = None if row is None else Status(row[0])
        if status in _LEFT:
            self._done(tx, job, now)
            return True
        if status is None or status is Status.FAILED:
            self._later(tx, job, "not_delivered", now)
            return True
        self._jobs.change(tx, job.id, next_attempt_at=now + _LOOKS_AGAIN_MS)
        return True

    def _ready(self, tx: Tx, job_id: str, now: int) -> Ready | str:
        """What is to be sent, or the code of what it waits for."""
        job = self._jobs.get(tx, job_id)
        row = None if job is None else self._cases.get(tx, job.case_id)
        if job is None or row is None:
            return "erased"
        address, facts = "", None
        if job.way == EMAIL:
            address = self._histories.email_of(tx, row, now)
            if not address or self._send_mail is None:
                return "no_address" if not address else "channel_not_set_up"
        else:
            facts = self._gatekeeper.facts(tx, row.conversation_id, now)
            if facts is None:
                return "erased"
            decision, _ = facts.ask(SendKind.FREE_FORM)
            if not is_said(decision):
                return decision.reason.value
        text = filled(self._queues.policy(tx).history_text, {"protocol": grouped(row.protocol)})
        return Ready(job, row, draw(self._histories.gather(tx, row, now)), text, facts, address)

    async def _by_whatsapp(self, ready: Ready, now: int) -> None:
        media_id = new_id(now)
        facts = ready.facts
        if facts is None:
            return
        try:
            stored = await self._files.store(media_id, facts.key_id, _whole(ready.pdf), _limit, _file_name(ready.row))
        except UnreadableError:  # erased a moment ago
            await self._database.write(lambda tx: self._put_off(tx, ready.job.id, "erased", now))
            return
        detail = Detail(file_name=_file_name(ready.row), sha256=base64.b64encode(stored.digest).decode())
        if not await self._database.write(lambda tx: self._say(tx, ready, media_id, detail, stored.size, now)):
            self._files.remove(media_id)

    def _say(self, tx: Tx, ready: Ready, media_id: str, detail: Detail, size: int, now: int) -> bool:
        """One transaction for the file, the message and the job: none of them without the others."""
        job, row = self._jobs.get(tx, ready.job.id), ready.row
        facts = self._gatekeeper.facts(tx, row.conversation_id, now)
        if job is None or job.state != "waiting" or job.message_id or facts is None:
            return False
        media = Media(media_id, PDF, "ready", file_name=detail.file_name, size=size)
        content = Content(Kind.DOCUMENT.value, ready.text, media=media)
        draft = Draft(content, SendKind.FREE_FORM, REPLY, media_id=media_id)
        self._media.add_upload(tx, media_id, facts.contact_id, facts.key_id, PDF, detail, size, now)
        message_id = new_id(now)
        key = f"history:{job.id}:{job.attempts}"
        decision = self._sending.say(tx, facts, draft, once_key=key, message_id=message_id)
        if decision is None or not is_said(decision):
            tx.driver.execute("DELETE FROM media WHERE id = ?", (media_id,))
            self._later(tx, job, "already_said" if decision is None else decision.reason.value, now)
            return False
        again_at = now + _LOOKS_AGAIN_MS
        self._jobs.change(tx, job.id, state="sending", message_id=message_id, failure="", next_attempt_at=again_at)
        return True

    async def _by_mail(self, ready: Ready, now: int) -> None:
        if self._send_mail is None or not await self._database.write(lambda tx: self._begin_mail(tx, ready, now)):
            return
        try:
            sent_as = await self._send_mail(_mail(ready, now))
        except (Temporary, Permanent) as error:
            why = error
            await self._database.write(lambda tx: self._not_mailed(tx, ready.job.id, why))
        else:
            await self._database.write(lambda tx: self._mailed(tx, ready.job.id, sent_as))

    def _begin_mail(self, tx: Tx, ready: Ready, now: int) -> bool:
        """Written down before it is handed over: after a crash it is tried again under the same Message-ID."""
        job = self._jobs.get(tx, ready.job.id)
        if job is None or job.way != EMAIL or job.attempts != ready.job.attempts:
            return False
        again_at = now + _pause(job.attempts + 1)
        self._jobs.change(tx, job.id, state="sending", attempts=job.attempts + 1, next_attempt_at=again_at)
        return True

    def _mailed(self, tx: Tx, job_id: str, sent_as: str) -> None:
        job = self._jobs.get(tx, job_id)
        if job is not None:
            self._jobs.change(tx, job.id, message_id=sent_as)
            self._done(tx, job, self._clock())

    def _not_mailed(self, tx: Tx, job_id: str, error: Temporary | Permanent) -> None:
        """A server that is away is asked again soon, an address that takes nothing seldom: somebody may correct it.

        What may have arrived is sent again a few times only, under its one Message-ID.
        """
        job, now = self._jobs.get(tx, job_id), self._clock()
        if job is None:
            return
        pause = _pause(job.attempts) if isinstance(error, Temporary) else _SELDOM_MS
        self._jobs.change(tx, job_id, state="waiting", failure=error.code, next_attempt_at=now + pause)
        if isinstance(error, Temporary) and error.in_doubt and job.attempts >= _DOUBTS:
            self._jobs.change(tx, job_id, state="failed", done_at=now, next_attempt_at=None)

    def _done(self, tx: Tx, job: HistoryRow, now: int) -> None:
        self._jobs.change(tx, job.id, state="sent", done_at=now, failure="", next_attempt_at=None)
        self._histories.warn(tx, now)

    def _later(self, tx: Tx, job: HistoryRow, code: str, now: int) -> None:
        """It did not leave for certain: the next try is another message."""
        attempts = job.attempts + 1
        again_at = now + _pause(attempts)
        self._jobs.change(
            tx, job.id, state="waiting", message_id="", attempts=attempts, failure=code, next_attempt_at=again_at
        )

    def _put_off(self, tx: Tx, job_id: str, code: str, now: int) -> None:
        """It waits for a window, an address or a server; looked at again within a minute, or later after failures."""
        job = self._jobs.get(tx, job_id)
        if job is None:
            return
        if code == "erased":
            self._jobs.change(tx, job_id, state="failed", failure=code, done_at=now, next_attempt_at=None)
            self._histories.warn(tx, now)
            return
        again_at = now + (_pause(job.attempts) if job.state == "sending" else _LOOKS_AGAIN_MS)
        self._jobs.change(tx, job_id, state="waiting", failure=code, next_attempt_at=again_at)


def _pause(attempts: int) -> int:
    longer: int = _FIRST_PAUSE_MS << min(max(attempts - 1, 0), 10)
    return min(longer, _LONGEST_PAUSE_MS)


def _file_name(row: CaseRow) -> str:
    return f"historico-{row.protocol}.pdf"


def _mail(ready: Ready, now: int) -> Mail:
    subject = f"Histórico do atendimento {grouped(ready.row.protocol)}"
    files = (Attached(_file_name(ready.row), PDF, ready.pdf),)
    return Mail(ready.job.id, ready.address, subject, ready.text, "", "pt-BR", now, files=files)


def _limit(mime_type: str | None, head: bytes) -> int:
    """A Limit of services/media.py; what is stored is our own."""
    return limit_of(PDF)


async def _whole(data: bytes) -> AsyncIterator[bytes]:
    yield data
