"""What a conversation's gallery holds, from the local copy: there also without a line."""

from __future__ import annotations

from desktop.application.store_ports import StoreTx
from desktop.application.storing import place_of
from desktop.domain.gallery import is_in_gallery
from server_stub.contract.model import Message


def gallery_page(tx: StoreTx, conversation_id: str, before: Message | None, limit: int) -> list[Message]:
    """Newest first; fewer than `limit` only at the beginning of what is known."""
    found: list[Message] = []
    place = None if before is None else place_of(before)
    while len(found) < limit:
        # Voices and stickers carry files too: what they take from a page is made up by the next.
        some = tx.messages.with_files(conversation_id, place, limit)
        found += [each for each in some if is_in_gallery(each)]
        if len(some) < limit:
            break
        place = place_of(some[-1])
    return found[:limit]
