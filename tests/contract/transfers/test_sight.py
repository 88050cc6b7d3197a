"""Whoever may not see a conversation any more finds nothing of it: no file, no word, no person; and nothing erased."""

from __future__ import annotations

import io

import httpx
from PIL import Image

from tests.contract.transfers.conftest import CARD, SUPPORT, Counter
from tests.helpers.shop import eventually


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (30, 60, 200)).save(out, "PNG")
    return out.getvalue()


async def everything(counter: Counter, who: str, talk: str, media: str, contact: str) -> list[bool]:
    """Whether this person finds the file, the word, the person and the unfinished texts."""
    client = counter.clients[who]
    hits = (await client.get("/v1/search", params={"query": "internet"})).json()["messages"]
    answers = [
        await client.get(f"/v1/media/{media}"),
        await client.get(f"/v1/contacts/{contact}/consent-file"),
        await client.get(f"/v1/conversations/{talk}/drafts"),
    ]
    return [bool(hits), *(it.status_code == 200 for it in answers)]


async def test_files_words_and_people_follow_the_queue_the_question_and_the_visit(counter: Counter) -> None:
    talk = await counter.taken("ana", text="Minha internet caiu")
    path = f"/v1/conversations/{talk}/media?file_name=a.png"
    media = (await counter.clients["ana"].post(path, content=picture())).json()["media"]["id"]
    contact = (await counter.truth(talk)).contact_id
    nothing, all_of_it = [False] * 4, [True] * 4

    async def finds(who: str) -> list[bool]:
        return await everything(counter, who, talk, media, contact)

    await eventually(lambda: finds("ana"), lambda it: it == all_of_it)
    assert await finds("carla") == nothing
    await counter.ask("ana", talk, "carla", kind="consult")
    assert await finds("carla") == all_of_it
    await counter.does("carla", talk, "offer/accept")
    assert await finds("carla") == all_of_it
    assert (await counter.clients["carla"].delete(f"/v1/conversations/{talk}/participants/me")).status_code == 204
    assert await finds("carla") == nothing
    await counter.does("ana", talk, "transfer", {"to_queue": SUPPORT})
    assert [await finds(who) for who in ("bruno", "carla")] == [all_of_it, nothing]
    await counter.does("lead", talk, "transfer", {"to_queue": "general"})
    assert [await finds(who) for who in ("bruno", "carla")] == [all_of_it, all_of_it]


async def test_nothing_that_was_asked_is_left_of_somebody_erased(counter: Counter) -> None:
    talk = await counter.taken("ana")
    await counter.does("lead", talk, "barge")
    await counter.ask("ana", talk, "bruno", card=CARD)
    contact = (await counter.truth(talk)).contact_id
    assert await counter.shop.rows("SELECT count(card_enc) FROM offer") == [(1,)]
    await counter.clients["ana"].post(f"/v1/contacts/{contact}/rights-requests", json={"right": "erasure"})
    async with counter.shop.running.client("admin") as admin:
        answer: httpx.Response = await admin.post(f"/v1/contacts/{contact}/erasure")
    assert answer.status_code == 200, answer.text
    for table in ("offer", "participant"):
        assert await counter.shop.rows(f"SELECT 1 FROM {table}") == []
    assert await counter.seen("bruno", talk) is None
