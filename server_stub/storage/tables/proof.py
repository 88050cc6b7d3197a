"""What makes the ledger provable and enduring: checkpoints, their keys, suppressions that outlive a person's data."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import counter, identifier, metadata, moment, number, sealed, text

signing_key = sa.Table(
    "signing_key",
    metadata,
    identifier(),
    sa.Column("public_key", sa.LargeBinary, nullable=False),  # Ed25519, 32 bytes
    sealed("private_enc"),  # under the team key
    moment("created_at"),
    moment("retired_at", optional=True),
)

ledger_checkpoint = sa.Table(
    "ledger_checkpoint",
    metadata,
    sa.Column("size", sa.BigInteger, primary_key=True, autoincrement=False),  # number of events it covers
    text("root"),  # hex of the Merkle root
    text("head_hash"),
    text("previous"),  # hex of SHA-256 over what the checkpoint before it signed, "" in the first
    moment("signed_at"),
    text("key_id"),
    sa.Column("signature", sa.LargeBinary, nullable=False),
)

suppression = sa.Table(
    "suppression",
    metadata,
    counter(),
    sa.Column("value_hash", sa.LargeBinary, nullable=False),  # keyed hash of an identity of somebody erased
    text("kind"),  # kind of the identity, or "match"
    text("scope"),
    text("brand"),
    moment("since"),
    number("event_seq", default=0),
    moment("created_at"),
    sqlite_autoincrement=True,
)
sa.Index("ix_suppression_value", suppression.c.value_hash)

optout_doubt = sa.Table(
    "optout_doubt",
    metadata,
    counter(),
    text("contact_id"),
    text("conversation_id"),
    text("message_id", unique=True),
    text("rule"),
    text("rules_version"),
    moment("opened_at"),
    moment("expires_at"),
    moment("settled_at", optional=True),
    text("outcome", optional=True),  # left | stays | lapsed_to_left
    text("settled_by", optional=True),
    sqlite_autoincrement=True,
)
sa.Index("ix_optout_doubt_contact", optout_doubt.c.contact_id, optout_doubt.c.settled_at)
sa.Index("ix_optout_doubt_due", optout_doubt.c.settled_at, optout_doubt.c.expires_at)

initiated_send = sa.Table(
    "initiated_send",
    metadata,
    text("message_id", primary_key=True),
    text("contact_id"),
    text("channel_number_id"),
    text("kind"),  # SendKind letter
    text("purpose"),
    number("outside_window", default=0),  # counts against the portfolio's limit
    moment("accepted_at"),  # when WhatsApp took it (N14)
)
sa.Index("ix_initiated_send_contact", initiated_send.c.contact_id, initiated_send.c.accepted_at)
sa.Index("ix_initiated_send_accepted", initiated_send.c.outside_window, initiated_send.c.accepted_at)

send_backoff = sa.Table(
    "send_backoff",
    metadata,
    text("contact_id"),
    text("reason"),  # Meta's error code
    moment("until"),
    sa.PrimaryKeyConstraint("contact_id", "reason"),
)
