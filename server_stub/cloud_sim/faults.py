"""Trouble on demand: scripted refusals, lost connections and answers nobody can read."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal[
    "error",  # refuse with `code` in the answer
    "failed",  # accept, then a `failed` status with `code`
    "reset_after_accept",  # the message is accepted, the connection is cut before the answer
    "bad_gateway",  # 502 with an HTML page, nothing accepted
    "slow",  # the answer comes `delay` ms late
    "truncated",  # accepted, but the JSON of the answer stops in the middle
    "bad_signature",  # the next webhook attempt carries a wrong signature
    "no_status",  # accepted, no status ever
]
Place = Literal["messages", "media", "any"]


class Fault(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One piece of trouble. `times` 0 means until cleared; `to` limits it to one user's key."""

    kind: Kind
    code: int = 131000
    details: str = ""
    times: int = 1
    to: str | None = None
    place: Place = "messages"
    delay: int = 30_000
    id: int = 0


class Faults:
    """The trouble that is set now, in the order in which it was set."""

    def __init__(self) -> None:
        self._active: list[Fault] = []
        self._count = 0

    def add(self, fault: Fault) -> Fault:
        """Set a fault; answers it with its id."""
        self._count += 1
        fault.id = self._count
        self._active.append(fault)
        return fault

    def clear(self, fault_id: int | None = None) -> None:
        """Clear one fault, or all of them."""
        self._active = [it for it in self._active if fault_id is not None and it.id != fault_id]

    def active(self) -> list[Fault]:
        """What is set now."""
        return list(self._active)

    def take(self, *kinds: Kind, place: Place, user: str | None = None) -> Fault | None:
        """The first fault of these kinds that fits, counted as used once."""
        for fault in self._active:
            if fault.kind not in kinds or fault.place not in (place, "any"):
                continue
            if fault.to is not None and fault.to != user:
                continue
            self._use(fault)
            return fault
        return None

    def take_signature(self) -> bool:
        """Whether the next webhook attempt is to be signed wrongly."""
        fault = next((it for it in self._active if it.kind == "bad_signature"), None)
        if fault is None:
            return False
        self._use(fault)
        return True

    def _use(self, fault: Fault) -> None:
        if fault.times == 0:
            return
        fault.times -= 1
        if fault.times == 0:
            self._active.remove(fault)
