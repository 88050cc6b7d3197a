"""Channel numbers, contacts and the ways to recognise them."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import counter, identifier, metadata, moment, number, reference, sealed, text

channel_number = sa.Table(
    "channel_number",
    metadata,
    identifier(),  # Meta's phone number id
    text("waba_id", default=""),
    text("display_phone", default=""),
    text("quality", default="UNKNOWN"),
    moment("created_at"),
    moment("disabled_at", optional=True),  # sending stopped: authorisation lost, account locked …
    text("disabled_reason", optional=True),
    moment("recheck_at", optional=True),  # when one message may try whether a stopped number sends again
    number("rechecks", default=0),
    text("status", default=""),  # CONNECTED, FLAGGED, RESTRICTED … as Meta says
    number("messaging_limit", optional=True),  # persons per rolling 24 h, of the whole portfolio; None: no limit known
)

contact = sa.Table(
    "contact",
    metadata,
    identifier(),
    reference("key_id", "data_key.id"),
    sealed("profile_enc"),  # {"name", "phone", "username"} as shown
    moment("created_at"),
    moment("erased_at", optional=True),
    moment(
        "identity_changed_at", optional=True
    ),  # number may have a new owner: business-initiated sends wait for a person
    text("zone", default=""),  # IANA; "" for that of the telephone number's region, else of the company
    text("language", default=""),
    text("minor", default=""),  # "" unknown | minor | adult
    moment("legal_block_at", optional=True),
    text("merged_into", default=""),  # whom it is shown as; follows from contact_merge
    number("revision", default=0),  # grows with every change of what the contact shows
)
sa.Index("ix_contact_revision", contact.c.revision)
sa.Index(
    "ix_contact_erased",
    contact.c.id,
    sqlite_where=contact.c.erased_at.is_not(None),
    postgresql_where=contact.c.erased_at.is_not(None),
)
sa.Index(
    "ix_contact_merged_into",
    contact.c.merged_into,
    sqlite_where=sa.text("merged_into <> ''"),
    postgresql_where=sa.text("merged_into <> ''"),
)

identity = sa.Table(
    "identity",
    metadata,
    counter(),
    reference("contact_id", "contact.id"),
    text("kind"),  # wa_id | bsuid | parent_bsuid | username | dialled | email
    sa.Column("value_hash", sa.LargeBinary, nullable=False),
    sa.Column("match_hash", sa.LargeBinary, nullable=True),  # Brazilian 9th-digit key: a candidate, never proof
    sealed("value_enc"),
    moment("first_seen_at"),
    moment("last_seen_at"),
    moment("valid_to", optional=True),
    sqlite_autoincrement=True,
)
sa.Index(
    "uq_identity_current",
    identity.c.kind,
    identity.c.value_hash,
    unique=True,
    sqlite_where=identity.c.valid_to.is_(None),
    postgresql_where=identity.c.valid_to.is_(None),
)
sa.Index("ix_identity_contact", identity.c.contact_id)
sa.Index("ix_identity_match", identity.c.match_hash)

identity_proposal = sa.Table(
    "identity_proposal",
    metadata,
    counter(),
    text("kind"),  # number_changed | user_id_changed | same_match_key | conflicting_ids
    reference("contact_id", "contact.id"),
    reference("other_contact_id", "contact.id", optional=True),
    text("own_key", unique=True),  # what made it: a repeated webhook adds nothing
    sealed("detail_enc"),
    moment("created_at"),
    text("state", default="open"),  # open | accepted | rejected
    text("settled_by", default=""),
    moment("settled_at", optional=True),
    sqlite_autoincrement=True,
)
