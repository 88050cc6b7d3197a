"""The transactions around a send: judge again and hand over, then write down what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec

from server_stub.contract.content import Content
from server_stub.contract.delivery import Status
from server_stub.contract.errors import ErrorCode
from server_stub.contract.gate import Reason, Verdict
from server_stub.contract.media_rules import HEADER_TYPES, fits_header
from server_stub.contract.model import Failure
from server_stub.domain.optout import is_way_out
from server_stub.domain.recipient import Recipient
from server_stub.domain.template_values import HeaderFile, parameters
from server_stub.services.channel_health import ChannelHealth
from server_stub.services.departures import Departures
from server_stub.services.job_states import JobStates
from server_stub.services.judging import Judge
from server_stub.storage.database import Tx
from server_stub.storage.repositories.addresses import Addresses
from server_stub.storage.repositories.jobs import Job, Jobs
from server_stub.storage.repositories.media import MediaRow, MediaRows
from server_stub.storage.repositories.outbound import Outbound
from server_stub.storage.repositories.templates import StoredTemplate, Templates
from server_stub.whatsapp.outcomes import Sent
from server_stub.whatsapp.payloads import SENDABLE, message_body

LEASE_MS: Final = 120_000
"""Longer than any request may take, so that a lease never runs out under a living sender."""
DOUBT_MS: Final = 120_000
NO_ADDRESS: Final = "recipient_unknown"
NOT_SENDABLE: Final = "not_sendable"
"""WhatsApp has no shape for it, or it was never meant to leave, as a note."""
DOUBT_EXPIRED: Final = "in_doubt_expired"
"""Nobody knows whether it arrived: a person has to look and decide."""

Arrived = Callable[[Tx, str, str, int], None]
"""(transaction, number id, WhatsApp's id, now): a message of ours has just learnt its id."""


@dataclass(frozen=True, slots=True)
class NeedsUpload:
    """The file has to be given to Meta first."""

    job: Job
    media: MediaRow


@dataclass(frozen=True, slots=True)
class Ready:
    """Judged and marked as leaving: send exactly this, now."""

    job: Job
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """The repositories that a dispatcher works on."""

    jobs: Jobs
    outbound: Outbound
    media: MediaRows
    templates: Templates
    addresses: Addresses


class Dispatching:
    """Each method is one unit of work."""

    def __init__(
        self,
        rows: Rows,
        judge: Judge,
        states: JobStates,
        health: ChannelHealth,
        departures: Departures,
        *,
        arrived: Arrived,
    ) -> None:
        self._rows = rows
        self._judge = judge
        self._states = states
        self._health = health
        self._departures = departures
        self._arrived = arrived

    def take(self, tx: Tx, message_id: str, owner: str, now: int) -> Ready | NeedsUpload | None:
        """Lease a job. None when it is gone, its number may not be tried, or the gate refused or holds it."""
        job = self._rows.jobs.get(tx, message_id)
        if job is None or not self._health.may_try(tx, job.channel_number_id, now):
            return None
        if not self._rows.jobs.lease(tx, message_id, owner, now + LEASE_MS):
            return None
        media = self._media_of(tx, message_id)
        job = self._rows.jobs.get(tx, message_id)
        if job is not None and media is not None and media.wa_media_id is None:
            return NeedsUpload(job, media)
        return self.begin(tx, message_id, owner, now)

    def begin(self, tx: Tx, message_id: str, owner: str, now: int) -> Ready | None:
        """Ask the gate once more (law 5) and, on ALLOW, mark the message as leaving; both or neither.

        Raises UnreadableError for words that cannot be opened.
        """
        job = self._rows.jobs.get(tx, message_id)
        judged = None if job is None or job.state != "leased" else self._judge.judge(tx, job, now)
        if job is None or judged is None:
            return None
        self._judge.keep(tx, job, judged)
        decision = judged.decision
        if decision.verdict is Verdict.HOLD:
            self._states.hold(tx, job, decision, now)
            return None
        if decision.verdict is not Verdict.ALLOW:
            details = msgspec.json.encode(decision.params).decode() if decision.params else ""
            self.fail(tx, job, Failure(decision.reason.value, details), now)
            return None
        content = judged.content or self._rows.outbound.content(tx, message_id, judged.facts.key_id)
        recipient = self._rows.addresses.of(tx, judged.facts.contact_id)
        media = self._media_of(tx, message_id)
        flaw = _flaw(recipient, content, judged.template, media)
        if flaw is not None:
            self.fail(tx, job, Failure(flaw), now)
            return None
        if not self._rows.jobs.begin(tx, message_id, owner, now + LEASE_MS):
            return None
        if job.hold_reason is not None:
            self._states.tell_message(tx, job, now)
        body = self._body(tx, job, content, recipient, judged.template, media)
        return Ready(replace(job, attempts=job.attempts + 1), body)

    def sent(self, tx: Tx, job: Job, outcome: Sent, now: int) -> None:
        """WhatsApp took it. A status webhook may have told so before; of somebody erased meanwhile nothing is kept."""
        if self._erased(tx, job):
            return
        self._rows.outbound.sent_as(tx, job.message_id, outcome.wamid)
        self._arrived(tx, job.channel_number_id, outcome.wamid, now)
        self._rows.jobs.finish(tx, job.message_id, "done")
        self._rows.addresses.learn(tx, job.contact_id, wa_id=outcome.wa_id, user_id=outcome.user_id, now=now)
        self._departures.left(tx, job, now)
        if outcome.held:
            self._states.report(tx, job, Status.HELD, now)

    def requeue(self, tx: Tx, job: Job, at: int, *, uncounted: bool = False) -> None:
        if self._still_ours(tx, job):
            self._rows.jobs.requeue(tx, job.message_id, at, uncounted=uncounted)

    def wait(self, tx: Tx, job: Job, until: int, reason: Reason, now: int) -> None:
        """WhatsApp asks for patience: as if the gate had held it, people see until when."""
        if self._still_ours(tx, job):
            self._states.wait(tx, job, until, reason.value, now)

    def doubt(self, tx: Tx, job: Job, now: int) -> None:
        """The answer was lost; unless a status told meanwhile, wait for one."""
        if self._still_ours(tx, job):
            self._rows.jobs.doubt(tx, job.message_id, now + DOUBT_MS)
            self._states.report(tx, job, Status.IN_DOUBT, now)

    @staticmethod
    def _erased(tx: Tx, job: Job) -> bool:
        sql = "SELECT 1 FROM contact WHERE id = ? AND erased_at IS NOT NULL"
        return tx.driver.execute(sql, (job.contact_id,)).fetchone() is not None

    def fail(self, tx: Tx, job: Job, failure: Failure, now: int) -> None:
        if self._erased(tx, job):
            return
        self._states.fail(tx, job, failure, now)

    def settle_doubts(self, tx: Tx, now: int) -> None:
        """Doubts that nothing settled in time are shown to a person as failed; nothing is ever sent again by itself."""
        for job in self._rows.jobs.doubtful(tx, now):
            self.fail(tx, job, Failure(DOUBT_EXPIRED), now)

    def recover(self, tx: Tx, now: int, *, alive: str | None) -> None:
        """After a crash: what cannot have left is sent, what may have left is in doubt."""
        for job in self._rows.jobs.abandoned(tx, now, alive=alive):
            if job.state == "leased":
                self._rows.jobs.requeue(tx, job.message_id, now)
            else:
                self.doubt(tx, job, now)

    def media_uploaded(self, tx: Tx, media_id: str, wa_media_id: str | None) -> None:
        self._rows.media.uploaded(tx, media_id, wa_media_id)

    def _body(
        self,
        tx: Tx,
        job: Job,
        content: Content,
        recipient: Recipient,
        template: StoredTemplate | None,
        media: MediaRow | None,
    ) -> dict[str, Any]:
        quoted = tx.driver.execute("SELECT quoted_wamid FROM message WHERE id = ?", (job.message_id,)).fetchone()[0]
        return message_body(
            recipient,
            content,
            callback=job.message_id,
            quoted_wamid=quoted,
            wa_media_id=None if media is None else media.wa_media_id,
            file_name="" if media is None else media.detail.file_name,
            components=None if template is None else _components(template, content, job.purpose, media),
        )

    def _media_of(self, tx: Tx, message_id: str) -> MediaRow | None:
        sql = "SELECT id FROM media WHERE message_id = ? AND direction = 'out'"
        row = tx.driver.execute(sql, (message_id,)).fetchone()
        return None if row is None else self._rows.media.get(tx, row[0])

    def _still_ours(self, tx: Tx, job: Job) -> bool:
        """False once a status webhook has settled the job."""
        current = self._rows.jobs.get(tx, job.message_id)
        return current is not None and current.state in ("leased", "sending")


def _flaw(
    recipient: Recipient, content: Content, template: StoredTemplate | None, media: MediaRow | None
) -> str | None:
    """Why it cannot be sent at all; a template may have got new fields at Meta while the message waited."""
    if not recipient.phone and not recipient.user_id:
        return NO_ADDRESS
    if content.kind not in SENDABLE:
        return NOT_SENDABLE
    if template is None:
        return None
    given = {} if content.template is None else content.template.variables
    if not all(given.get(name) for name in template.text.variables):
        return ErrorCode.TEMPLATE_VARIABLES_MISSING.value
    kind = template.text.header_kind
    if kind in HEADER_TYPES and (media is None or not fits_header(kind, media.mime_type)):
        return ErrorCode.TEMPLATE_FILE_MISSING.value
    return None


def _components(template: StoredTemplate, content: Content, purpose: str, media: MediaRow | None) -> list[Any]:
    used = {} if content.template is None else content.template.variables
    stops = {index: purpose for index, button in enumerate(template.text.buttons) if is_way_out(button.title)}
    file = None if media is None else HeaderFile(media.wa_media_id or "", media.detail.file_name)
    return parameters(template.text, used, stops, file)
