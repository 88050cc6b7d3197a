"""Meta's error codes, with the titles and HTTP statuses they come with."""

from __future__ import annotations

from typing import Any

import msgspec

HELP = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"

TITLES: dict[int, str] = {
    0: "AuthException",
    1: "API Unknown",
    2: "API Service",
    3: "API Method",
    4: "API Too Many Calls",
    10: "Permission Denied",
    33: "Parameter value is not valid",
    100: "Invalid parameter",
    190: "Error validating access token",
    368: "Temporarily blocked for policies violations",
    80007: "Rate limit issues",
    130403: "Message failed to send because the business has blocked this user",
    130429: "Rate limit hit",
    130472: "User's number is part of an experiment",
    130497: "Business account is restricted from messaging users in this country",
    131000: "Something went wrong",
    131005: "Access denied",
    131008: "Required parameter is missing",
    131009: "Parameter value is not valid",
    131016: "Service unavailable",
    131021: "Recipient cannot be sender",
    131026: "Message undeliverable",
    131031: "Business Account locked",
    131037: "Display name approval is required before sending messages",
    131042: "Business eligibility payment issue",
    131045: "Incorrect certificate",
    131047: "Re-engagement message",
    131048: "Spam rate limit hit",
    131049: "This message was not delivered to maintain healthy ecosystem engagement",
    131050: "User has stopped marketing messages from this business",
    131051: "Unsupported message type",
    131052: "Media download error",
    131053: "Media upload error",
    131055: "Method not allowed",
    131056: "(Business Account, Consumer Account) pair rate limit hit",
    131057: "Account in maintenance mode",
    131062: "Business-scoped user id recipients are not supported for this message",
    131064: "Account limited for template category misuse",
    132000: "Template param count mismatch",
    132001: "Template does not exist",
    132005: "Template hydrated text too long",
    132007: "Template format character policy violated",
    132012: "Template parameter format mismatch",
    132015: "Template is paused",
    132016: "Template is disabled",
    132018: "Template parameter validation failed",
    132068: "Flow is in blocked state",
    132069: "Flow is in throttled state",
    133004: "Server temporarily unavailable",
    133006: "Phone number needs to be verified before registering",
    133010: "Phone number not registered",
    133016: "Registration rate limit hit",
    135000: "Generic user error",
    137000: "Recipient identity key hash mismatch",
    139100: "Failed to block or unblock some users",
    141006: "Payment issue",
}

_STATUS: dict[int, int] = {
    0: 401,
    190: 401,
    3: 403,
    10: 403,
    131005: 403,
    131031: 403,
    130497: 403,
    368: 403,
    4: 429,
    80007: 429,
    130429: 429,
    131048: 429,
    1: 500,
    2: 503,
    131000: 500,
    131016: 503,
    131057: 500,
    133004: 503,
}

_TRANSIENT = frozenset({1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057, 133004})


class GraphError(Exception):
    """A refusal in Meta's words: `code` from Meta's table, `details` for people, `extra` for the body."""

    def __init__(
        self, code: int, details: str = "", *, subcode: int | None = None, extra: dict[str, Any] | None = None
    ) -> None:
        super().__init__(f"{code} {details}")
        self.code = code
        self.details = details
        self.subcode = subcode
        self.extra = extra or {}
        self.status = _STATUS.get(code, 400)

    def body(self, trace: str) -> dict[str, Any]:
        """The JSON body of the refusal, with `trace` as its `fbtrace_id`."""
        title = TITLES.get(self.code, "Unknown error")
        error: dict[str, Any] = {
            "message": f"(#{self.code}) {title}",
            "type": "OAuthException",
            "code": self.code,
            "fbtrace_id": trace,
        }
        if self.code in _TRANSIENT:
            error["is_transient"] = True
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.details:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self.details}
        return {**self.extra, "error": error}


class Failure(msgspec.Struct, frozen=True):
    """The reason of a `failed` status."""

    code: int
    details: str

    def as_json(self) -> dict[str, Any]:
        """The entry of `errors` in a status."""
        title = TITLES.get(self.code, "Unknown error")
        return {
            "code": self.code,
            "title": title,
            "message": title,
            "error_data": {"details": self.details or title},
            "href": HELP,
        }


def unknown_object(object_id: str) -> GraphError:
    """Meta's answer for an id that does not exist or that the token may not see."""
    return GraphError(
        100,
        f"Unsupported request. Object with ID '{object_id}' does not exist, cannot be loaded due to "
        "missing permissions, or does not support this operation",
        subcode=33,
    )
