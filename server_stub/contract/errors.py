"""Codes for everything that can be refused; sentences are made by the side that shows them."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class ErrorCode(StrEnum):
    """Why the gateway refused a request. Gate refusals travel as GATE_REFUSED with a `reason` of contract.gate."""

    BAD_REQUEST = "bad_request"
    NOT_FOUND = "not_found"
    LOGIN_FAILED = "login_failed"
    LOGIN_THROTTLED = "login_throttled"
    TOKEN_INVALID = "token_invalid"  # noqa: S105 - a code, not a secret
    FORBIDDEN = "forbidden"
    CLAIMED_BY_OTHER = "claimed_by_other"
    CLAIM_REQUIRED = "claim_required"
    CLIENT_ID_REUSED = "client_id_reused"
    GATE_REFUSED = "gate_refused"
    TEXT_EMPTY = "text_empty"
    TEXT_TOO_LONG = "text_too_long"
    MEDIA_TYPE_REFUSED = "media_type_refused"
    MEDIA_TOO_LARGE = "media_too_large"
    MEDIA_NOT_READY = "media_not_ready"
    MEDIA_BLOCKED = "media_blocked"
    MEDIA_UNSCANNED = "media_unscanned"
    STICKER_UNKNOWN = "sticker_unknown"
    STICKER_SIDES_WRONG = "sticker_sides_wrong"  # side
    STICKERS_FULL = "stickers_full"  # limit
    PHRASE_VARIABLE_UNKNOWN = "phrase_variable_unknown"  # variable: one, or several with commas
    PHRASES_FULL = "phrases_full"  # limit
    TEMPLATE_UNKNOWN = "template_unknown"
    TEMPLATE_VARIABLES_MISSING = "template_variables_missing"
    TEMPLATE_FILE_MISSING = "template_file_missing"
    TEMPLATE_FILE_WRONG = "template_file_wrong"
    LOCATION_INVALID = "location_invalid"
    CARD_INVALID = "card_invalid"
    EMOJI_INVALID = "emoji_invalid"
    NOT_REACTABLE = "not_reactable"  # why: own, deleted, too_old, unknown
    MENTION_UNSEEN = "mention_unseen"
    EVIDENCE_REQUIRED = "evidence_required"
    NOT_CANCELLABLE = "not_cancellable"
    PURPOSE_UNKNOWN = "purpose_unknown"
    NOTICE_RETIRED = "notice_retired"
    NOTICE_OF_OTHER_TIME = "notice_of_other_time"
    PHONE_INVALID = "phone_invalid"
    ADDRESS_INVALID = "address_invalid"
    CHANNEL_NOT_SET_UP = "channel_not_set_up"
    DATE_IMPOSSIBLE = "date_impossible"
    RATE_LIMITED = "rate_limited"
    IDEMPOTENCY_KEY_REQUIRED = "idempotency_key_required"
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
    FILE_TOO_LARGE = "file_too_large"
    FILE_UNREADABLE = "file_unreadable"
    SECOND_PERSON_REQUIRED = "second_person_required"
    STATE_CONFLICT = "state_conflict"
    MOVED_MEANWHILE = "moved_meanwhile"  # account_id: who has it now, "" for nobody
    OFFER_GONE = "offer_gone"
    TARGET_UNAVAILABLE = "target_unavailable"  # why: an obstacle of contract.transfers
    TOO_MANY_TRANSFERS = "too_many_transfers"  # limit
    QUEUE_EMPTY = "queue_empty"
    QUEUE_IN_USE = "queue_in_use"  # count
    CASE_CLOSED = "case_closed"
    CASE_OPEN = "case_open"  # protocol
    DISPOSITION_REQUIRED = "disposition_required"
    DISPOSITION_UNKNOWN = "disposition_unknown"
    BREAK_TOO_EARLY = "break_too_early"  # until: ms
    BREAK_NOT_NOW = "break_not_now"  # earliest, latest: ms
    ALREADY_ASKED = "already_asked"
    CUSTOMER_WAITS = "customer_waits"
    VALUE_INVALID = "value_invalid"
    STORAGE_UNAVAILABLE = "storage_unavailable"
    VERSION_MISMATCH = "version_mismatch"
    INTERNAL = "internal"


class WireError(msgspec.Struct, frozen=True, omit_defaults=True):
    """Body of every answer that is not a success.

    `params` fill the sentence (numbers, names of fields, limits); never personal data.
    """

    code: str
    params: dict[str, str | int] = {}


class GatewayRefusal(Exception):
    """A request was refused for a reason that the other side can act on."""

    def __init__(self, code: ErrorCode, **params: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params

    def to_wire(self) -> WireError:
        return WireError(code=self.code.value, params=dict(self.params))
