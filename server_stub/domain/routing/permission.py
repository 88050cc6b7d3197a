"""Who may move a conversation to whom."""

from __future__ import annotations

from server_stub.contract.model import Role


def may_assign(*, actor_id: str, actor_role: Role, current_id: str | None, target_id: str | None) -> bool:
    """Leads and admins give to anyone; agents take what is nobody's, and release or hand on what is their own."""
    if actor_role in (Role.LEAD, Role.ADMIN):
        return True
    if current_id is None:
        return target_id in (None, actor_id)
    return current_id == actor_id
