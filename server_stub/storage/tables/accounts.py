"""People who work here, and their tokens."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import identifier, metadata, moment, number, reference, text

account = sa.Table(
    "account",
    metadata,
    identifier(),
    text("login", unique=True),
    text("name"),
    text("role"),  # agent | lead | admin
    text("password_hash"),
    number("available", default=0),
    moment("last_assigned_at", optional=True),
    moment("created_at"),
    moment("disabled_at", optional=True),
)

token = sa.Table(
    "token",
    metadata,
    sa.Column("digest", sa.LargeBinary, primary_key=True),  # SHA-256: the token itself is never stored
    reference("account_id", "account.id"),
    text("device", default=""),
    moment("created_at"),
    moment("last_used_at"),
    moment("expires_at"),
    moment("revoked_at", optional=True),
)

login_throttle = sa.Table(
    "login_throttle",
    metadata,
    identifier("subject"),  # keyed hash of a login name or of a peer address
    number("failures", default=0),
    moment("blocked_until", optional=True),
    moment("last_failure_at"),
)
