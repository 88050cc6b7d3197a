"""Who may move a conversation."""

from __future__ import annotations

import pytest

from server_stub.contract.model import Role
from server_stub.domain.routing.permission import may_assign


@pytest.mark.parametrize(
    ("role", "current", "target", "allowed"),
    [
        (Role.AGENT, None, "me", True),
        (Role.AGENT, None, "other", False),
        (Role.AGENT, "me", None, True),
        (Role.AGENT, "me", "other", True),
        (Role.AGENT, "other", "me", False),
        (Role.AGENT, "other", None, False),
        (Role.LEAD, "other", "third", True),
        (Role.LEAD, None, "other", True),
        (Role.ADMIN, "other", None, True),
    ],
)
def test_who_may_move_what(role: Role, current: str | None, target: str | None, allowed: bool) -> None:
    assert may_assign(actor_id="me", actor_role=role, current_id=current, target_id=target) is allowed
