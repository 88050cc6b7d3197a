"""The ledger: events are only ever added; triggers in the first migration refuse UPDATE and DELETE."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import counter, identifier, metadata, moment, number, sealed, text

notice_version = sa.Table(
    "notice_version",
    metadata,
    identifier(),
    text("notice_key"),
    number("version"),
    text("language"),
    text("purpose"),
    text("body"),
    text("sha256"),
    moment("published_at"),
    moment("retired_at", optional=True),
    number("material_change", default=0),
    text("published_by", default=""),
    moment("in_use_from", optional=True),  # of a text registered later: when it was shown elsewhere
    moment("in_use_until", optional=True),
    sa.UniqueConstraint("notice_key", "version", "language"),
)

consent_event = sa.Table(
    "consent_event",
    metadata,
    counter("seq"),
    text("event_id", unique=True),
    text("contact_id"),
    text("brand"),
    text("purpose"),  # "*" for everything
    text("channel"),
    text("type"),  # GRANTED, REVOKED … (8.1)
    text("notice_version_id", optional=True),
    moment("captured_at"),
    moment("recorded_at"),
    moment("valid_until", optional=True),  # of a grant; of a REQUESTED: until when the prompt may be answered
    text("actor"),  # person | account id | platform
    text("source"),  # agent | button | keyword | platform | web | app | email | sms | import | clock
    number("proof_level", default=0),
    text("source_key", optional=True, unique=True),  # natural key of what caused it: a repeated webhook adds nothing
    text("key_id"),
    sealed("payload_enc"),
    text("payload_commitment"),  # SHA-256 over a random salt and the payload: survives erasure without telling
    text("prev_hash"),
    text("hash"),
    sqlite_autoincrement=True,
)
sa.Index("ix_consent_event_contact", consent_event.c.contact_id, consent_event.c.seq)

evidence = sa.Table(
    "evidence",
    metadata,
    identifier(),
    text("event_id"),
    text("media_type"),
    text("sha256"),
    number("size"),
    text("key_id"),
    sealed("body_enc"),
    moment("captured_at"),
    text("file_name", default=""),
    text("file_ref", default=""),  # a sealed file of this name in the evidence folder, where body_enc holds nothing
)
sa.Index("ix_evidence_event", evidence.c.event_id)

evidence_upload = sa.Table(
    "evidence_upload",
    metadata,
    identifier(),
    text("contact_id"),
    text("key_id"),
    text("media_type"),
    text("sha256"),
    number("size"),
    sealed("name_enc"),
    text("uploaded_by"),
    moment("created_at"),
    moment("used_at", optional=True),
)

consent_prompt = sa.Table(
    "consent_prompt",
    metadata,
    text("message_id", primary_key=True),
    text("contact_id"),
    text("purpose"),
    text("notice_version_id"),
    moment("expires_at"),
    moment("answered_at", optional=True),
    text("kind", default="ask"),  # ask | confirm (second step of a double opt-in) | renew
    text("capture_request_id", default=""),
)
sa.Index("ix_consent_prompt_contact", consent_prompt.c.contact_id)
