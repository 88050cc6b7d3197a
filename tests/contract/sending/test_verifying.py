"""While the ledger is being verified after a start: everybody is served, and what the company initiates waits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import msgspec
import pytest

from server_stub.cloud_sim.simulator import Simulator
from server_stub.contract.gate import Reason, Verdict
from server_stub.contract.ledger import LedgerState
from server_stub.storage.database import Tx
from tests.helpers.gateway import SIMULATOR, RunningGateway, run_gateway, settings_for
from tests.helpers.holding import promotion, until_held
from tests.helpers.programs import Program
from tests.helpers.shop import MovableClock, Shop, always_open, eventually, open_shop
from tests.helpers.verifying import Hurdle, environment


@pytest.fixture
async def held(tmp_path: Path) -> AsyncIterator[tuple[Shop, Hurdle]]:
    hurdle = Hurdle()
    async with open_shop(tmp_path, prepare=hurdle.prepare) as shop:
        try:
            await asyncio.to_thread(hurdle.reached.wait)
            yield shop, hurdle
        finally:
            hurdle.let_go()


async def state(running: RunningGateway) -> LedgerState:
    async with running.client("lead") as lead:
        answer = await lead.get("/v1/ledger")
    assert answer.status_code == 200
    return msgspec.json.decode(answer.content, type=LedgerState)


async def until_verified(running: RunningGateway) -> LedgerState:
    return await eventually(lambda: state(running), lambda found: not found.holds)


async def test_webhooks_are_answered_and_the_state_says_how_far_it_is(held: tuple[Shop, Hurdle]) -> None:
    shop, hurdle = held
    conversation = await shop.conversation("ana", "Tem alguém aí?")
    reply = await shop.send(conversation.id, text="Tem, sim")
    await shop.until_status(conversation.id, reply.message.id, "read")
    found = await state(shop.running)
    assert found.holds
    assert found.verifying is not None
    assert 0 == found.verifying.read < found.verifying.of
    async with shop.running.client("admin") as admin:
        assert (await admin.get("/v1/health")).json()["checks"]["ledger"] is True
    hurdle.let_go()
    after = await until_verified(shop.running)
    assert (after.verifying, after.broken_at) == (None, None)


async def test_an_offer_waits_for_it_and_then_leaves_once(held: tuple[Shop, Hurdle]) -> None:
    shop, hurdle = held
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    waits = await shop.send(conversation.id, template=await promotion(shop))
    assert (waits.decision.verdict, waits.decision.reason) == (Verdict.HOLD, Reason.HOLD_LEDGER_VERIFYING)
    shown = (await shop.outlook(conversation.id)).templates
    assert Reason.HOLD_LEDGER_VERIFYING in {decision.reason for decision in shown.values()}
    reply = await shop.send(conversation.id, text="Enquanto isso, respondo")
    await shop.until_status(conversation.id, reply.message.id, "read")
    told = await until_held(shop, conversation.id, waits.message.id, Reason.HOLD_LEDGER_VERIFYING.value)
    assert told.status == "accepted"
    assert shop.requests_for(waits.message.id) == 0
    hurdle.let_go()
    left = await shop.until_status(conversation.id, waits.message.id, "read")
    assert left.hold is None
    assert shop.requests_for(waits.message.id) == 1
    assert Reason.HOLD_LEDGER_VERIFYING not in {
        decision.reason for decision in (await shop.outlook(conversation.id)).templates.values()
    }


async def test_what_is_not_permitted_is_denied_at_once(held: tuple[Shop, Hurdle]) -> None:
    shop, _ = held
    conversation = await shop.conversation("ana")
    assert await shop.refused(conversation.id, template=await promotion(shop)) == Reason.DENY_NO_CONSENT


async def test_an_opt_out_counts_at_once_and_ends_what_waits(held: tuple[Shop, Hurdle]) -> None:
    shop, hurdle = held
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    waits = await shop.send(conversation.id, template=await promotion(shop))
    shop.customer_says("ana", "SAIR")
    await shop.until_state(conversation.contact_id, "REVOKED")
    failed = await shop.until_status(conversation.id, waits.message.id, "failed")
    assert failed.failure is not None
    assert failed.failure.code.startswith("DENY_OPTED_OUT")
    confirmed = "SELECT 1 FROM send_job WHERE kind = 'X' AND state = 'done'"
    await eventually(lambda: shop.rows(confirmed), bool)
    hurdle.let_go()
    await until_verified(shop.running)
    assert shop.requests_for(waits.message.id) == 0


async def test_a_question_of_the_gateway_waits_too_instead_of_being_dropped(held: tuple[Shop, Hurdle]) -> None:
    shop, hurdle = held
    conversation = await shop.conversation("ana")
    asked = await shop.send(conversation.id, consent_purpose="mkt.promotions")
    assert asked.decision.reason == Reason.HOLD_LEDGER_VERIFYING
    words = shop.running.gateway.outgoing.consenting.due_questions.words
    now = shop.clock()

    def ask(tx: Tx) -> bool:
        return words.question(tx, conversation.id, "mkt.newsletter", once_key="test", now=now)

    assert await shop.running.gateway.core.database.write(ask)
    hurdle.let_go()
    await shop.until_status(conversation.id, asked.message.id, "read")
    both = "SELECT 1 FROM send_job WHERE kind = 'C' AND state = 'done'"
    await eventually(lambda: shop.rows(both), lambda found: len(found) == 2)


async def test_a_broken_ledger_stops_what_waited(held: tuple[Shop, Hurdle], tmp_path: Path) -> None:
    """Changed long ago, as far as the gateway can tell: the snapshot that it verifies is of before the change."""
    shop, hurdle = held
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    waits = await shop.send(conversation.id, template=await promotion(shop))
    gateway = shop.running.gateway

    def tamper(tx: Tx) -> None:
        tx.driver.execute("DROP TRIGGER consent_event_no_update")
        tx.driver.execute("UPDATE consent_event SET actor = 'nobody' WHERE seq = 1")

    hurdle.let_go()
    await shop.until_status(conversation.id, waits.message.id, "read")
    again = Hurdle()
    again.prepare(gateway)
    await gateway.core.database.write(tamper)
    await gateway.core.ledger_watch.begin()
    waits = await shop.send(conversation.id, template=await promotion(shop))
    assert waits.decision.reason == Reason.HOLD_LEDGER_VERIFYING
    again.let_go()
    found = await gateway.core.ledger_watch.look()
    assert found is not None
    failed = await shop.until_status(conversation.id, waits.message.id, "failed")
    assert failed.failure is not None
    assert failed.failure.code == Reason.DENY_LEDGER_INTEGRITY
    assert shop.requests_for(waits.message.id) == 0
    assert await shop.refused(conversation.id, template=await promotion(shop)) == Reason.DENY_LEDGER_INTEGRITY
    after = await state(shop.running)
    assert (after.broken_at, after.broken_what, after.holds) == (1, "event", False)
    reply = await shop.send(conversation.id, text="Respostas continuam")
    await shop.until_status(conversation.id, reply.message.id, "read")


async def test_killed_amid_it_the_next_start_verifies_anew_and_nothing_is_lost(tmp_path: Path) -> None:
    async with Simulator(SIMULATOR) as sim:
        settings = settings_for(tmp_path / "data", graph_url=sim.base_url)
        clock = MovableClock()
        async with run_gateway(tmp_path / "data", settings=settings, clock=clock) as running:
            sim.set_webhook(f"{running.url}/webhook")
            await always_open(running, clock())
            async with running.client("ana") as agent:
                shop = Shop(sim, running, agent, clock)
                conversation = await shop.conversation("ana")
                await shop.own_act(conversation.contact_id)
                offer = await promotion(shop)
        arguments = [str(tmp_path / "data"), sim.base_url]
        killed = Program("tests.helpers.verifying", arguments, environment(settings[1]), tmp_path)
        try:
            waiting = await _held_by(killed, sim, running, conversation.id, offer)
        finally:
            killed.kill()
        hurdle = Hurdle()
        async with run_gateway(tmp_path / "data", settings=settings, clock=clock, prepare=hurdle.prepare) as running:
            sim.set_webhook(f"{running.url}/webhook")
            async with running.client("ana") as agent:
                shop = Shop(sim, running, agent, clock)
                assert (await state(running)).holds
                assert shop.requests_for(waiting) == 0
                hurdle.let_go()
                await shop.until_status(conversation.id, waiting, "read")
                assert shop.requests_for(waiting) == 1
                words = [message.content.text for message in await shop.messages(conversation.id)]
                assert "Escrito durante a conferência" in words


async def _held_by(
    program: Program, sim: Simulator, before: RunningGateway, conversation_id: str, offer: dict[str, object]
) -> str:
    """The id of an offer that waits in a gateway of its own, which has also taken in a customer's message."""
    program.start()
    line = await asyncio.to_thread(program.wait_for_output, "verifying")
    url = f"http://127.0.0.1:{line.rpartition(' ')[2]}"
    sim.set_webhook(f"{url}/webhook")
    running = RunningGateway(before.gateway, url)
    async with running.client("ana") as agent:
        body = {"client_id": "one", "conversation_id": conversation_id, "template": offer}
        answer = await agent.post("/v1/messages", json=body)
        assert answer.status_code == 202, answer.text
        assert answer.json()["decision"]["reason"] == Reason.HOLD_LEDGER_VERIFYING
        sim.customers.send("ana", {"type": "text", "text": "Escrito durante a conferência"})
        await eventually(lambda: _texts(agent, conversation_id), lambda found: "Escrito durante a conferência" in found)
        return str(answer.json()["message"]["id"])


async def _texts(agent: httpx.AsyncClient, conversation_id: str) -> list[str]:
    page = (await agent.get(f"/v1/conversations/{conversation_id}/messages")).json()
    return [message["content"].get("text", "") for message in page["messages"]]
