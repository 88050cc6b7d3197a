"""Who may do what beyond serving customers."""

from __future__ import annotations

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Role


def require_admin(account: Account) -> None:
    """Raises FORBIDDEN."""
    if account.role is not Role.ADMIN:
        raise GatewayRefusal(ErrorCode.FORBIDDEN)


def require_lead(account: Account) -> None:
    """Leads and administrators pass. Raises FORBIDDEN."""
    if account.role not in (Role.LEAD, Role.ADMIN):
        raise GatewayRefusal(ErrorCode.FORBIDDEN)
