"""Where a code came from: it proves the number that sent it, which may be another than the form names."""

from __future__ import annotations

from dataclasses import dataclass

from server_stub.domain.identity import same_number
from server_stub.storage.database import Tx
from server_stub.storage.repositories.addresses import Addresses


@dataclass(frozen=True, slots=True)
class Origin:
    addresses: Addresses

    def is_other(self, tx: Tx, contact_id: str | None, phone: str) -> bool:
        """Whether `contact_id`, who sent the code, is known by another number than `phone` (E.164, "" for none)."""
        number = None if contact_id is None or not phone else self.addresses.of(tx, contact_id).phone
        return number is not None and not same_number(number, phone.removeprefix("+"))
