"""Behaviour 24: the control interface, over HTTP as the demo and people use it."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from server_stub.cloud_sim.control.serving import is_local, served
from tests.unit.cloud_sim.sim_stage import ANA_PHONE, START_AT, Json, Stage, envelope


async def control(stage: Stage, method: str, path: str, body: Json | None = None) -> Json:
    """Call `/sim/…` and expect it to work."""
    status, answer = await stage.call(method, f"/sim/{path}", body)
    assert status == 200, answer
    return answer


async def test_a_user_is_made_writes_and_is_answered(stage: Stage) -> None:
    made = await control(stage, "POST", "users", {"key": "zeca", "name": "Zeca", "phone": "+55 31 91234-5678"})
    assert made["wa_id"] == "553112345678"
    heard = await control(stage, "POST", "users/zeca/messages", {"type": "text", "text": "Oi"})
    await control(stage, "POST", "webhooks/flush")
    assert stage.business.messages()[0]["id"] == heard["wamid"]
    buttons = [{"type": "reply", "reply": {"id": name, "title": name.title()}} for name in ("sim", "não")]
    interactive = {"type": "button", "body": {"text": "Quer?"}, "action": {"buttons": buttons}}
    asked = await stage.send(to="5531912345678", type="interactive", interactive=interactive)
    await control(stage, "POST", "clock", {"advance_ms": 5_000})
    await control(stage, "POST", "users/zeca/tap", {"wamid": asked, "button": 1})
    await control(stage, "POST", "users/zeca/tap", {"wamid": asked, "title": "SIM"})
    await control(stage, "POST", "webhooks/flush")
    taps = [message for message in stage.business.messages() if message["type"] == "interactive"]
    assert [tap["interactive"]["button_reply"]["id"] for tap in taps] == ["não", "sim"]
    assert {tap["context"]["id"] for tap in taps} == {asked}


async def test_everything_sent_and_asked_can_be_looked_at(stage: Stage) -> None:
    await stage.hear()
    body = envelope(to=ANA_PHONE, biz_opaque_callback_data="job-1")
    await stage.post(body)
    await stage.post(envelope(to="+55 21 96666-5555"))
    [sent] = (await control(stage, "GET", "sent?user=ana"))["sent"]
    assert (sent["body"], sent["text"], sent["type"]) == (body, "Olá", "text")
    assert (await control(stage, "GET", "sent?user=bruno"))["sent"] == []
    asked = (await control(stage, "GET", "requests?path=/messages"))["requests"]
    assert [(it["method"], it["status"], it["code"]) for it in asked] == [("POST", 200, None), ("POST", 400, 131047)]
    hooks = await control(stage, "GET", "webhooks?state=delivered")
    assert (hooks["waiting"], hooks["webhooks"][0]["attempts"][0]["status"]) == (0, 200)
    state = await control(stage, "GET", "state")
    assert (state["sent"], state["received"], state["phone_number_id"]) == (1, 1, stage.sim.phone_number_id)


async def test_users_go_off_line_read_move_and_stop(stage: Stage) -> None:
    await stage.hear()
    await control(stage, "PATCH", "users/ana", {"online": False, "reads": False})
    wamid = await stage.send()
    await control(stage, "POST", "clock", {"advance_ms": 60_000})
    assert stage.business.ladder(wamid) == ["sent"]
    await control(stage, "PATCH", "users/ana", {"online": True})
    await control(stage, "POST", "clock", {"advance_ms": 60_000})
    assert stage.business.ladder(wamid) == ["sent", "delivered"]
    assert (await control(stage, "POST", "users/ana/read", {}))["read"] == [wamid]
    moved = await control(stage, "POST", "users/ana/number", {"phone": "+55 31 97777-1111"})
    assert moved["wamid"]
    stopped = await control(stage, "POST", "users/ana/preference", {"value": "stop"})
    assert stopped["marketing_stopped"] is True
    keys = [user["key"] for user in (await control(stage, "GET", "users"))["users"]]
    assert keys == ["ana", "bruno", "carla", "diego", "elisa"]


async def test_the_clock_is_frozen_advanced_and_released(stage: Stage) -> None:
    assert (await control(stage, "POST", "clock", {"advance_ms": 1_000}))["now"] == START_AT + 1_000
    running = await control(stage, "POST", "clock", {"rate": 1_000.0})
    assert running["frozen"] is False
    frozen = await control(stage, "POST", "clock", {"freeze": True})
    assert frozen["frozen"] is True
    assert (await control(stage, "GET", "state"))["now"] == frozen["now"]


async def test_mood_trouble_and_platform_are_set(stage: Stage) -> None:
    assert (await control(stage, "POST", "profile", {"name": "lively"}))["batch_max"] == 50
    changed = await control(stage, "POST", "profile", {"name": "calm", "overrides": {"pair_burst": 1}})
    assert (changed["batch_max"], changed["pair_burst"]) == (1, 1)
    await stage.hear()
    await stage.send()
    assert await stage.refusal(envelope(to=ANA_PHONE)) == 131056
    fault = await control(stage, "POST", "faults", {"kind": "error", "code": 131016})
    assert [it["id"] for it in (await control(stage, "GET", "faults"))["faults"]] == [fault["id"]]
    assert (await control(stage, "DELETE", "faults", {}))["faults"] == []
    assert (await control(stage, "POST", "number", {"quality": "YELLOW"}))["quality_rating"] == "YELLOW"
    assert (await control(stage, "POST", "account", {"restrict": 368}))["restriction"] == 368
    template = await control(stage, "POST", "templates/pedido_enviado", {"quality": "RED"})
    assert template["quality_score"]["score"] == "RED"
    listed = await control(stage, "POST", "undeliverable", {"phones": ["+55 11 90000-0000"]})
    assert listed["undeliverable"] == ["5511900000000"]
    assert (await control(stage, "POST", "webhook", {"url": None}))["url"] is None


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("users/nobody/messages", {"type": "text", "text": "x"}, 404),
        ("users/ana/messages", {"type": "text"}, 404),
        ("users/ana/tap", {"wamid": "wamid.X"}, 404),
        ("users/ana/number", {"phone": "abc"}, 400),
        ("users", {"key": "ana", "name": "Ana", "phone": "5531912345678"}, 400),
        ("faults", {"kind": "earthquake"}, 400),
        ("profile", {"overrides": {"nothing": 1}}, 400),
        ("profile", {"name": "wild"}, 404),
        ("clock", {"advance_ms": "soon"}, 400),
        ("templates/none", {"status": "PAUSED"}, 404),
        ("number", {"colour": "red"}, 400),
        ("scripts", {"name": "none"}, 404),
        ("scripts", {"script": {"user": "ana", "steps": [{"do": "fly"}]}}, 400),
        ("webhook/handshake", {}, 400),
    ],
)
async def test_wrong_input_is_answered_and_harms_nothing(path: str, body: Json, status: int) -> None:
    async with Stage(with_webhook=False) as stage:
        found, answer = await stage.call("POST", f"/sim/{path}", body)
        assert (found, set(answer)) == (status, {"error", "name"})


async def test_bodies_that_are_no_objects_are_refused(stage: Stage) -> None:
    for raw in (b"{", b"[1]"):
        async with stage.http.post("/sim/clock", data=raw) as response:
            assert response.status == 400


async def test_other_machines_are_turned_away() -> None:
    async def action(request: web.Request, body: Json) -> Json:
        return {"reached": True}

    handler = served(action)
    for remote, status in (("127.0.0.1", 200), ("::1", 200), ("192.168.0.7", 403), ("unix", 403)):
        request = make_mocked_request("GET", "/sim/state").clone(remote=remote)
        assert (await handler(request)).status == status
    assert not is_local(None)
