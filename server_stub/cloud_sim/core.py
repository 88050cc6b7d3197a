"""What all parts of one stand-in share: its clock, its world and everything that happened in it."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from typing import Any

import msgspec

from server_stub.cloud_sim.clock import Agenda, VirtualClock
from server_stub.cloud_sim.config import Profile, SimulatorConfig
from server_stub.cloud_sim.faults import Faults
from server_stub.cloud_sim.ids import Ids, stream
from server_stub.cloud_sim.media.store import MediaStore
from server_stub.cloud_sim.outbox import Outbox
from server_stub.cloud_sim.people.business import Number
from server_stub.cloud_sim.people.default_world import default_world
from server_stub.cloud_sim.people.user import User
from server_stub.cloud_sim.sending.limits import Limits
from server_stub.cloud_sim.templates.defaults import default_templates
from server_stub.cloud_sim.updates import MESSAGES, Update


class Step(msgspec.Struct):
    """A status a message reached, when (ms), and whether the business is told."""

    status: str
    at: int
    told: bool = True


class Choice(msgspec.Struct):
    """Something a user can tap in a message: a reply button, a list row or a template's quick reply."""

    kind: str  # button_reply, list_reply or button
    id: str
    title: str
    description: str | None = None


class Sent(msgspec.Struct, kw_only=True):
    """One message the business sent and the platform accepted."""

    wamid: str
    number_id: str
    user: str | None  # the user's key; None when nobody will ever get it
    type: str
    body: dict[str, Any]
    text: str  # what the user reads
    at: int
    by_user_id: bool
    category: str
    pricing: dict[str, Any] = {}
    choices: list[Choice] = []
    voice: bool = False
    expires_at: int = 0
    steps: list[Step] = []

    def reached(self, status: str) -> bool:
        """Whether this status was reached on the platform, told or not."""
        return any(step.status == status for step in self.steps)


class Received(msgspec.Struct, kw_only=True):
    """One message a user sent to the business."""

    wamid: str
    number_id: str
    user: str
    type: str
    at: int
    message: dict[str, Any]
    read: bool = False


class LoggedRequest(msgspec.Struct, kw_only=True):
    """One request to the Graph side, with its answer's status and Meta's code when it was refused."""

    at: int
    method: str
    path: str
    query: dict[str, str]
    body: Any
    status: int = 0
    code: int | None = None


class Core:
    """The shared state of one stand-in, and the few ways to change all of it at once."""

    def __init__(self, config: SimulatorConfig, clock: VirtualClock) -> None:
        self.config = config
        self.profile: Profile = config.profile
        self.clock = clock
        self.agenda = Agenda(clock)
        self.ids = Ids(config.seed)
        self.world = default_world(config.seed)
        self.templates = default_templates(self.ids)
        self.media = MediaStore(self.ids)
        self.faults = Faults()
        self.limits = Limits()
        self.base_url = ""
        self.webhook_url = config.webhook_url
        self.sent: dict[str, Sent] = {}
        self.received: dict[str, Received] = {}
        self.requests: deque[LoggedRequest] = deque(maxlen=config.log_limit)
        self.free_form_count: dict[tuple[str, str], int] = {}
        self.delivered_to: list[Callable[[User, Sent], None]] = []
        self.outbox = Outbox(
            self.agenda,
            self.random("outbox"),
            account_id=self.world.account.id,
            app_secret=config.app_secret,
            profile=lambda: self.profile,
            target=self.callback_address,
            spoiled=self.faults.take_signature,
            log_limit=config.log_limit,
        )

    def random(self, purpose: str) -> random.Random:
        """A random source of its own for one purpose."""
        return stream(self.config.seed, purpose)

    def now(self) -> int:
        """The present, in ms since the epoch."""
        return self.clock.now()

    def callback_address(self) -> str | None:
        """Where webhooks go: the number's own address, then the account's, then the app's."""
        if not self.world.account.subscribed:
            return None
        overrides = (self.world.main_number.override, self.world.account.override)
        return next((it["override_callback_uri"] for it in overrides if it), self.webhook_url)

    def set_webhook(self, url: str | None) -> None:
        """Give the app another callback address; what waited for one leaves now."""
        self.webhook_url = url
        self.outbox.schedule()

    def metadata(self, number: Number) -> dict[str, str]:
        """The `metadata` of a webhook value."""
        return {"display_phone_number": number.digits, "phone_number_id": number.id}

    def tell(self, number: Number, **parts: list[dict[str, Any]]) -> None:
        """Queue a `messages` update for `number` made of contacts, messages, statuses or errors."""
        value: dict[str, Any] = {"messaging_product": "whatsapp", "metadata": self.metadata(number)}
        value.update({name: items for name, items in parts.items() if items})
        self.outbox.push(Update(field=MESSAGES, value=value, number_id=number.id))

    def tell_event(self, field: str, value: dict[str, Any]) -> None:
        """Queue an update of any other webhook field, with the entry's time."""
        self.outbox.push(Update(field=field, value=value, time=self.now() // 1000))
