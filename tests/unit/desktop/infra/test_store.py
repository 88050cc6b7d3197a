"""The encrypted local store: durable, searchable, ordered by time."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
import sqlcipher3.dbapi2 as driver

from desktop.application.store_ports import Catalogue, Coverage, LocalFile, OutboxItem
from desktop.domain.errors import LocalProblem
from desktop.infra.store.local_store import SqlStore
from desktop.infra.store.messages import first_place
from desktop.infra.store.opening import new_key
from desktop.infra.store.raw import connect, first_conversations
from server_stub.contract.content import Card, Choice, Content, Location, Media
from server_stub.contract.delivery import Status
from server_stub.contract.model import (
    Account,
    ConsentPurpose,
    Contact,
    Conversation,
    Message,
    Phrase,
    Preview,
    Role,
    Template,
)
from server_stub.contract.requests import SendMessage
from server_stub.contract.words import Sought

KEY = new_key()
T = 1_790_000_000_000


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    opened = SqlStore(tmp_path / "a.db", KEY)
    yield opened
    await opened.close()


def message(number: int, text: str = "olá", *, conversation: str = "c", at: int | None = None) -> Message:
    sent_at = T + number if at is None else at
    return Message(f"m{number:04d}", conversation, "in", Content("text", text), sent_at, Status.RECEIVED)


async def put(store: SqlStore, *messages: Message, as_of: int | None = 1) -> list[bool]:
    return await store.write(lambda tx: [tx.messages.put(each, as_of=as_of) for each in messages])


async def found(store: SqlStore, *words: str, limit: int = 50) -> list[str]:
    return [each.id for each in await store.read(lambda tx: tx.messages.search(Sought.of(" ".join(words)), limit))]


async def test_nothing_readable_is_on_disk(store: SqlStore, tmp_path: Path) -> None:
    await put(store, message(1, "segredo absolutamente visível"))
    await store.write(lambda tx: tx.notes.set_draft("c", "rascunho absolutamente visível"))
    for file in tmp_path.iterdir():
        raw = file.read_bytes()
        assert b"absolutamente" not in raw
        assert not raw.startswith(b"SQLite format 3")


async def test_search_ignores_case_and_accents_and_takes_beginnings(store: SqlStore) -> None:
    await put(store, message(1, "Promoção de verão"), message(2, "PROMOCAO encerrada"), message(3, "outra coisa"))
    assert await found(store, "promocao") == ["m0002", "m0001"]
    assert await found(store, "prom", "ver") == ["m0001"]
    assert await found(store, 'x" OR "outra') == []


async def test_search_is_newest_first_whatever_the_order_of_arrival(store: SqlStore) -> None:
    await put(store, message(5, "pedido"), message(9, "pedido"))
    await put(store, message(2, "pedido"), message(7, "pedido"))
    assert await found(store, "pedido") == ["m0009", "m0007", "m0005", "m0002"]
    assert await found(store, "pedido", limit=2) == ["m0009", "m0007"]


async def test_search_follows_edits_moves_and_removals(store: SqlStore) -> None:
    await put(store, message(1, "antes"))
    await put(store, message(1, "depois"))
    assert (await found(store, "antes"), await found(store, "depois")) == ([], ["m0001"])
    await put(store, message(2, "depois"), message(1, "depois", at=T + 50))
    assert await found(store, "depois") == ["m0001", "m0002"]
    await put(store, msgspec.structs.replace(message(1, "depois", at=T + 50), deleted_at=T))
    assert await found(store, "depois") == ["m0002"]
    await store.write(lambda tx: tx.messages.remove("m0002"))
    assert await found(store, "depois") == []


async def test_search_finds_files_places_cards_and_choices(store: SqlStore) -> None:
    contents = [
        Content("document", media=Media("f", "application/pdf", file_name="boleto marco.pdf")),
        Content("location", location=Location(0, 0, "Praça boleto", "Rua")),
        Content("contacts", cards=[Card("João boleto")]),
        Content("button", choice=Choice("1", "Quero boleto")),
    ]
    await put(store, *(msgspec.structs.replace(message(n), content=c) for n, c in enumerate(contents)))
    assert len(await found(store, "boleto")) == 4


async def test_search_finds_numbers_in_any_writing_and_short_words_whole(store: SqlStore) -> None:
    await put(store, message(1, "ligue (11) 98765-4321, oi"), message(2, "oitenta"))
    for typed in ("+55 11 8765-4321", "987654321", "98765"):
        assert await found(store, typed) == ["m0001"]
    assert await found(store, "oi") == ["m0001"]


async def test_search_in_one_conversation(store: SqlStore) -> None:
    await put(store, message(1, "pedido"), message(2, "Pedido dois"), message(3, "pedido", conversation="other"))
    sought = Sought.of("pedi")
    hits = await store.read(lambda tx: tx.messages.found_in("c", sought, 9))
    assert [each.id for each in hits] == ["m0002", "m0001"]
    assert len(await store.read(lambda tx: tx.messages.found_in("c", sought, 1))) == 1


async def test_a_store_of_the_first_version_is_made_findable_in_pieces(tmp_path: Path) -> None:
    path, key = tmp_path / "old.db", new_key()
    store = SqlStore(path, key)
    await put(store, *(message(n, f"fone {n} 98765-4321") for n in range(5)))
    await store.close()
    connection = connect(path, key)
    connection.execute("UPDATE message SET body = 'as it was'")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    for more in (True, True, True, False):  # opened anew each time: it goes on where it stopped
        store = SqlStore(path, key)
        assert await store.write(lambda tx: tx.messages.renew_words(2)) is more
        await store.close()
    store = SqlStore(path, key)
    assert len(await found(store, "8765 4321")) == 5
    assert await found(store, "was") == []
    assert not await store.write(lambda tx: tx.messages.renew_words(2))
    await store.close()


async def test_messages_of_one_millisecond_each_have_a_place(store: SqlStore) -> None:
    await put(store, *(message(n, at=T) for n in range(50)))
    page = await store.read(lambda tx: tx.messages.page("c", before=None, since=None, limit=99))
    assert [each.id for each in page] == [f"m{n:04d}" for n in range(50)]


@pytest.mark.parametrize("sent_at", [-5, 0, 2**60])
async def test_absurd_times_are_kept(store: SqlStore, sent_at: int) -> None:
    await put(store, message(1, at=sent_at))
    kept = await store.read(lambda tx: tx.messages.get("m0001"))
    assert kept is not None
    assert kept.sent_at == sent_at
    assert 0 <= first_place(sent_at) < 2**62


async def test_pages(store: SqlStore) -> None:
    await put(store, *(message(n) for n in range(10)), message(99, conversation="other"))

    async def ids(before: int | None, since: int | None, limit: int) -> list[str]:
        edges = [None if n is None else (T + n, f"m{n:04d}") for n in (before, since)]
        rows = await store.read(lambda tx: tx.messages.page("c", before=edges[0], since=edges[1], limit=limit))
        return [each.id for each in rows]

    assert await ids(None, None, 3) == ["m0007", "m0008", "m0009"]
    assert await ids(7, None, 3) == ["m0004", "m0005", "m0006"]
    assert await ids(7, 5, 3) == ["m0005", "m0006"]
    newest = await store.read(lambda tx: tx.messages.newest("c"))
    assert newest is not None
    assert newest.id == "m0009"
    assert await store.read(lambda tx: tx.messages.newest("c", direction="out")) is None


async def test_what_an_event_told_is_not_undone_by_an_older_answer(store: SqlStore) -> None:
    assert await put(store, message(1, "do evento"), as_of=10) == [True]
    assert await put(store, message(1, "da página antiga"), as_of=9) == [False]
    assert await put(store, message(1, "local"), as_of=None) == [True]
    assert await put(store, message(1, "ainda antiga"), as_of=9) == [False]
    await store.write(lambda tx: tx.messages.mark_all_stale())
    assert await put(store, message(1, "do novo começo"), as_of=2) == [True]


async def test_removing_a_conversation_keeps_what_waits_to_be_sent(store: SqlStore) -> None:
    waiting = msgspec.structs.replace(message(2), client_id="m0002", direction="out", status=Status.PENDING)
    picture = msgspec.structs.replace(message(1), content=Content("image", media=Media("pic", "image/png")))
    await put(store, picture, waiting, message(3, conversation="other"))
    item = OutboxItem(SendMessage("m0002", "c", "olá"), LocalFile("f", "a.png", 3))
    await store.write(lambda tx: tx.outbox.add(item))
    await store.write(lambda tx: tx.messages.set_coverage("c", Coverage(T, "m0001", "x")))
    assert await store.write(lambda tx: tx.messages.remove_conversation("c")) == ["pic"]
    left = await store.read(lambda tx: [each.id for each in tx.messages.get_many(["m0001", "m0002", "m0003"])])
    assert left == ["m0002", "m0003"]
    assert await store.read(lambda tx: tx.messages.coverage("c")) is None
    assert await store.read(lambda tx: tx.outbox.waiting()) == [item]


async def test_outbox_rows(store: SqlStore) -> None:
    items = [OutboxItem(SendMessage(f"k{n}", "c", f"texto {n}")) for n in range(3)]
    await store.write(lambda tx: [tx.outbox.add(item) for item in items])
    failed = msgspec.structs.replace(items[1], failed=True, attempts=2)
    await store.write(lambda tx: tx.outbox.update(failed))
    assert await store.read(lambda tx: tx.outbox.waiting()) == [items[0], items[2]]
    assert await store.read(lambda tx: tx.outbox.get("k1")) == failed
    assert await store.write(lambda tx: tx.outbox.remove("k0")) == items[0]
    assert await store.write(lambda tx: tx.outbox.remove("k0")) is None


async def test_the_catalogue_is_replaced_and_amended(store: SqlStore) -> None:
    whole = Catalogue(
        (Account("a", "ana", "Ana", Role.AGENT),),
        (Template("t", "promo", "pt_BR", "MARKETING", "APPROVED", "Olá {{1}}", variables=["1"]),),
        (Phrase("ola", "Olá", "Olá!"), Phrase("ate", "Até", "Até logo")),
        (ConsentPurpose("mkt", "MARKETING"),),
    )
    await store.write(lambda tx: tx.inbox.put_catalogue(whole))
    assert await store.read(lambda tx: tx.inbox.catalogue()) == whole
    renamed = msgspec.structs.replace(whole.accounts[0], name="Ana Souza")
    await store.write(lambda tx: (tx.inbox.put_account(renamed), tx.inbox.put_phrases(whole.phrases[:1])))
    after = await store.read(lambda tx: tx.inbox.catalogue())
    assert (after.accounts, after.phrases, after.templates) == ((renamed,), whole.phrases[:1], whole.templates)


async def test_a_contact_goes_with_its_last_conversation(store: SqlStore) -> None:
    def fill(tx) -> None:  # type: ignore[no-untyped-def]
        tx.inbox.put_contact(Contact("p", "Maria"), as_of=1)
        for conversation_id in ("c1", "c2"):
            tx.inbox.put_conversation(Conversation(conversation_id, "p", "n"), as_of=1)

    await store.write(fill)
    assert await store.write(lambda tx: tx.inbox.remove_conversation("c1")) is None
    assert await store.write(lambda tx: tx.inbox.remove_conversation("c2")) == "p"
    assert await store.read(lambda tx: tx.inbox.contact("p")) is None


async def test_work_that_raises_changes_nothing(store: SqlStore) -> None:
    def work(tx) -> None:  # type: ignore[no-untyped-def]
        tx.notes.set_value("cursor", "5")
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        await store.write(work)
    assert await store.read(lambda tx: tx.notes.value("cursor")) is None


async def test_a_failing_disk_is_a_local_problem_without_words_of_people(store: SqlStore, expected_logs) -> None:  # type: ignore[no-untyped-def]
    expected_logs("refused a transaction: IntegrityError$")
    item = OutboxItem(SendMessage("same", "c", "segredo"))
    await store.write(lambda tx: tx.outbox.add(item))
    with pytest.raises(LocalProblem, match="local_store_failed") as problem:
        await store.write(lambda tx: tx.outbox.add(item))
    assert "segredo" not in repr(problem.value.__cause__)


async def test_the_first_screen_is_read_without_heavy_imports(store: SqlStore, tmp_path: Path) -> None:
    def fill(tx) -> None:  # type: ignore[no-untyped-def]
        tx.inbox.put_contact(Contact("p", "Maria"), as_of=1)
        for n in range(50):
            last = Preview(f"m{n}", "text", "oi", "in", "received", T + n)
            tx.inbox.put_conversation(Conversation(f"c{n:02d}", "p" if n else "gone", "n", last=last), as_of=1)

    await store.write(fill)
    rows = first_conversations(tmp_path / "a.db", KEY, 40)
    assert [conversation.id for conversation, _ in rows] == [f"c{n:02d}" for n in range(49, 9, -1)]
    assert {contact.name for _, contact in rows if contact} == {"Maria"}
    assert first_conversations(tmp_path / "a.db", KEY, 99)[-1][1] is None
    assert first_conversations(tmp_path / "a.db", new_key(), 40) == []
    assert first_conversations(tmp_path / "absent.db", KEY, 40) == []
    program = (
        "import json, sys; from desktop.infra.store.raw import first_conversations; import pathlib;"
        f"rows = first_conversations(pathlib.Path({str(tmp_path / 'a.db')!r}), {KEY!r}, 40);"
        "print(json.dumps([len(rows), sorted({'sqlalchemy', 'httpx', 'keyring', 'PySide6'} & set(sys.modules))]))"
    )
    answer = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert json.loads(answer.stdout) == [40, []]


def test_wal_and_full_durability(tmp_path: Path) -> None:
    connection = connect(tmp_path / "a.db", KEY)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    connection.close()
    with pytest.raises(driver.DatabaseError):
        connect(tmp_path / "a.db", new_key())
