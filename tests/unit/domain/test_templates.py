"""What a template needs, says and sends along."""

from __future__ import annotations

import pytest

from server_stub.domain.templates import clean_values, filled, parameters, read_components

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
    assert template.fillable


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


@pytest.mark.parametrize(
    "components",
    [
        [],
        [{"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "Oi"}],
        [{"type": "BODY", "text": "Oi"}, {"type": "CAROUSEL", "cards": []}],
        [{"type": "BODY", "text": "Oi"}, {"type": "BUTTONS", "buttons": [{"type": "OTP", "text": "Copiar"}]}],
    ],
    ids=["nothing", "picture", "carousel", "one-time code"],
)
def test_what_cannot_be_filled_in_here_is_known(components: list[dict[str, object]]) -> None:
    assert not read_components(components, "NAMED").fillable


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
    assert (template.header_kind, template.header, template.variables) == ("TEXT", "Só até sexta", ["nome"])
    assert [(it.body, it.header_kind) for it in template.cards] == [("Caneca", "VIDEO")]
    assert [it.title for it in template.buttons] == ["COPY_CODE", "Agendar"]
    assert not template.fillable


def test_a_picture_above_the_text_is_named() -> None:
    template = read_components([{"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "Oi"}], "NAMED")
    assert (template.header_kind, template.header) == ("IMAGE", "")
