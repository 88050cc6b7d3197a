"""The `/sim/…` interface: users act, the clock jumps, trouble is set, and everything can be looked at."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from aiohttp import web

from server_stub.cloud_sim.config import PROFILES, Profile
from server_stub.cloud_sim.control_views import delivery_json, request_json, sent_json, state_json
from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.customers import Customers, find_choice
from server_stub.cloud_sim.faults import Fault
from server_stub.cloud_sim.handshake import check_callback
from server_stub.cloud_sim.http_common import dump
from server_stub.cloud_sim.meta_side import MetaSide
from server_stub.cloud_sim.scripts import ScriptRunner
from server_stub.cloud_sim.statuses import Statuses

Body = dict[str, Any]
Action = Callable[[web.Request, Body], Awaitable[Any]]

_SWITCHES = ("online", "reads", "on_whatsapp", "blocks_us", "shows_phone", "username", "name")


class Control:
    """Serves `/sim/…` to peers on this machine only."""

    def __init__(
        self,
        core: Core,
        customers: Customers,
        statuses: Statuses,
        meta: MetaSide,
        scripts: ScriptRunner,
    ) -> None:
        self._core = core
        self._customers = customers
        self._statuses = statuses
        self._meta = meta
        self._scripts = scripts

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the interface."""
        for method, path, action in self._actions():
            router.add_route(method, "/sim/" + path, _served(action))

    def _actions(self) -> list[tuple[str, str, Action]]:
        user = "users/{key}/"
        return [
            ("GET", "state", self.state),
            ("POST", "clock", self.clock),
            ("POST", "profile", self.profile),
            ("GET", "users", self.users),
            ("POST", "users", self.add_user),
            ("PATCH", "users/{key}", self.change_user),
            ("POST", user + "messages", self.message),
            ("POST", user + "tap", self.tap),
            ("POST", user + "read", self.read),
            ("POST", user + "played", self.played),
            ("POST", user + "share-contact", self.share_contact),
            ("POST", user + "number", self.change_number),
            ("POST", user + "preference", self.preference),
            ("GET", "sent", self.sent),
            ("GET", "requests", self.requests),
            ("GET", "faults", self.faults),
            ("POST", "faults", self.add_fault),
            ("DELETE", "faults", self.clear_faults),
            ("POST", "webhook", self.set_webhook),
            ("POST", "webhook/handshake", self.handshake),
            ("GET", "webhooks", self.webhooks),
            ("POST", "webhooks/flush", self.flush),
            ("POST", "webhooks/raw", self.raw),
            ("POST", "webhooks/event", self.event),
            ("POST", "undeliverable", self.undeliverable),
            ("POST", "number", self.number),
            ("POST", "account", self.account),
            ("POST", "templates/{name}", self.template),
            ("GET", "scripts", self.list_scripts),
            ("POST", "scripts", self.run_script),
        ]

    async def state(self, request: web.Request, body: Body) -> Any:
        """Clock, ids, profile and counters."""
        return state_json(self._core)

    async def clock(self, request: web.Request, body: Body) -> Any:
        """`advance_ms`, `freeze`, `rate`; in this order: freeze, advance, run."""
        clock = self._core.clock
        if body.get("freeze") is True:
            clock.freeze()
        if "advance_ms" in body:
            await self._core.agenda.advance(int(body["advance_ms"]))
        if body.get("freeze") is False or "rate" in body:
            clock.run(float(body["rate"]) if "rate" in body else None)
        self._core.agenda.wake()
        return {"now": clock.now(), "frozen": clock.frozen, "rate": clock.rate}

    async def profile(self, request: web.Request, body: Body) -> Any:
        """`name` of a profile, and `overrides` of single values."""
        base = PROFILES[body["name"]] if "name" in body else self._core.profile
        values = msgspec.to_builtins(base) | body.get("overrides", {})
        self._core.profile = msgspec.convert(values, Profile)
        return msgspec.to_builtins(self._core.profile)

    async def users(self, request: web.Request, body: Body) -> Any:
        """All users."""
        return {"users": [user.summary() for user in self._core.world.users.values()]}

    async def add_user(self, request: web.Request, body: Body) -> Any:
        """`key`, `name`, `phone`, and perhaps `username`, `shows_phone`."""
        user = self._core.world.add(
            body["key"],
            body["name"],
            body["phone"],
            username=body.get("username"),
            shows_phone=body.get("shows_phone", True),
        )
        return user.summary()

    async def change_user(self, request: web.Request, body: Body) -> Any:
        """Switches of a user; going online delivers what waited."""
        user = self._user(request)
        for name in body:
            if name not in _SWITCHES:
                raise ValueError(name)
            if name == "online" and body[name] is True:
                self._statuses.come_online(user)
            setattr(user, name, body[name])
        return user.summary()

    async def message(self, request: web.Request, body: Body) -> Any:
        """The user sends something; see the kinds in docs/simulator.md."""
        return {"wamid": self._customers.send(request.match_info["key"], body)}

    async def tap(self, request: web.Request, body: Body) -> Any:
        """`wamid` and `button` (index from 0) or `title`."""
        sent = self._core.sent[body["wamid"]]
        button = body.get("button", 0)
        if "title" in body:
            button = find_choice(sent, body["title"])
            if button is None:
                raise ValueError("title")
        return {"wamid": self._customers.tap(request.match_info["key"], sent.wamid, int(button))}

    async def read(self, request: web.Request, body: Body) -> Any:
        """The user reads `wamid`, or all that is on the phone."""
        if "wamid" not in body:
            return {"read": self._statuses.read_all(self._user(request))}
        sent = self._core.sent[body["wamid"]]
        return {"read": [sent.wamid] if self._statuses.read(sent) else []}

    async def played(self, request: web.Request, body: Body) -> Any:
        """The user plays the voice message `wamid`."""
        return {"played": self._statuses.play(self._core.sent[body["wamid"]])}

    async def share_contact(self, request: web.Request, body: Body) -> Any:
        """The user answers the contact request `wamid`."""
        return {"wamid": self._customers.share_contact(request.match_info["key"], body["wamid"])}

    async def change_number(self, request: web.Request, body: Body) -> Any:
        """`phone`: the user moves to it; or `user_id`: only the BSUID rotates."""
        key = request.match_info["key"]
        if "phone" in body:
            return {"wamid": self._customers.change_number(key, body["phone"])}
        return {"wamid": self._customers.change_user_id(key, body["user_id"])}

    async def preference(self, request: web.Request, body: Body) -> Any:
        """`value`: stop, resume or signup."""
        self._customers.prefer(request.match_info["key"], body["value"], body.get("signup_id"))
        return self._user(request).summary()

    async def sent(self, request: web.Request, body: Body) -> Any:
        """Accepted sends, oldest first; `?user=` and `?type=` filter."""
        query = request.query
        rows = [sent_json(sent) for sent in self._core.sent.values()]
        for name in ("user", "type", "wamid"):
            if name in query:
                rows = [row for row in rows if row[name] == query[name]]
        return {"sent": rows}

    async def requests(self, request: web.Request, body: Body) -> Any:
        """Every Graph request with its outcome; `?path=` filters by what the path ends with."""
        tail = request.query.get("path", "")
        return {"requests": [request_json(it) for it in self._core.requests if it.path.endswith(tail)]}

    async def faults(self, request: web.Request, body: Body) -> Any:
        """The trouble set now."""
        return {"faults": msgspec.to_builtins(self._core.faults.active())}

    async def add_fault(self, request: web.Request, body: Body) -> Any:
        """Set trouble."""
        return msgspec.to_builtins(self._core.faults.add(msgspec.convert(body, Fault)))

    async def clear_faults(self, request: web.Request, body: Body) -> Any:
        """Clear all trouble, or the fault with `id`."""
        self._core.faults.clear(body.get("id"))
        return {"faults": msgspec.to_builtins(self._core.faults.active())}

    async def set_webhook(self, request: web.Request, body: Body) -> Any:
        """`url` of the callback, or null."""
        self._core.set_webhook(body["url"])
        return {"url": body["url"]}

    async def handshake(self, request: web.Request, body: Body) -> Any:
        """Shake hands with the callback, with our verify token or the `verify_token` given."""
        address = body.get("url") or self._core.webhook_url
        if not address:
            raise ValueError("url")
        token = body.get("verify_token", self._core.config.verify_token)
        return await check_callback(address, token, body.get("challenge") or self._core.ids.token())

    async def webhooks(self, request: web.Request, body: Body) -> Any:
        """Deliveries with all attempts; `?state=` filters."""
        wanted = request.query.get("state")
        rows = [delivery_json(it) for it in self._core.outbox.log if wanted in (None, it.state)]
        return {"waiting": self._core.outbox.waiting, "webhooks": rows}

    async def flush(self, request: web.Request, body: Body) -> Any:
        """Send everything now, retries too, and wait for the answers."""
        await self._core.outbox.flush()
        return {"waiting": self._core.outbox.waiting}

    async def raw(self, request: web.Request, body: Body) -> Any:
        """Sign and send `body` (JSON) or `text` (the very characters) as a webhook of its own."""
        raw = body["text"].encode() if "text" in body else dump(body["body"]).encode()
        return delivery_json(self._core.outbox.push_body(raw))

    async def event(self, request: web.Request, body: Body) -> Any:
        """Queue a change of any webhook `field` with this `value`."""
        self._core.tell_event(body["field"], body["value"])
        return {"waiting": self._core.outbox.waiting}

    async def undeliverable(self, request: web.Request, body: Body) -> Any:
        """`phones` that have no WhatsApp: sends to them fail with 131026."""
        self._meta.list_undeliverable(body["phones"])
        return {"undeliverable": sorted(self._core.world.undeliverable)}

    async def number(self, request: web.Request, body: Body) -> Any:
        """Quality, throughput, limit or registration of our number."""
        return self._meta.change_number(body)

    async def account(self, request: web.Request, body: Body) -> Any:
        """An account event; `restrict` (131031, 368 or null) makes sends fail too."""
        return self._meta.account_event(body)

    async def template(self, request: web.Request, body: Body) -> Any:
        """`status` (with `reason`), `quality` or `category` of a template."""
        return self._meta.change_template(request.match_info["name"], body)

    async def list_scripts(self, request: web.Request, body: Body) -> Any:
        """Scripts that run or ran, with their progress."""
        return {"scripts": self._scripts.progress()}

    async def run_script(self, request: web.Request, body: Body) -> Any:
        """Start a `script`, or the built-in ones of `name`."""
        return {"started": self._scripts.start_described(body)}

    def _user(self, request: web.Request) -> Any:
        return self._customers.user(request.match_info["key"])


def _served(action: Action) -> Any:
    """Wrap an action: loopback only, JSON in and out, wrong input as 400 and unknown names as 404."""

    async def handler(request: web.Request) -> web.StreamResponse:
        if not _is_local(request.remote):
            return _json({"error": "loopback only"}, 403)
        raw = await request.read()
        try:
            body = msgspec.json.decode(raw) if raw else {}
            return _json(await action(request, body))
        except KeyError as error:
            return _json({"error": "unknown or missing", "name": str(error.args[0])}, 404)
        except (ValueError, TypeError) as error:
            return _json({"error": "invalid", "name": str(error)}, 400)

    return handler


def _is_local(remote: str | None) -> bool:
    try:
        return remote is not None and ipaddress.ip_address(remote).is_loopback
    except ValueError:
        return False


def _json(value: Any, status: int = 200) -> web.Response:
    return web.Response(body=msgspec.json.encode(value), status=status, content_type="application/json")
