"""Imports, messages outside WhatsApp, merged contacts, requests of persons, incidents and retention."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import counter, identifier, metadata, moment, number, reference, sealed, text

import_batch = sa.Table(
    "import_batch",
    metadata,
    identifier(),
    sealed("detail_enc"),  # under the team key: file name, columns, preview, mapping
    text("file_sha256"),
    text("state"),
    number("rows", default=0),
    number("done", default=0),
    text("counts", default="{}"),
    text("uploaded_by"),
    moment("uploaded_at"),
    text("approved_by", default=""),
    moment("applied_at", optional=True),
)

import_row = sa.Table(
    "import_row",
    metadata,
    text("batch_id"),
    number("line"),
    text("outcome"),
    text("reason", default=""),
    text("params", default="{}"),
    text("contact_id", optional=True),
    text("event_id", optional=True),
    sa.PrimaryKeyConstraint("batch_id", "line"),
)

outside_message = sa.Table(
    "outside_message",
    metadata,
    identifier(),
    text("channel"),  # email | sms
    text("contact_id", default=""),
    reference("key_id", "data_key.id"),
    text("capture_request_id", default=""),
    sealed("address_enc"),
    sa.Column("address_hash", sa.LargeBinary, nullable=False),
    sealed("body_enc"),
    text("state", default="queued"),  # queued | sending | sent | delivered | failed | bounced
    number("attempts", default=0),
    moment("next_attempt_at"),
    text("provider_id", optional=True),
    text("failure", default=""),
    moment("created_at"),
    moment("sent_at", optional=True),
    text("purposes", default=""),  # codes in order, with blanks between
    text("asked_by", default=""),
    moment("expires_at"),  # until when it may be answered; not sent any more after that
    moment("answered_at", optional=True),
)
sa.Index("ix_outside_message_contact", outside_message.c.contact_id)
sa.Index("ix_outside_message_due", outside_message.c.state, outside_message.c.next_attempt_at)
sa.Index("ix_outside_message_provider", outside_message.c.channel, outside_message.c.provider_id)
sa.Index("ix_outside_message_address", outside_message.c.address_hash)

contact_merge = sa.Table(
    "contact_merge",
    metadata,
    counter(),
    text("kept_id"),
    text("merged_id"),
    text("proposal_id", default=""),
    text("moved"),  # JSON: identities, conversations and cases that were moved, for the way back
    text("merged_by"),
    moment("merged_at"),
    moment("undone_at", optional=True),
    sqlite_autoincrement=True,
)

rights_request = sa.Table(
    "rights_request",
    metadata,
    text("protocol", primary_key=True),
    text("contact_id"),
    reference("key_id", "data_key.id"),
    text("right"),
    text("channel"),
    moment("received_at"),
    moment("target_at"),
    moment("due_at"),
    text("state", default="open"),
    moment("answered_at", optional=True),
    text("answered_by", default=""),
    sealed("detail_enc"),  # JSON: note, answer
    text("source_key", optional=True, unique=True),
)
sa.Index("ix_rights_request_due", rights_request.c.state, rights_request.c.due_at)

incident = sa.Table(
    "incident",
    metadata,
    identifier(),
    sealed("detail_enc"),  # JSON of contract Incident, under the team key
    moment("known_at"),
    moment("register_until"),
)

retention_run = sa.Table(
    "retention_run",
    metadata,
    counter(),
    moment("at"),
    text("actor", default=""),
    text("removed"),  # JSON: rows by class of data
    sqlite_autoincrement=True,
)
