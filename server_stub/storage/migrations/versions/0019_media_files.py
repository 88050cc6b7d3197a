"""Which sealed file holds the bytes of a media row, and by what mark equal bytes of one contact are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019_media_files"
down_revision = "0018_mentions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("media", sa.Column("file_id", sa.String(), server_default="", nullable=False))
    op.add_column("media", sa.Column("content_mark", sa.String(), server_default="", nullable=False))
    op.execute("UPDATE media SET file_id = id")
    op.create_index("ix_media_file", "media", ["file_id"])
    marked = sa.text("content_mark <> ''")
    op.create_index(
        "ix_media_mark", "media", ["contact_id", "content_mark"], sqlite_where=marked, postgresql_where=marked
    )


def downgrade() -> None:
    op.drop_index("ix_media_mark", "media")
    op.drop_index("ix_media_file", "media")
    op.drop_column("media", "content_mark")
    op.drop_column("media", "file_id")
