"""Consent that the company's own app or site collected, handed in with an API key: once, however often it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

import msgspec

from server_stub.contract.capture import CaptureResult, FormConsent
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.domain.form_limits import too_large
from server_stub.services.api_keys import CODES_WRITE, CONSENTS_READ, CONSENTS_WRITE, ApiCaller, ApiKeys
from server_stub.services.capture.captures import Captures
from server_stub.services.capture.submission import Captured, Submission
from server_stub.services.gatekeeper import Gatekeeper
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.api_keys import Answered, ApiKeyRows
from server_stub.storage.repositories.capture_requests import Row

KEPT_MS: Final = 7 * 24 * 3_600_000
"""How long an idempotency key stands for its first request."""
_LONGEST_KEY: Final = 200
_LONGEST_CODE: Final = 40
_APP: Final = "app"
_CREATED: Final = 201
_OUR_NUMBER: Final = (
    "SELECT display_phone FROM channel_number WHERE disabled_at IS NULL AND display_phone <> '' ORDER BY created_at, id"
)


class AppForms:
    def __init__(
        self,
        database: Database,
        api_keys: ApiKeys,
        rows: ApiKeyRows,
        captures: Captures,
        gatekeeper: Gatekeeper,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._api_keys = api_keys
        self._rows = rows
        self._captures = captures
        self._gatekeeper = gatekeeper
        self._clock = clock

    async def submit(self, caller: ApiCaller, idempotency_key: str, form: FormConsent) -> CaptureResult:
        """The same key with the same form gets the same answer, also side by side, and leaves one set of events.

        Raises FORBIDDEN (scope), IDEMPOTENCY_KEY_REQUIRED, IDEMPOTENCY_KEY_REUSED, VALUE_INVALID (field), and what
        `Captures.submit` raises. A refused request is not remembered: mended, it may come again with its key.
        """
        caller.require(CONSENTS_WRITE)
        if not 0 < len(idempotency_key) <= _LONGEST_KEY:
            raise GatewayRefusal(ErrorCode.IDEMPOTENCY_KEY_REQUIRED, limit=_LONGEST_KEY)
        field = too_large(form)
        if field:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field=field)
        key_digest = hashlib.sha256(idempotency_key.encode()).digest()
        body = msgspec.json.encode(form, order="deterministic")
        now = self._clock()
        answer = await self._database.write(lambda tx: self._once(tx, caller, key_digest, body, form, now))
        return msgspec.json.decode(answer, type=CaptureResult)

    async def state(self, caller: ApiCaller, request_id: str) -> CaptureResult:
        """Where the purposes of a request stand now, whatever the person did since. Raises FORBIDDEN, NOT_FOUND."""
        caller.require(CONSENTS_READ)
        return await self._database.read(lambda tx: self._state(tx, request_id, self._clock()))

    async def send_code(self, caller: ApiCaller, request_id: str) -> None:
        """A code by WhatsApp, which the person types into the company's form.

        Raises what `Captures.send_code` does, and GATE_REFUSED.
        """
        caller.require(CODES_WRITE)

        def work(tx: Tx) -> GatewayRefusal | None:
            self._api_keys.recheck(tx, caller)
            self._row(tx, request_id)
            return self._captures.send_code(tx, request_id, self._clock())

        refusal = await self._database.write(work)
        if refusal is not None:  # outside the transaction, which keeps the gate's decision
            raise refusal

    async def confirm_code(self, caller: ApiCaller, request_id: str, code: str) -> CaptureResult:
        """Raises VALUE_INVALID (code) for a wrong one, NOT_FOUND, RATE_LIMITED after too many."""
        caller.require(CODES_WRITE)

        def work(tx: Tx) -> CaptureResult | None:
            self._api_keys.recheck(tx, caller)
            self._row(tx, request_id)
            now = self._clock()
            typed = msgspec.json.encode({"api_key": caller.key_id, "received_at": now})
            captured = self._captures.confirm_code(tx, request_id, code[:_LONGEST_CODE], typed, now)
            return None if captured is None else self._result(tx, captured, "pt-BR")

        result = await self._database.write(work)
        if result is None:  # outside the transaction, which has counted the attempt
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="code")
        return result

    async def forget_answers(self) -> None:
        """For upkeep: idempotency keys older than they are kept."""
        before = self._clock() - KEPT_MS
        await self._database.write(lambda tx: self._rows.forget_answers(tx, before))

    def _once(self, tx: Tx, caller: ApiCaller, key_digest: bytes, body: bytes, form: FormConsent, now: int) -> bytes:
        self._api_keys.recheck(tx, caller)
        body_digest = hashlib.sha256(body).digest()
        known = self._rows.answered(tx, caller.key_id, key_digest)
        if known is not None and now - known.created_at < KEPT_MS:
            if known.body_digest != body_digest:
                raise GatewayRefusal(ErrorCode.IDEMPOTENCY_KEY_REUSED)
            return known.answer
        captured = self._captures.submit(tx, _submission(caller, form, body, now), now)
        answer = msgspec.json.encode(self._result(tx, captured, form.language))
        self._rows.remember(tx, caller.key_id, key_digest, Answered(body_digest, answer, now), status=_CREATED)
        return answer

    def _state(self, tx: Tx, request_id: str, now: int) -> CaptureResult:
        row = self._row(tx, request_id)
        captured = self._captures.captured(tx, row, now)
        consents, _ = self._gatekeeper.consents_of(tx, row.contact_id or "", now)
        standing = {consent.purpose: consent.state for consent in consents}
        states = {purpose: standing.get(purpose, state) for purpose, state in captured.states.items()}
        result = self._result(tx, captured, "pt-BR")
        return msgspec.structs.replace(result, states=states)

    def _row(self, tx: Tx, request_id: str) -> Row:
        """Requests of apps only: those of pages are the person's own."""
        row = self._captures.find(tx, request_id)
        if row is None or row.source != _APP:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return row

    def _result(self, tx: Tx, captured: Captured, language: str) -> CaptureResult:
        """`confirm_url` stays empty until one of our numbers is known."""
        number = tx.driver.execute(_OUR_NUMBER).fetchone() if captured.code else None
        url = "" if number is None else self._captures.chat_url(captured.code, number[0], language)
        expires_at = captured.expires_at if captured.code else None
        return CaptureResult(captured.request_id, captured.states, url, expires_at)


def _submission(caller: ApiCaller, form: FormConsent, body: bytes, now: int) -> Submission:
    """Everything that was handed in is evidence, with the key that vouches for it and our own time."""
    kept = {"form": msgspec.Raw(body), "api_key": {"id": caller.key_id, "name": caller.name}, "received_at": now}
    return Submission(
        source=_APP,
        answers=form.answers,
        evidence=msgspec.json.encode(kept),
        captured_at=form.captured_at,
        language=form.language,
        phone=form.phone,
        name=form.name.strip(),
    )
