"""Templates: listed as Meta has them, filled in, and bound to a purpose that clients cannot choose."""

from __future__ import annotations

import msgspec
import pytest

from server_stub.contract.gate import Reason
from server_stub.contract.model import Template
from tests.helpers.shop import Shop, eventually


async def test_the_list_is_metas_with_purposes_by_category(shop: Shop) -> None:
    await shop.conversation("ana")
    found = {it.name: it for it in await shop.templates()}
    assert (found["promocao_da_semana"].purpose, found["promocao_da_semana"].category) == (
        "mkt.promotions",
        "MARKETING",
    )
    assert found["pedido_enviado"].purpose == "txn.order"
    assert found["pedido_enviado"].variables == ["nome", "numero", "prazo"]
    assert found["ofertas_relampago"].status == "PAUSED"
    assert [button.title for button in found["promocao_da_semana"].buttons] == ["Quero ver", "Parar promoções"]
    assert found["ofertas_relampago"].quality == "RED"
    assert {it.name for it in (await shop.snapshot()).templates} == set(found)


async def test_a_change_at_meta_is_followed(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    template = await shop.template("promocao_da_semana")
    light = await shop.outlook(conversation.id)
    assert light.templates[template.id].reason is Reason.ALLOW_CONSENT_VALID
    shop.sim.meta.change_template("promocao_da_semana", {"status": "PAUSED"})
    await eventually(lambda: shop.template("promocao_da_semana"), lambda it: it.status == "PAUSED")
    use = {"template_id": template.id, "variables": {"nome": "Ana"}}
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_TEMPLATE_UNAVAILABLE
    assert await shop.rows("SELECT 1 FROM event WHERE kind = 'template'")


async def test_missing_fields_are_named_and_white_space_is_mended(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    template = await shop.template("promocao_da_semana")
    for values in ({}, {"nome": " \n"}, {"outra": "Ana"}):
        answer = await shop.post(conversation.id, template={"template_id": template.id, "variables": values})
        assert (answer.status_code, answer.json()["code"]) == (400, "template_variables_missing")
        assert answer.json()["params"]["names"] == "nome"
    use = {"template_id": template.id, "variables": {"nome": "Ana\n\tMaria      Souza {{nome}}"}}
    accepted = await shop.send(conversation.id, template=use)
    assert "Ana Maria Souza {{nome}}" in accepted.message.content.text
    await shop.until_status(conversation.id, accepted.message.id, "read")
    too_long = {"template_id": template.id, "variables": {"nome": "x" * 2000}}
    answer = await shop.post(conversation.id, template=too_long)
    assert answer.json()["code"] == "text_too_long"


async def test_only_an_administrator_says_what_a_template_is_for(shop: Shop) -> None:
    await shop.conversation("ana")
    template = await shop.template("pedido_enviado")
    place = f"/v1/templates/{template.id}/purpose"
    assert (await shop.agent.put(place, json={"purpose": "txn.billing"})).status_code == 403
    async with shop.running.client("admin") as admin:
        assert (await admin.put(place, json={"purpose": "mkt.unheard"})).status_code == 400
        answer = await admin.put(place, json={"purpose": "txn.billing"})
        assert answer.json()["purpose"] == "txn.billing"
        shop.running.gateway.outgoing.template_sync.wake()
        assert await shop.running.gateway.outgoing.template_sync.look() > 60
        assert (await shop.template("pedido_enviado")).purpose == "txn.billing"
        back = await admin.put(place, json={"purpose": ""})
        assert back.json()["purpose"] == "txn.order"


async def test_a_purpose_of_another_category_is_refused(shop: Shop) -> None:
    await shop.conversation("ana")
    order, offer = await shop.template("pedido_enviado"), await shop.template("promocao_da_semana")
    async with shop.running.client("admin") as admin:
        for template, purpose in ((order, "mkt.newsletter"), (offer, "txn.order"), (offer, "auth.otp")):
            answer = await admin.put(f"/v1/templates/{template.id}/purpose", json={"purpose": purpose})
            assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
        survey = await admin.put(f"/v1/templates/{order.id}/purpose", json={"purpose": "survey.nps"})
        assert survey.json()["purpose"] == "survey.nps"
    assert await shop.rows("SELECT name FROM template WHERE purpose_set_by <> ''") == [("pedido_enviado",)]


@pytest.mark.parametrize("bound", [True, False])
async def test_a_promotion_cannot_hide_behind_another_category(shop: Shop, bound: bool) -> None:
    """Meta may move a template to another category after it was bound."""
    conversation = await shop.conversation("ana")
    template: Template = await shop.template("pedido_enviado")
    if bound:
        async with shop.running.client("admin") as admin:
            await admin.put(f"/v1/templates/{template.id}/purpose", json={"purpose": "txn.billing"})
    shop.sim.meta.change_template("pedido_enviado", {"category": "MARKETING"})
    await eventually(lambda: shop.template("pedido_enviado"), lambda it: it.category == "MARKETING")
    use = {"template_id": template.id, "variables": {"nome": "Ana", "numero": "1", "prazo": "2"}}
    wanted = Reason.DENY_CATEGORY_MISMATCH if bound else Reason.DENY_NO_CONSENT
    assert await shop.refused(conversation.id, template=use) == wanted


async def test_a_carousel_is_shown_and_not_sent(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    carousel = await shop.template("vitrine_de_presentes")
    assert (carousel.obstacle, carousel.header_kind, len(carousel.cards)) == ("carousel", "", 2)
    assert carousel.cards[0].header_kind == "IMAGE"
    assert [button.title for button in carousel.cards[1].buttons] == ["Quero este", "Ver na loja"]
    light = await shop.outlook(conversation.id)
    assert light.templates[carousel.id].reason is Reason.DENY_TEMPLATE_UNAVAILABLE
    use = {"template_id": carousel.id, "variables": {"nome": "Ana"}}
    assert (await shop.post(conversation.id, template=use)).json()["code"] == "template_unknown"


async def test_quality_is_followed_and_a_red_promotion_is_not_sent(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    template = await shop.template("promocao_da_semana")
    shop.sim.meta.change_template("promocao_da_semana", {"quality": "RED"})
    await eventually(lambda: shop.template("promocao_da_semana"), lambda it: it.quality == "RED")
    use = {"template_id": template.id, "variables": {"nome": "Ana"}}
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_TEMPLATE_UNAVAILABLE


async def test_a_promotion_held_for_quality_says_so(shop: Shop) -> None:
    shop.sim.core.profile = msgspec.structs.replace(shop.sim.core.profile, quality_hold_share=1.0)
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    template = await shop.template("promocao_da_semana")
    accepted = await shop.send(conversation.id, template={"template_id": template.id, "variables": {"nome": "Ana"}})
    await shop.until_status(conversation.id, accepted.message.id, "held")
    await shop.sim.advance(10 * 60_000)
    await shop.until_status(conversation.id, accepted.message.id, "read", "failed")
    assert shop.requests_for(accepted.message.id) == 1


async def test_a_template_that_changed_while_waiting_fails_with_a_reason(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    template = await shop.template("promocao_da_semana")
    database = shop.running.gateway.core.database
    stop = "UPDATE channel_number SET disabled_at = ?"
    await database.write(lambda tx: tx.driver.execute(stop, (1,)))
    accepted = await shop.send(conversation.id, template={"template_id": template.id, "variables": {"nome": "Ana"}})
    changed = "UPDATE template SET components = replace(components, '{{nome}}', '{{nome}} {{novo}}')"
    await database.write(lambda tx: tx.driver.execute(changed))
    await database.write(lambda tx: tx.driver.execute(stop, (None,)))
    failed = await shop.until_status(conversation.id, accepted.message.id, "failed")
    assert failed.failure is not None
    assert failed.failure.code == "template_variables_missing"
    assert shop.requests_for(accepted.message.id) == 0
