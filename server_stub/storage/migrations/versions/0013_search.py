"""The blind index over messages. It is filled by a worker after the start, never here: histories are long."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013_search"
down_revision = "0012_earlier_texts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_message",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("place", name="pk_search_message"),
        sa.UniqueConstraint("message_id", name="uq_search_message_message_id"),
    )
    op.execute("CREATE VIRTUAL TABLE search_words USING fts5 (tokens, content='', contentless_delete=1, detail='none')")
    op.execute(
        "CREATE TRIGGER search_message_gone AFTER DELETE ON message BEGIN"
        " DELETE FROM search_message WHERE message_id = old.id; END"
    )
    op.execute(
        "CREATE TRIGGER search_message_emptied AFTER UPDATE OF content_enc, deleted_at ON message"
        " WHEN new.content_enc IS NULL OR new.deleted_at IS NOT NULL BEGIN"
        " DELETE FROM search_message WHERE message_id = old.id; END"
    )
    op.execute(
        "CREATE TRIGGER search_words_gone AFTER DELETE ON search_message BEGIN"
        " DELETE FROM search_words WHERE rowid = old.place;"
        " INSERT OR REPLACE INTO setting (name, value) VALUES ('search.removed', '1'); END"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER search_message_emptied")
    op.execute("DROP TRIGGER search_message_gone")
    op.drop_table("search_message")
    op.execute("DROP TABLE search_words")
