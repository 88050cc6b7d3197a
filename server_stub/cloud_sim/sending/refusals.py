"""Why the platform refuses a send: at once with an error, or later with a `failed` status."""

from __future__ import annotations

from typing import Any

from server_stub.cloud_sim.config import DAY
from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.graph.errors import Failure, GraphError
from server_stub.cloud_sim.people.business import Number
from server_stub.cloud_sim.people.phones import digits_of, wa_id_of
from server_stub.cloud_sim.people.user import User
from server_stub.cloud_sim.sending.outgoing import Content

_REACTION_REACH = 30 * DAY
_WINDOW_DETAILS = (
    "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
)


class Refusals:
    """The rules about numbers, users, limits and windows."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._random = core.random("refusals")
        self._window_refusals = 0

    def check_number(self, number: Number) -> None:
        """Raise GraphError when the number may not send at all."""
        if number.restriction is not None:
            raise GraphError(number.restriction, "The account is restricted.")
        if not number.registered:
            raise GraphError(133010, "The account is not registered.")

    def check_user(
        self, number: Number, user: User, body: dict[str, Any], content: Content, *, by_user_id: bool
    ) -> None:
        """Raise GraphError for everything that is refused in the answer itself."""
        self._raise_fault(user)
        if wa_id_of(digits_of(number.digits) or "") == user.wa_id:
            raise GraphError(131021, "Recipient phone number is the same as the sender's.")
        if user.key in number.blocked:
            raise GraphError(130403, "The business has blocked this user.")
        if content.category == "authentication" and by_user_id:
            raise GraphError(131062, "Authentication templates need a phone number.")
        kind = body.get("type", "text")
        if kind == "reaction":
            self._check_reaction(user, str(body["reaction"]["message_id"]))
        self._check_window(number, user, kind)
        self._check_rates(number, user)

    def failure_of(self, number: Number, user: User, kind: str, content: Content) -> Failure | None:
        """The reason for which an accepted message will fail; None when it will not."""
        fault = self._core.faults.take("failed", place="messages", user=user.key)
        if fault is not None:
            return Failure(fault.code, fault.details)
        if not user.on_whatsapp:
            return Failure(131026, "Message undeliverable.")
        if content.trouble is not None:
            return Failure(131053, content.trouble)
        if kind != "template" and not user.window_open(number.id, self._core.now()):
            return Failure(131047, _WINDOW_DETAILS)
        if content.category != "marketing":
            return None
        if user.marketing_stopped:
            return Failure(131050, "Unable to deliver: this recipient has chosen to stop marketing messages.")
        if self._random.random() < self._core.profile.held_back_share:
            return Failure(131049, "In order to maintain a healthy ecosystem engagement, it was not delivered.")
        return None

    def _raise_fault(self, user: User) -> None:
        fault = self._core.faults.take("error", place="messages", user=user.key)
        if fault is not None:
            raise GraphError(fault.code, fault.details)

    def _check_reaction(self, user: User, wamid: str) -> None:
        target = self._core.received.get(wamid)
        known = target is not None and target.user == user.key and target.type != "reaction"
        if target is None or not known or self._core.now() - target.at > _REACTION_REACH:
            raise GraphError(131009, "Param reaction['message_id'] does not name a message of this user.")

    def _check_rates(self, number: Number, user: User) -> None:
        core, now = self._core, self._core.now()
        if not core.limits.take_number(number.id, now, per_second=core.profile.number_rate):
            raise GraphError(130429, "Rate limit hit: too many messages from this phone number.")
        profile = core.profile
        if not core.limits.take_pair(
            number.id, user.key, now, interval=profile.pair_interval, burst=profile.pair_burst
        ):
            raise GraphError(131056, "Too many messages to this user from this phone number.")

    def _check_window(self, number: Number, user: User, kind: str) -> None:
        """Outside the window Meta refuses sometimes at once, sometimes by a status only."""
        if kind == "template" or user.window_open(number.id, self._core.now()):
            return
        self._window_refusals += 1
        how = self._core.profile.window_refusal
        if how == "sync" or (how == "alternate" and self._window_refusals % 2 == 1):
            raise GraphError(131047, _WINDOW_DETAILS)
