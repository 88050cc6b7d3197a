"""Queues and the people at work: members, states, breaks, who looks at what, talk among colleagues, the audit log."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import counter, identifier, metadata, moment, number, sealed, text

queue = sa.Table(
    "queue",
    metadata,
    identifier(),
    text("name"),
    number("position", default=0),
    number("enabled", default=1),
    number("everyone", default=0),
    text("settings"),  # JSON: the rest of contract Queue
    number("revision", default=1),
    text("changed_by", default=""),
    moment("changed_at"),
    moment("removed_at", optional=True),  # its name stays for what happened in it
    number("last_served", default=0),  # round robin: place of whoever was served last
)

queue_member = sa.Table(
    "queue_member",
    metadata,
    text("queue_id", primary_key=True),
    text("account_id", primary_key=True),
    number("place", default=0),
)
sa.Index("ix_queue_member_account", queue_member.c.account_id)

agent_profile = sa.Table("agent_profile", metadata, identifier("account_id"), text("settings"))  # contract AgentProfile

# The state now; what it was before is in the log.
agent_state = sa.Table(
    "agent_state",
    metadata,
    identifier("account_id"),
    text("state"),  # contract AgentState
    text("reason", default=""),
    moment("since"),
    moment("until", optional=True),
    moment("lost_since", optional=True),  # its desktop is silent; the grace runs
    moment("grace_until", optional=True),
    moment("freed_at", optional=True),  # when its last case ended: longest idle
    number("goes_soon", default=0),  # a break is about to begin: nothing new is given
)
sa.Index("ix_agent_state_grace", agent_state.c.grace_until)

agent_state_log = sa.Table(
    "agent_state_log",
    metadata,
    counter(),
    text("account_id"),
    text("state"),
    text("reason", default=""),
    moment("began_at"),
    moment("ended_at", optional=True),
    sqlite_autoincrement=True,
)
sa.Index("ix_agent_state_log_account", agent_state_log.c.account_id, agent_state_log.c.began_at)

presence = sa.Table(
    "presence",
    metadata,
    text("conversation_id", primary_key=True),
    text("account_id", primary_key=True),
    text("doing"),
    moment("until"),
    moment("told_until"),  # until when colleagues believe it without hearing more
)
sa.Index("ix_presence_until", presence.c.until)

chat_message = sa.Table(
    "chat_message",
    metadata,
    identifier(),
    text("channel"),
    text("author_id"),
    text("client_id", unique=True),
    text("key_id"),
    sealed("text_enc"),
    text("called", default=""),  # account ids, parted by blanks
    moment("sent_at"),
)
sa.Index("ix_chat_message_channel", chat_message.c.channel, chat_message.c.sent_at)

chat_seen = sa.Table(
    "chat_seen",
    metadata,
    text("channel", primary_key=True),
    text("account_id", primary_key=True),
    text("up_to"),
)

audit = sa.Table(
    "audit",
    metadata,
    counter("seq"),
    moment("at"),
    text("account_id"),
    text("action"),
    text("conversation_id", default=""),
    text("detail", default=""),
    sqlite_autoincrement=True,
)
