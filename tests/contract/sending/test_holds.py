"""What the gate holds is accepted, waits and tells until when; it keeps no answer back and is never just dropped."""

from __future__ import annotations

import msgspec
import pytest

from server_stub.cloud_sim.faults import Fault
from server_stub.contract.gate import Verdict
from server_stub.domain.register_rules import PROFILES
from server_stub.services.channel_health import FIRST_RECHECK_MS
from tests.helpers.holding import CLOSED, OPEN, order_news, promotion, run_sql, set_policy, set_purpose, until_held
from tests.helpers.shop import Shop, eventually

DAY = 86_400_000
MINUTE = 60_000


async def closed_shop(shop: Shop) -> tuple[str, str]:
    """Somebody who wants offers, at an hour at which none may be sent: conversation and contact."""
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    await set_policy(shop, profiles={**dict.fromkeys(PROFILES, OPEN), "marketing": CLOSED})
    return conversation.id, conversation.contact_id


async def test_at_a_quiet_hour_a_message_waits_and_answers_pass_it(shop: Shop) -> None:
    conversation, _ = await closed_shop(shop)
    held = await shop.send(conversation, template=await promotion(shop))
    assert (held.decision.verdict, held.decision.reason) == (Verdict.HOLD, "HOLD_QUIET_HOURS")
    assert held.message.hold is not None
    assert held.message.hold.not_before == held.decision.not_before
    answer = await shop.send(conversation, text="Enquanto isso, respondo")
    await shop.until_status(conversation, answer.message.id, "read")
    assert shop.requests_for(held.message.id) == 0
    await set_policy(shop, profiles={"marketing": OPEN})
    left = await shop.until_status(conversation, held.message.id, "read")
    assert left.hold is None
    assert shop.requests_for(held.message.id) == 1


async def test_a_policy_saved_by_an_administrator_lets_go_what_waited(shop: Shop) -> None:
    conversation, _ = await closed_shop(shop)
    held = await shop.send(conversation, template=await promotion(shop))
    async with shop.running.client("admin") as admin:
        policy = (await admin.get("/v1/policy")).json()
        policy["profiles"] = {name: msgspec.to_builtins(OPEN) for name in PROFILES}
        answer = await admin.put("/v1/policy", json=policy)
        assert answer.status_code == 200, answer.text
    left = await shop.until_status(conversation, held.message.id, "read")
    assert left.hold is None


async def test_a_hold_that_lasts_is_told_anew(shop: Shop) -> None:
    conversation, _ = await closed_shop(shop)
    held = await shop.send(conversation, template=await promotion(shop))
    await run_sql(shop, "UPDATE send_job SET next_attempt_at = 0 WHERE message_id = ?", held.message.id)
    shop.running.gateway.outgoing.dispatcher.wake()
    sql = "SELECT verdict, reason FROM send_decision WHERE message_id = ? AND stage = 'dispatch'"
    found = await eventually(lambda: shop.rows(sql, held.message.id), bool)
    assert found == [("hold", "HOLD_QUIET_HOURS")]
    still = await until_held(shop, conversation, held.message.id, "HOLD_QUIET_HOURS")
    assert still.hold is not None
    assert still.hold.not_before > shop.clock()
    assert still.status == "accepted"


async def test_an_opt_out_ends_what_waits_and_says_so(shop: Shop) -> None:
    conversation, contact = await closed_shop(shop)
    held = await shop.send(conversation, template=await promotion(shop))
    shop.customer_says("ana", "SAIR")
    failed = await shop.until_status(conversation, held.message.id, "failed")
    assert failed.failure is not None
    assert failed.failure.code.startswith("DENY_OPTED_OUT")
    assert failed.hold is None
    assert shop.requests_for(held.message.id) == 0
    assert await shop.state_of(contact) == "REVOKED"


async def test_a_person_takes_a_waiting_message_back(shop: Shop) -> None:
    conversation, _ = await closed_shop(shop)
    held = await shop.send(conversation, template=await promotion(shop))
    async with shop.running.client("bruno") as bruno:
        await run_sql(shop, "UPDATE conversation SET assignee_id = ?", shop.running.ids["ana"])
        assert (await bruno.delete(f"/v1/messages/{held.message.id}")).status_code == 404
    taken = await shop.agent.delete(f"/v1/messages/{held.message.id}")
    assert taken.status_code == 200
    assert (taken.json()["status"], taken.json()["failure"]["code"]) == ("failed", "cancelled")
    again = await shop.agent.delete(f"/v1/messages/{held.message.id}")
    assert (again.status_code, again.json()["code"]) == (409, "not_cancellable")
    assert (await shop.agent.delete("/v1/messages/unheard")).status_code == 404
    sent = await shop.send(conversation, text="Oi")
    await shop.until_status(conversation, sent.message.id, "read")
    assert (await shop.agent.delete(f"/v1/messages/{sent.message.id}")).status_code == 409
    assert shop.requests_for(held.message.id) == 0


async def test_a_repeated_send_of_a_held_message_answers_the_same(shop: Shop) -> None:
    conversation, _ = await closed_shop(shop)
    use = await promotion(shop)
    first = await shop.send(conversation, template=use, client_id="once")
    again = await shop.send(conversation, template=use, client_id="once")
    assert again == first


async def test_no_more_than_the_cap_leaves_and_the_budget_is_told(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    await set_policy(shop, cap_day=1)
    use = await promotion(shop)
    first = await shop.send(conversation.id, template=use)
    await shop.until_status(conversation.id, first.message.id, "read")
    (consent,) = (await shop.contact(conversation.contact_id)).consents
    assert consent.budget is not None
    assert (consent.budget.used, consent.budget.limit, consent.budget.period) == (1, 3, "month")
    second = await shop.send(conversation.id, template=use)
    assert second.decision.reason == "HOLD_FREQUENCY_CAP"
    shop.clock.ahead += DAY + MINUTE
    await shop.until_status(conversation.id, second.message.id, "read")


async def test_two_that_were_accepted_together_do_not_pass_the_cap_together(shop: Shop) -> None:
    conversation, _ = await closed_shop(shop)
    use = await promotion(shop)
    both = [await shop.send(conversation, template=use) for _ in range(2)]
    await set_policy(shop, profiles={"marketing": OPEN}, cap_day=1)
    await shop.until_status(conversation, both[0].message.id, "read")
    await until_held(shop, conversation, both[1].message.id, "HOLD_FREQUENCY_CAP")
    assert shop.requests_for(both[1].message.id) == 0


@pytest.mark.parametrize("code", [131049, 130472])
async def test_whatsapps_own_limit_of_offers_means_a_day_of_rest(shop: Shop, code: int) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    shop.sim.core.faults.add(Fault(kind="failed", code=code))
    use = await promotion(shop)
    refused = await shop.send(conversation.id, template=use)
    await shop.until_status(conversation.id, refused.message.id, "failed")
    later = await shop.send(conversation.id, template=use)
    assert later.decision.reason == "HOLD_FREQUENCY_CAP"
    assert later.decision.not_before is not None
    assert later.decision.not_before >= shop.clock() + DAY - 10 * MINUTE
    assert shop.requests_for(refused.message.id) == 1


async def test_a_number_in_trouble_sends_no_offers_and_keeps_no_answer_back(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    shop.sim.core.faults.add(Fault(kind="error", code=131048))
    slowed = await shop.send(conversation.id, text="Esta espera")
    await until_held(shop, conversation.id, slowed.message.id, "HOLD_NUMBER_QUALITY")
    answer = await shop.send(conversation.id, text="Esta passa")
    await shop.until_status(conversation.id, answer.message.id, "read")
    offer = await shop.send(conversation.id, template=await promotion(shop))
    assert offer.decision.reason == "HOLD_NUMBER_QUALITY"
    shop.clock.ahead += 61 * MINUTE
    await shop.until_status(conversation.id, slowed.message.id, "read")


async def test_what_we_began_and_must_be_repeated_does_not_keep_answers_back(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    shop.sim.core.faults.add(Fault(kind="error", code=80007))  # again in half a minute or more
    offer = await shop.send(conversation.id, template=await promotion(shop))
    await eventually(
        lambda: shop.rows("SELECT state, attempts FROM send_job WHERE message_id = ?", offer.message.id),
        lambda rows: rows == [("queued", 1)],
    )
    answer = await shop.send(conversation.id, text="Respondo já")
    await shop.until_status(conversation.id, answer.message.id, "read")
    assert shop.requests_for(offer.message.id) == 1


async def test_the_accounts_limit_of_persons_holds_what_leaves_windows(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    await run_sql(shop, "UPDATE channel_number SET messaging_limit = 1")
    earlier = shop.clock() - DAY + 10 * MINUTE
    sql = "INSERT INTO initiated_send VALUES ('m', 'somebody else', 'n', 'M', 'mkt.promotions', 1, ?)"
    await run_sql(shop, sql, earlier)
    await run_sql(shop, "UPDATE conversation SET last_inbound_at = last_inbound_at - ?", 2 * DAY)
    held = await shop.send(conversation.id, template=await promotion(shop))
    assert (held.decision.reason, held.decision.not_before) == ("HOLD_PORTFOLIO_LIMIT", earlier + DAY)
    shop.clock.ahead += 11 * MINUTE
    await shop.until_status(conversation.id, held.message.id, "read")
    counted = await shop.rows("SELECT kind, purpose, outside_window FROM initiated_send WHERE message_id <> 'm'")
    assert counted == [("M", "mkt.promotions", 1)]


async def test_while_somebody_may_have_asked_to_leave_no_offer_leaves(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    doubt = (
        "INSERT INTO optout_doubt (contact_id, conversation_id, message_id, rule, rules_version, opened_at, expires_at)"
        " VALUES (?, ?, 'some message', 'stop_sign', '1', 1, ?)"
    )
    await run_sql(shop, doubt, conversation.contact_id, conversation.id, shop.clock() + DAY)
    held = await shop.send(conversation.id, template=await promotion(shop))
    assert held.decision.reason == "HOLD_OPTOUT_DOUBT"
    await run_sql(shop, "UPDATE optout_doubt SET settled_at = 2, outcome = 'stays'")
    outlooks = shop.running.gateway.outgoing.outlooks
    core = shop.running.gateway.core
    await core.database.write(lambda tx: outlooks.contact_changed(tx, conversation.contact_id, shop.clock()))
    await shop.until_status(conversation.id, held.message.id, "read")


async def test_a_stopped_number_is_tried_with_one_message_at_growing_intervals(shop: Shop) -> None:
    first, second = await shop.conversation("ana"), await shop.conversation("bruno")
    shop.sim.core.faults.add(Fault(kind="error", code=190, times=0))
    waiting = [await shop.send(it.id, text="Espera") for it in (first, second)]
    sql = "SELECT rechecks FROM channel_number WHERE disabled_reason = 'channel_unauthorised'"
    await eventually(lambda: shop.rows(sql), bool)
    await eventually(lambda: shop.rows("SELECT DISTINCT state FROM send_job"), lambda rows: rows == [("queued",)])
    offered = sum(shop.requests_for(it.message.id) for it in waiting)
    shop.clock.ahead += FIRST_RECHECK_MS + MINUTE
    await eventually(lambda: shop.rows(sql), lambda rows: rows == [(1,)])
    await eventually(lambda: shop.rows("SELECT DISTINCT state FROM send_job"), lambda rows: rows == [("queued",)])
    assert sum(shop.requests_for(it.message.id) for it in waiting) == offered + 1
    shop.sim.core.faults.clear()
    shop.clock.ahead += 2 * FIRST_RECHECK_MS + MINUTE
    for accepted in waiting:
        await shop.until_status(accepted.message.conversation_id, accepted.message.id, "read")
    assert await shop.rows("SELECT disabled_at, recheck_at, rechecks FROM channel_number") == [(None, None, 0)]
    assert await shop.rows("SELECT 1 FROM alarm WHERE code = 'channel_unauthorised'") == []


async def test_other_purposes_keep_their_own_hours_and_caps(shop: Shop) -> None:
    conversation, contact = await closed_shop(shop)
    await set_purpose(shop, "txn.order", cap_day=1)
    consent = {"purpose": "txn.order", "granted": True, "way": "message"}
    message = (await shop.messages(conversation))[0]
    path = f"/v1/contacts/{contact}/consents"
    recorded = await shop.agent.post(path, json={**consent, "evidence_message_id": message.id})
    assert recorded.status_code == 200
    news = await shop.send(conversation, template=await order_news(shop))
    await shop.until_status(conversation, news.message.id, "read")
    more = await shop.send(conversation, template=await order_news(shop))
    assert more.decision.reason == "HOLD_FREQUENCY_CAP"
