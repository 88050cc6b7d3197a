"""Rows come out as the wire types, and only for those who may see them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server_stub.contract.content import Content, Media
from server_stub.contract.model import Role
from server_stub.domain.protocol_number import is_protocol_number
from server_stub.domain.window import WINDOW_MS
from server_stub.storage.database import Database, Tx, create_engine
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.tables import accounts, conversations, metadata
from server_stub.storage.vault import Vault
from tests.helpers.world import World

NOW = 1_790_000_000_000
ANA, BRUNO, LEAD = (Viewer("ana", Role.AGENT), Viewer("bruno", Role.AGENT), Viewer("lia", Role.LEAD))


class Store(World):
    """With the reading side, which is what is tested."""

    @property
    def reading(self) -> Reading:
        return Reading(self.vault)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    vault = Vault(bytes(range(32)))
    engine = create_engine(tmp_path / "gateway.db", vault.page_key_hex, read_only=False)
    metadata.create_all(engine)
    engine.dispose()
    database = Database(tmp_path / "gateway.db", vault.page_key_hex)
    database.start()
    store = Store(database, vault, NOW)

    def seed(tx: Tx) -> None:
        for name in ("ana", "bruno"):
            tx.execute(
                accounts.account.insert().values(
                    id=name, login=name, name=name.title(), role="agent", password_hash="x", created_at=NOW
                )
            )
        store.add_conversation(tx, "of-ana", "ana", NOW + 3)
        store.add_conversation(tx, "of-bruno", "bruno", NOW + 2)
        store.add_conversation(tx, "free", None, NOW + 1)

    await database.write(seed)
    yield store
    await database.close()


async def test_pages_hold_only_what_the_viewer_may_see_and_join_without_gap(store: Store) -> None:
    async def all_pages(viewer: Viewer) -> list[str]:
        found, before = [], None
        while True:
            page, before = await store.database.read(
                lambda tx, start=before: store.reading.conversations(tx, viewer, start, 1)
            )
            found += [conversation.id for conversation in page]
            if before is None:
                return found

    assert await all_pages(ANA) == ["of-ana", "free"]
    assert await all_pages(BRUNO) == ["of-bruno", "free"]
    assert await all_pages(LEAD) == ["of-ana", "of-bruno", "free"]


async def test_a_conversation_of_another_is_as_if_it_did_not_exist(store: Store) -> None:
    await store.database.write(lambda tx: store.add_message(tx, "of-bruno", Content("text", "segredo"), NOW))
    read = store.database.read
    assert await read(lambda tx: store.reading.conversation_for(tx, ANA, "of-bruno")) is None
    assert await read(lambda tx: store.reading.conversation_for(tx, ANA, "never")) is None
    assert await read(lambda tx: store.reading.messages(tx, ANA, "of-bruno", None, 50)) == []
    assert len(await read(lambda tx: store.reading.messages(tx, LEAD, "of-bruno", None, 50))) == 1


async def test_a_conversation_tells_window_preview_protocol_and_claim(store: Store) -> None:
    def work(tx: Tx) -> None:
        tx.execute(conversations.claim.insert().values(conversation_id="free", account_id="ana", until=NOW + 60_000))

    await store.database.write(work)
    found = await store.database.read(lambda tx: store.reading.conversation(tx, "free"))
    assert found is not None
    assert found.window_until == NOW + 1 + WINDOW_MS
    assert found.last is not None
    assert found.last.text == "oi"
    assert is_protocol_number(found.protocol)
    assert found.claim is not None
    assert (found.claim.account_id, found.claim.account_name) == ("ana", "Ana")


async def test_a_message_comes_with_quote_reactions_times_and_the_true_state_of_its_file(store: Store) -> None:
    def work(tx: Tx) -> str:
        first = store.add_message(tx, "free", Content("text", "Qual o preço?"), NOW)
        pending = Content("image", "Este", Media("f1", "image/jpeg"))
        answer = store.add_message(
            tx, "free", pending, NOW + 5, direction="out", status="read", author_id="ana", quoted_wamid=f"w-{first}"
        )
        detail = store.seal(tx, "free", {"file_name": "a.jpg", "width": 640, "height": 480}, "media.detail")
        tx.execute(
            conversations.media.insert().values(
                id="f1",
                direction="out",
                key_id=store.keys["free"],
                mime_type="image/jpeg",
                state="ready",
                size=77,
                detail_enc=detail,
                created_at=NOW,
            )
        )
        for status, at in (("sent", NOW + 6), ("read", NOW + 9)):
            tx.execute(conversations.message_status.insert().values(message_id=answer, status=status, at=at))
        emoji = store.vault.seal(tx, store.keys["free"], "❤️".encode(), "reaction.emoji")
        tx.execute(conversations.reaction.insert().values(message_id=answer, actor="customer", emoji_enc=emoji, at=NOW))
        return answer

    answer = await store.database.write(work)
    found = await store.database.read(lambda tx: store.reading.message(tx, answer))
    assert found is not None
    assert found.author_name == "Ana"
    assert found.quote is not None
    assert (found.quote.text, found.quote.direction) == ("Qual o preço?", "in")
    assert found.status_times == {"sent": NOW + 6, "read": NOW + 9}
    assert [(r.emoji, r.by_customer) for r in found.reactions] == [("❤️", True)]
    assert found.content.media == Media("f1", "image/jpeg", "ready", "a.jpg", 77, 640, 480)


async def test_message_pages_are_oldest_first_and_join_without_gap(store: Store) -> None:
    def work(tx: Tx) -> None:
        for n in range(5):
            store.add_message(tx, "free", Content("text", str(n)), NOW + n)

    await store.database.write(work)
    newest = await store.database.read(lambda tx: store.reading.messages(tx, ANA, "free", None, 3))
    assert [m.content.text for m in newest] == ["2", "3", "4"]
    start = (newest[0].sent_at, newest[0].id)
    older = await store.database.read(lambda tx: store.reading.messages(tx, ANA, "free", start, 3))
    assert [m.content.text for m in older] == ["0", "1"]


async def test_what_was_erased_is_listed_but_empty(store: Store) -> None:
    await store.database.write(lambda tx: store.add_message(tx, "free", Content("text", "segredo"), NOW))
    await store.database.write(lambda tx: store.vault.destroy_key(tx, store.keys["free"], NOW))
    messages = await store.database.read(lambda tx: store.reading.messages(tx, ANA, "free", None, 3))
    assert [(m.content.kind, m.content.text) for m in messages] == [("text", "")]
    contact = await store.database.read(lambda tx: store.reading.contact(tx, "p-free", NOW))
    assert contact is not None
    assert (contact.name, contact.phone) == ("", None)


async def test_a_quote_never_shows_words_of_another_conversation(store: Store) -> None:
    def work(tx: Tx) -> str:
        foreign = store.add_message(tx, "of-bruno", Content("text", "segredo"), NOW)
        return store.add_message(tx, "of-ana", Content("text", "?"), NOW, quoted_wamid=f"w-{foreign}")

    forged = await store.database.write(work)
    found = await store.database.read(lambda tx: store.reading.message(tx, forged))
    assert found is not None
    assert found.quote is not None
    assert (found.quote.message_id, found.quote.text) == ("", "")
