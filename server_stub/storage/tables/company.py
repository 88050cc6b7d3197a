"""What belongs to the company itself and to no customer: the files that it sends again and again."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import identifier, metadata, moment, number, sealed, text

company_file = sa.Table(
    "company_file",
    metadata,
    identifier(),
    text("key_id"),
    text("mime_type"),
    sealed("detail_enc"),  # {"file_name", "sha256", …}
    number("size"),
    text("uploaded_by"),
    moment("created_at"),
)
