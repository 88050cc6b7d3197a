"""The one MetaData and the column shapes that repeat."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def identifier(name: str = "id", *, primary: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String, primary_key=primary, nullable=False)


def counter(name: str = "id") -> sa.Column[int]:
    """A number that only grows: SQLite's rowid alias, never reused thanks to AUTOINCREMENT."""
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True)


def moment(name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=optional)


def text(name: str, *, optional: bool = False, default: str | None = None, **more: Any) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=optional, server_default=default, **more)


def number(name: str, *, optional: bool = False, default: int | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=optional, server_default=None if default is None else str(default))


def sealed(name: str, *, optional: bool = True) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=optional)


def reference(name: str, target: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, sa.ForeignKey(target), nullable=optional)
