"""Alembic's entry: runs inside the transaction of the connection that storage/setup.py passes in."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
