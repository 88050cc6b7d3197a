"""The part of the control interface that sets the stage: time, mood, trouble, and what Meta decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from server_stub.cloud_sim.config import PROFILES, Profile
from server_stub.cloud_sim.faults import Fault

if TYPE_CHECKING:
    from aiohttp import web

    from server_stub.cloud_sim.control.meta_side import MetaSide
    from server_stub.cloud_sim.control.serving import Action, Body
    from server_stub.cloud_sim.core import Core


class StageControl:
    """Clock, profile, faults, number, account and templates."""

    def __init__(self, core: Core, meta: MetaSide) -> None:
        self._core = core
        self._meta = meta

    def actions(self) -> list[tuple[str, str, Action]]:
        """Method, path below `/sim/`, action."""
        return [
            ("POST", "clock", self.clock),
            ("POST", "profile", self.profile),
            ("GET", "faults", self.faults),
            ("POST", "faults", self.add_fault),
            ("DELETE", "faults", self.clear_faults),
            ("POST", "undeliverable", self.undeliverable),
            ("POST", "number", self.number),
            ("POST", "account", self.account),
            ("POST", "templates/{name}", self.template),
        ]

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
