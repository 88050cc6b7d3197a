"""The team's work as one thing to hand to a window.

Everything here needs the line; what is at hand without one is on `application.desk.Desk`: queues, states of
colleagues, dispositions, who looks at what, chats. Implemented by `infra.gateway.team`; by a fake with a sample team in
the interface's own tests. Every coroutine raises `domain.errors.AppError` only.
"""

from __future__ import annotations

from typing import Protocol

from desktop.application.team.cases import Cases
from desktop.application.team.chat import Chat, Presences
from desktop.application.team.leads import Leads
from desktop.application.team.queues import Queues
from desktop.application.team.shift import Shift
from desktop.application.team.transfers import Transfers


class Team(Queues, Cases, Transfers, Shift, Leads, Chat, Presences, Protocol):
    """All of it."""
