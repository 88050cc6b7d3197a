"""Queues, the life of cases, transfers, states of agents, talk among colleagues, and who looked at what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020_team"
down_revision = "0019_media_files"
branch_labels = None
depends_on = None

GENERAL = "general"
"""The queue that every company begins with: all serve it, as all served everybody before there were queues."""

TABLES = (
    "case_event",
    "disposition",
    "history_job",
    "bulk",
    "offer",
    "participant",
    "rescue",
    "queue",
    "queue_member",
    "agent_profile",
    "agent_state",
    "agent_state_log",
    "presence",
    "chat_message",
    "chat_seen",
    "audit",
)
CASE_COLUMNS = (
    "queue_id",
    "priority",
    "language",
    "queued_at",
    "assigned_at",
    "first_response_at",
    "waiting_since",
    "unanswered",
    "answer_due_at",
    "last_customer_at",
    "wrap_until",
    "silence_at",
    "overflow_at",
    "return_at",
    "told_place_at",
    "told_place",
    "agent_id",
    "closed_by",
    "close_way",
    "disposition_id",
    "outcome",
    "resolved",
    "summary_enc",
    "parent_id",
    "reopened",
    "transfers",
    "retained_until",
)


def upgrade() -> None:
    extend_cases()
    create_case_tables()
    create_chat_tables()
    create_queue_tables()
    create_people_tables()
    create_talk_tables()
    begin()


def downgrade() -> None:
    op.drop_index("ix_event_presence", "event")
    for table in TABLES:
        op.drop_table(table)
    for name in ("agent", "conversation", "held", "return", "waiting", "wrap_until", "silence_at", "answer_due_at"):
        op.drop_index(f"ix_case_file_{name}", "case_file")
    for column in CASE_COLUMNS:
        op.drop_column("case_file", column)
    op.drop_column("conversation", "queue_id")


def extend_cases() -> None:
    op.add_column("case_file", sa.Column("queue_id", sa.String(), server_default="", nullable=False))
    op.add_column("case_file", sa.Column("priority", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("case_file", sa.Column("language", sa.String(), server_default="", nullable=False))
    op.add_column("case_file", sa.Column("queued_at", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("assigned_at", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("first_response_at", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("waiting_since", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("unanswered", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("case_file", sa.Column("answer_due_at", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("last_customer_at", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("wrap_until", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("silence_at", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("overflow_at", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("return_at", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("told_place_at", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("told_place", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("case_file", sa.Column("agent_id", sa.String(), server_default="", nullable=False))
    op.add_column("case_file", sa.Column("closed_by", sa.String(), server_default="", nullable=False))
    op.add_column("case_file", sa.Column("close_way", sa.String(), server_default="", nullable=False))
    op.add_column("case_file", sa.Column("disposition_id", sa.String(), server_default="", nullable=False))
    op.add_column("case_file", sa.Column("outcome", sa.String(), server_default="", nullable=False))
    op.add_column("case_file", sa.Column("resolved", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("summary_enc", sa.LargeBinary(), nullable=True))
    op.add_column("case_file", sa.Column("parent_id", sa.String(), server_default="", nullable=False))
    op.add_column("case_file", sa.Column("reopened", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("case_file", sa.Column("transfers", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("case_file", sa.Column("retained_until", sa.BigInteger(), nullable=True))
    op.create_index("ix_case_file_agent", "case_file", ["agent_id", "state"], unique=False)
    held = sa.text("state IN ('assigned', 'wrapping_up')")
    columns = ["agent_id", "state", "waiting_since", "last_customer_at"]
    op.create_index("ix_case_file_held", "case_file", columns, sqlite_where=held, postgresql_where=held)
    for due in ("wrap_until", "silence_at", "answer_due_at"):
        waits = sa.text(f"{due} IS NOT NULL")
        op.create_index(f"ix_case_file_{due}", "case_file", [due], sqlite_where=waits, postgresql_where=waits)
    op.create_index("ix_case_file_conversation", "case_file", ["conversation_id", "opened_at"], unique=False)
    op.create_index(
        "ix_case_file_return",
        "case_file",
        ["return_at"],
        unique=False,
        sqlite_where=sa.text("return_at IS NOT NULL"),
        postgresql_where=sa.text("return_at IS NOT NULL"),
    )
    op.create_index("ix_case_file_waiting", "case_file", ["state", "queue_id", "queued_at"], unique=False)
    op.add_column("conversation", sa.Column("queue_id", sa.String(), server_default="", nullable=False))


def create_case_tables() -> None:
    op.create_table(
        "case_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.String(), server_default="", nullable=False),
        sa.Column("queue_id", sa.String(), server_default="", nullable=False),
        sa.Column("detail", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_event_at", "case_event", ["at"], unique=False)
    op.create_index("ix_case_event_case", "case_event", ["case_id"], unique=False)
    asked = sa.text("kind = 'survey_asked'")
    op.create_index("ix_case_event_survey", "case_event", ["at"], sqlite_where=asked, postgresql_where=asked)
    op.create_table(
        "disposition",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("parent_id", sa.String(), server_default="", nullable=False),
        sa.Column("queue_id", sa.String(), server_default="", nullable=False),
        sa.Column("outcome", sa.String(), server_default="", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("active", sa.BigInteger(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_disposition"),
    )
    op.create_table(
        "history_job",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("requested_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("requested_by", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), server_default="", nullable=False),
        sa.Column("attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("next_attempt_at", sa.BigInteger(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("failure", sa.String(), server_default="", nullable=False),
        sa.Column("note_enc", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_history_job"),
    )
    op.create_index("ix_history_job_case", "history_job", ["case_id"], unique=False)
    op.create_index("ix_history_job_due", "history_job", ["state", "next_attempt_at"], unique=False)
    op.create_table(
        "bulk",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("rows", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bulk"),
    )


def create_chat_tables() -> None:
    op.create_table(
        "offer",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("to_account", sa.String(), nullable=False),
        sa.Column("from_account", sa.String(), server_default="", nullable=False),
        sa.Column("card_enc", sa.LargeBinary(), nullable=True),
        sa.Column("offered_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_offer_conversation_id"),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_offer"),
        sa.UniqueConstraint("id", name="uq_offer_id"),
    )
    op.create_index("ix_offer_expires", "offer", ["expires_at"], unique=False)
    op.create_index("ix_offer_to", "offer", ["to_account"], unique=False)
    op.create_table(
        "participant",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("invited_by", sa.String(), server_default="", nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_participant_conversation_id"),
        sa.PrimaryKeyConstraint("conversation_id", "account_id", name="pk_participant"),
    )
    op.create_index("ix_participant_account", "participant", ["account_id"], unique=False)
    op.create_table(
        "rescue",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("window_until", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_rescue_conversation_id"),
        sa.PrimaryKeyConstraint("conversation_id", "window_until", name="pk_rescue"),
    )


def create_queue_tables() -> None:
    op.create_table(
        "queue",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("enabled", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("everyone", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("changed_by", sa.String(), server_default="", nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.Column("last_served", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_queue"),
    )
    op.create_table(
        "queue_member",
        sa.Column("queue_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("place", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("queue_id", "account_id", name="pk_queue_member"),
    )
    op.create_index("ix_queue_member_account", "queue_member", ["account_id"], unique=False)
    op.create_table(
        "agent_profile",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_agent_profile"),
    )


def create_people_tables() -> None:
    op.create_table(
        "agent_state",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("lost_since", sa.BigInteger(), nullable=True),
        sa.Column("grace_until", sa.BigInteger(), nullable=True),
        sa.Column("freed_at", sa.BigInteger(), nullable=True),
        sa.Column("goes_soon", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_agent_state"),
    )
    op.create_index("ix_agent_state_grace", "agent_state", ["grace_until"], unique=False)
    op.create_table(
        "agent_state_log",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_agent_state_log"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agent_state_log_account", "agent_state_log", ["account_id", "began_at"], unique=False)
    op.create_table(
        "presence",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("doing", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("told_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "account_id", name="pk_presence"),
    )
    op.create_index("ix_presence_until", "presence", ["until"], unique=False)
    passing = sa.text("kind = 'presence'")
    op.create_index("ix_event_presence", "event", ["at"], sqlite_where=passing, postgresql_where=passing)


def create_talk_tables() -> None:
    op.create_table(
        "chat_message",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("text_enc", sa.LargeBinary(), nullable=True),
        sa.Column("called", sa.String(), server_default="", nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chat_message"),
        sa.UniqueConstraint("client_id", name="uq_chat_message_client_id"),
    )
    op.create_index("ix_chat_message_channel", "chat_message", ["channel", "sent_at"], unique=False)
    op.create_table(
        "chat_seen",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("up_to", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "account_id", name="pk_chat_seen"),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), server_default="", nullable=False),
        sa.Column("detail", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    # As the ledger: whoever looked cannot take that back.
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
        )


def begin() -> None:
    """What was open goes on where it was: with whom it was, or waiting for anybody."""
    op.execute(
        "INSERT INTO queue (id, name, everyone, settings, changed_at) "  # noqa: S608 - a constant of ours
        f"VALUES ('{GENERAL}', 'Atendimento', 1, '{{}}', 0)"
    )
    op.execute(f"UPDATE conversation SET queue_id = '{GENERAL}'")  # noqa: S608 - a constant of ours
    holder = "(SELECT assignee_id FROM conversation WHERE conversation.id = case_file.conversation_id)"
    op.execute(
        f"UPDATE case_file SET queue_id = '{GENERAL}', agent_id = coalesce({holder}, ''), "  # noqa: S608 - as above
        f"state = CASE WHEN closed_at IS NOT NULL THEN 'closed' WHEN {holder} IS NULL THEN 'queued' ELSE 'assigned' END"
    )
    op.execute("UPDATE case_file SET queued_at = opened_at WHERE state = 'queued'")
    op.execute("UPDATE case_file SET assigned_at = opened_at WHERE state = 'assigned'")
    told = "INSERT INTO case_event (case_id, conversation_id, kind, at, account_id, queue_id, detail) SELECT"
    opened = f"{told} id, conversation_id, 'opened', opened_at, '', '{GENERAL}', 'customer' FROM case_file"
    queued = f"{told} id, conversation_id, 'queued', opened_at, '', '{GENERAL}', 'opened' FROM case_file"
    given = f"{told} id, conversation_id, 'assigned', opened_at, agent_id, '{GENERAL}', 'routed' FROM case_file"
    closed = f"{told} id, conversation_id, 'closed', closed_at, '', '{GENERAL}', 'erased' FROM case_file"
    op.execute(opened)
    op.execute(queued)
    op.execute(f"{given} WHERE state = 'assigned'")
    op.execute(f"{closed} WHERE state = 'closed'")
    op.execute(
        "INSERT INTO agent_state (account_id, state, reason, since) "  # whoever is signed in is found to be at work
        "SELECT id, CASE available WHEN 1 THEN 'available' ELSE 'offline' END,"
        " CASE available WHEN 1 THEN '' ELSE 'lost' END, created_at FROM account"
    )
