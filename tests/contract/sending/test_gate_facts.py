"""What the gate weighs comes from the store: words, quotes, lists, limits, people shown as one, and the policy."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from server_stub.contract.gate import Reason
from server_stub.domain.gate_steps_request import MEMORY_MS
from server_stub.domain.identity import match_key
from server_stub.storage.repositories.ledger import Evidence
from tests.helpers.holding import order_news, promotion, run_sql, set_policy, set_purpose
from tests.helpers.shop import Shop, eventually

DAY = 86_400_000
OFFER = "Temos promoção hoje!"


async def test_a_text_that_looks_like_an_offer_asks_and_the_answer_is_kept(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    answer = await shop.post(conversation.id, text=OFFER)
    assert (answer.json()["params"]["reason"], answer.json()["params"]["words"]) == ("DENY_PROMO_UNCLEAR", "promoção")
    assert await shop.refused(conversation.id, text=OFFER, promotional=True) == Reason.DENY_PROMO_WITHOUT_CONSENT
    said = await shop.send(conversation.id, text=OFFER, promotional=False)
    await shop.until_status(conversation.id, said.message.id, "read")
    core = shop.running.gateway.core
    told = await core.database.read(lambda tx: core.decisions.told_at_acceptance(tx, said.message.id))
    assert told.content.promotional is False
    await shop.own_act(conversation.contact_id)
    offered = await shop.send(conversation.id, text=OFFER, promotional=True)
    await shop.until_status(conversation.id, offered.message.id, "read")


async def test_nobody_is_asked_about_offers_where_that_is_switched_off(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await set_policy(shop, ask_about_promotions=False)
    said = await shop.send(conversation.id, text=OFFER)
    await shop.until_status(conversation.id, said.message.id, "read")


async def test_card_numbers_and_cpfs_do_not_leave(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    for text in ("Cartão 4111 1111 1111 1111", "Seu CPF é 529.982.247-25"):
        assert await shop.refused(conversation.id, text=text) == Reason.DENY_CONTENT_FORBIDDEN
    kept = await shop.rows("SELECT count(*) FROM send_decision WHERE reason = 'DENY_CONTENT_FORBIDDEN'")
    assert kept == [(2,)]
    await set_policy(shop, forbid_sensitive_numbers=False)
    said = await shop.send(conversation.id, text="Seu CPF é 529.982.247-25")
    await shop.until_status(conversation.id, said.message.id, "read")


async def test_an_answer_to_a_question_of_this_window_needs_no_standing_permission(shop: Shop) -> None:
    conversation = await shop.conversation("ana", "Onde está meu pedido?")
    (question,) = await shop.messages(conversation.id)
    news = await order_news(shop)
    assert await shop.refused(conversation.id, template=news) == Reason.DENY_NO_CONSENT
    assert await shop.refused(conversation.id, template=news, quote_id="unheard") == Reason.DENY_NO_CONSENT
    answer = await shop.send(conversation.id, template=news, quote_id=question.id)
    assert answer.decision.reason is Reason.ALLOW_REQUESTED_IN_WINDOW
    await shop.until_status(conversation.id, answer.message.id, "read")
    own = await shop.refused(conversation.id, template=news, quote_id=answer.message.id)
    assert own == Reason.DENY_NO_CONSENT
    await run_sql(shop, "UPDATE message SET sent_at = sent_at - ? WHERE id = ?", DAY, question.id)
    assert await shop.refused(conversation.id, template=news, quote_id=question.id) == Reason.DENY_NO_CONSENT


@pytest.mark.parametrize(("state", "binds"), [("", True), ("MG", True), ("RJ", False)])
async def test_a_do_not_contact_list_binds_where_the_number_is_at_home(shop: Shop, state: str, binds: bool) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    phone = shop.sim.core.world.users["ana"].wa_id
    assert phone.startswith("5531")
    listed = shop.running.gateway.core.vault.blind(match_key(phone), "match")
    now = shop.clock()
    await run_sql(shop, "INSERT INTO block_list (id, name, state, loaded_at) VALUES ('l', 'Procon', ?, 1)", state)
    await run_sql(shop, "INSERT INTO block_list_entry VALUES ('l', ?, ?, ?)", listed, now, now)
    use = await promotion(shop)
    if not binds:
        await leaves(shop, conversation.id, use)
        return
    refused = (await shop.post(conversation.id, template=use)).json()["params"]
    assert (refused["reason"], refused["state"]) == (Reason.DENY_EXTERNAL_DNC, state)
    shop.clock.ahead += 60_000
    await shop.own_act(conversation.contact_id, ago=0)
    await leaves(shop, conversation.id, use)


async def leaves(shop: Shop, conversation_id: str, use: dict[str, Any]) -> None:
    sent = await shop.send(conversation_id, template=use)
    assert sent.decision.reason is Reason.ALLOW_CONSENT_VALID
    await shop.until_status(conversation_id, sent.message.id, "read")


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("minor", "minor", Reason.DENY_MINOR),
        ("legal_block_at", 1, Reason.DENY_LEGAL_BLOCK),
        ("identity_changed_at", 1, Reason.DENY_IDENTITY_CHANGED),
    ],
)
async def test_what_is_known_of_the_person_is_asked(shop: Shop, column: str, value: object, reason: Reason) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    await run_sql(shop, f"UPDATE contact SET {column} = ?", value)
    assert await shop.refused(conversation.id, template=await promotion(shop)) == reason
    if reason is Reason.DENY_LEGAL_BLOCK:
        assert await shop.refused(conversation.id, text="Oi") == reason


async def test_those_shown_as_one_share_every_no_and_no_yes(shop: Shop) -> None:
    one, other = await shop.conversation("ana"), await shop.conversation("bruno")
    await shop.own_act(one.contact_id)
    await shop.own_act(other.contact_id)
    use = await promotion(shop)
    await run_sql(shop, "UPDATE contact SET merged_into = ? WHERE id = ?", one.contact_id, other.contact_id)
    await leaves(shop, one.id, use)
    shop.customer_says("bruno", "SAIR")
    revoked = "SELECT 1 FROM consent_event WHERE type = 'REVOKED' AND contact_id = ?"
    await eventually(lambda: shop.rows(revoked, other.contact_id), bool)
    assert await shop.refused(one.id, template=use) == Reason.DENY_OPTED_OUT_PURPOSE


async def test_a_consent_of_another_shown_as_one_permits_nothing(shop: Shop) -> None:
    one, other = await shop.conversation("ana"), await shop.conversation("bruno")
    await shop.own_act(other.contact_id)
    await run_sql(shop, "UPDATE contact SET merged_into = ? WHERE id = ?", one.contact_id, other.contact_id)
    assert await shop.refused(one.id, template=await promotion(shop)) == Reason.DENY_NO_CONSENT


async def test_what_is_for_adults_needs_an_age_that_somebody_noted_down(shop: Shop) -> None:
    """Row 42, from the administrator's setting to the panel's answer."""
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    await set_purpose(shop, "mkt.promotions", adults_only=True)
    use = await promotion(shop)
    answer = await shop.post(conversation.id, template=use)
    assert (answer.json()["params"]["reason"], answer.json()["params"]["purpose"]) == ("DENY_MINOR", "mkt.promotions")
    path = f"/v1/contacts/{conversation.contact_id}"
    async with shop.running.client("lead") as lead:
        assert (await lead.put(path, json={"minor": True})).json().get("minor") is True
        assert await shop.refused(conversation.id, template=use) == Reason.DENY_MINOR
        grown_up = (await lead.put(path, json={"minor": False})).json()
    assert (grown_up.get("minor", False), grown_up["adult"]) == (False, True)
    await leaves(shop, conversation.id, use)


async def test_a_permission_without_its_evidence_permits_nothing(shop: Shop) -> None:
    """N2: the file that proves it is lost, although event, chain and wording are as they were."""
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id, evidence=Evidence("image/png", bytes(300_000), shop.clock()))
    use = await promotion(shop)
    await leaves(shop, conversation.id, use)
    (file,) = (shop.running.gateway.core.database.path.parent / "evidence").iterdir()
    file.unlink()
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_EVIDENCE_MISSING


async def test_a_survey_may_follow_a_case_that_was_just_closed(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    template = await shop.template("pedido_enviado")
    await run_sql(shop, "UPDATE template SET purpose = 'survey.csat' WHERE id = ?", template.id)
    survey = await order_news(shop)
    assert await shop.refused(conversation.id, template=survey) == Reason.DENY_NO_CONSENT
    await run_sql(shop, "UPDATE case_file SET closed_at = ?", shop.clock())
    asked = await shop.send(conversation.id, template=survey)
    assert asked.decision.reason is Reason.ALLOW_REPLY_IN_WINDOW
    await shop.until_status(conversation.id, asked.message.id, "read")
    assert await shop.refused(conversation.id, template=survey) == Reason.DENY_NO_CONSENT


async def test_a_purpose_of_the_company_s_own_feels_a_keyword(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    await set_purpose(shop, "mkt.promotions", active=False)
    assert await shop.refused(conversation.id, template=await promotion(shop)) == Reason.DENY_UNKNOWN


async def test_without_the_ledger_only_answers_leave_and_only_for_a_moment(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    use = await promotion(shop)
    assert (await shop.outlook(conversation.id)).reply.reason is Reason.ALLOW_REPLY_IN_WINDOW
    await run_sql(shop, "ALTER TABLE consent_event RENAME TO consent_event_lost")
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_LEDGER_UNAVAILABLE
    said = await shop.send(conversation.id, text="Já respondo")
    await shop.until_status(conversation.id, said.message.id, "read")
    shop.clock.ahead += MEMORY_MS
    assert await shop.refused(conversation.id, text="E agora?") == Reason.DENY_LEDGER_UNAVAILABLE


async def test_a_new_policy_leaves_old_decisions_as_they_were(shop: Shop) -> None:
    """P20."""
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    use = await promotion(shop)
    sent = await shop.send(conversation.id, template=use)
    await shop.until_status(conversation.id, sent.message.id, "read")
    before = await decisions(shop)
    policy = await set_policy(shop, cap_day=0, forbid_sensitive_numbers=False)
    assert (await shop.send(conversation.id, template=use)).decision.reason == "HOLD_FREQUENCY_CAP"
    after = await decisions(shop)
    assert after[: len(before)] == before
    older, newer = before[-1][1], after[-1][1]
    assert older != newer
    assert newer.partition("/")[0] == older.partition("/")[0]
    assert int(newer.partition("/")[2]) > policy.version


async def decisions(shop: Shop) -> list[Any]:
    return await shop.rows("SELECT id, policy_version, verdict, reason, inputs_enc FROM send_decision ORDER BY id")


async def test_a_decision_is_kept_with_what_it_was_based_on(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.refused(conversation.id, template=await promotion(shop))
    core = shop.running.gateway.core

    def inputs(tx: Any) -> dict[str, Any]:
        sql = "SELECT inputs_enc, key_id FROM send_decision JOIN contact ON contact.id = send_decision.contact_id"
        sealed, key_id = tx.driver.execute(sql).fetchone()
        found: dict[str, Any] = msgspec.json.decode(core.vault.open(tx, key_id, sealed, "send_decision.inputs"))
        return found["inputs"]

    found = await core.database.read(inputs)
    assert found["person"]["place"]["state"] == "MG"
    assert found["template"]["category"] == "MARKETING"
    assert found["rules"]["cap_month"] == 3
    assert found["state"]["state"] == "NONE"
