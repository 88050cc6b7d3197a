"""Forms of capture points: shown with what holds now, taken in once, followed until the number is proven."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec

from server_stub.contract.capture import Answer
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.domain.phone_entry import read_phone
from server_stub.domain.written import as_line
from server_stub.services.capture.captures import Captures
from server_stub.services.capture.origin import Origin
from server_stub.services.capture.submission import Captured, Submission
from server_stub.services.capture.typed import TypedCodes
from server_stub.services.links import LinkInvalid
from server_stub.services.website.shown import Showing, Shown
from server_stub.services.website.throttle import Throttle
from server_stub.services.website.tokens import FormTokens
from server_stub.services.website.visitor import Filled, Visitor, form_evidence, of_visitor
from server_stub.storage.database import Tx
from server_stub.storage.repositories.capture_requests import LAPSED, PROVEN, CaptureRequests, Row

POSTS: Final = 20
POSTS_WINDOW_MS: Final = 10 * 60_000
REQUESTS_OF_A_NUMBER: Final = 5
OTHER: Final = "other"
POSTS_OF_ALL: Final = 600
"""In a minute, whoever sends them: each is kept for three days, and a flood comes from many addresses."""
_MINUTE_MS: Final = 60_000
_LONGEST_NAME: Final = 100
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Status:
    """Where a request stands. `state`: open, proven, lapsed, or other: the code came from another number."""

    captured: Captured
    state: str
    chat_url: str
    by_message: bool
    """A code can be sent to the number."""


class Landing:
    def __init__(
        self,
        showing: Showing,
        captures: Captures,
        rows: CaptureRequests,
        codes: TypedCodes,
        origin: Origin,
        tokens: FormTokens,
        clock: Callable[[], int],
    ) -> None:
        self._showing = showing
        self._captures = captures
        self._rows = rows
        self._codes = codes
        self._origin = origin
        self._tokens = tokens
        self._clock = clock
        self._throttle = Throttle(POSTS, POSTS_WINDOW_MS)
        self._of_all = Throttle(POSTS_OF_ALL, _MINUTE_MS)

    def form(self, tx: Tx, slug: str, language: str) -> Shown:
        """Raises NOT_FOUND."""
        shown = self._showing.form(tx, slug, language)
        if shown is None or not shown.boxes:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return shown

    def token(self, slug: str) -> str:
        """For one showing of the form."""
        return self._tokens.issue(slug, self._clock())

    def admit(self, visitor: Visitor) -> None:
        """Count a post of this address. Raises RATE_LIMITED (seconds)."""
        now = self._clock()
        seconds = self._throttle.wait(visitor.address, now) or self._of_all.wait("", now)
        if seconds:
            raise GatewayRefusal(ErrorCode.RATE_LIMITED, seconds=seconds)

    def submit(self, tx: Tx, slug: str, language: str, filled: Filled, visitor: Visitor) -> str:
        """Take in a form; the token of its status page. The same post again is the same request.

        Raises NOT_FOUND, TOKEN_INVALID (page too old or forged), PHONE_INVALID, BAD_REQUEST (no box ticked),
        PURPOSE_UNKNOWN, NOTICE_RETIRED, RATE_LIMITED (seconds).
        """
        now = self._clock()
        shown = self.form(tx, slug, language)
        try:
            form = self._tokens.read(slug, filled.token, now)
        except LinkInvalid:
            raise GatewayRefusal(ErrorCode.TOKEN_INVALID) from None
        asked = {box.purpose for box in shown.boxes}
        unknown = next((purpose for purpose in filled.agreed if purpose not in asked), None)
        if unknown is not None:
            raise GatewayRefusal(ErrorCode.PURPOSE_UNKNOWN)
        phone = read_phone(filled.phone)
        if phone is None:
            raise GatewayRefusal(ErrorCode.PHONE_INVALID)
        if not filled.agreed:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="agree")
        submission = Submission(
            source="web",
            answers=[Answer(purpose, granted=True, notice_version=text) for purpose, text in filled.agreed.items()],
            evidence=form_evidence(shown, filled, visitor, phone, form.shown_at, now),
            captured_at=now,
            language=language,
            phone=phone,
            name=as_line(filled.name[:_LONGEST_NAME]),
            capture_point_id=shown.point.id,
            once_key=f"{slug}:{form.nonce}",
        )
        if not self._captures.is_known(tx, submission, phone, now):
            self._check_number(tx, phone, now)
        captured = self._captures.submit(tx, submission, now)
        return self._tokens.of_request(slug, captured.request_id, now)

    def status(self, tx: Tx, slug: str, token: str, language: str) -> tuple[Shown, Status]:
        """Raises NOT_FOUND, TOKEN_INVALID."""
        now = self._clock()
        shown, request_id = self.form(tx, slug, language), self._request(slug, token)
        row = self._captures.find(tx, request_id)
        if row is None:
            raise GatewayRefusal(ErrorCode.TOKEN_INVALID)
        captured = self._captures.captured(tx, row, now)
        url = ""
        if captured.code and shown.number:
            url = self._captures.chat_url(captured.code, shown.number, language)
        by_message = self._codes.template(tx, language) is not None
        return shown, Status(captured, self._state(tx, row, now), url, by_message)

    def send_code(self, tx: Tx, slug: str, token: str) -> GatewayRefusal | None:
        """As `Captures.send_code`. Raises TOKEN_INVALID, NOT_FOUND, CHANNEL_NOT_SET_UP, RATE_LIMITED."""
        return self._captures.send_code(tx, self._request(slug, token), self._clock())

    def confirm(self, tx: Tx, slug: str, token: str, typed: str, visitor: Visitor) -> bool:
        """False where it is not the code that was sent. Raises as `Captures.confirm_code`, and TOKEN_INVALID."""
        now = self._clock()
        evidence = msgspec.json.encode({"kind": "typed_code", "typed_at": now, **of_visitor(visitor)})
        return self._captures.confirm_code(tx, self._request(slug, token), typed, evidence, now) is not None

    def _state(self, tx: Tx, row: Row, now: int) -> str:
        """A code from another number proves that one: whoever typed this one must hear that it proved nothing of it."""
        if row.state != PROVEN and now >= row.expires_at:
            return LAPSED
        detail = self._rows.detail(tx, row)
        other = detail is not None and self._origin.is_other(tx, row.contact_id, detail.phone)
        return OTHER if other else row.state

    def _request(self, slug: str, token: str) -> str:
        try:
            return self._tokens.request(slug, token, self._clock())
        except LinkInvalid:
            raise GatewayRefusal(ErrorCode.TOKEN_INVALID) from None

    def _check_number(self, tx: Tx, phone: str, now: int) -> None:
        """So that nobody fills in forms in the name of others all day."""
        if self._rows.recent_of_phone(tx, phone, now - _DAY_MS) >= REQUESTS_OF_A_NUMBER:
            raise GatewayRefusal(ErrorCode.RATE_LIMITED, seconds=3600)
