"""Files of the company itself, which phrases and the like name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015_company_files"
down_revision = "0014_drafts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "company_file",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("mime_type", sa.String(), nullable=False),
        sa.Column("detail_enc", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("uploaded_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_company_file"),
    )


def downgrade() -> None:
    op.drop_table("company_file")
