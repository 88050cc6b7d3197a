"""The gallery of a conversation from the local store: newest first, page by page, nothing but what is looked at."""

from __future__ import annotations

import msgspec

from desktop.application.gallery import gallery_page
from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.model import Message
from tests.helpers.local_store import MemoryStore
from tests.helpers.sample_conversations import timelines


def history() -> list[Message]:
    """Pictures among voices, stickers and texts, all in the same few milliseconds."""
    like = timelines()["v-rafael"][0]
    kinds = (Kind.IMAGE, Kind.VOICE, Kind.STICKER, Kind.TEXT, Kind.DOCUMENT)
    made = []
    for number in range(100):
        kind = kinds[number % len(kinds)]
        media = None if kind is Kind.TEXT else Media(f"f-{number:03}", "image/jpeg", "ready")
        content = Content(kind, media=media)
        changed = msgspec.structs.replace(like, id=f"m-{number:03}", sent_at=1000 + number // 7, content=content)
        made.append(changed)
    return made


def test_pages_meet_without_gap_or_repetition() -> None:
    store, messages = MemoryStore(), history()
    other = msgspec.structs.replace(messages[0], id="other", conversation_id="elsewhere")
    deleted = msgspec.structs.replace(messages[0], id="n-deleted", deleted_at=5)
    for message in (*messages, other, deleted):
        store.run(lambda tx, told=message: tx.messages.put(told, as_of=None))
    wanted = [item.id for item in messages[::-1] if item.content.kind in (Kind.IMAGE, Kind.DOCUMENT)]
    found: list[Message] = []
    while True:
        before = found[-1] if found else None
        page = store.run(lambda tx, start=before: gallery_page(tx, messages[0].conversation_id, start, 7))
        found += page
        if len(page) < 7:
            break
    assert [item.id for item in found] == wanted
