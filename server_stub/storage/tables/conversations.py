"""Conversations, cases, messages and everything that hangs on a message."""

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

conversation = sa.Table(
    "conversation",
    metadata,
    identifier(),
    reference("contact_id", "contact.id"),
    reference("channel_number_id", "channel_number.id"),
    text("assignee_id", optional=True),
    number("unread", default=0),
    moment("last_inbound_at", optional=True),
    moment("named_at", optional=True),  # of the newest message that told the customer's name: a late one must not win
    moment("last_at", optional=True),  # of the newest message
    text("last_message_id", optional=True),
    sealed("preview_enc"),  # contract Preview
    text("queue_id", default=""),  # where its case is, or was last; part of who may see it
    sa.UniqueConstraint("contact_id", "channel_number_id"),
)
sa.Index("ix_conversation_assignee", conversation.c.assignee_id)
sa.Index("ix_conversation_recent", conversation.c.last_at)

case = sa.Table(
    "case_file",
    metadata,
    identifier(),
    reference("conversation_id", "conversation.id"),
    text("protocol", unique=True),
    text("state", default="open"),  # contract CaseState; every row names its own
    moment("opened_at"),
    moment("closed_at", optional=True),
    text("queue_id", default=""),
    number("priority", default=0),
    text("language", default=""),
    moment("queued_at", optional=True),  # since when the customer waits for somebody; null while somebody has it
    moment("assigned_at", optional=True),
    moment("first_response_at", optional=True),
    moment("waiting_since", optional=True),  # the customer's first message that nobody has answered yet
    number("unanswered", default=0),
    moment("answer_due_at", optional=True),
    moment("last_customer_at", optional=True),
    moment("wrap_until", optional=True),
    moment("silence_at", optional=True),  # we answered, the customer says nothing: then it is closed
    moment("overflow_at", optional=True),
    moment("return_at", optional=True),  # given, not answered: then it goes to somebody else
    moment("told_place_at", optional=True),
    number("told_place", default=0),
    text("agent_id", default=""),  # who has it, or had it last
    text("closed_by", default=""),
    text("close_way", default=""),
    text("disposition_id", default=""),
    text("outcome", default=""),
    number("resolved", optional=True),
    sealed("summary_enc"),
    text("parent_id", default=""),
    number("reopened", default=0),
    number("transfers", default=0),
    moment("retained_until", optional=True),
)
sa.Index("ix_case_file_conversation", case.c.conversation_id, case.c.opened_at)
sa.Index("ix_case_file_waiting", case.c.state, case.c.queue_id, case.c.queued_at)
sa.Index("ix_case_file_agent", case.c.agent_id, case.c.state)
# What weighs on whom is read with every state and every case that is given: from this index alone.
_held = sa.text("state IN ('assigned', 'wrapping_up')")
sa.Index(
    "ix_case_file_held",
    case.c.agent_id,
    case.c.state,
    case.c.waiting_since,
    case.c.last_customer_at,
    sqlite_where=_held,
    postgresql_where=_held,
)
sa.Index(
    "ix_case_file_return",
    case.c.return_at,
    sqlite_where=case.c.return_at.is_not(None),
    postgresql_where=case.c.return_at.is_not(None),
)
for _due in ("wrap_until", "silence_at", "answer_due_at"):
    _waits = case.c[_due].is_not(None)
    sa.Index(f"ix_case_file_{_due}", case.c[_due], sqlite_where=_waits, postgresql_where=_waits)
sa.Index(
    "uq_case_open",
    case.c.conversation_id,
    unique=True,
    sqlite_where=case.c.closed_at.is_(None),
    postgresql_where=case.c.closed_at.is_(None),
)

protocol_counter = sa.Table("protocol_counter", metadata, identifier("day"), number("last"))

message = sa.Table(
    "message",
    metadata,
    identifier(),
    reference("conversation_id", "conversation.id"),
    text("channel_number_id"),
    text("direction"),  # in | out
    text("kind"),
    text("wa_type", default=""),  # what WhatsApp called it; "" for what we sent
    text("origin", default=""),  # "phone_app" (typed in the WhatsApp Business app), "history" (from before), else ""
    text("status"),
    moment("sent_at"),  # WhatsApp's time
    moment("received_at"),
    text("wamid", optional=True),
    text("client_id", optional=True),
    text(
        "client_digest", optional=True
    ),  # SHA-256 of the request body: the same client id with another body is refused
    text("author_id", optional=True),
    text("quoted_wamid", optional=True),
    text("template_id", optional=True),
    sealed("content_enc"),
    sealed("raw_enc"),
    sealed("failure_enc"),
    moment("edited_at", optional=True),
    moment("deleted_at", optional=True),
    sa.UniqueConstraint("channel_number_id", "wamid"),
)
# Without the id: every message writes one page of this index, and half as wide it has half as many pages.
sa.Index("ix_message_timeline", message.c.conversation_id, message.c.sent_at)
sa.Index(
    "uq_message_client_id",
    message.c.client_id,
    unique=True,
    sqlite_where=message.c.client_id.is_not(None),
    postgresql_where=message.c.client_id.is_not(None),
)

message_version = sa.Table(
    "message_version",
    metadata,
    identifier("wamid"),  # of the edit itself
    reference("message_id", "message.id"),
    sealed("content_enc"),
    moment("edited_at"),
)

message_status = sa.Table(
    "message_status",
    metadata,
    text("message_id", primary_key=True),
    text("status", primary_key=True),
    text("participant", primary_key=True, default=""),  # groups report per participant
    moment("at"),
    sealed("raw_enc"),
)

reaction = sa.Table(
    "reaction",
    metadata,
    text("message_id", primary_key=True),
    text("actor", primary_key=True),  # "customer" or "us"
    sealed("emoji_enc"),  # null when taken back
    text("own_wamid", default=""),  # decides between two of the same second, whatever their order
    moment("at"),
)

waiting_update = sa.Table(
    "waiting_update",
    metadata,
    counter(),
    text("channel_number_id"),
    text("target_wamid"),
    text("own_key", unique=True),  # natural key of the update itself, for repeats
    text("kind"),  # "status:<status>", edit, revoke or reaction
    text("callback", optional=True),  # our own id from biz_opaque_callback_data
    text("key_id"),
    sealed("data_enc"),
    moment("at"),
    moment("applied_at", optional=True),  # null while its message is not here
    sqlite_autoincrement=True,
)
sa.Index(
    "ix_waiting_update_target",
    waiting_update.c.channel_number_id,
    waiting_update.c.target_wamid,
    sqlite_where=waiting_update.c.applied_at.is_(None),
    postgresql_where=waiting_update.c.applied_at.is_(None),
)

media = sa.Table(
    "media",
    metadata,
    identifier(),
    reference("contact_id", "contact.id", optional=True),
    text("message_id", optional=True),
    text("direction"),
    text("key_id"),
    text("mime_type"),
    text("state", default="pending"),  # pending | ready | failed | blocked
    text("wa_media_id", optional=True),
    sealed("detail_enc"),  # {"file_name", "sha256", …}
    number("size", default=0),
    number("attempts", default=0),
    moment("next_attempt_at", optional=True),
    moment("created_at"),
    text("file_id", default=""),  # the sealed file that holds the bytes: equal ones of one contact share it
    text("content_mark", default=""),  # equal for equal bytes of one contact, of others never; "" for older files
)
sa.Index(
    "ix_media_mark",
    media.c.contact_id,
    media.c.content_mark,
    sqlite_where=sa.text("content_mark <> ''"),
    postgresql_where=sa.text("content_mark <> ''"),
)
sa.Index("ix_media_file", media.c.file_id)
sa.Index("ix_media_pending", media.c.state, media.c.next_attempt_at)

claim = sa.Table(
    "claim",
    metadata,
    reference("conversation_id", "conversation.id"),
    text("account_id"),
    moment("until"),
    sa.PrimaryKeyConstraint("conversation_id"),
)
