"""Canned phrases on the gateway: who keeps which, who is told of what, and nobody writes over a colleague's change."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import msgspec
import pytest

from server_stub.contract.events import Event
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import LONGEST_TEXT, MOST_PERSONAL, PhraseChanged, effective, queue_scope
from server_stub.services.phrases import FILE_NAME
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.storage.repositories.phrases import PhraseRows
from server_stub.storage.repositories.visibility import Viewer
from tests.contract.http.test_company_files import picture, upload
from tests.helpers.gateway import PEOPLE, RunningGateway
from tests.helpers.shop import eventually

People = dict[str, httpx.AsyncClient]


@pytest.fixture
async def people(running: RunningGateway) -> AsyncIterator[People]:
    async with AsyncExitStack() as stack:
        yield {login: await stack.enter_async_context(running.client(login)) for login in ("ana", "bruno", "lead")}


async def save(client: httpx.AsyncClient, scope: str, key: str, text: str = "Olá", **more: Any) -> httpx.Response:
    return await client.put(f"/v1/phrases/{scope}/{key}", json={"title": "", "text": text, **more})


async def layers(client: httpx.AsyncClient) -> list[Phrase]:
    return msgspec.json.decode((await client.get("/v1/phrases")).content, type=list[Phrase])


async def offered(client: httpx.AsyncClient, key: str) -> str | None:
    return next((phrase.text for phrase in effective(await layers(client)) if phrase.key == key), None)


async def told(running: RunningGateway, login: str, after: int) -> list[PhraseChanged]:
    """What the stream of this person holds about phrases."""
    core = running.gateway.core
    viewer = Viewer(running.ids[login], PEOPLE[login][1])
    rows = await core.database.read(lambda tx: EventRepository(core.vault).after(tx, viewer, after, 500))
    events = [msgspec.json.decode(raw, type=Event) for _, raw in rows if raw is not None]
    return [msgspec.json.decode(each.data, type=PhraseChanged) for each in events if each.kind == "phrase"]


async def newest(client: httpx.AsyncClient) -> int:
    return int((await client.get("/v1/snapshot")).json()["seq"])


def refusal(answer: httpx.Response) -> tuple[int, str, dict[str, Any]]:
    return answer.status_code, answer.json()["code"], answer.json().get("params", {})


async def test_ones_own_stand_before_the_teams_and_these_before_the_operators(people: People) -> None:
    ana, bruno, lead = people["ana"], people["bruno"], people["lead"]
    before = await offered(ana, "oi")
    assert before is not None
    shared = (await save(lead, "shared", "oi", "Oi da equipe")).json()
    own = (await save(ana, "personal", "oi", "Oi da Ana")).json()
    assert [await offered(each, "oi") for each in (ana, bruno, lead)] == ["Oi da Ana", "Oi da equipe", "Oi da equipe"]
    gone = await ana.delete("/v1/phrases/personal/oi", params={"revision": own["revision"]})
    assert gone.status_code == 204
    assert await offered(ana, "oi") == "Oi da equipe"
    await lead.delete("/v1/phrases/shared/oi", params={"revision": shared["revision"]})
    assert await offered(ana, "oi") == before


async def test_an_operators_phrase_is_hidden_and_brought_back(people: People) -> None:
    lead, ana = people["lead"], people["ana"]
    hidden = await save(lead, "shared", "pix", "", hidden=True)
    assert hidden.status_code == 200
    assert await offered(ana, "pix") is None
    snapshot = (await ana.get("/v1/snapshot")).json()
    assert [each.get("hidden", False) for each in snapshot["phrases"] if each["key"] == "pix"] == [False, True]
    back = await lead.delete("/v1/phrases/shared/pix", params={"revision": hidden.json()["revision"]})
    assert back.status_code == 204
    assert await offered(ana, "pix") is not None
    nothing = await save(lead, "shared", "inexistente", "", hidden=True)
    assert refusal(nothing) == (400, "value_invalid", {"field": "hidden"})


async def test_rights(people: People) -> None:
    ana, lead = people["ana"], people["lead"]
    assert refusal(await save(ana, "shared", "nova"))[:2] == (403, "forbidden")
    kept = (await save(lead, "shared", "nova")).json()
    removal = await ana.delete("/v1/phrases/shared/nova", params={"revision": kept["revision"]})
    assert refusal(removal)[:2] == (403, "forbidden")
    assert refusal(await save(lead, "queue", "nova"))[:2] == (404, "not_found")
    await save(ana, "personal", "minha", "Só da Ana")
    assert await offered(lead, "minha") is None


async def test_who_was_slower_writes_over_nothing(people: People) -> None:
    lead = people["lead"]
    first = (await save(lead, "shared", "frete", "Um")).json()
    second = await save(lead, "shared", "frete", "Dois", revision=first["revision"])
    assert second.json()["revision"] > first["revision"]
    for late in (first["revision"], 0):
        assert refusal(await save(lead, "shared", "frete", "Três", revision=late))[:2] == (409, "state_conflict")
        gone = await lead.delete("/v1/phrases/shared/frete", params={"revision": late})
        assert refusal(gone)[:2] == (409, "state_conflict")
    assert await offered(lead, "frete") == "Dois"
    assert refusal(await lead.delete("/v1/phrases/shared/nada", params={"revision": 0}))[:2] == (404, "not_found")


@pytest.mark.parametrize(
    ("key", "given", "code", "params"),
    [
        ("bom dia", {}, "value_invalid", {"field": "key"}),
        ("x" * 33, {}, "value_invalid", {"field": "key"}),
        ("a", {"text": " "}, "value_invalid", {"field": "text"}),
        ("a", {"text": "a\x07"}, "value_invalid", {"field": "text"}),
        ("a", {"text": "a" * (LONGEST_TEXT + 1)}, "text_too_long", {"limit": LONGEST_TEXT, "length": LONGEST_TEXT + 1}),
        ("a", {"title": "t" * 81}, "value_invalid", {"field": "title"}),
        ("a", {"title": "a\nb"}, "value_invalid", {"field": "title"}),
        ("a", {"text": "{{cpf}} {{nome}}"}, "phrase_variable_unknown", {"variable": "cpf, nome"}),
        ("a", {"file_id": "nada"}, "value_invalid", {"field": "file"}),
    ],
)
async def test_what_is_wrong_is_named(
    people: People, key: str, given: dict[str, str], code: str, params: dict[str, Any]
) -> None:
    answer = await save(people["ana"], "personal", key, **{"text": "Olá", **given})
    assert refusal(answer) == (400, code, params)
    assert key not in {phrase.key for phrase in await layers(people["ana"])}


async def test_there_is_room_for_so_many(running: RunningGateway, people: People) -> None:
    rows, ana = PhraseRows(lambda _tx, _id: None), running.ids["ana"]
    core = running.gateway.core

    def fill(tx: Any) -> None:
        for number in range(MOST_PERSONAL):
            rows.put(tx, ana, Phrase(f"f{number}", "", "Olá", "personal", 1), ana, 1)

    await core.database.write(fill)
    full = await save(people["ana"], "personal", "mais")
    assert refusal(full) == (409, "phrases_full", {"limit": MOST_PERSONAL})
    assert (await save(people["ana"], "personal", "f0", "Outra", revision=1)).status_code == 200


async def test_a_file_goes_with_it_to_whoever_may_use_the_phrase(people: People) -> None:
    ana, bruno, lead = people["ana"], people["bruno"], people["lead"]
    data = picture()
    mine, ours = [(await upload(by, data, "tabela.png")).json()["media"]["id"] for by in (ana, lead)]
    own = (await save(ana, "personal", "tabela", "", file_id=mine)).json()
    assert (own["file"]["file_name"], own["file"]["mime_type"]) == ("tabela.png", "image/png")
    await save(lead, "shared", "tabela", "Veja", file_id=ours)
    seen = {(phrase.scope, phrase.file.id) for phrase in await layers(ana) if phrase.file is not None}
    assert seen == {("personal", mine), ("shared", ours)}
    assert (await bruno.get(f"/v1/company-files/{ours}")).content == data
    assert (await bruno.get(f"/v1/company-files/{mine}")).status_code == 404
    assert refusal(await save(bruno, "personal", "alheia", "", file_id=mine))[2] == {"field": "file"}


async def test_phrases_of_a_queue_are_kept_by_leads_and_told_to_all(running: RunningGateway, people: People) -> None:
    ana, lead = people["ana"], people["lead"]
    after = await newest(ana)
    scope, data = queue_scope("general"), picture()
    assert refusal(await save(ana, scope, "nova"))[:2] == (403, "forbidden")
    assert refusal(await save(lead, queue_scope("nowhere"), "nova"))[:2] == (404, "not_found")
    assert refusal(await save(lead, queue_scope(""), "nova"))[:2] == (404, "not_found")
    assert refusal(await save(lead, scope, "pix", "", hidden=True))[2] == {"field": "hidden"}
    file_id = (await upload(lead, data, "troca.png")).json()["media"]["id"]
    kept = (await save(lead, scope, "nova", "Como trocar", file_id=file_id)).json()
    await save(lead, "shared", "nova", "Da equipe")
    assert kept["scope"] == scope
    assert [each.scope for each in await layers(ana) if each.key == "nova"] == ["shared", scope]
    found = {queue: effective(await layers(ana), queue) for queue in ("general", "other")}
    said = {queue: [each.text for each in offers if each.key == "nova"] for queue, offers in found.items()}
    assert said == {"general": ["Como trocar"], "other": ["Da equipe"]}
    assert (await ana.get(f"/v1/company-files/{file_id}")).content == data
    assert [each.phrase.scope for each in await told(running, "ana", after)] == [scope, "shared"]
    gone = await lead.delete(f"/v1/phrases/{scope}/nova", params={"revision": kept["revision"]})
    assert gone.status_code == 204
    assert await offered(ana, "nova") == "Da equipe"


async def test_everybody_learns_of_the_teams_and_nobody_of_ones_own(running: RunningGateway, people: People) -> None:
    after = await newest(people["bruno"])
    await save(people["ana"], "personal", "minha", "Só da Ana")
    kept = (await save(people["lead"], "shared", "nova", "Da equipe")).json()
    await people["lead"].delete("/v1/phrases/shared/nova", params={"revision": kept["revision"]})
    team = [("nova", False), ("nova", True)]
    for login, expected in (("ana", [("minha", False), *team]), ("bruno", team), ("lead", team)):
        heard = await told(running, login, after)
        assert [(each.phrase.key, each.removed) for each in heard] == expected


async def test_another_file_of_the_operator_is_told_while_the_gateway_runs(
    running: RunningGateway, people: People
) -> None:
    gateway = running.gateway
    before, after = gateway.phrases.current(), await newest(people["ana"])
    written = [{"key": "oi", "title": "t", "text": "Outro"}, {**msgspec.structs.asdict(before[1]), "scope": "personal"}]
    (gateway.config.data_path / FILE_NAME).write_bytes(msgspec.json.encode(written))
    changes = await eventually(lambda: told(running, "ana", after), bool)
    assert {each.phrase.key for each in changes if each.removed} == {phrase.key for phrase in before[2:]}
    assert [each.phrase.text for each in changes if not each.removed] == ["Outro"]
    assert await layers(people["bruno"]) == gateway.phrases.current()
