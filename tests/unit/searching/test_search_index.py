"""The blind index follows the messages, whatever happens to them, and never shows anybody what they may not see."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from server_stub.contract.content import Content, Media
from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.events import EventKind, MessageChanged
from server_stub.contract.model import Account, Role
from server_stub.contract.search import SearchPage
from server_stub.core import Core
from server_stub.services import search_index
from server_stub.services.search import Search
from server_stub.services.search_index import BlindWords, SearchIndex
from server_stub.storage.database import Tx
from server_stub.storage.repositories.erasing import Erasing
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.storage.repositories.people import Owner
from server_stub.storage.repositories.retention import RetentionRows
from server_stub.storage.repositories.search_rows import SearchRows
from server_stub.storage.vault import Vault
from tests.helpers.gateway import quick_passwords
from tests.helpers.world import World

KEY = bytes(range(32))
NOW = 1_790_000_000_000
LEAD = Account("lead", "lead", "Lia", Role.LEAD)
ANA = Account("ana", "ana", "Ana", Role.AGENT)
BRUNO = Account("bruno", "bruno", "Bruno", Role.AGENT)


@dataclass(slots=True)
class Finding:
    """A core with its index, which moves only when told to."""

    core: Core
    world: World
    rows: SearchRows = field(init=False)
    moments: itertools.count[int] = field(default_factory=lambda: itertools.count(NOW))

    def __post_init__(self) -> None:
        self.rows = SearchRows(self.core.vault)

    def index(self) -> SearchIndex:
        core = self.core
        events = EventRepository(core.vault)
        return SearchIndex(core.database, self.rows, events, BlindWords(core.vault), core.wakeups, core.clock)

    async def follow(self) -> None:
        await self.index().catch_up()

    async def say(self, conversation: str, content: Content | str, *, told: bool = True) -> str:
        said = Content("text", content) if isinstance(content, str) else content
        at = next(self.moments)

        def work(tx: Tx) -> str:
            message_id = self.world.add_message(tx, conversation, said, at)
            if told:
                self.tell(tx, message_id)
            return message_id

        return await self.core.database.write(work)

    def tell(self, tx: Tx, message_id: str) -> None:
        message = self.core.reading.message(tx, message_id)
        assert message is not None
        where = {"key_id": self.world.keys[message.conversation_id], "now": NOW}
        data = MessageChanged(message)
        self.core.events.append(tx, EventKind.MESSAGE, data, conversation_id=message.conversation_id, **where)

    async def page(self, account: Account, query: str, page: str | None = None, limit: int = 50) -> SearchPage:
        search = Search(self.rows, self.core.reading, BlindWords(self.core.vault))
        return await self.core.database.read(lambda tx: search.page(tx, account, query, page, limit, NOW))

    async def found(self, account: Account, query: str) -> list[str]:
        return [it.content.text for it in (await self.page(account, query)).messages]

    async def count(self, table: str) -> int:
        sql = f"SELECT count(*) FROM {table}"
        return await self.core.database.read(lambda tx: tx.driver.execute(sql).fetchone()[0])


def open_core(folder: Path) -> Core:
    core = Core(folder, KEY, clock=lambda: NOW, passwords=quick_passwords())
    core.start()
    return core


@pytest.fixture
async def finding(tmp_path: Path) -> AsyncIterator[Finding]:
    core = open_core(tmp_path)
    world = World(core.database, core.vault, NOW)
    await world.conversation("of-ana", ANA.id)
    await world.conversation("of-bruno", BRUNO.id)
    await world.conversation("free")
    yield Finding(core, world)
    await core.stop()


async def test_words_captions_and_files_are_found_newest_first(finding: Finding) -> None:
    await finding.say("free", "A PROMOÇÃO de ontem")
    await finding.say("free", Content("document", "promoção nova", Media("m", "x/y", file_name="tabela-preços.pdf")))
    await finding.say("free", "outra coisa")
    await finding.follow()
    assert await finding.found(ANA, "promocao") == ["promoção nova", "A PROMOÇÃO de ontem"]
    assert await finding.found(ANA, "prom ont") == ["A PROMOÇÃO de ontem"]
    assert await finding.found(ANA, "precos") == ["promoção nova"]
    assert await finding.found(ANA, "promocaozinha") == []


async def test_the_permission_is_part_of_the_search(finding: Finding) -> None:
    for name in ("of-ana", "of-bruno", "free"):
        await finding.say(name, f"segredo {name}")
    await finding.follow()
    assert await finding.found(LEAD, "segredo") == ["segredo free", "segredo of-bruno", "segredo of-ana"]
    assert await finding.found(ANA, "segredo") == ["segredo free", "segredo of-ana"]
    page = await finding.page(BRUNO, "segredo")
    assert {it.id for it in page.conversations} == {"free", "of-bruno"}
    assert {it.id for it in page.contacts} == {"p-free", "p-of-bruno"}


async def test_pages_join_and_are_bounded_where_little_may_be_seen(
    finding: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server_stub.services.search._CHUNK", 3)
    monkeypatch.setattr("server_stub.services.search._MOST_CANDIDATES", 6)
    for number in range(20):
        await finding.say("of-ana" if number == 0 else "of-bruno", f"palavra {number}")
    await finding.follow()
    texts: list[str] = []
    pages, cursor = 0, None
    while pages == 0 or cursor is not None:
        page = await finding.page(ANA, "palavra", cursor, 5)
        texts += [it.content.text for it in page.messages]
        pages, cursor = pages + 1, page.next_page
        assert cursor is None or page.searched_back_to is not None
    assert (texts, pages) == (["palavra 0"], 4)
    page = await finding.page(LEAD, "palavra", None, 5)
    following = await finding.page(LEAD, "palavra", page.next_page, 5)
    numbers = [it.content.text for it in (*page.messages, *following.messages)]
    assert numbers == [f"palavra {number}" for number in range(19, 9, -1)]


async def test_an_edit_and_a_deletion_for_all_change_what_is_found(finding: Finding) -> None:
    message_id = await finding.say("free", "antes")
    other = await finding.say("free", "depois de tudo")
    await finding.follow()

    def edit(tx: Tx) -> None:
        sealed = finding.world.seal(tx, "free", Content("text", "depois"), "message.content")
        sql = "UPDATE message SET content_enc = ?, edited_at = ? WHERE id = ?"
        tx.driver.execute(sql, (sealed, NOW + 5, message_id))
        finding.tell(tx, message_id)
        tx.driver.execute("UPDATE message SET deleted_at = ? WHERE id = ?", (NOW, other))

    await finding.core.database.write(edit)
    assert await finding.found(LEAD, "depois") == []
    await finding.follow()
    assert (await finding.found(LEAD, "antes"), await finding.found(LEAD, "depois")) == ([], ["depois"])


async def test_an_erased_person_leaves_the_index_at_once_and_the_file_with_the_next_compaction(
    finding: Finding,
) -> None:
    await finding.say("of-ana", "umapalavrarara")
    await finding.say("free", "outraqualquer")
    await finding.follow()
    owner = Owner("p-of-ana", finding.world.keys["of-ana"])
    await finding.core.database.write(lambda tx: Erasing(finding.core.vault).erase(tx, owner, NOW))
    assert await finding.found(LEAD, "umapalavrarara") == []
    assert await finding.count("search_message") == 1
    token = BlindWords(finding.core.vault).of_text("uma").encode()
    assert await in_file(finding, token)
    await finding.index().compact()
    assert not await in_file(finding, token)
    assert not await finding.core.database.read(finding.rows.has_removed)
    assert await finding.found(LEAD, "outra") == ["outraqualquer"]


async def in_file(finding: Finding, token: bytes) -> bool:
    """In the blocks of the index. A term is kept without the letters it shares with the one before it."""
    blocks = await finding.core.database.read(
        lambda tx: [row[0] for row in tx.driver.execute("SELECT block FROM search_words_data")]
    )
    return any(token[4:] in block for block in blocks)


async def test_retention_takes_its_messages_out(finding: Finding) -> None:
    await finding.say("free", "muito velho")
    await finding.follow()
    later = NOW + 400 * 86_400_000

    def expire(tx: Tx) -> int:
        tx.driver.execute("UPDATE case_file SET closed_at = ?", (NOW,))
        return RetentionRows(finding.core.vault).remove(tx, "messages", later, later, 10).rows

    assert await finding.core.database.write(expire) == 1
    assert await finding.found(LEAD, "velho") == []
    assert await finding.count("search_message") == 0


async def test_a_history_from_before_the_index_is_taken_in_wherever_it_is_interrupted(
    finding: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "_BATCH", 3)
    for number in range(10):
        await finding.say("free", f"historia {number}", told=False)
    for number in range(4):  # each step by an index that knows nothing but the store
        assert await finding.index().step()
        await finding.say("free", f"historia nova {number}")
    assert (await finding.page(LEAD, "historia")).indexing
    while await finding.index().step():
        pass
    texts = await finding.found(LEAD, "historia")
    assert len(texts) == len(set(texts)) == 14
    assert not (await finding.page(LEAD, "historia")).indexing


async def test_a_writer_that_dies_leaves_words_and_progress_together(
    finding: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        await finding.say("free", f"historia {number}")
    await finding.follow()
    for number in range(4, 8):
        await finding.say("free", f"historia {number}")

    def dies(self: SearchRows, tx: Tx, *_args: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as broken:
        broken.setattr(SearchRows, "note", dies)
        with pytest.raises(RuntimeError):
            await finding.index().step()
    await finding.follow()
    assert len(await finding.found(LEAD, "historia")) == 8
    assert await finding.count("search_message") == 8


async def test_events_that_were_forgotten_before_they_were_read_are_made_up_for(finding: Finding) -> None:
    await finding.say("free", "um texto")
    await finding.follow()
    await finding.say("free", "texto dois")
    events = EventRepository(finding.core.vault)
    await finding.core.database.write(lambda tx: events.prune(tx, NOW + 1))
    await finding.follow()
    assert await finding.found(LEAD, "texto") == ["texto dois", "um texto"]


async def test_other_rules_make_the_index_anew(finding: Finding, monkeypatch: pytest.MonkeyPatch) -> None:
    await finding.say("free", "texto")
    await finding.follow()
    monkeypatch.setattr(search_index, "RULES", "other")
    monkeypatch.setattr(search_index, "LONGEST_PREFIX", 4)
    index = finding.index()
    assert await index.step()
    assert await finding.count("search_message") == 0
    assert (await finding.page(LEAD, "texto")).indexing
    await index.catch_up()
    assert await finding.found(LEAD, "texto") == ["texto"]
    await finding.core.database.write(lambda tx: tx.driver.execute("DELETE FROM message"))
    assert await finding.count("search_message") == 0


async def test_nothing_readable_and_nothing_equal_under_another_key(finding: Finding) -> None:
    mine = set(BlindWords(finding.core.vault).of_text("conceição paga 98765-4321").split())
    assert mine.isdisjoint(BlindWords(Vault(b"x" * 32)).of_text("conceição paga 98765-4321").split())
    assert all(len(token) == 16 for token in mine)
    await finding.say("free", "conceição")
    await finding.follow()
    blocks = await finding.core.database.read(
        lambda tx: b"".join(row[0] for row in tx.driver.execute("SELECT block FROM search_words_data"))
    )
    assert b"conc" not in blocks


async def test_what_is_no_search_is_refused(finding: Finding) -> None:
    refusals = [
        ("a", None, 0, "limit"),
        ("a", None, 101, "limit"),
        ("a" * 201, None, 5, "query"),
        ("a", "x", 5, "page"),
        ("a", "-1", 5, "page"),
        ("a", "9" * 19, 5, "page"),
        ("a", "\u0663", 5, "page"),  # a digit, but not one of ours
    ]
    for query, page, limit, wrong in refusals:
        with pytest.raises(GatewayRefusal) as refused:
            await finding.page(LEAD, query, page, limit)
        assert refused.value.params == {"field": wrong}


async def test_signs_of_the_query_language_are_only_text(finding: Finding) -> None:
    await finding.say("free", "nada disso")
    await finding.follow()
    for query in ("", "  ", "?!", '"', "AND OR NOT", "a*", "(" * 50, "'; DROP TABLE message; --"):
        assert await finding.found(LEAD, query) == []
    assert await finding.found(LEAD, '"nada"') == ["nada disso"]
