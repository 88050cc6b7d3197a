"""Every route about cases, hand-overs, queues, team, leads and talk: who may, and that nothing leaks to the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
import pytest

from server_stub.http.routes import case_histories, cases, chat, leads, queues, surveys, team, transfers
from tests.contract.transfers.conftest import CARD, SUPPORT, Counter
from tests.helpers.following import follow

CUSTOMER: Final = "diego"
MODULES: Final = (cases, case_histories, surveys, transfers, queues, team, leads, chat)
TALK: Final = "/v1/conversations/{conversation_id:str}"
CASE: Final = "/v1/cases/{case_id:str}"
SAID: Final = "segredo da equipe"
EVERYBODY, SEES, LEADS, ADMINS = "everybody", "whoever sees it", "leads", "administrators"
QUEUE: Final = {"id": "", "name": "Outra", "revision": 0}


@dataclass(frozen=True)
class Route:
    """`whose`: to whom it answers; `status`: what whoever may not see gets, where it is for those who see."""

    whose: str
    body: Any = None
    params: Mapping[str, str] = field(default_factory=dict)
    status: int = 404


ROUTES: Final[Mapping[tuple[str, str], Route]] = {
    ("GET", "/v1/cases"): Route(EVERYBODY, params={"protocol": "{protocol}"}),
    ("GET", CASE): Route(SEES),
    ("GET", f"{CASE}/events"): Route(SEES),
    ("GET", f"{TALK}/cases"): Route(SEES),
    ("POST", f"{TALK}/cases"): Route(SEES, {}),
    ("POST", f"{CASE}/wrap-up"): Route(SEES),
    ("POST", f"{CASE}/close"): Route(SEES, {}),
    ("POST", f"{CASE}/reopen"): Route(SEES),
    ("POST", f"{CASE}/new-subject"): Route(SEES, {"closing": {}}),
    ("PUT", f"{CASE}/priority"): Route(SEES, {"priority": 3}),
    ("GET", "/v1/dispositions"): Route(EVERYBODY),
    ("PUT", "/v1/dispositions"): Route(ADMINS, []),
    ("GET", "/v1/protocols"): Route(LEADS, params={"day": "20261123"}),
    ("POST", f"{CASE}/history"): Route(SEES, {"way": "whatsapp"}),
    ("GET", f"{CASE}/history.pdf"): Route(SEES),
    ("GET", "/v1/surveys"): Route(LEADS, params={"since": "0", "until": "1"}),
    ("GET", f"{TALK}/targets"): Route(SEES),
    ("POST", f"{TALK}/transfer"): Route(SEES, {"to_account": "{me}"}),
    ("POST", f"{TALK}/offer/accept"): Route(SEES),
    ("POST", f"{TALK}/offer/decline"): Route(SEES, {"reason": "busy"}),
    ("POST", f"{TALK}/offer/cancel"): Route(SEES),
    ("POST", f"{TALK}/take-over"): Route(SEES),
    ("POST", f"{TALK}/barge"): Route(LEADS),
    ("DELETE", f"{TALK}/participants/me"): Route(SEES, status=204),
    ("POST", "/v1/bulk"): Route(LEADS, {"conversation_ids": ["{talk}"], "close": True}),
    ("POST", "/v1/bulk/{bulk_id:str}/undo"): Route(LEADS),
    ("GET", "/v1/queues"): Route(EVERYBODY),
    ("POST", "/v1/queues"): Route(ADMINS, QUEUE),
    ("PUT", "/v1/queues/{queue_id:str}"): Route(LEADS, QUEUE),
    ("DELETE", "/v1/queues/{queue_id:str}"): Route(ADMINS, {}),
    ("GET", "/v1/service-policy"): Route(EVERYBODY),
    ("PUT", "/v1/service-policy"): Route(ADMINS, {}),
    ("GET", "/v1/team/states"): Route(EVERYBODY),
    ("PUT", "/v1/session/state"): Route(EVERYBODY, {"state": "busy"}),
    ("GET", "/v1/team"): Route(EVERYBODY),
    ("PUT", "/v1/team/{account_id:str}"): Route(LEADS, {"account_id": ""}),
    ("GET", "/v1/work-days"): Route(EVERYBODY),
    ("GET", "/v1/work-days.pdf"): Route(EVERYBODY),
    ("GET", "/v1/wall"): Route(LEADS),
    ("POST", f"{TALK}/look"): Route(LEADS),
    ("GET", "/v1/rescue"): Route(EVERYBODY),
    ("POST", f"{TALK}/rescue"): Route(SEES),
    ("GET", "/v1/audit"): Route(LEADS),
    ("GET", "/v1/chat"): Route(EVERYBODY),
    ("GET", "/v1/chat/{channel:str}"): Route(SEES),
    ("POST", "/v1/chat/{channel:str}"): Route(SEES, {"client_id": "c1", "text": "Oi"}),
    ("PUT", "/v1/chat/seen"): Route(SEES, {"channel": "{channel}", "up_to": "{said}"}),
    ("PUT", f"{TALK}/presence"): Route(SEES, {"doing": "viewing"}),
}


@dataclass(frozen=True)
class Secret:
    """What belongs to ana and the support queue; `names` are the values of the routes' parameters."""

    names: Mapping[str, str]
    words: tuple[str, ...]

    def filled(self, text: str, **more: str) -> str:
        for name, value in {**self.names, **more}.items():
            text = text.replace(f"{{{name}:str}}", value).replace(f"{{{name}}}", value)
        return text

    def is_in(self, told: bytes | str) -> list[str]:
        text = told.decode("latin-1") if isinstance(told, bytes) else told
        return [word for word in self.words if word in text]


NOTHING: Final = {
    "conversation_id": "nothing",
    "case_id": "nothing",
    "talk": "nothing",
    "channel": "queue:nothing",
    "said": "nothing",
    "account_id": "nothing",
    "queue_id": "nothing",
    "bulk_id": "nothing",
}


async def secret_of(counter: Counter) -> Secret:
    """A conversation that ana has in the support queue, and what the queue said among itself."""
    talk = await counter.taken("ana", CUSTOMER, "Minha internet caiu")
    await counter.does("ana", talk, "transfer", {"to_queue": SUPPORT})
    await counter.put("ana", talk, "assignee", {"account_id": counter.ids["ana"]})
    truth = await counter.truth(talk)
    assert truth.case is not None
    said = await counter.clients["ana"].post(
        f"/v1/chat/queue:{SUPPORT}", json={"client_id": "s1", "text": f"{SAID} @bruno"}
    )
    assert said.status_code == 201, said.text
    names = {
        "conversation_id": talk,
        "talk": talk,
        "case_id": truth.case.id,
        "protocol": truth.case.protocol,
        "channel": f"queue:{SUPPORT}",
        "said": said.json()["id"],
        "me": counter.ids["carla"],
        "account_id": counter.ids["ana"],
        "queue_id": SUPPORT,
        "bulk_id": "nothing",
    }
    words = (talk, truth.case.id, truth.case.protocol, truth.contact_id, "Minha internet caiu", SAID, said.json()["id"])
    return Secret(names, words)


async def ask(client: httpx.AsyncClient, key: tuple[str, str], secret: Secret, **names: str) -> httpx.Response:
    method, path = key
    route = ROUTES[key]
    filled = Secret({**secret.names, **names}, ())
    body = None if route.body is None else json.loads(filled.filled(json.dumps(route.body)))
    params = {name: filled.filled(value) for name, value in route.params.items()}
    return await client.request(method, filled.filled(path), json=body, params=params)


def test_the_table_names_every_route() -> None:
    told = {
        (str(verb), path) for it in MODULES for one in it.HANDLERS for path in one.paths for verb in one.http_methods
    }
    assert {key for key in told if key[0] not in ("HEAD", "OPTIONS")} == set(ROUTES)


async def test_who_may_not_see_it_finds_nothing_by_any_route(counter: Counter) -> None:
    """The same answer as for what does not exist, in which nothing of it stands."""
    secret = await secret_of(counter)
    before = await counter.truth(secret.names["talk"])
    wrong = {}
    for key, route in ROUTES.items():
        found = await ask(counter.clients["carla"], key, secret)
        wanted = {EVERYBODY: (200,), SEES: (route.status,)}.get(route.whose, (403,))
        if found.status_code not in wanted or secret.is_in(found.content):
            wrong[key] = (found.status_code, secret.is_in(found.content))
        if route.whose is not EVERYBODY:
            blank = await ask(
                counter.clients["carla"], key, secret, **{**NOTHING, "protocol": secret.names["protocol"]}
            )
            if (blank.status_code, blank.content) != (found.status_code, found.content):
                wrong[key] = (blank.status_code, blank.text, found.text)
    assert wrong == {}
    assert await counter.truth(secret.names["talk"]) == before


@pytest.mark.parametrize(("who", "barred"), [("ana", (LEADS, ADMINS)), ("lead", (ADMINS,))])
async def test_what_is_for_others_is_refused_whoever_has_the_conversation(
    counter: Counter, who: str, barred: tuple[str, ...]
) -> None:
    secret = await secret_of(counter)
    answers = {
        key: await ask(counter.clients[who], key, secret) for key, route in ROUTES.items() if route.whose in barred
    }
    assert {key: (it.status_code, it.json()["code"]) for key, it in answers.items()} == dict.fromkeys(
        answers, (403, "forbidden")
    )


async def test_nobody_is_asked_without_a_token(counter: Counter) -> None:
    secret = await secret_of(counter)
    async with httpx.AsyncClient(base_url=counter.shop.running.url) as nobody:
        answers = {key: (await ask(nobody, key, secret)).status_code for key in ROUTES}
    assert answers == dict.fromkeys(ROUTES, 401)


async def test_the_stream_and_every_list_of_who_may_not_see_it_say_nothing(counter: Counter) -> None:
    """A whole life of a case beside somebody who follows from the beginning and looks everywhere."""
    carla, secret = counter.clients["carla"], await secret_of(counter)
    begun = (await counter.snapshot("carla")).seq  # what waited for anybody, before it was ana's, she was rightly told
    talk, case = secret.names["talk"], secret.names["case_id"]
    async with follow(carla, begun) as stream, follow(counter.clients["lead"], begun) as everything:
        await counter.put("ana", talk, "presence", {"doing": "typing"})
        await counter.says("ana", talk, "Vou verificar")
        note = {"client_id": "n1", "text": "veja isto", "mentions": [counter.ids["ana"]]}
        assert (await counter.post("lead", talk, "notes", note)).status_code == 201
        await counter.ask("ana", talk, "bruno", kind="warm", card=CARD)
        await counter.does("bruno", talk, "offer/accept")
        await counter.does("bruno", talk, "take-over")
        await counter.does("lead", talk, "barge")
        pair = ":".join(sorted((counter.ids["ana"], counter.ids["bruno"])))
        await counter.clients["ana"].post(f"/v1/chat/with:{pair}", json={"client_id": "w1", "text": SAID})
        await counter.clients["bruno"].put(f"/v1/cases/{case}/priority", json={"priority": 5})
        assert (await counter.clients["bruno"].post(f"/v1/cases/{case}/history", json={})).status_code == 202
        summary = {"summary": "Trocado o modem", "resolved": True}
        assert (await counter.clients["bruno"].post(f"/v1/cases/{case}/close", json=summary)).status_code == 200
        await counter.clients["bruno"].post("/v1/chat/team", json={"client_id": "t1", "text": "fim"})
        for told in (stream, everything):
            await told.until(lambda told=told: any(b"fim" in bytes(it.data) for it in told.events))
    words = (*secret.words, "modem", "verificar", "veja isto", *CARD.values())
    found, seen = (
        [
            it.kind
            for it in one.events
            if it.kind != "conversation_left" and Secret({}, words).is_in(bytes(it.data).decode())
        ]
        for one in (stream, everything)
    )
    assert found == []
    assert len(seen) > 10
    lists = [
        await carla.get("/v1/snapshot"),
        await carla.get("/v1/conversations"),
        await carla.get("/v1/contacts", params={"query": secret.names["protocol"]}),
        await carla.get("/v1/search", params={"query": "internet"}),
        await carla.get("/v1/chat"),
        await carla.get("/v1/rescue"),
        await carla.get("/v1/cases", params={"protocol": secret.names["protocol"]}),
    ]
    assert [it.status_code for it in lists] == [200] * len(lists)
    assert [Secret({}, words).is_in(it.content) for it in lists] == [[]] * len(lists)
