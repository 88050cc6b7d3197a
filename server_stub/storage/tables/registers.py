"""What administrators keep: purposes, company and policy in versions, ways in, API keys, do-not-contact lists."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import counter, identifier, metadata, moment, number, reference, sealed, text

purpose = sa.Table(
    "purpose",
    metadata,
    text("code", primary_key=True),
    text("category"),
    text("settings"),  # JSON of contract PurposeSettings
    moment("updated_at"),
    text("updated_by", default=""),
)

register_version = sa.Table(
    "register_version",
    metadata,
    counter(),
    text("kind"),  # policy | company
    text("body"),  # JSON of contract SendingPolicy or Company; rows are only ever added
    text("actor", default=""),
    moment("created_at"),
    sqlite_autoincrement=True,
)
sa.Index("ix_register_version_kind", register_version.c.kind, register_version.c.id)

capture_point = sa.Table(
    "capture_point",
    metadata,
    identifier(),
    text("kind"),
    text("slug", unique=True),
    text("settings"),  # JSON of contract CapturePoint
    number("enabled", default=1),
    moment("created_at"),
    text("created_by", default=""),
)

capture_request = sa.Table(
    "capture_request",
    metadata,
    identifier(),
    text("source"),  # web | app | email | sms
    text("capture_point_id", default=""),
    text("contact_id", optional=True),  # known already, or found by the proof
    reference("key_id", "data_key.id"),  # a key of its own until a contact is found: lapsed requests are erased
    sa.Column("code_hash", sa.LargeBinary, nullable=True),  # of the one-time code
    sa.Column("phone_hash", sa.LargeBinary, nullable=True),
    sealed("detail_enc"),  # JSON of services.capture.Detail
    text("state", default="open"),  # open | proven | lapsed
    moment("created_at"),
    moment("expires_at"),
    moment("settled_at", optional=True),
    moment("code_asked_at", optional=True),  # the person asked for a code by WhatsApp: lets its template leave
    text("code_message_id", default=""),  # the one message that answers this; "" until it is accepted
    sa.Column("typed_hash", sa.LargeBinary, nullable=True),  # of the code that is to be typed back
    moment("typed_until", optional=True),
    number("typed_attempts", default=0),
)
sa.Index(
    "uq_capture_request_code",
    capture_request.c.code_hash,
    unique=True,
    sqlite_where=capture_request.c.state == "open",
    postgresql_where=capture_request.c.state == "open",
)
sa.Index("ix_capture_request_phone", capture_request.c.phone_hash, capture_request.c.state)
sa.Index("ix_capture_request_contact", capture_request.c.contact_id, capture_request.c.code_asked_at)
sa.Index("ix_capture_request_code_message", capture_request.c.code_message_id)
sa.Index("ix_capture_request_due", capture_request.c.state, capture_request.c.expires_at)

api_key = sa.Table(
    "api_key",
    metadata,
    identifier(),
    text("name"),
    text("scopes"),  # JSON list
    sa.Column("digest", sa.LargeBinary, nullable=False, unique=True),
    moment("created_at"),
    text("created_by", default=""),
    moment("last_used_at", optional=True),
    moment("revoked_at", optional=True),
)

idempotent_request = sa.Table(
    "idempotent_request",
    metadata,
    text("api_key_id"),
    sa.Column("key_digest", sa.LargeBinary, nullable=False),
    sa.Column("body_digest", sa.LargeBinary, nullable=False),
    number("status"),
    sealed("answer_enc"),  # under the team key
    moment("created_at"),
    sa.PrimaryKeyConstraint("api_key_id", "key_digest"),
)

block_list = sa.Table(
    "block_list",
    metadata,
    identifier(),
    text("name"),
    text("state", default=""),
    text("file_sha256", default=""),
    number("entries", default=0),
    number("skipped", default=0),
    moment("loaded_at"),
    text("loaded_by", default=""),
)

block_list_load = sa.Table(
    "block_list_load",
    metadata,
    identifier(),
    text("name"),
    text("state", default=""),
    text("file_sha256", default=""),
    number("size", default=0),
    number("done", default=0),
    moment("begun_at"),
    text("begun_by", default=""),
    text("failure", default=""),
)

block_list_entry = sa.Table(
    "block_list_entry",
    metadata,
    text("list_id"),
    sa.Column("match_hash", sa.LargeBinary, nullable=False),  # vault.blind(key without the ninth digit, "match")
    moment("listed_at"),
    moment("effective_at"),
    sa.PrimaryKeyConstraint("list_id", "match_hash"),
)
sa.Index("ix_block_list_entry_match", block_list_entry.c.match_hash)
