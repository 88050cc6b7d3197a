"""What becomes of a sent message: sent, delivered, read, played or failed, each told by a webhook."""

from __future__ import annotations

from typing import Any

from server_stub.cloud_sim.core import Core, Sent, Step
from server_stub.cloud_sim.graph.errors import Failure
from server_stub.cloud_sim.people.user import User

_OVERTAKEN_BY = (2_000, 15_000)  # ms by which a status told out of order is late
_REPEATED_AFTER = (0, 3_000)


class Statuses:
    """Moves messages along on the virtual clock."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._random = core.random("statuses")
        self._parked: dict[str, list[Sent]] = {}

    def follow(self, sent: Sent, failure: Failure | None = None) -> None:
        """Start the life of an accepted message; with `failure` it ends as `failed`."""
        profile = self._core.profile
        if failure is not None:
            self._later(profile.failed_delay, lambda: self._emit(sent, "failed", failure))
        else:
            self._later(profile.sent_delay, lambda: self._leave(sent))

    def hold(self, sent: Sent, delay: int) -> None:
        """Start the life of a message only after `delay` ms, or drop it if its template was paused."""
        self._core.agenda.call_in(delay, lambda: self._release(sent))

    def _release(self, sent: Sent) -> None:
        wanted = sent.body["template"]
        template = self._core.templates.find(wanted["name"], wanted["language"]["code"])
        if template is not None and template.status == "APPROVED":
            self.follow(sent)
        else:
            self.follow(sent, Failure(132015, "The template was paused during quality assessment."))

    def come_online(self, user: User) -> None:
        """The user's phone is reachable again: what waited is delivered."""
        user.online = True
        for sent in self._parked.pop(user.key, []):
            self._later(self._core.profile.delivered_delay, lambda sent=sent: self._arrive(sent))

    def read(self, sent: Sent) -> bool:
        """The user looks at the message; False when it is not on their phone or was read before."""
        if not sent.reached("delivered") or sent.reached("read"):
            return False
        self._emit(sent, "read")
        if sent.voice:
            self._later(self._core.profile.played_delay, lambda: self.play(sent))
        return True

    def read_all(self, user: User) -> list[str]:
        """The user opens the chat; answers the ids that became read."""
        mine = [sent for sent in self._core.sent.values() if sent.user == user.key]
        return [sent.wamid for sent in mine if self.read(sent)]

    def play(self, sent: Sent) -> bool:
        """The user plays a voice message; only the first time tells."""
        if not sent.voice or sent.reached("played"):
            return False
        self._emit(sent, "played")
        return True

    def _later(self, delay: tuple[int, int], job: Any) -> None:
        self._core.agenda.call_in(self._random.randint(*delay), job)

    def _user(self, sent: Sent) -> User:
        return self._core.world.users[str(sent.user)]

    def _leave(self, sent: Sent) -> None:
        self._emit(sent, "sent")
        user = self._user(sent)
        if sent.type == "reaction" or user.blocks_us:
            return
        if user.online:
            self._later(self._core.profile.delivered_delay, lambda: self._arrive(sent))
        else:
            self._parked.setdefault(user.key, []).append(sent)

    def _arrive(self, sent: Sent) -> None:
        user, profile = self._user(sent), self._core.profile
        if self._core.now() > sent.expires_at:
            return
        if not user.online:
            self._parked.setdefault(user.key, []).append(sent)
            return
        reads = user.reads and self._random.random() >= profile.unread_share
        if reads and self._random.random() < profile.skip_delivered_share:
            sent.steps.append(Step("delivered", self._core.now(), told=False))
        else:
            self._emit(sent, "delivered")
        for listener in self._core.delivered_to:
            listener(user, sent)
        if reads:
            self._later(profile.read_delay, lambda: self.read(sent))

    def _emit(self, sent: Sent, status: str, failure: Failure | None = None) -> None:
        now = self._core.now()
        sent.steps.append(Step(status, now))
        user = self._user(sent)
        told = status_json(sent, user, status, now, failure)
        contacts = [] if status == "failed" else [contact_json(user, sent, status)]
        number = self._core.world.numbers[sent.number_id]

        def tell() -> None:
            self._core.tell(number, contacts=contacts, statuses=[told])

        if self._random.random() < self._core.profile.out_of_order_share:
            self._later(_OVERTAKEN_BY, tell)
        else:
            tell()
        if self._random.random() < self._core.profile.duplicate_share:
            self._later(_REPEATED_AFTER, tell)


def contact_json(user: User, sent: Sent, status: str) -> dict[str, Any]:
    """The contact beside a status; a username is only told once the message reached the phone."""
    profile = {"name": user.name}
    if user.username and status in ("delivered", "read"):
        profile["username"] = user.username
    contact: dict[str, Any] = {"profile": profile, "user_id": user.user_id}
    if user.shows_phone or not sent.by_user_id:
        contact["wa_id"] = user.wa_id
    return contact


def status_json(sent: Sent, user: User, status: str, now: int, failure: Failure | None) -> dict[str, Any]:
    """One entry of `statuses`. A failed send to a phone names no BSUID (rule of the messages webhook)."""
    told: dict[str, Any] = {"id": sent.wamid, "status": status, "timestamp": str(now // 1000)}
    if user.shows_phone or not sent.by_user_id:
        told["recipient_id"] = user.wa_id
    if status != "failed" or sent.by_user_id:
        told["recipient_user_id"] = user.user_id
    callback = sent.body.get("biz_opaque_callback_data")
    if callback is not None:
        told["biz_opaque_callback_data"] = callback
    if failure is not None:
        told["errors"] = [failure.as_json()]
        return told
    if sent.type != "reaction" and _tells_price(sent, status):
        told["pricing"] = sent.pricing
    if status == "sent" and sent.pricing.get("category") == "referral_conversion":
        expires = user.free_entry_until.get(sent.number_id, now) // 1000
        origin = {"type": "referral_conversion"}
        conversation = {"id": sent.wamid[-32:].lower(), "expiration_timestamp": str(expires), "origin": origin}
        told["conversation"] = conversation
    return told


def _tells_price(sent: Sent, status: str) -> bool:
    """Prices stand on `sent` and on the first status after it that is told."""
    if status == "sent":
        return True
    later = [step.status for step in sent.steps if step.told and step.status in ("delivered", "read")]
    return later[:1] == [status]
