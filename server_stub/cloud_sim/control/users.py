"""The part of the control interface in which users act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server_stub.cloud_sim.control.serving import Action, Body
from server_stub.cloud_sim.customers.acting import Customers, find_choice

if TYPE_CHECKING:
    from aiohttp import web

    from server_stub.cloud_sim.core import Core
    from server_stub.cloud_sim.customers.scripts import ScriptRunner
    from server_stub.cloud_sim.sending.statuses import Statuses

_SWITCHES = ("online", "reads", "on_whatsapp", "blocks_us", "shows_phone", "username", "name")


class UserControl:
    """Users write, tap, read, move; scripts make them do it alone."""

    def __init__(self, core: Core, customers: Customers, statuses: Statuses, scripts: ScriptRunner) -> None:
        self._core = core
        self._customers = customers
        self._statuses = statuses
        self._scripts = scripts

    def actions(self) -> list[tuple[str, str, Action]]:
        """Method, path below `/sim/`, action."""
        user = "users/{key}/"
        return [
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
            ("POST", user + "call", self.call),
            ("GET", "scripts", self.list_scripts),
            ("POST", "scripts", self.run_script),
        ]

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

    async def call(self, request: web.Request, body: Body) -> Any:
        """The user calls; `seconds` of talk, 0 for a call that nobody answered."""
        return {"call": self._customers.call(request.match_info["key"], int(body.get("seconds", 0)))}

    async def list_scripts(self, request: web.Request, body: Body) -> Any:
        """Scripts that run or ran, with their progress."""
        return {"scripts": self._scripts.progress()}

    async def run_script(self, request: web.Request, body: Body) -> Any:
        """Start a `script`, or the built-in ones of `name`."""
        return {"started": self._scripts.start_described(body)}

    def _user(self, request: web.Request) -> Any:
        return self._customers.user(request.match_info["key"])
