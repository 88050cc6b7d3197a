"""The steps a scripted customer can take, as data."""

from __future__ import annotations

from typing import Any, Literal

import msgspec


class _Base(msgspec.Struct, kw_only=True, tag_field="do", forbid_unknown_fields=True):
    """`after_ms` is the time (virtual ms) the customer thinks or types before the step."""

    after_ms: int = 0


class Wait(_Base, tag="wait", kw_only=True):
    """Nothing but the pause."""


class Say(_Base, tag="say", kw_only=True):
    """Write a text."""

    text: str


class Send(_Base, tag="send", kw_only=True):
    """Send anything: the same description as `POST /sim/users/{key}/messages` takes."""

    message: dict[str, Any]


class Await(_Base, tag="await", kw_only=True):
    """Wait for a message of the business that fits all that is given; others are passed over.

    `type` is the message's type, `contains` a part of its text, `choice` the title of one of its
    buttons. Without an answer in `timeout_ms` the script stops, or goes on (`on_timeout`).
    """

    type: str | None = None
    contains: str | None = None
    choice: str | None = None
    timeout_ms: int | None = None
    on_timeout: Literal["stop", "continue"] = "stop"

    def matches(self, kind: str, text: str, titles: list[str]) -> bool:
        """Whether a message of this type with this text and these choices is the awaited one."""
        if self.type is not None and self.type != kind:
            return False
        if self.contains is not None and self.contains.casefold() not in text.casefold():
            return False
        return self.choice is None or self.choice.casefold() in [title.casefold() for title in titles]


class Tap(_Base, tag="tap", kw_only=True):
    """Tap the choice with this title in the message awaited last."""

    title: str


class React(_Base, tag="react", kw_only=True):
    """React to the message awaited last."""

    emoji: str


class Read(_Base, tag="read", kw_only=True):
    """Open the chat: everything delivered becomes read."""


class ShareContact(_Base, tag="share_contact", kw_only=True):
    """Answer the contact request awaited last."""


class Prefer(_Base, tag="prefer", kw_only=True):
    """Stop or resume marketing messages in the app."""

    value: Literal["stop", "resume", "signup"]


class ChangeNumber(_Base, tag="change_number", kw_only=True):
    """Move to another phone number."""

    phone: str


class Switch(_Base, tag="switch", kw_only=True):
    """Take the phone off the network, or back."""

    online: bool


Step = Wait | Say | Send | Await | Tap | React | Read | ShareContact | Prefer | ChangeNumber | Switch


class Script(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What one user does, in order."""

    user: str
    steps: list[Step]
    name: str = ""
