"""What is to be sent, and why it was allowed."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import (
    counter,
    identifier,
    metadata,
    moment,
    number,
    reference,
    sealed,
    text,
)

send_job = sa.Table(
    "send_job",
    metadata,
    reference("message_id", "message.id"),
    text("channel_number_id"),
    text("contact_id"),
    text("conversation_id"),
    # queued | leased (being prepared, nothing has left) | sending (may have left) | in_doubt | done | failed
    text("state", default="queued"),
    text("kind"),  # SendKind letter
    text("purpose", default=""),
    text("lease_owner", optional=True),
    moment("lease_until", optional=True),
    number("attempts", default=0),
    moment("next_attempt_at"),
    moment("created_at"),
    text("hold_reason", optional=True),  # HOLD reason of the send gate while it waits for next_attempt_at
    sa.PrimaryKeyConstraint("message_id"),
)
sa.Index("ix_send_job_due", send_job.c.state, send_job.c.next_attempt_at)
sa.Index("ix_send_job_conversation", send_job.c.conversation_id, send_job.c.created_at)

send_decision = sa.Table(
    "send_decision",
    metadata,
    counter(),
    text("message_id", optional=True),  # null for a refused request that never became a message
    text("contact_id"),
    text("conversation_id"),
    text("stage"),  # acceptance | dispatch
    text("kind"),
    text("purpose", default=""),
    text("template_id", optional=True),
    text("verdict"),
    text("reason"),
    sealed("inputs_enc"),
    number("ledger_seq", default=0),
    text("policy_version"),
    moment("decided_at"),
    sqlite_autoincrement=True,
)
sa.Index("ix_send_decision_message", send_decision.c.message_id)

template = sa.Table(
    "template",
    metadata,
    identifier(),
    text("waba_id", default=""),
    text("name"),
    text("language"),
    text("category"),
    text("status"),
    text("quality", default="UNKNOWN"),
    text("components"),  # JSON as Meta describes it
    text("parameter_format", default="POSITIONAL"),
    text("purpose", default=""),
    text("purpose_set_by", default=""),
    moment("synced_at"),
    sa.UniqueConstraint("waba_id", "name", "language"),
)
