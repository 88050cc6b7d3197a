"""The team's stickers on the gateway: who adds, names, removes and brings back, and what is no sticker."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import msgspec
import pytest

from server_stub.contract.events import EventKind
from server_stub.contract.requests import Snapshot
from server_stub.contract.stickers import MOST_STICKERS, Sticker
from server_stub.services.stickers import KEPT_MS
from tests.helpers.following import Follower, follow
from tests.helpers.gateway import RunningGateway
from tests.helpers.team_stickers import WRONG, add_sticker, moving_sticker, still_sticker

People = dict[str, httpx.AsyncClient]


@pytest.fixture
async def people(running: RunningGateway) -> AsyncIterator[People]:
    async with AsyncExitStack() as stack:
        yield {login: await stack.enter_async_context(running.client(login)) for login in ("ana", "bruno", "lead")}


async def listed(client: httpx.AsyncClient) -> list[Sticker]:
    return msgspec.json.decode((await client.get("/v1/stickers")).content, type=list[Sticker])


def told(follower: Follower) -> list[Sticker]:
    """What the stream has said of stickers, in order."""
    return [msgspec.json.decode(it.data, type=Sticker) for it in follower.events if it.kind == EventKind.STICKER]


async def test_everybody_adds_and_sees_and_the_bytes_are_the_very_ones(running: RunningGateway, people: People) -> None:
    data = still_sticker()
    made = await add_sticker(people["ana"], data, " Obrigada  mesmo ", keywords="valeu, gratidão,,valeu")
    assert (made.pack, made.name, made.keywords) == ("Loja", "Obrigada mesmo", ["valeu", "gratidão"])
    assert (made.size, made.animated, made.made_by) == (len(data), False, running.ids["ana"])
    moves = await add_sticker(people["bruno"], moving_sticker(), "Dança")
    assert moves.animated
    assert await listed(people["bruno"]) == [made, moves]
    snapshot = msgspec.json.decode((await people["lead"].get("/v1/snapshot")).content, type=Snapshot)
    assert snapshot.stickers == [made, moves]
    async with follow(people["bruno"], 0) as follower:
        await follower.until(lambda: told(follower) == [made, moves], 30)
    answer = await people["bruno"].get(f"/v1/stickers/{made.id}/file")
    assert (answer.content, answer.headers["content-type"]) == (data, "image/webp")
    assert "immutable" in answer.headers["cache-control"]
    again = await people["bruno"].get(f"/v1/stickers/{made.id}/file", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    (kept, _) = sorted((running.gateway.config.data_path / "stickers").iterdir(), key=lambda it: it.name != made.digest)
    assert kept.name == made.digest
    assert data not in kept.read_bytes()


async def test_what_is_no_sticker_is_refused_and_leaves_nothing(running: RunningGateway, people: People) -> None:
    found = {}
    for name, (data, _, _) in WRONG.items():
        answer = await people["ana"].post("/v1/stickers", params={"pack": "Loja", "name": "Não"}, content=data)
        found[name] = (data, answer.status_code, answer.json()["code"])
    assert found == WRONG
    assert await listed(people["ana"]) == []
    assert list((running.gateway.config.data_path / "stickers").iterdir()) == []


async def test_the_same_picture_is_one_file_and_once_in_a_pack(running: RunningGateway, people: People) -> None:
    data, folder = still_sticker(), running.gateway.config.data_path / "stickers"
    first = await add_sticker(people["ana"], data, "Oi")
    repeated = await add_sticker(people["ana"], data, "Olá")
    assert (repeated.id, repeated.name) == (first.id, "Olá")
    answer = await people["bruno"].post("/v1/stickers", params={"pack": "Loja", "name": "Minha"}, content=data)
    assert answer.json()["code"] == "forbidden"  # adding it again would rename Ana's
    other = await add_sticker(people["bruno"], data, "Oi", pack="Outro")
    assert other.id != first.id
    assert [it.name for it in folder.iterdir()] == [first.digest]
    moved = await people["lead"].put(f"/v1/stickers/{other.id}", json={"pack": "Loja", "name": "Oi"})
    assert (moved.status_code, moved.json()["code"]) == (409, "state_conflict")


async def test_ones_own_are_named_and_removed_and_leads_do_it_with_any(running: RunningGateway, people: People) -> None:
    made = await add_sticker(people["ana"], still_sticker(), "Oi")
    path, words = f"/v1/stickers/{made.id}", {"pack": "Novo", "name": "Olá", "keywords": ["bom dia"]}
    for request in (people["bruno"].put(path, json=words), people["bruno"].delete(path)):
        answer = await request
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert await listed(people["bruno"]) == [made]
    for who in ("ana", "lead"):
        answer = await people[who].put(path, json={**words, "name": f"Olá de {who}"})
        assert answer.status_code == 200, answer.text
    (named,) = await listed(people["bruno"])
    assert (named.pack, named.name, named.keywords, named.made_by) == ("Novo", "Olá de lead", ["bom dia"], made.made_by)
    assert (await people["ana"].delete(path)).status_code == 200
    assert (await people["ana"].delete(path)).status_code == 200
    assert await listed(people["bruno"]) == []
    assert (await people["bruno"].post(f"{path}/restore")).status_code == 403
    assert (await people["lead"].post(f"{path}/restore")).status_code == 200
    assert await listed(people["bruno"]) == [named]
    async with follow(people["bruno"], 0) as follower:
        await follower.until(lambda: len(told(follower)) == 5, 30)
        states = [(it.name, it.removed_at is None) for it in told(follower)]
    names = ["Oi", "Olá de ana", *["Olá de lead"] * 3]
    assert states == list(zip(names, [True, True, True, False, True], strict=True))
    missing = await people["ana"].put("/v1/stickers/none", json=words)
    assert (missing.status_code, missing.json()["code"]) == (404, "sticker_unknown")


async def test_words_are_bounded(people: People) -> None:
    for pack, name, keywords, field in (
        (" ", "a", "", "pack"),
        ("a", "", "", "name"),
        ("a", "x" * 61, "", "name"),
        ("a", "virada \u202e", "", "name"),
        ("a", "a", "x" * 41, "keywords"),
    ):
        params = {"pack": pack, "name": name, "keywords": keywords}
        answer = await people["ana"].post("/v1/stickers", params=params, content=still_sticker())
        assert (answer.status_code, answer.json()) == (400, {"code": "value_invalid", "params": {"field": field}})


async def test_what_was_removed_a_week_ago_is_gone_with_its_file(running: RunningGateway, people: People) -> None:
    book, core = running.gateway.stickers.book, running.gateway.core
    alone = await add_sticker(people["ana"], still_sticker(1), "Só aqui")
    shared = await add_sticker(people["ana"], still_sticker(2), "Aqui e lá")
    await add_sticker(people["ana"], still_sticker(2), "Lá", pack="Outro")
    fresh = await add_sticker(people["ana"], still_sticker(3), "Agora")
    for each in (alone, shared, fresh):
        await people["ana"].delete(f"/v1/stickers/{each.id}")
    long_ago = core.clock() - KEPT_MS - 1
    sql = "UPDATE sticker SET removed_at = ? WHERE id IN (?, ?)"
    await core.database.write(lambda tx: tx.driver.execute(sql, (long_ago, alone.id, shared.id)) and None)
    await book.forget_removed()
    left = {it.name for it in (running.gateway.config.data_path / "stickers").iterdir()}
    assert left == {shared.digest, fresh.digest}
    assert (await people["ana"].post(f"/v1/stickers/{alone.id}/restore")).json()["code"] == "sticker_unknown"
    assert (await people["ana"].post(f"/v1/stickers/{fresh.id}/restore")).status_code == 200


async def test_there_is_an_end_to_how_many(running: RunningGateway, people: People) -> None:
    made = await add_sticker(people["ana"], still_sticker(), "Oi")
    copied = (
        "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO sticker"
        " SELECT id || i, pack || i, name, keywords, digest, animated, size, made_by, made_at, NULL FROM sticker, n"
    )
    await running.gateway.core.database.write(lambda tx: tx.driver.execute(copied, (MOST_STICKERS,)) and None)
    answer = await people["ana"].post("/v1/stickers", params={"pack": "a", "name": "b"}, content=still_sticker(9))
    assert (answer.status_code, answer.json()) == (
        409,
        {"code": "stickers_full", "params": {"limit": MOST_STICKERS}},
    )
    assert (await add_sticker(people["ana"], still_sticker(), "Olá")).id == made.id
