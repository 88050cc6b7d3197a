"""What happens to cases: their raw log, offers, who else is in the chat, classifications, histories asked for."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import counter, identifier, metadata, moment, number, reference, sealed, text

# Append-only: every figure of service is computed from it.
case_event = sa.Table(
    "case_event",
    metadata,
    counter(),
    text("case_id"),
    text("conversation_id"),
    text("kind"),  # contract CaseMove
    moment("at"),
    text("account_id", default=""),
    text("queue_id", default=""),
    text("detail", default=""),  # a code, never words of people
    sqlite_autoincrement=True,
)
sa.Index("ix_case_event_case", case_event.c.case_id)
sa.Index("ix_case_event_at", case_event.c.at)
_asked = case_event.c.kind == "survey_asked"  # few among all: a year of them is looked through
sa.Index("ix_case_event_survey", case_event.c.at, sqlite_where=_asked, postgresql_where=_asked)

offer = sa.Table(
    "offer",
    metadata,
    reference("conversation_id", "conversation.id"),
    text("id", unique=True),
    text("case_id"),
    text("kind"),  # contract OfferKind
    text("to_account"),
    text("from_account", default=""),
    sealed("card_enc"),  # contract HandOver, under the contact's key
    moment("offered_at"),
    moment("expires_at", optional=True),
    sa.PrimaryKeyConstraint("conversation_id"),
)
sa.Index("ix_offer_expires", offer.c.expires_at)
sa.Index("ix_offer_to", offer.c.to_account)

participant = sa.Table(
    "participant",
    metadata,
    reference("conversation_id", "conversation.id"),
    text("account_id"),
    text("why"),  # contract Presence
    text("invited_by", default=""),
    moment("joined_at"),
    sa.PrimaryKeyConstraint("conversation_id", "account_id"),
)
sa.Index("ix_participant_account", participant.c.account_id)

bulk = sa.Table(
    "bulk",
    metadata,
    identifier(),
    text("account_id"),
    moment("at"),
    moment("undone_at", optional=True),
    text("rows"),  # JSON: ids and states before and after, nothing personal
)

disposition = sa.Table(
    "disposition",
    metadata,
    identifier(),
    text("label"),
    text("parent_id", default=""),
    text("queue_id", default=""),
    text("outcome", default=""),
    number("position", default=0),
    number("active", default=1),
)

history_job = sa.Table(
    "history_job",
    metadata,
    identifier(),
    text("case_id"),
    text("way"),
    text("state"),  # waiting | sending | sent | failed | handed_over
    moment("requested_at"),
    moment("due_at"),
    text("requested_by"),
    text("message_id", default=""),
    number("attempts", default=0),
    moment("next_attempt_at", optional=True),
    moment("done_at", optional=True),
    text("failure", default=""),
    sealed("note_enc"),  # how it was handed over, under the contact's key
)
sa.Index("ix_history_job_case", history_job.c.case_id)
sa.Index("ix_history_job_due", history_job.c.state, history_job.c.next_attempt_at)

rescue = sa.Table(
    "rescue",
    metadata,
    reference("conversation_id", "conversation.id"),
    moment("window_until"),
    text("account_id"),
    moment("asked_at"),
    text("message_id", default=""),
    sa.PrimaryKeyConstraint("conversation_id", "window_until"),
)
