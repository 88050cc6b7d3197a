"""Tells a repeated message from a new one. WhatsApp delivers at least once, so repeats are ordinary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from server_stub.services.ingest.received import Received
from server_stub.storage.database import Tx
from server_stub.storage.repositories import inbound
from server_stub.storage.repositories.inbound import KnownMessage
from server_stub.storage.vault import UnreadableError, Vault
from server_stub.whatsapp.lenient import loads, mapping, text
from server_stub.whatsapp.scope import fingerprint
from server_stub.whatsapp.webhook_types import Incoming

RAW_CONTEXT: Final = "message.raw"
_VOLATILE: Final = "url"
"""Download addresses live for minutes: a repeat may carry another one, so only whether there is one counts."""


class Repeats:
    """The key of a message is (number, WhatsApp's id). Two messages under one key that say different things are both
    kept, the second under an id of our own making: the promise never to lose a message is worth more than the key.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def new_ones(self, tx: Tx, received: Sequence[Received[Incoming]]) -> list[tuple[str, Received[Incoming]]]:
        """Those that are not stored yet, each with the id to store it under, in the order given."""
        known = self._stored(tx, received)
        seen: dict[tuple[str, str], Received[Incoming]] = {}
        fresh: list[tuple[str, Received[Incoming]]] = []
        for one in received:
            number_id, wamid = one.item.channel.number_id, one.item.wamid
            stored, before = known.get((number_id, wamid)), seen.get((number_id, wamid))
            if stored is not None or before is not None:
                if self._says_the_same(tx, one.item, stored, before):
                    continue
                wamid = f"{wamid}~{meaning(one.item.raw)[:16]}"
                if (number_id, wamid) in seen or inbound.known_messages(tx, number_id, [wamid]):
                    continue
            seen[number_id, wamid] = one
            fresh.append((wamid, one))
        return fresh

    @staticmethod
    def _stored(tx: Tx, received: Iterable[Received[Incoming]]) -> dict[tuple[str, str], KnownMessage]:
        wanted: dict[str, list[str]] = defaultdict(list)
        for one in received:
            wanted[one.item.channel.number_id].append(one.item.wamid)
        return {
            (number_id, wamid): known
            for number_id, wamids in wanted.items()
            for wamid, known in inbound.known_messages(tx, number_id, wamids).items()
        }

    def _says_the_same(
        self, tx: Tx, item: Incoming, stored: KnownMessage | None, before: Received[Incoming] | None
    ) -> bool:
        if before is not None:
            return meaning(before.item.raw) == meaning(item.raw)
        if stored is None or stored.wa_type != item.wa_type or item.sent_at not in (None, stored.sent_at):
            return False
        sealed = inbound.sealed_raw(tx, stored.id)
        if sealed is None:
            return True
        try:
            return meaning(self._vault.open(tx, sealed.key_id, sealed.raw_enc, RAW_CONTEXT)) == meaning(item.raw)
        except UnreadableError:
            return True


def meaning(raw: bytes) -> str:
    """Fingerprint of what a message says: its type, its time and the object of its type."""
    entry = mapping(loads(raw))
    entry = mapping(entry.get("message")) if "message" in entry and "type" not in entry else entry
    kind = text(entry.get("type"))
    body = entry.get(kind)
    said = {**body, _VOLATILE: True} if isinstance(body, dict) and body.get(_VOLATILE) else body
    return fingerprint(kind, text(entry.get("timestamp")), said)
