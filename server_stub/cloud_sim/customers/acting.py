"""What users do: write, react, tap, read, change their number, stop promotions."""

from __future__ import annotations

import base64
from typing import Any

from server_stub.cloud_sim.core import Choice, Core, Received, Sent
from server_stub.cloud_sim.customers.shapes import (
    MEDIA,
    PLAIN,
    SHAPES,
    Spec,
    context_of,
    shape_media,
    shape_plain,
)
from server_stub.cloud_sim.people.business import Number
from server_stub.cloud_sim.people.user import User
from server_stub.cloud_sim.samples import SAMPLES, sample_bytes

_OPENS_NO_WINDOW = ("edit", "revoke", "request_welcome", "system")
_COPIED = ("referral", "errors", "group_id", "extra")


class Customers:
    """Acts for the users of one stand-in. Unknown keys and wrong descriptions raise KeyError or ValueError."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._random = core.random("customers")

    def user(self, key: str) -> User:
        """The user with this key."""
        return self._core.world.users[key]

    def send(self, key: str, spec: Spec) -> str:
        """The user sends what `spec` describes to the business; answers its message id."""
        user, number = self.user(key), self._number(spec)
        if user.key in number.blocked:
            raise ValueError("blocked")
        kind = str(spec.get("type", "text"))
        message = self._base(user, spec)
        message |= self._shape(user, number, kind, spec)
        context = context_of(spec, number.digits)
        if context is not None:
            message["context"] = context
        return self._deliver(user, number, message)

    def tap(self, key: str, wamid: str, button: int = 0) -> str:
        """The user taps choice number `button` (from 0) of our message `wamid`; answers the new id."""
        sent = self._core.sent[wamid]
        if sent.user != key or not 0 <= button < len(sent.choices):
            raise ValueError("button")
        user, number = self.user(key), self._core.world.numbers[sent.number_id]
        message = self._base(user, {}) | _tapped(sent.choices[button])
        message["context"] = {"from": number.digits, "id": sent.wamid}
        return self._deliver(user, number, message)

    def share_contact(self, key: str, wamid: str) -> str:
        """The user answers our request for contact information; from now on their phone is visible."""
        user, sent = self.user(key), self._core.sent[wamid]
        phone = {"phone": "+" + user.phone, "wa_id": user.wa_id, "type": "CELL"}
        name = {"formatted_name": user.name, "first_name": user.name.split(" ")[0]}
        card = {"name": name, "phones": [phone], "origin": "contact_request"}
        user.shows_phone = True
        return self.send(key, {"type": "contacts", "contacts": [card], "reply_to": sent.wamid})

    def change_number(self, key: str, phone: str) -> str:
        """The user moves to another number, which also gives them another BSUID."""
        user, number = self.user(key), self._core.world.main_number
        before = self._core.world.renumber(user, phone)
        system: dict[str, Any] = {
            "type": "user_changed_number",
            "body": f"User {user.name} changed from {before.address} to {user.address}",
            "user_id": user.user_id,
            "previous_user_id": before.user_id,
        }
        if user.shows_phone:
            system["wa_id"] = user.wa_id
        message = self._base(before, {}) | {"type": "system", "system": system}
        return self._deliver(user, number, message, with_contact=False)

    def change_user_id(self, key: str, new_id: str) -> str:
        """The user's BSUID rotates while the number stays."""
        user, number = self.user(key), self._core.world.main_number
        message = self._base(user, {})
        system = {"type": "user_changed_user_id", "body": "User id changed", "previous_user_id": user.user_id}
        self._core.world.rotate(user, new_id)
        message |= {"type": "system", "system": {**system, "user_id": new_id}}
        return self._deliver(user, number, message, with_contact=False)

    def call(self, key: str, seconds: int = 0) -> str:
        """The user calls the business and hangs up; 0 `seconds` when nobody answered. Answers the call's id."""
        user, number, core = self.user(key), self._core.world.main_number, self._core
        ended, call_id = core.now() // 1000, core.ids.call()
        call: dict[str, Any] = {
            "id": call_id,
            "from_user_id": user.user_id,
            "to": number.digits,
            "direction": "USER_INITIATED",
        }
        if user.shows_phone:
            call["from"] = user.wa_id
        user.last_inbound_at[number.id] = max(core.now(), user.last_inbound_at.get(number.id, 0))
        session = {"sdp": "v=0", "sdp_type": "offer"}
        self._tell_call(
            user, number, call | {"event": "connect", "timestamp": str(ended - seconds), "session": session}
        )
        over: dict[str, Any] = {"event": "terminate", "timestamp": str(ended), "status": "FAILED"}
        if seconds:
            told = {"start_time": str(ended - seconds), "end_time": str(ended), "duration": seconds}
            over |= {"status": "COMPLETED", **told}
        self._tell_call(user, number, call | over)
        return call_id

    def _tell_call(self, user: User, number: Number, call: Spec) -> None:
        told = {"contacts": [self._contact(user)], "calls": [call]}
        envelope = {"messaging_product": "whatsapp", "metadata": self._core.metadata(number)}
        self._core.tell_event("calls", envelope | told)

    def prefer(self, key: str, value: str, signup_id: str | None = None) -> None:
        """The user stops, resumes or signs up for marketing messages in the app."""
        details = {
            "stop": "User requested to stop marketing messages",
            "resume": "User requested to resume marketing messages",
            "signup": "User signed up via signup link",
        }
        user, number = self.user(key), self._core.world.main_number
        entry: dict[str, Any] = {
            "user_id": user.user_id,
            "detail": details[value],
            "category": "marketing_messages",
            "value": value,
            "timestamp": self._core.now() // 1000,
        }
        if user.shows_phone:
            entry["wa_id"] = user.wa_id
        if value == "signup":
            entry["signup_id"] = signup_id or self._core.ids.number()
        user.marketing_stopped = value == "stop"
        self._core.tell_event(
            "user_preferences",
            {
                "messaging_product": "whatsapp",
                "metadata": self._core.metadata(number),
                "contacts": [self._contact(user)],
                "user_preferences": [entry],
            },
        )

    def _number(self, spec: Spec) -> Number:
        number_id = spec.get("number_id")
        return self._core.world.numbers[number_id] if number_id else self._core.world.main_number

    def _base(self, user: User, spec: Spec) -> Spec:
        at = int(spec.get("at", self._core.now()))
        base = {"from_user_id": user.user_id, "id": spec.get("id") or self._core.ids.wamid(user.address)}
        if user.shows_phone:
            base["from"] = user.wa_id
        base["timestamp"] = str(at // 1000)
        return base

    def _shape(self, user: User, number: Number, kind: str, spec: Spec) -> Spec:
        if kind == "raw":
            return dict(spec["message"])
        copied = {name: spec[name] for name in _COPIED if name in spec}
        copied |= copied.pop("extra", {})
        if kind in MEDIA:
            return shape_media(kind, spec, self._store(number, kind, spec)) | copied
        if kind in PLAIN:
            return shape_plain(kind, spec) | copied
        return SHAPES[kind](spec) | copied

    def _store(self, number: Number, kind: str, spec: Spec) -> Spec:
        if "base64" in spec:
            data, mime_type = base64.b64decode(spec["base64"]), str(spec["mime_type"])
        else:
            sample = SAMPLES[str(spec.get("sample", kind))]
            data, mime_type = sample_bytes(sample), sample.mime_type
            spec.setdefault("filename", sample.filename)
        now = self._core.now()
        media = self._core.media.add_inbound(number.id, data, mime_type, spec.get("filename"), now)
        address = self._core.media.address(media, self._core.base_url, now)
        return {"id": media.id, "mime_type": mime_type, "sha256": media.sha256, "url": address}

    def _contact(self, user: User) -> Spec:
        profile = {"name": user.name}
        if user.username:
            profile["username"] = user.username
        contact: Spec = {"profile": profile, "user_id": user.user_id}
        if user.shows_phone:
            contact["wa_id"] = user.wa_id
        return contact

    def _deliver(self, user: User, number: Number, message: Spec, *, with_contact: bool = True) -> str:
        core, kind = self._core, str(message["type"])
        at = int(message["timestamp"]) * 1000
        if kind not in _OPENS_NO_WINDOW and (kind != "reaction" or core.profile.reactions_open_window):
            user.last_inbound_at[number.id] = max(at, user.last_inbound_at.get(number.id, 0))
        if "referral" in message:
            user.came_from_ad_at[number.id] = core.now()
        core.limits.take_number(number.id, core.now(), per_second=core.profile.number_rate)
        if self._random.random() < core.profile.unknown_value_share:
            message["x_experiment"] = {"cohort": "b"}
        wamid = str(message["id"])
        core.received[wamid] = Received(
            wamid=wamid, number_id=number.id, user=user.key, type=kind, at=at, message=message
        )
        core.tell(number, contacts=[self._contact(user)] if with_contact else [], messages=[message])
        return wamid


def _tapped(choice: Choice) -> Spec:
    if choice.kind == "button":
        return {"type": "button", "button": {"payload": choice.id, "text": choice.title}}
    reply = {"id": choice.id, "title": choice.title}
    if choice.description:
        reply["description"] = choice.description
    return {"type": "interactive", "interactive": {"type": choice.kind, choice.kind: reply}}


def find_choice(sent: Sent, title: str) -> int | None:
    """The index of the choice with this title (case aside)."""
    titles = [choice.title.casefold() for choice in sent.choices]
    return titles.index(title.casefold()) if title.casefold() in titles else None
