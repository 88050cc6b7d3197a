"""Lost answers, refusals, dead processes: no message twice, none forgotten, and a person is told."""

from __future__ import annotations

import asyncio

import pytest

from server_stub.cloud_sim.faults import Fault
from server_stub.contract.gate import Reason
from server_stub.contract.ids import new_id
from server_stub.services.dispatching import DOUBT_MS, LEASE_MS
from server_stub.storage.database import Tx
from tests.helpers.shop import Shop, eventually


@pytest.mark.parametrize("kind", ["reset_after_accept", "truncated"])
async def test_a_lost_answer_is_settled_by_the_status_and_never_sent_again(shop: Shop, kind: str) -> None:
    conversation = await shop.conversation("ana")
    shop.sim.core.faults.add(Fault(kind=kind))
    accepted = await shop.send(conversation.id, text="Só uma vez")
    message = await shop.until_status(conversation.id, accepted.message.id, "read")
    assert shop.requests_for(message.id) == 1
    assert len(shop.sent_for(message.id)) == 1
    ((wamid, state),) = await shop.rows(
        "SELECT message.wamid, send_job.state FROM message JOIN send_job ON send_job.message_id = message.id"
    )
    assert wamid == shop.sent_for(message.id)[0].wamid
    assert state == "done"


async def test_an_answer_that_says_nothing_is_a_doubt_that_a_person_settles(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.sim.core.faults.add(Fault(kind="bad_gateway"))
    accepted = await shop.send(conversation.id, text="Chegou?")
    doubted = await shop.until_status(conversation.id, accepted.message.id, "in_doubt")
    assert "in_doubt" in doubted.status_times
    after = await shop.send(conversation.id, text="O próximo não espera")
    await shop.until_status(conversation.id, after.message.id, "read")
    shop.clock.ahead = DOUBT_MS + 1000
    failed = await shop.until_status(conversation.id, accepted.message.id, "failed")
    assert failed.failure is not None
    assert failed.failure.code == "in_doubt_expired"
    assert shop.requests_for(accepted.message.id) == 1


async def test_a_status_that_comes_late_still_wins_over_the_doubt(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.sim.core.faults.add(Fault(kind="reset_after_accept"))
    shop.sim.set_webhook(None)
    accepted = await shop.send(conversation.id, text="Demora")
    await shop.until_status(conversation.id, accepted.message.id, "in_doubt")
    shop.clock.ahead = DOUBT_MS + 1000
    await shop.until_status(conversation.id, accepted.message.id, "failed")
    shop.sim.set_webhook(f"{shop.running.url}/webhook")
    late = await shop.until_status(conversation.id, accepted.message.id, "read")
    assert shop.requests_for(late.id) == 1


async def test_a_passing_refusal_is_repeated_and_arrives_once(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.sim.core.faults.add(Fault(kind="error", code=131056, times=1))
    accepted = await shop.send(conversation.id, text="De novo")
    later = await shop.send(conversation.id, text="Depois")
    await shop.until_status(conversation.id, later.message.id, "read")
    assert shop.requests_for(accepted.message.id) == 2
    assert len(shop.sent_for(accepted.message.id)) == 1
    said = [sent.text for sent in shop.sim.core.sent.values()]
    assert said == ["De novo", "Depois"]


@pytest.mark.parametrize("code", [131026, 131009, 987654])
async def test_a_lasting_refusal_fails_with_its_code(shop: Shop, code: int) -> None:
    conversation = await shop.conversation("ana")
    shop.sim.core.faults.add(Fault(kind="error", code=code, details="why"))
    accepted = await shop.send(conversation.id, text="Não vai")
    failed = await shop.until_status(conversation.id, accepted.message.id, "failed")
    assert failed.failure is not None
    assert failed.failure.code == str(code)
    assert shop.requests_for(accepted.message.id) == 1


async def test_a_failure_told_by_a_status_has_the_same_effects(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.sim.core.faults.add(Fault(kind="failed", code=131050))
    accepted = await shop.send(conversation.id, text="Oi")
    failed = await shop.until_status(conversation.id, accepted.message.id, "failed")
    assert failed.failure is not None
    assert failed.failure.code == "131050"
    stops = await shop.rows("SELECT type, channel, source FROM consent_event WHERE contact_id <> ''")
    assert stops == [("PLATFORM_STOP", f"whatsapp:{shop.sim.phone_number_id}", "platform")]


async def test_a_lost_authorisation_stops_the_number_and_keeps_the_queue(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    other = await shop.conversation("bruno")
    shop.sim.core.faults.add(Fault(kind="error", code=190, times=0))
    waiting = [await shop.send(it.id, text="Espera") for it in (conversation, other, conversation)]
    core = shop.running.gateway.core
    await eventually(
        lambda: shop.rows("SELECT disabled_reason FROM channel_number"),
        lambda rows: rows == [("channel_unauthorised",)],
    )
    alarms = await shop.rows("SELECT count(*) FROM event WHERE kind = 'alarm'")
    assert alarms == [(1,)]
    await eventually(lambda: shop.rows("SELECT DISTINCT state FROM send_job"), lambda rows: rows == [("queued",)])
    shop.sim.core.faults.clear()
    results = shop.running.gateway.outgoing.results
    await core.database.write(lambda tx: results.start_over(tx, shop.clock(), "another process"))
    shop.running.gateway.outgoing.dispatcher.wake()
    for accepted in waiting:
        await shop.until_status(accepted.message.conversation_id, accepted.message.id, "read")
        assert len(shop.sent_for(accepted.message.id)) == 1


async def test_without_a_line_messages_wait_and_then_leave_once(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    client = shop.running.gateway.outgoing.client
    there = client._root
    client._root = "http://127.0.0.1:9/v26.0"
    accepted = await shop.send(conversation.id, text="Sem rede")
    await eventually(
        lambda: shop.rows("SELECT state, attempts, next_attempt_at > created_at FROM send_job"),
        lambda rows: rows == [("queued", 0, 1)],
    )
    client._root = there
    await shop.until_status(conversation.id, accepted.message.id, "read")
    assert len(shop.sent_for(accepted.message.id)) == 1


async def test_after_a_crash_only_what_cannot_have_left_is_sent(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    other = await shop.conversation("bruno")
    gateway = shop.running.gateway
    database, steps = gateway.core.database, gateway.outgoing.dispatcher._steps
    await gateway.supervisor.stop()
    prepared = await shop.send(conversation.id, text="Só preparada")
    leaving = await shop.send(other.id, text="Talvez saiu")
    now, dead = shop.clock(), new_id()
    jobs = gateway.outgoing.dispatcher._jobs
    await database.write(lambda tx: jobs.lease(tx, prepared.message.id, dead, now + LEASE_MS))
    await database.write(lambda tx: steps.take(tx, leaving.message.id, dead, now))
    gateway.supervisor.start()
    await shop.until_status(conversation.id, prepared.message.id, "read")
    await shop.until_status(other.id, leaving.message.id, "in_doubt")
    assert shop.requests_for(leaving.message.id) == 0
    assert shop.requests_for(prepared.message.id) == 1


async def test_a_stopped_gateway_waits_for_the_answers_of_what_has_left(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.sim.core.faults.add(Fault(kind="slow", delay=1500))
    shop.sim.set_webhook(None)
    accepted = await shop.send(conversation.id, text="Quase")
    await eventually(lambda: shop.rows("SELECT state FROM send_job"), lambda rows: rows == [("sending",)])
    await shop.running.gateway.supervisor.stop()
    assert await shop.rows("SELECT state FROM send_job") == [("done",)]
    assert shop.requests_for(accepted.message.id) == 1


async def test_a_revocation_beside_a_send_wins_or_comes_after_it(shop: Shop) -> None:
    """Whatever the order was: what left was judged on a ledger without the revocation."""
    conversation = await shop.conversation("ana")
    template = await shop.template("promocao_da_semana")
    for attempt in range(12):
        # Each grant is later than the revocation of the round before.
        shop.clock.ahead += 2000
        await shop.own_act(conversation.contact_id, ago=0)
        shop.clock.ahead += 2000
        use = {"template_id": template.id, "variables": {"nome": "Ana"}}
        revoke = {"purpose": "mkt.promotions", "granted": False}
        answer, revoked = await asyncio.gather(
            shop.post(conversation.id, template=use, client_id=f"race{attempt}"),
            shop.agent.post(f"/v1/contacts/{conversation.contact_id}/consents", json=revoke),
        )
        assert revoked.status_code == 200
        if answer.status_code == 202:
            message_id = answer.json()["message"]["id"]
            settled = await shop.until_status(conversation.id, message_id, "read", "failed")
            dispatch = await shop.rows(
                "SELECT verdict, ledger_seq FROM send_decision WHERE message_id = ? AND stage = 'dispatch'", message_id
            )
            ((revocation,),) = await shop.rows("SELECT max(seq) FROM consent_event WHERE type = 'REVOKED'")
            if settled.status == "read":
                assert [(v, seq < revocation) for v, seq in dispatch] == [("allow", True)]
            else:
                assert shop.requests_for(message_id) == 0
        else:
            assert answer.json()["params"]["reason"] == "DENY_OPTED_OUT_PURPOSE"


async def test_a_restart_does_not_send_from_a_number_that_whatsapp_did_not_name(shop: Shop) -> None:
    await shop.conversation("ana")
    core, results = shop.running.gateway.core, shop.running.gateway.outgoing.results
    named, unnamed = "stopped", "account:1"

    def numbers(tx: Tx) -> None:
        sql = "INSERT INTO channel_number (id, created_at, disabled_at, disabled_reason) VALUES (?, 1, 1, ?)"
        tx.driver.executemany(sql, [(named, "number_unavailable"), (unnamed, "unknown_number")])
        results.start_over(tx, shop.clock(), "another process")

    await core.database.write(numbers)
    sql = "SELECT id FROM channel_number WHERE disabled_at IS NOT NULL"
    assert await shop.rows(sql) == [(unnamed,)]


@pytest.mark.parametrize("kind", ["error", "failed"])
async def test_a_window_that_whatsapp_calls_closed_is_closed_until_the_person_writes(shop: Shop, kind: str) -> None:
    conversation = await shop.conversation("ana")
    shop.sim.core.faults.add(Fault(kind=kind, code=131047))
    accepted = await shop.send(conversation.id, text="Ainda dá?")
    await shop.until_status(conversation.id, accepted.message.id, "failed")
    assert await shop.refused(conversation.id, text="E agora?") == Reason.DENY_WINDOW_CLOSED
    (outlook,) = await shop.rows("SELECT kind FROM event WHERE kind = 'outlook'")
    assert outlook
    await shop.conversation("ana", "Oi de novo")
    await eventually(
        lambda: shop.outlook(conversation.id), lambda found: found.reply.reason is Reason.ALLOW_REPLY_IN_WINDOW
    )


async def test_a_late_refusal_does_not_close_the_window_that_opened_since(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.sim.core.faults.add(Fault(kind="no_status"))
    accepted = await shop.send(conversation.id, text="Ainda dá?")
    await eventually(lambda: shop.rows("SELECT state FROM send_job"), lambda rows: rows == [("done",)])
    newer = "UPDATE conversation SET last_inbound_at = last_inbound_at + 3600000"
    core, results = shop.running.gateway.core, shop.running.gateway.outgoing.results
    await core.database.write(lambda tx: tx.driver.execute(newer))
    await core.database.write(lambda tx: results.failed_by_status(tx, accepted.message.id, "131047", shop.clock()))
    assert (await shop.outlook(conversation.id)).reply.reason is Reason.ALLOW_REPLY_IN_WINDOW
