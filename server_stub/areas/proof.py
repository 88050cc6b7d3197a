"""The ledger's checkpoints, verification and proof packs."""

from __future__ import annotations

from server_stub.areas.area import Area


class ProofArea(Area):
    """The ledger's checkpoints, verification and proof packs."""
