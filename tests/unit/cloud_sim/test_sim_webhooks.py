"""Behaviours 8–11: batches, retries with the same bytes, signatures, escapes and the handshake."""

from __future__ import annotations

import json

import msgspec

from server_stub.cloud_sim.config import CALM, LIVELY
from server_stub.cloud_sim.faults import Fault
from server_stub.cloud_sim.signing import sign
from tests.helpers.waiting import until
from tests.unit.cloud_sim.sim_stage import APP_SECRET, START_AT, Stage


async def test_every_body_is_signed_over_its_very_bytes(stage: Stage) -> None:
    for _ in range(10):
        await stage.hear(text="Não recebi a encomenda ❤️")
    for body, signature in zip(stage.business.bodies, stage.business.signatures, strict=True):
        assert signature == sign(body, APP_SECRET)


async def test_half_of_the_bodies_escape_what_is_not_ascii() -> None:
    async with Stage(LIVELY) as stage:
        for _ in range(80):
            await stage.hear(text="Olá, açaí ❤️ https://loja.example/a")
            await stage.advance(seconds=1)
        escaped = [body for body in stage.business.bodies if b"\\u00e7" in body]
        assert 20 < len(escaped) < 60
        assert all(body.isascii() and b"https:\\/\\/" in body for body in escaped)
        texts = {message["text"]["body"] for message in stage.business.messages()}
        assert texts == {"Olá, açaí ❤️ https://loja.example/a"}


async def test_pending_updates_are_joined_over_entries_and_changes() -> None:
    async with Stage(LIVELY, with_webhook=False) as stage:
        ids = [stage.sim.customers.send("ana", {"type": "text", "text": str(index)}) for index in range(200)]
        stage.sim.set_webhook(stage.business.url)
        await stage.advance(seconds=1)
        bodies = [json.loads(body) for body in stage.business.bodies]
        assert 4 <= len(bodies) < 100
        assert max(delivery.updates for delivery in stage.sim.core.outbox.log) <= 50
        assert any(len(body["entry"]) > 1 for body in bodies)
        assert any(len(entry["changes"]) > 1 for body in bodies for entry in body["entry"])
        assert any(len(value["messages"]) > 1 for value in stage.business.values())
        assert sorted(message["id"] for message in stage.business.messages()) == sorted(ids)


async def test_calm_sends_one_update_in_each_body_in_order(stage: Stage) -> None:
    ids = [stage.sim.customers.send("ana", {"type": "text", "text": str(index)}) for index in range(20)]
    await stage.advance()
    assert [message["id"] for message in stage.business.messages()] == ids
    assert len(stage.business.bodies) == 20


async def test_a_body_that_is_refused_comes_again_with_the_same_bytes(stage: Stage) -> None:
    stage.business.answers = [500, 503, 401, 200]
    await stage.hear()
    await stage.advance(seconds=40)
    assert len(stage.business.bodies) == 4
    assert len(set(stage.business.bodies)) == 1
    [delivery] = stage.sim.core.outbox.log
    assert [attempt.at - START_AT for attempt in delivery.attempts] == [0, 0, 5_000, 35_000]
    assert [attempt.status for attempt in delivery.attempts] == [500, 503, 401, 200]
    assert delivery.state == "delivered"


async def test_only_200_is_success_and_seven_days_are_the_end(stage: Stage) -> None:
    stage.business.answers = [204] * 1_000
    await stage.hear()
    await stage.advance(days=10)
    [delivery] = stage.sim.core.outbox.log
    assert delivery.state == "dropped"
    assert len(delivery.attempts) > 20
    assert delivery.attempts[-1].at - START_AT <= 7 * 24 * 3_600_000
    assert stage.sim.core.agenda.next_due is None


async def test_a_business_that_is_away_gets_everything_when_it_is_back(stage: Stage) -> None:
    stage.sim.set_webhook("http://127.0.0.1:9/away")
    ids = [await stage.hear(text=str(index)) for index in range(3)]
    await stage.advance(seconds=10)
    assert {delivery.state for delivery in stage.sim.core.outbox.log} == {"retrying"}
    stage.sim.set_webhook(stage.business.url)
    await stage.sim.core.outbox.flush()
    assert sorted(message["id"] for message in stage.business.messages()) == sorted(ids)


async def test_updates_wait_while_there_is_no_address() -> None:
    async with Stage(CALM, with_webhook=False) as stage:
        wamid = await stage.hear()
        assert stage.sim.core.outbox.waiting == 1
        stage.sim.set_webhook(stage.business.url)
        await stage.advance()
        assert [message["id"] for message in stage.business.messages()] == [wamid]


async def test_a_bad_signature_is_followed_by_a_good_one(stage: Stage) -> None:
    stage.sim.core.faults.add(Fault(kind="bad_signature"))
    stage.business.answers = [401]
    await stage.hear()
    await stage.advance(seconds=1)
    bad, good = stage.business.signatures
    assert bad != sign(stage.business.bodies[0], APP_SECRET)
    assert good == sign(stage.business.bodies[1], APP_SECRET)
    assert stage.business.bodies[0] == stage.business.bodies[1]


async def test_the_handshake_needs_the_token_and_the_echo(stage: Stage) -> None:
    status, answer = await stage.call("POST", "/sim/webhook/handshake", {"challenge": "1158201444"})
    assert (status, answer) == (200, {"ok": True, "status": 200})
    _, answer = await stage.call("POST", "/sim/webhook/handshake", {"verify_token": "another"})
    assert answer == {"ok": False, "status": 403}
    _, answer = await stage.call("POST", "/sim/webhook/handshake", {"url": "http://127.0.0.1:9/away"})
    assert answer["ok"] is False


async def test_an_override_shakes_hands_first_and_unsubscribing_stops_everything(stage: Stage) -> None:
    path = f"{stage.account_path}/subscribed_apps"
    wrong = {"override_callback_uri": stage.business.url, "verify_token": "wrong"}
    assert (await stage.call("POST", path, wrong))[0] == 400
    right = wrong | {"verify_token": stage.business.verify_token}
    assert (await stage.call("POST", path, right)) == (200, {"success": True})
    _, answer = await stage.call("GET", path)
    assert answer["data"][0]["override_callback_uri"] == stage.business.url
    stage.sim.set_webhook("http://127.0.0.1:9/away")
    await stage.hear()
    assert len(stage.business.messages()) == 1
    await stage.call("DELETE", path)
    await stage.hear()
    await stage.advance(hours=1)
    assert len(stage.business.messages()) == 1
    assert (await stage.call("GET", path))[1] == {"data": []}


async def test_a_body_of_three_megabytes_arrives_whole(stage: Stage) -> None:
    body = b'{"object":"' + b"a" * 3_000_000 + b'"}'
    stage.sim.core.outbox.push_body(body)
    await stage.advance()
    assert stage.business.bodies == [body]
    assert stage.business.signatures == [sign(body, APP_SECRET)]


async def test_raw_bodies_and_unknown_fields_are_sent_as_they_are(stage: Stage) -> None:
    await stage.call("POST", "/sim/webhooks/raw", {"text": '{"entry": [tru'})
    await stage.call("POST", "/sim/webhooks/event", {"field": "brand_new_field", "value": {"a": 1}})
    await stage.call("POST", "/sim/webhooks/flush")
    assert stage.business.bodies[0] == b'{"entry": [tru'
    assert stage.business.signatures[0] == sign(b'{"entry": [tru', APP_SECRET)
    [entry] = json.loads(stage.business.bodies[1])["entry"]
    assert entry["changes"] == [{"value": {"a": 1}, "field": "brand_new_field"}]
    assert isinstance(entry["time"], int)


async def test_deliveries_run_side_by_side_up_to_the_profile() -> None:
    profile = msgspec.structs.replace(CALM, parallel_deliveries=4)
    async with Stage(profile) as stage:
        stage.business.gate.clear()
        for index in range(40):
            stage.sim.customers.send("ana", {"type": "text", "text": str(index)})
        await until(lambda: stage.business.in_flight >= 4)
        assert sum(delivery.state == "delivered" for delivery in stage.sim.core.outbox.log) == 0
        assert stage.business.in_flight == 4
        stage.business.gate.set()
        await stage.advance()
        assert len(stage.business.messages()) == 40
