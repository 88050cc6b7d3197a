"""Scripted customers: lists of steps that the stand-in plays on its own clock."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from server_stub.cloud_sim.core import Core, Sent
from server_stub.cloud_sim.customers.acting import Customers, find_choice
from server_stub.cloud_sim.customers.demo_scripts import BUILT_IN
from server_stub.cloud_sim.customers.script_steps import (
    Await,
    ChangeNumber,
    Prefer,
    React,
    Read,
    Say,
    Script,
    Send,
    ShareContact,
    Step,
    Switch,
    Tap,
    Wait,
)
from server_stub.cloud_sim.people.user import User
from server_stub.cloud_sim.sending.statuses import Statuses

State = Literal["running", "waiting", "done", "stopped"]


class Run(msgspec.Struct, kw_only=True):
    """One script being played. `unread` holds what arrived and no step has looked at yet."""

    id: int
    script: Script
    index: int = 0
    state: State = "running"
    reason: str = ""
    unread: list[Sent] = []
    last: Sent | None = None
    last_said: str | None = None


class ScriptRunner:
    """Plays scripts for the users of one stand-in."""

    def __init__(self, core: Core, customers: Customers, statuses: Statuses) -> None:
        self._core = core
        self._customers = customers
        self._statuses = statuses
        self._runs: list[Run] = []
        core.delivered_to.append(self._arrived)

    def start(self, script: Script) -> int:
        """Begin a script now; answers the number of the run. Raises KeyError for an unknown user."""
        self._customers.user(script.user)
        run = Run(id=len(self._runs) + 1, script=script, unread=[])
        self._runs.append(run)
        self._next(run)
        return run.id

    def start_described(self, body: dict[str, Any]) -> list[int]:
        """Begin the script in `script`, or all built-in ones of `name`; raises KeyError, ValueError."""
        if "script" in body:
            return [self.start(msgspec.convert(body["script"], Script))]
        return [self.start(script) for script in BUILT_IN[body["name"]]]

    def progress(self) -> list[dict[str, Any]]:
        """All runs: user, name, step reached of how many, state."""
        return [
            {
                "id": run.id,
                "user": run.script.user,
                "name": run.script.name,
                "step": run.index,
                "steps": len(run.script.steps),
                "state": run.state,
                "reason": run.reason,
            }
            for run in self._runs
        ]

    @property
    def finished(self) -> bool:
        """Whether every run came to its end or was stopped."""
        return all(run.state in ("done", "stopped") for run in self._runs)

    def _next(self, run: Run) -> None:
        if run.index >= len(run.script.steps):
            run.state = "done"
            return
        run.state = "running"
        step = run.script.steps[run.index]
        self._core.agenda.call_in(step.after_ms, lambda: self._do(run, step))

    def _do(self, run: Run, step: Step) -> None:
        if isinstance(step, Await):
            self._begin_waiting(run, step)
            return
        try:
            self._act(run, step)
        except (KeyError, ValueError) as error:
            run.state, run.reason = "stopped", f"{type(step).__name__}: {error}"
            return
        self._on(run)

    def _on(self, run: Run) -> None:
        run.index += 1
        self._next(run)

    def _act(self, run: Run, step: Step) -> None:
        user = run.script.user
        match step:
            case Say():
                run.last_said = self._customers.send(user, {"type": "text", "text": step.text})
            case Send():
                run.last_said = self._customers.send(user, dict(step.message))
            case React():
                target = self._target(run).wamid
                self._customers.send(user, {"type": "reaction", "message_id": target, "emoji": step.emoji})
            case Tap():
                self._tap(run, step)
            case ShareContact():
                self._customers.share_contact(user, self._target(run).wamid)
            case Read():
                self._statuses.read_all(self._customers.user(user))
            case Prefer():
                self._customers.prefer(user, step.value)
            case ChangeNumber():
                self._customers.change_number(user, step.phone)
            case Switch():
                self._switch(self._customers.user(user), online=step.online)
            case Wait():
                pass

    def _target(self, run: Run) -> Sent:
        if run.last is None:
            raise ValueError("nothing was received yet")
        return run.last

    def _tap(self, run: Run, step: Tap) -> None:
        sent = self._target(run)
        choice = find_choice(sent, step.title)
        if choice is None:
            raise ValueError(step.title)
        self._statuses.read_all(self._customers.user(run.script.user))
        self._customers.tap(run.script.user, sent.wamid, choice)

    def _switch(self, user: User, *, online: bool) -> None:
        if online:
            self._statuses.come_online(user)
        else:
            user.online = False

    def _begin_waiting(self, run: Run, step: Await) -> None:
        run.state = "waiting"
        index = run.index
        if self._look(run, step) or step.timeout_ms is None:
            return
        self._core.agenda.call_in(step.timeout_ms, lambda: self._give_up(run, step, index))

    def _arrived(self, user: User, sent: Sent) -> None:
        for run in self._runs:
            if run.script.user != user.key or run.state in ("done", "stopped"):
                continue
            run.unread.append(sent)
            step = run.script.steps[run.index]
            if run.state == "waiting" and isinstance(step, Await):
                self._look(run, step)

    def _look(self, run: Run, step: Await) -> bool:
        for position, sent in enumerate(run.unread):
            if step.matches(sent.type, sent.text, [choice.title for choice in sent.choices]):
                run.last = sent
                del run.unread[: position + 1]
                self._on(run)
                return True
        return False

    def _give_up(self, run: Run, step: Await, index: int) -> None:
        if run.state != "waiting" or run.index != index:
            return
        if step.on_timeout == "continue":
            self._on(run)
        else:
            run.state, run.reason = "stopped", "no answer in time"
