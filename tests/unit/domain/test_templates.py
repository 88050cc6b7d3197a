"""What a template needs, says and sends along."""

from __future__ import annotations

from typing import Any

import pytest

from server_stub.contract.template_fields import filled, first_wrong
from server_stub.domain.template_values import HeaderFile, clean_values, parameters
from server_stub.domain.templates import read_components

PROMOTION = [
    {"type": "HEADER", "format": "TEXT", "text": "Oferta {{loja}}"},
    {"type": "BODY", "text": "Oi {{nome}}, {{produto}} por {{ preco }}. {{nome}}!"},
    {"type": "FOOTER", "text": "Responda SAIR"},
    {
        "type": "BUTTONS",
        "buttons": [
            {"type": "URL", "text": "Ver", "url": "https://loja.example/{{1}}"},
            {"type": "QUICK_REPLY", "text": "Parar promoções"},
        ],
    },
]


def test_variables_come_in_the_order_they_appear() -> None:
    template = read_components(PROMOTION, "NAMED")
    assert template.variables == ["header.loja", "nome", "produto", "preco", "button.0"]
    assert template.obstacle == ""


def test_named_and_positional_parameters() -> None:
    template = read_components(PROMOTION, "NAMED")
    values, missing = clean_values(template, {name: f"v-{name}" for name in template.variables})
    assert missing == []
    sent = parameters(template, values, {1: "mkt.promotions"})
    assert sent[0] == {
        "type": "header",
        "parameters": [{"type": "text", "text": "v-header.loja", "parameter_name": "loja"}],
    }
    assert [item["parameter_name"] for item in sent[1]["parameters"]] == ["nome", "produto", "preco"]
    assert sent[2]["parameters"] == [{"type": "text", "text": "v-button.0"}]
    assert (sent[3]["sub_type"], sent[3]["index"]) == ("quick_reply", "1")
    assert sent[3]["parameters"] == [{"type": "payload", "payload": "optout:mkt.promotions"}]
    positional = read_components([{"type": "BODY", "text": "{{1}} e {{2}}"}], "POSITIONAL")
    assert parameters(positional, {"1": "a", "2": "b"}, {}) == [
        {"type": "body", "parameters": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}
    ]


def test_nothing_is_sent_along_where_nothing_varies() -> None:
    assert parameters(read_components([{"type": "BODY", "text": "Oi"}], "POSITIONAL"), {}, {}) == []


def test_values_are_text_not_templates() -> None:
    assert filled("Oi {{nome}} {{outro}}", {"nome": "{{outro}}"}) == "Oi {{outro}} {{outro}}"


def test_white_space_that_meta_refuses_is_mended() -> None:
    template = read_components([{"type": "BODY", "text": "{{1}} {{2}}"}], "POSITIONAL")
    assert clean_values(template, {"1": " a\n\tb      c ", "2": "\n"}) == ({"1": "a b c", "2": ""}, ["2"])


BODY = {"type": "BODY", "text": "Oi"}


def with_button(kind: str, **more: str) -> list[dict[str, Any]]:
    return [BODY, {"type": "BUTTONS", "buttons": [{"type": kind, **more}]}]


@pytest.mark.parametrize(
    ("components", "obstacle"),
    [
        ([], "unknown_part"),
        ([BODY, {"type": "CALL_PERMISSION_REQUEST"}], "unknown_part"),
        ([{"type": "HEADER", "format": "GIF"}, BODY], "unknown_part"),
        (with_button("VOICE_CALL", text="Ligar"), "unknown_part"),
        ([{"type": "HEADER", "format": "PRODUCT"}, *with_button("SPM", text="Ver")], "products"),
        (with_button("CATALOG", text="Ver catálogo"), "products"),
        (with_button("MPM", text="Ver itens"), "products"),
        ([BODY, {"type": "CAROUSEL", "cards": []}], "carousel"),
        (with_button("OTP", text="Copiar"), "one_time_code"),
        (with_button("FLOW", text="Agendar"), "flow"),
        ([{"type": "HEADER", "format": "IMAGE"}, BODY], ""),
        ([{"type": "HEADER", "format": "LOCATION"}, BODY], ""),
        (with_button("COPY_CODE"), ""),
        (with_button("PHONE_NUMBER", text="Ligar", phone_number="5511999"), ""),
        ([BODY, {"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": "Corra"}}], ""),
    ],
)
def test_what_cannot_be_sent_from_here_says_why(components: list[dict[str, Any]], obstacle: str) -> None:
    assert read_components(components, "NAMED").obstacle == obstacle


def test_every_part_is_kept_for_showing() -> None:
    card = {"components": [{"type": "HEADER", "format": "VIDEO"}, {"type": "BODY", "text": "Caneca"}]}
    buttons = {"type": "BUTTONS", "buttons": [{"type": "COPY_CODE"}, {"type": "FLOW", "text": "Agendar"}]}
    template = read_components(
        [
            {"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": "Só até sexta", "has_expiration": True}},
            {"type": "BODY", "text": "Oi {{nome}}"},
            {"type": "CAROUSEL", "cards": [card, "odd"]},
            buttons,
        ],
        "NAMED",
    )
    assert (template.header_kind, template.offer) == ("", "Só até sexta")
    assert template.variables == ["offer.ends_at", "nome", "button.0"]
    assert [(it.body, it.header_kind) for it in template.cards] == [("Caneca", "VIDEO")]
    assert [(it.kind, it.title) for it in template.buttons] == [("COPY_CODE", ""), ("FLOW", "Agendar")]
    assert template.obstacle == "carousel"


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("IMAGE", {"type": "image", "image": {"id": "77"}}),
        ("VIDEO", {"type": "video", "video": {"id": "77"}}),
        ("DOCUMENT", {"type": "document", "document": {"id": "77", "filename": "nota.pdf"}}),
    ],
)
def test_the_file_of_a_header_is_sent_along(kind: str, part: dict[str, object]) -> None:
    template = read_components([{"type": "HEADER", "format": kind}, BODY], "NAMED")
    assert (template.header_kind, template.header, template.variables) == (kind, "", [])
    assert parameters(template, {}, {}, HeaderFile("77", "nota.pdf")) == [{"type": "header", "parameters": [part]}]


def test_a_document_without_a_name_is_given_one() -> None:
    template = read_components([{"type": "HEADER", "format": "DOCUMENT"}, BODY], "NAMED")
    (header,) = parameters(template, {}, {}, HeaderFile("77", ""))
    assert header["parameters"][0]["document"]["filename"] == "document.pdf"


def test_a_place_above_the_text() -> None:
    template = read_components([{"type": "HEADER", "format": "LOCATION"}, BODY], "NAMED")
    given = {
        "location.name": "Loja",
        "location.address": "Rua A, 1",
        "location.latitude": "-23,5505",
        "location.longitude": "-46.6333",
    }
    values, missing = clean_values(template, given)
    assert (missing, first_wrong(template, values, 0)) == ([], "")
    place = {"latitude": "-23.5505", "longitude": "-46.6333", "name": "Loja", "address": "Rua A, 1"}
    assert parameters(template, values, {}) == [
        {"type": "header", "parameters": [{"type": "location", "location": place}]}
    ]
    for name, value in (
        ("location.latitude", "90.1"),
        ("location.longitude", "-181"),
        ("location.latitude", "sul"),
        ("location.longitude", "nan"),
        ("location.latitude", "1e1"),
    ):
        assert first_wrong(template, values | {name: value}, 0) == name


@pytest.mark.parametrize(
    ("code", "wrong"),
    [("PROMO10", ""), ("a" * 20, ""), ("a" * 21, "button.1"), ("DEZ %", "button.1"), ("ação", "button.1")],
)
def test_a_coupon_code_is_letters_and_digits(code: str, wrong: str) -> None:
    buttons = [{"type": "QUICK_REPLY", "text": "Ok"}, {"type": "COPY_CODE", "example": ["X1"]}]
    template = read_components([BODY, {"type": "BUTTONS", "buttons": buttons}], "NAMED")
    assert template.variables == ["button.1"]
    assert first_wrong(template, {"button.1": code}, 0) == wrong
    (sent,) = parameters(template, {"button.1": code}, {})
    assert sent == {
        "type": "button",
        "sub_type": "copy_code",
        "index": "1",
        "parameters": [{"type": "coupon_code", "coupon_code": code}],
    }


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ("abc123", "abc123"),
        ("pedido 7/ação", "pedido%207/a%C3%A7%C3%A3o"),
        ("x?a=1&b=2#c", "x?a=1&b=2#c"),
        ("a%20b", "a%20b"),
        ("100%", "100%25"),
    ],
)
def test_the_end_of_an_address_is_percent_encoded(value: str, sent: str) -> None:
    template = read_components(with_button("URL", text="Ver", url="https://loja.example/{{1}}"), "NAMED")
    (part,) = parameters(template, {"button.0": value}, {})
    assert part["parameters"] == [{"type": "text", "text": sent}]


def test_an_offer_ends_in_the_future() -> None:
    offer = {"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": "Corra", "has_expiration": True}}
    template = read_components([offer, BODY], "NAMED")
    assert template.variables == ["offer.ends_at"]
    for value, wrong in (("2000", ""), ("1000", "offer.ends_at"), ("amanhã", "offer.ends_at"), ("-5", "offer.ends_at")):
        assert first_wrong(template, {"offer.ends_at": value}, 1000) == wrong
    (sent,) = parameters(template, {"offer.ends_at": "2000"}, {})
    assert sent == {
        "type": "limited_time_offer",
        "parameters": [{"type": "limited_time_offer", "limited_time_offer": {"expiration_time_ms": 2000}}],
    }
