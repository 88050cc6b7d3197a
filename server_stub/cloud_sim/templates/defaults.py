"""The templates a stand-in starts with, in Brazilian Portuguese."""

from __future__ import annotations

from typing import Any

from server_stub.cloud_sim.ids import Ids
from server_stub.cloud_sim.templates.book import Template, TemplateBook

PROMOTION = "promocao_da_semana"
ORDER_SENT = "pedido_enviado"
PAUSED = "ofertas_relampago"
CAROUSEL = "vitrine_de_presentes"
PICTURE = "convite_inauguracao"
INVOICE = "nota_fiscal"
COUPON = "cupom_de_aniversario"
LANGUAGE = "pt_BR"


def default_templates(ids: Ids) -> TemplateBook:
    """A promotion, an order notice, a paused offer, a carousel, and ones with a picture, a document, a coupon."""
    book = TemplateBook(ids)
    book.put(_template(ids, PROMOTION, "MARKETING", "APPROVED", _promotion()))
    book.put(_template(ids, ORDER_SENT, "UTILITY", "APPROVED", _order_sent()))
    book.put(_template(ids, PAUSED, "MARKETING", "PAUSED", _flash_offer(), quality="RED"))
    book.put(_template(ids, CAROUSEL, "MARKETING", "APPROVED", _carousel(), quality="YELLOW"))
    book.put(_template(ids, PICTURE, "MARKETING", "APPROVED", _invitation(), quality="UNKNOWN"))
    book.put(_template(ids, INVOICE, "UTILITY", "APPROVED", _invoice()))
    book.put(_template(ids, COUPON, "MARKETING", "APPROVED", _coupon()))
    return book


def _template(
    ids: Ids, name: str, category: str, status: str, components: list[dict[str, Any]], quality: str = "GREEN"
) -> Template:
    return Template(
        id=ids.number(),
        name=name,
        language=LANGUAGE,
        category=category,
        components=components,
        parameter_format="NAMED",
        status=status,
        quality=quality,
    )


def _named(*examples: tuple[str, str]) -> dict[str, Any]:
    params = [{"param_name": name, "example": example} for name, example in examples]
    return {"body_text_named_params": params}


def _promotion() -> list[dict[str, Any]]:
    return [
        {
            "type": "BODY",
            "text": "Olá {{nome}}, esta semana os presentes da Loja Aurora estão com 20% de desconto. "
            "Quer ver as novidades?",
            "example": _named(("nome", "Ana")),
        },
        {"type": "FOOTER", "text": "Loja Aurora"},
        {
            "type": "BUTTONS",
            "buttons": [
                {"type": "QUICK_REPLY", "text": "Quero ver"},
                {"type": "QUICK_REPLY", "text": "Parar promoções"},
            ],
        },
    ]


def _order_sent() -> list[dict[str, Any]]:
    return [
        {
            "type": "BODY",
            "text": "Olá {{nome}}, o seu pedido {{numero}} saiu para entrega e chega até {{prazo}}. "
            "Qualquer dúvida, é só responder por aqui.",
            "example": _named(("nome", "Ana"), ("numero", "4821"), ("prazo", "sexta-feira")),
        },
        {"type": "FOOTER", "text": "Loja Aurora"},
    ]


def _flash_offer() -> list[dict[str, Any]]:
    return [
        {
            "type": "BODY",
            "text": "Olá {{nome}}, só hoje: frete grátis em toda a loja até as 22h.",
            "example": _named(("nome", "Ana")),
        },
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Parar promoções"}]},
    ]


def _carousel() -> list[dict[str, Any]]:
    cards = [("Caneca de cerâmica, feita à mão.", "caneca"), ("Caderno de capa dura, 120 folhas.", "caderno")]
    return [
        {"type": "BODY", "text": "Olá {{nome}}, separamos dois presentes.", "example": _named(("nome", "Ana"))},
        {"type": "CAROUSEL", "cards": [_card(text, page) for text, page in cards]},
    ]


def _card(text: str, page: str) -> dict[str, Any]:
    buttons = [
        {"type": "QUICK_REPLY", "text": "Quero este"},
        {"type": "URL", "text": "Ver na loja", "url": f"https://loja.example/{page}"},
    ]
    return {
        "components": [
            {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::aW1hZ2U="]}},
            {"type": "BODY", "text": text},
            {"type": "BUTTONS", "buttons": buttons},
        ]
    }


def _invitation() -> list[dict[str, Any]]:
    return [
        {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::aW1hZ2U="]}},
        {"type": "BODY", "text": "Nossa loja nova abre no sábado. Venha conhecer!"},
        {"type": "FOOTER", "text": "Responda SAIR para não receber"},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Parar promoções"}]},
    ]


def _invoice() -> list[dict[str, Any]]:
    address = {"type": "URL", "text": "Ver na loja", "url": "https://loja.example/pedidos/{{1}}"}
    return [
        {"type": "HEADER", "format": "DOCUMENT", "example": {"header_handle": ["4::YXBwbGljYXRpb24vcGRm"]}},
        {
            "type": "BODY",
            "text": "Olá {{nome}}, segue a nota fiscal do pedido {{numero}}, em PDF.",
            "example": _named(("nome", "Ana"), ("numero", "4821")),
        },
        {"type": "FOOTER", "text": "Loja Aurora"},
        {"type": "BUTTONS", "buttons": [address | {"example": ["https://loja.example/pedidos/4821"]}]},
    ]


def _coupon() -> list[dict[str, Any]]:
    offer = {"text": "Só neste mês", "has_expiration": True}
    buttons = [
        {"type": "COPY_CODE", "example": ["ANA20"]},
        {"type": "URL", "text": "Ir à loja", "url": "https://loja.example"},
    ]
    return [
        {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::aW1hZ2U="]}},
        {"type": "LIMITED_TIME_OFFER", "limited_time_offer": offer},
        {
            "type": "BODY",
            "text": "Parabéns, {{nome}}! Este mês a Loja Aurora tem um presente para você.",
            "example": _named(("nome", "Ana")),
        },
        {"type": "BUTTONS", "buttons": buttons},
    ]
