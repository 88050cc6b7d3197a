"""Behaviour 18: a template from its review to its end, and what may be put into it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.cloud_sim.sim_stage import ANA_PHONE, Json, Stage, envelope, promotion


def creation(**parts: Any) -> Json:
    """A body that creates a template."""
    body = {"type": "BODY", "text": "Olá {{nome}}, temos novidades."}
    created = {"name": "novidades", "language": "pt_BR", "category": "MARKETING", "parameter_format": "NAMED"}
    return created | {"components": [body]} | parts


def with_components(*components: Json) -> Json:
    template = {"name": "promocao_da_semana", "language": {"code": "pt_BR"}, "components": list(components)}
    return envelope(to=ANA_PHONE, type="template", template=template)


def body_of(*parameters: Json) -> Json:
    return {"type": "body", "parameters": list(parameters)}


def named(text: str, name: str = "nome") -> Json:
    return {"type": "text", "parameter_name": name, "text": text}


async def create(stage: Stage, body: Json) -> tuple[int, Json]:
    return await stage.call("POST", f"{stage.account_path}/message_templates", body)


async def test_a_new_template_waits_is_approved_and_can_be_sent(stage: Stage) -> None:
    status, answer = await create(stage, creation())
    assert (status, answer["status"], answer["category"]) == (200, "PENDING", "MARKETING")
    template = {"name": "novidades", "language": {"code": "pt_BR"}, "components": [body_of(named("Ana"))]}
    send = envelope(to=ANA_PHONE, type="template", template=template)
    assert await stage.refusal(send) == 132001
    await stage.advance(seconds=3)
    [event] = stage.business.values("message_template_status_update")
    assert (event["event"], event["message_template_id"]) == ("APPROVED", int(answer["id"]))
    assert event["message_template_name"] == "novidades"
    assert (await stage.post(send))[0] == 200


async def test_spam_is_rejected_with_a_reason(stage: Stage) -> None:
    await create(stage, creation(components=[{"type": "BODY", "text": "Clique já e ganhe"}]))
    await stage.advance(seconds=3)
    [event] = stage.business.values("message_template_status_update")
    assert (event["event"], event["reason"]) == ("REJECTED", "PROMOTIONAL")
    assert event["rejection_info"]["reason"]


@pytest.mark.parametrize(
    "parts",
    [
        {"name": "Com Espaço"},
        {"category": "SERVICE"},
        {"language": ""},
        {"components": []},
        {"components": [{"type": "BODY", "text": "a" * 1025}]},
        {"components": [{"type": "BODY", "text": "{{nome}} no começo"}]},
        {"components": [{"type": "BODY", "text": "no fim {{nome}}"}]},
        {"components": [{"type": "BODY", "text": "Olá {{a}} {{b}}."}]},
        {"components": [{"type": "BODY", "text": "Oi"}, {"type": "FOOTER", "text": "a" * 61}]},
        {"components": [{"type": "BODY", "text": "Oi"}, {"type": "BUTTONS", "buttons": []}]},
        {
            "components": [
                {"type": "BODY", "text": "Oi"},
                {
                    "type": "BUTTONS",
                    "buttons": [
                        {"type": "QUICK_REPLY", "text": "a"},
                        {"type": "URL", "text": "b", "url": "https://a.example"},
                        {"type": "QUICK_REPLY", "text": "c"},
                    ],
                },
            ]
        },
    ],
)
async def test_a_template_that_breaks_a_rule_is_not_created(stage: Stage, parts: Json) -> None:
    status, answer = await create(stage, creation(**parts))
    assert (status, answer["error"]["code"]) == (400, 100)


async def test_the_same_name_and_language_twice_is_refused(stage: Stage) -> None:
    await create(stage, creation())
    assert (await create(stage, creation()))[0] == 400
    assert (await create(stage, creation(language="en_US")))[0] == 200


@pytest.mark.parametrize(
    ("components", "code"),
    [
        ([], 132000),
        ([body_of(named("Ana"), named("Rui", "outro"))], 132000),
        ([body_of(named("Ana", "apelido"))], 132012),
        ([body_of({"type": "image", "parameter_name": "nome"})], 132012),
        ([body_of(named("duas\nlinhas"))], 132018),
        ([body_of(named("cinco     espaços"))], 132018),
        ([body_of(named("a" * 1100))], 132005),
        ([body_of(named("Ana")), {"type": "button", "sub_type": "quick_reply", "index": "5"}], 132012),
    ],
)
async def test_wrong_parameters_have_their_codes(stage: Stage, components: list[Json], code: int) -> None:
    assert await stage.refusal(with_components(*components)) == code


async def test_a_filled_template_reads_as_it_should(stage: Stage) -> None:
    payload = {"type": "button", "sub_type": "quick_reply", "index": "1"}
    payload["parameters"] = [{"type": "payload", "payload": "STOP"}]  # type: ignore[assignment]
    _, answer = await stage.post(with_components(body_of(named("Ana")), payload))
    sent = stage.sim.core.sent[answer["messages"][0]["id"]]
    assert sent.text.startswith("Olá Ana, esta semana")
    assert [(choice.id, choice.title) for choice in sent.choices] == [
        ("Quero ver", "Quero ver"),
        ("STOP", "Parar promoções"),
    ]


def sent(name: str, *components: Json) -> Json:
    template = {"name": name, "language": {"code": "pt_BR"}, "components": list(components)}
    return envelope(to=ANA_PHONE, type="template", template=template)


def header(kind: str, **part: Any) -> Json:
    return {"type": "header", "parameters": [{"type": kind, kind: part}]}


INVOICE_BODY = body_of(named("Ana"), named("4821", "numero"))
INVOICE_BUTTON = {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "4821"}]}


@pytest.mark.parametrize(
    ("above", "code"),
    [
        ([], 132012),
        ([{"type": "header", "parameters": []}], 132012),
        ([header("image", id="1")], 132012),
        ([{"type": "header", "parameters": [{"type": "document"}]}], 131008),
        ([header("document")], 132012),
        ([header("document", id="1", link="https://a.example/a.pdf")], 132012),
        ([header("document", id="1", caption="Nota")], 132012),
        ([header("document", id="404404")], 131009),
        ([header("document", link="https://a.example/a.pdf"), {"type": "footer"}], 132012),
    ],
    ids=["none", "empty", "other kind", "no object", "no id", "both", "caption", "unknown id", "odd part"],
)
async def test_the_file_of_a_header_is_given_with_every_send(stage: Stage, above: list[Json], code: int) -> None:
    assert await stage.refusal(sent("nota_fiscal", *above, INVOICE_BODY, INVOICE_BUTTON)) == code


async def test_a_file_of_the_wrong_type_fails_later(stage: Stage) -> None:
    store, now = stage.sim.core.media, stage.sim.core.now()
    for mime_type, data, end in (("application/pdf", b"%PDF-1.7 x", "read"), ("text/plain", b"Nota", "failed")):
        media = store.add_upload(stage.sim.phone_number_id, data, mime_type, "nota", now)
        _, answer = await stage.post(
            sent("nota_fiscal", header("document", id=media.id, filename="nota"), INVOICE_BODY, INVOICE_BUTTON)
        )
        await stage.advance(seconds=5)
        assert stage.business.ladder(answer["messages"][0]["id"])[-1] == end


@pytest.mark.parametrize(
    ("ends", "code", "coupon"),
    [
        (None, 132012, "ANA20"),
        ("amanhã", 132012, "ANA20"),
        (1, 132018, "ANA20"),
        (4_000_000_000_000, 131008, None),
        (4_000_000_000_000, 132018, "20 % de desconto"),
        (4_000_000_000_000, 132018, "A" * 21),
    ],
)
async def test_an_offer_needs_its_end_and_its_code(stage: Stage, ends: Any, code: int, coupon: str | None) -> None:
    parts = [header("image", link="https://a.example/a.jpg"), body_of(named("Ana"))]
    if ends is not None:
        told = {"type": "limited_time_offer", "limited_time_offer": {"expiration_time_ms": ends}}
        parts.append({"type": "limited_time_offer", "parameters": [told]})
    if coupon is not None:
        value = {"type": "coupon_code", "coupon_code": coupon}
        parts.append({"type": "button", "sub_type": "copy_code", "index": "0", "parameters": [value]})
    assert await stage.refusal(sent("cupom_de_aniversario", *parts)) == code


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ({"latitude": "-23.5", "longitude": "-46.6", "name": "Loja", "address": "Rua A"}, None),
        ({"latitude": -23.5, "longitude": -46.6, "name": "Loja"}, 131008),
        ({"longitude": -46.6, "name": "Loja", "address": "Rua A"}, 131008),
        ({"latitude": "-91", "longitude": "-46.6", "name": "Loja", "address": "Rua A"}, 131009),
    ],
)
async def test_a_place_above_the_text_is_whole(stage: Stage, part: Json, code: int | None) -> None:
    components = [{"type": "HEADER", "format": "LOCATION"}, {"type": "BODY", "text": "Estamos aqui."}]
    await create(stage, creation(name="endereco", components=components))
    await stage.advance(seconds=3)
    body = sent("endereco", header("location", **part))
    if code is None:
        assert (await stage.post(body))[0] == 200
    else:
        assert await stage.refusal(body) == code


async def test_a_value_for_another_kind_of_button_is_refused(stage: Stage) -> None:
    parts = [header("document", link="https://a.example/a.pdf"), INVOICE_BODY]
    assert await stage.refusal(sent("nota_fiscal", *parts)) == 131008
    for changed, code in (
        ({"sub_type": "quick_reply"}, 132012),
        ({"parameters": [{"type": "text", "text": "pedido 7"}]}, 132018),
        ({"parameters": []}, 132018),
    ):
        assert await stage.refusal(sent("nota_fiscal", *parts, INVOICE_BUTTON | changed)) == code


async def test_a_carousel_needs_its_cards(stage: Stage) -> None:
    assert await stage.refusal(sent("vitrine_de_presentes", body_of(named("Ana")))) == 132012


async def test_positional_parameters_headers_and_urls(stage: Stage) -> None:
    components = [
        {"type": "HEADER", "format": "IMAGE"},
        {"type": "BODY", "text": "Pedido {{1}} de {{2}} saiu."},
        {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Ver", "url": "https://a.example/{{1}}"}]},
    ]
    await create(stage, creation(name="rastreio", parameter_format="POSITIONAL", components=components))
    await stage.advance(seconds=3)
    header = {"type": "header", "parameters": [{"type": "image", "image": {"link": "https://a.example/a.jpg"}}]}
    money = {"type": "currency", "currency": {"fallback_value": "R$ 10,00", "code": "BRL", "amount_1000": 10_000}}
    body = body_of({"type": "text", "text": "4821"}, money)
    url = {"type": "button", "sub_type": "url", "index": 0, "parameters": [{"type": "text", "text": "4821"}]}

    def send(*parts: Json) -> Json:
        template = {"name": "rastreio", "language": {"code": "pt_BR"}, "components": list(parts)}
        return envelope(to=ANA_PHONE, type="template", template=template)

    assert await stage.refusal(send(body, url)) == 132012
    assert await stage.refusal(send(header, body)) == 131008
    _, answer = await stage.post(send(header, body, url))
    assert stage.sim.core.sent[answer["messages"][0]["id"]].text == "Pedido 4821 de R$ 10,00 saiu."


async def test_authentication_templates_need_a_phone(stage: Stage) -> None:
    created = creation(name="codigo", category="AUTHENTICATION", components=[{"type": "BODY", "text": "Seu código."}])
    await create(stage, created)
    await stage.advance(seconds=3)
    template = {"name": "codigo", "language": {"code": "pt_BR"}}
    user_id = stage.sim.customers.user("carla").user_id
    assert await stage.refusal(envelope(recipient=user_id, type="template", template=template)) == 131062
    assert (await stage.post(envelope(to=ANA_PHONE, type="template", template=template)))[0] == 200


async def test_pausing_lasts_three_hours_then_six_then_for_good(stage: Stage) -> None:
    name = "promocao_da_semana"
    for hours, title in ((3, "FIRST_PAUSE"), (6, "SECOND_PAUSE")):
        stage.sim.meta.change_template(name, {"status": "PAUSED"})
        await stage.advance()
        assert stage.business.values("message_template_status_update")[-1]["other_info"]["title"] == title
        assert await stage.refusal(promotion(ANA_PHONE)) == 132015
        await stage.advance(hours=hours - 0.1)
        assert await stage.refusal(promotion(ANA_PHONE)) == 132015
        await stage.advance(hours=0.2)
        assert (await stage.post(promotion(ANA_PHONE)))[0] == 200
    stage.sim.meta.change_template(name, {"status": "PAUSED"})
    await stage.advance(days=2)
    assert stage.business.values("message_template_status_update")[-1]["event"] == "DISABLED"
    assert await stage.refusal(promotion(ANA_PHONE)) == 132016


async def test_the_paused_one_can_be_let_go(stage: Stage) -> None:
    template = stage.sim.core.templates.find("ofertas_relampago", "pt_BR")
    assert template is not None
    path = f"/v26.0/{template.id}/unpause"
    assert await stage.call("POST", path) == (200, {"success": True})
    assert (await stage.call("POST", path))[1]["success"] is False
    assert template.status == "APPROVED"


async def test_a_category_change_is_told_and_changes_what_is_marketing(stage: Stage) -> None:
    stage.sim.customers.prefer("ana", "stop")
    stage.sim.meta.change_template("promocao_da_semana", {"category": "UTILITY"})
    await stage.advance()
    [event] = stage.business.values("template_category_update")
    assert (event["previous_category"], event["new_category"]) == ("MARKETING", "UTILITY")
    _, answer = await stage.post(promotion(ANA_PHONE))
    await stage.advance(seconds=5)
    assert stage.business.ladder(answer["messages"][0]["id"])[-1] == "read"


async def test_lists_are_filtered_paged_and_cut_to_fields(stage: Stage) -> None:
    path = f"{stage.account_path}/message_templates"
    _, first = await stage.call("GET", path, params={"limit": "3", "fields": "name,status"})
    assert [set(row) for row in first["data"]] == [{"id", "name", "status"}] * 3
    after = first["paging"]["cursors"]["after"]
    _, second = await stage.call("GET", path, params={"limit": "3", "after": after})
    assert [row["name"] for row in second["data"]] == ["vitrine_de_presentes", "convite_inauguracao", "nota_fiscal"]
    _, last = await stage.call("GET", path, params={"limit": "3", "after": second["paging"]["cursors"]["after"]})
    assert len(last["data"]) == 1
    assert "next" not in last["paging"]
    async with stage.http.get(first["paging"]["next"]) as response:
        assert [row["id"] for row in (await response.json())["data"]] == [row["id"] for row in second["data"]]
    _, paused = await stage.call("GET", path, params={"status": "PAUSED"})
    assert [row["name"] for row in paused["data"]] == ["ofertas_relampago"]
    _, one = await stage.call("GET", f"/v26.0/{paused['data'][0]['id']}")
    assert one == paused["data"][0]


async def test_editing_sends_it_to_review_again_and_deleting_ends_it(stage: Stage) -> None:
    template = stage.sim.core.templates.find("pedido_enviado", "pt_BR")
    assert template is not None
    new = [{"type": "BODY", "text": "Olá, o pedido saiu."}]
    assert (await stage.call("POST", f"/v26.0/{template.id}", {"components": new}))[1]["success"] is True
    assert template.status == "PENDING"
    await stage.advance(seconds=3)
    assert template.status == "APPROVED"
    assert len(stage.business.values("message_template_components_update")) == 1
    path = f"{stage.account_path}/message_templates"
    assert (await stage.call("DELETE", path, params={"name": "pedido_enviado"}))[0] == 200
    assert (await stage.call("DELETE", path, params={"name": "pedido_enviado"}))[0] == 400
