"""Accepts or refuses what the business sends: the heart of `POST /{PNID}/messages`."""

from __future__ import annotations

from typing import Any

from server_stub.cloud_sim.config import DAY, MINUTE
from server_stub.cloud_sim.core import Core, Sent
from server_stub.cloud_sim.graph.errors import GraphError
from server_stub.cloud_sim.people.business import Number
from server_stub.cloud_sim.people.world import Addressee
from server_stub.cloud_sim.sending.outgoing import Content, content_of
from server_stub.cloud_sim.sending.pricing import pricing
from server_stub.cloud_sim.sending.refusals import Refusals
from server_stub.cloud_sim.sending.statuses import Statuses
from server_stub.cloud_sim.sending.validate import check_envelope, check_message

DEFAULT_LIFE = 30 * DAY
AUTHENTICATION_LIFE = 10 * MINUTE
_FREE_ENTRY = 3 * DAY
_QUALITY_HOLD = 5 * MINUTE


class Sending:
    """Takes send requests for the numbers of one stand-in."""

    def __init__(self, core: Core, statuses: Statuses) -> None:
        self._core = core
        self._statuses = statuses
        self._refusals = Refusals(core)
        self._random = core.random("sending")

    def user_key(self, body: Any) -> str | None:
        """The key of the user a request is for, as far as it can be told before any check."""
        if not isinstance(body, dict):
            return None
        addressee = self._address(body)
        return addressee.user.key if addressee and addressee.user else None

    def accept(self, number: Number, body: Any, *, marketing_only: bool = False) -> dict[str, Any]:
        """Do what the request asks and answer Meta's success body; raises GraphError."""
        body = check_envelope(body)
        self._refusals.check_number(number)
        if body.get("status") == "read":
            return self._mark_read(number, body)
        kind = check_message(body)
        if marketing_only and kind != "template":
            raise GraphError(131055, "Only template messages of category MARKETING are supported.")
        addressee = self._address(body)
        if addressee is None:
            raise GraphError(131009, "Param to or recipient is not a valid WhatsApp user.")
        content = content_of(self._core, number, kind, body)
        if marketing_only and content.category != "marketing":
            raise GraphError(131055, "Only template messages of category MARKETING are supported.")
        if addressee.user is None:
            return self._lose(number, kind, body, addressee, content)
        self._refusals.check_user(number, addressee.user, body, content, by_user_id=addressee.by_user_id)
        failure = self._refusals.failure_of(number, addressee.user, kind, content)
        sent = self._record(number, kind, body, addressee, content)
        held = failure is None and self._held(content)
        if held:
            self._statuses.hold(sent, _QUALITY_HOLD)
        elif not self._core.faults.take("no_status", place="messages", user=addressee.user.key):
            self._statuses.follow(sent, failure)
        return self._answer(sent, addressee, held=held)

    def _mark_read(self, number: Number, body: dict[str, Any]) -> dict[str, Any]:
        received = self._core.received.get(str(body.get("message_id")))
        if received is None or received.number_id != number.id:
            raise GraphError(131009, "Param message_id does not name a message of a user.")
        typing = body.get("typing_indicator")
        if typing is not None and (not isinstance(typing, dict) or typing.get("type") != "text"):
            raise GraphError(100, "Param typing_indicator must have type text.")
        received.read = True
        return {"success": True}

    def _address(self, body: dict[str, Any]) -> Addressee | None:
        if body.get("to"):
            return self._core.world.address_phone(str(body["to"]))
        return self._core.world.address_user_id(str(body.get("recipient", "")))

    def _held(self, content: Content) -> bool:
        return content.category == "marketing" and (self._random.random() < self._core.profile.quality_hold_share)

    def _lose(
        self, number: Number, kind: str, body: dict[str, Any], addressee: Addressee, content: Content
    ) -> dict[str, Any]:
        """A BSUID in `to`: an answer like any other, and never a status."""
        sent = self._record(number, kind, body, addressee, content)
        return {
            "messaging_product": "whatsapp",
            "contacts": [{"input": addressee.input, "wa_id": addressee.input}],
            "messages": [{"id": sent.wamid}],
        }

    def _record(self, number: Number, kind: str, body: dict[str, Any], addressee: Addressee, content: Content) -> Sent:
        now, user = self._core.now(), addressee.user
        sent = Sent(
            wamid=self._core.ids.wamid(user.address if user else addressee.input),
            number_id=number.id,
            user=user.key if user else None,
            type=kind,
            body=body,
            text=content.text,
            at=now,
            by_user_id=addressee.by_user_id,
            category=content.category,
            choices=content.choices,
            voice=content.voice,
            expires_at=now + self._life(content),
        )
        if user is not None:
            sent.pricing = self._price(sent, number)
        self._core.sent[sent.wamid] = sent
        return sent

    def _life(self, content: Content) -> int:
        if content.life is not None:
            return content.life * 1000
        return AUTHENTICATION_LIFE if content.category == "authentication" else DEFAULT_LIFE

    def _price(self, sent: Sent, number: Number) -> dict[str, Any]:
        core, now = self._core, sent.at
        user = core.world.users[str(sent.user)]
        ad_at = user.came_from_ad_at.pop(number.id, None)
        if ad_at is not None and now - ad_at < DAY:
            user.free_entry_until[number.id] = now + _FREE_ENTRY
        free_entry = user.free_entry_until.get(number.id, 0) > now
        month = (number.id, str(now // (30 * DAY)))
        if sent.category == "service" and sent.type != "reaction" and not free_entry:
            core.free_form_count[month] = core.free_form_count.get(month, 0) + 1
        return pricing(
            sent.category,
            free_entry=free_entry,
            allowance_left=core.free_form_count.get(month, 0) <= core.profile.free_deliveries,
            strange=self._random.random() < core.profile.unknown_value_share,
        )

    def _answer(self, sent: Sent, addressee: Addressee, *, held: bool) -> dict[str, Any]:
        contact = {"input": addressee.input}
        if addressee.user is not None:
            key = "user_id" if addressee.by_user_id else "wa_id"
            contact[key] = addressee.user.user_id if addressee.by_user_id else addressee.user.wa_id
        message = {"id": sent.wamid}
        if sent.type == "template":
            message["message_status"] = "held_for_quality_assessment" if held else "accepted"
        return {"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]}
