"""Behaviours 1–4: the token, the checks of a send, account ids, and the trap of a BSUID in `to`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.cloud_sim.sim_stage import ANA_PHONE, BRUNO_PHONE, Stage, envelope, promotion


def _buttons(*titles: str) -> dict[str, Any]:
    buttons = [{"type": "reply", "reply": {"id": f"b{n}", "title": title}} for n, title in enumerate(titles)]
    return {"type": "button", "body": {"text": "Confirma?"}, "action": {"buttons": buttons}}


def _list(rows: int, title: str = "Financeiro") -> dict[str, Any]:
    listed = [{"id": f"r{n}", "title": title} for n in range(rows)]
    action = {"button": "Opções", "sections": [{"title": "Setores", "rows": listed}]}
    return {"type": "list", "body": {"text": "Escolha"}, "action": action}


BROKEN: dict[str, tuple[int, dict[str, Any]]] = {
    "no product": (100, {"to": ANA_PHONE, "messaging_product": "sms"}),
    "unknown type": (100, {"to": ANA_PHONE, "type": "gif", "gif": {}}),
    "nobody": (131008, {"to": ""}),
    "not a number": (131009, {"to": "Ana"}),
    "unknown bsuid": (131009, {"recipient": "BR.1"}),
    "no body": (131008, {"to": ANA_PHONE, "type": "text"}),
    "empty text": (131008, {"to": ANA_PHONE, "text": {"body": " "}}),
    "long text": (100, {"to": ANA_PHONE, "text": {"body": "a" * 4097}}),
    "long callback data": (100, {"to": ANA_PHONE, "biz_opaque_callback_data": "a" * 513}),
    "context without id": (100, {"to": ANA_PHONE, "context": {}}),
    "id and link": (100, {"to": ANA_PHONE, "type": "image", "image": {"id": "1", "link": "https://a.example/b"}}),
    "unknown media": (131009, {"to": ANA_PHONE, "type": "image", "image": {"id": "1"}}),
    "caption on audio": (100, {"to": ANA_PHONE, "type": "audio", "audio": {"id": "1", "caption": "x"}}),
    "long caption": (100, {"to": ANA_PHONE, "type": "image", "image": {"id": "1", "caption": "x" * 1025}}),
    "latitude": (131009, {"to": ANA_PHONE, "type": "location", "location": {"latitude": 91, "longitude": 0}}),
    "no longitude": (131008, {"to": ANA_PHONE, "type": "location", "location": {"latitude": 9}}),
    "no contacts": (131009, {"to": ANA_PHONE, "type": "contacts", "contacts": []}),
    "half a name": (
        131009,
        {"to": ANA_PHONE, "type": "contacts", "contacts": [{"name": {"formatted_name": "Suporte"}}]},
    ),
    "reaction to nothing": (
        131009,
        {"to": ANA_PHONE, "type": "reaction", "reaction": {"message_id": "wamid.X", "emoji": "👍"}},
    ),
    "four buttons": (131009, {"to": ANA_PHONE, "type": "interactive", "interactive": _buttons(*"abcd")}),
    "long button": (131009, {"to": ANA_PHONE, "type": "interactive", "interactive": _buttons("a" * 21)}),
    "same buttons": (131009, {"to": ANA_PHONE, "type": "interactive", "interactive": _buttons("a", "a")}),
    "eleven rows": (131009, {"to": ANA_PHONE, "type": "interactive", "interactive": _list(11)}),
    "long row": (131009, {"to": ANA_PHONE, "type": "interactive", "interactive": _list(1, "a" * 25)}),
    "no action": (131008, {"to": ANA_PHONE, "type": "interactive", "interactive": {"type": "button"}}),
    "to ourselves": (131021, {"to": "+55 11 4000-1234"}),
}


async def test_a_wrong_token_is_190_and_nothing_is_accepted(stage: Stage) -> None:
    headers = {"Authorization": "Bearer somebody-else"}
    status, answer = await stage.call("POST", f"{stage.number_path}/messages", envelope(to=ANA_PHONE), headers=headers)
    assert (status, answer["error"]["code"]) == (401, 190)
    assert answer["error"]["fbtrace_id"]
    assert not stage.sim.core.sent


@pytest.mark.parametrize("name", BROKEN)
async def test_a_send_that_breaks_a_rule_is_refused_with_metas_code(stage: Stage, name: str) -> None:
    await stage.hear()
    code, parts = BROKEN[name]
    assert await stage.refusal(envelope(**parts)) == code
    assert not stage.sim.core.sent


async def test_a_body_that_is_no_json_is_100(stage: Stage) -> None:
    path = f"{stage.number_path}/messages"
    async with stage.http.post(path, data=b"{broken", headers={"Content-Type": "application/json"}) as response:
        assert (await response.json())["error"]["code"] == 100


@pytest.mark.parametrize(
    "path", ["/v26.0/999/messages", "/v20.0/106123450987654/messages", "/v26.0/106123450987654/nothing/here", "/x"]
)
async def test_unknown_paths_answer_json_errors(stage: Stage, path: str) -> None:
    status, answer = await stage.call("POST", path, envelope(to=ANA_PHONE))
    assert (status, answer["error"]["code"]) == (400, 100)


@pytest.mark.parametrize(
    "parts",
    [
        {"type": "text", "text": {"body": "Olá https://loja.example", "preview_url": True}},
        {"type": "location", "location": {"latitude": "-19.92", "longitude": -43.94, "name": "Loja"}},
        {
            "type": "contacts",
            "contacts": [{"name": {"formatted_name": "Suporte", "first_name": "Suporte"}, "phones": []}],
        },
        {"type": "image", "image": {"link": "https://loja.example/a.jpg", "caption": "x" * 1024}},
        {"type": "interactive", "interactive": _buttons("Sim", "Não", "Depois")},
        {"type": "interactive", "interactive": _list(10)},
        {"context": {"message_id": "wamid.UNKNOWN"}},
    ],
)
async def test_what_keeps_the_rules_is_accepted_and_delivered(stage: Stage, parts: dict[str, Any]) -> None:
    await stage.hear()
    wamid = await stage.send(**parts)
    await stage.advance(seconds=10)
    assert stage.business.ladder(wamid) == ["sent", "delivered", "read"]


async def test_the_answer_names_the_account_without_the_nine(stage: Stage) -> None:
    await stage.hear()
    _, answer = await stage.post(envelope(to=ANA_PHONE))
    assert answer["contacts"] == [{"input": ANA_PHONE, "wa_id": "553188887777"}]
    assert answer["messages"][0]["id"].startswith("wamid.")
    assert 40 <= len(answer["messages"][0]["id"]) <= 90


@pytest.mark.parametrize("to", ["31988887777", "553188887777", "5531988887777", "+55 (31) 98888-7777"])
async def test_every_way_to_dial_reaches_the_same_person(stage: Stage, to: str) -> None:
    await stage.hear()
    _, answer = await stage.post(envelope(to=to))
    assert answer["contacts"] == [{"input": to, "wa_id": "553188887777"}]


async def test_area_11_keeps_the_nine(stage: Stage) -> None:
    await stage.hear("bruno")
    _, answer = await stage.post(envelope(to=BRUNO_PHONE))
    assert answer["contacts"][0]["wa_id"] == BRUNO_PHONE


async def test_a_send_to_a_bsuid_answers_the_bsuid(stage: Stage) -> None:
    await stage.hear("carla")
    user_id = stage.sim.customers.user("carla").user_id
    _, answer = await stage.post(envelope(recipient=user_id))
    assert answer["contacts"] == [{"input": user_id, "user_id": user_id}]


async def test_to_wins_over_recipient(stage: Stage) -> None:
    await stage.hear()
    _, answer = await stage.post(envelope(to=ANA_PHONE, recipient=stage.sim.customers.user("carla").user_id))
    assert answer["contacts"][0]["wa_id"] == "553188887777"


async def test_a_bsuid_in_to_is_accepted_and_nothing_ever_follows(stage: Stage) -> None:
    await stage.hear("carla")
    stage.business.clear()
    _, answer = await stage.post(envelope(to=stage.sim.customers.user("carla").user_id))
    assert answer["messages"][0]["id"].startswith("wamid.")
    await stage.advance(days=31)
    assert stage.business.bodies == []


async def test_read_marks_need_a_message_of_a_user(stage: Stage) -> None:
    heard = await stage.hear()
    mark = {"messaging_product": "whatsapp", "status": "read", "message_id": heard}
    assert await stage.post(mark | {"typing_indicator": {"type": "text"}}) == (200, {"success": True})
    assert stage.sim.core.received[heard].read
    assert await stage.refusal(mark | {"message_id": "wamid.X"}) == 131009


async def test_the_marketing_endpoint_takes_marketing_templates_only(stage: Stage) -> None:
    await stage.hear()
    path = f"{stage.number_path}/marketing_messages"
    status, answer = await stage.call("POST", path, promotion(ANA_PHONE))
    assert status == 200
    assert answer["messages"][0]["message_status"] == "accepted"
    _, answer = await stage.call("POST", path, envelope(to=ANA_PHONE))
    assert answer["error"]["code"] == 131055


async def test_ids_never_repeat_and_are_the_same_for_the_same_seed() -> None:
    plays = []
    for _ in range(2):
        async with Stage(seed=7) as stage:
            await stage.hear()
            plays.append([await stage.send() for _ in range(20)])
    assert plays[0] == plays[1]
    assert len(set(plays[0])) == 20
