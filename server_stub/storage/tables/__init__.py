"""The schema, by noun. SQLAlchemy Core only; types are those that SQLite and PostgreSQL both have.

Times are integer milliseconds UTC (`…_at`). Columns ending in `_enc` are sealed by the vault under the key named by
the row's contact (see storage/vault.py). Columns ending in `_hash` are keyed hashes (blind indexes): equal values can
be found, not read.
"""

from server_stub.storage.tables import (
    accounts,
    cases,
    company,
    consent,
    conversations,
    drafts,
    journal,
    mentions,
    outbound,
    people,
    phrases,
    proof,
    registers,
    rights,
    search,
    stickers,
    team,
)
from server_stub.storage.tables.base import metadata

__all__ = [
    "accounts",
    "cases",
    "company",
    "consent",
    "conversations",
    "drafts",
    "journal",
    "mentions",
    "metadata",
    "outbound",
    "people",
    "phrases",
    "proof",
    "registers",
    "rights",
    "search",
    "stickers",
    "team",
]
