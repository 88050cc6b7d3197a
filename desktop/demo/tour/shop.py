"""On the tour: advertisements, the catalogue, forms, permission, templates, and what is tapped in them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop.demo.tour.cast import NAMES
from desktop.demo.tour.guide import SIZE, Guide
from server_stub.contract.gate import Verdict

_WHO = "beatriz"
_WITH_PANEL: Final = (1360, 900)
_ORDER_FIELDS: Final = MappingProxyType({"numero": "4907", "prazo": "sexta-feira"})
INVOICE_FIELDS: Final = MappingProxyType({"numero": "4907", "button.0": "4907"})
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_ADVERT: Final = {
    "source_url": "https://fb.me/aurora-presentes",
    "source_type": "ad",
    "source_id": "120210000000000001",
    "headline": "Presentes feitos à mão",
    "body": "Canecas, cadernos e caixas para quem você gosta. Entrega em todo o Brasil.",
    "media_type": "image",
    "ctwa_clid": "ARAk-exemplo",
}
_ORDER: Final[dict[str, Any]] = {
    "catalog_id": "194836987003835",
    "text": "Pode embrulhar para presente?",
    "product_items": [
        {"product_retailer_id": "CANECA-AZUL", "quantity": 2, "item_price": 39.9, "currency": "BRL"},
        {"product_retailer_id": "CADERNO-120", "quantity": 1, "item_price": 54.5, "currency": "BRL"},
    ],
}

_ANSWERS: Final = {
    "tamanho": "Médio",
    "cor_do_papel": "Azul com estrelas",
    "entregar_em": "2026-12-18",
    "embrulho_de_presente": "Sim",
}


async def catalogue(guide: Guide) -> None:
    """Beatriz comes from an advertisement, asks about a product and orders."""
    cast = guide.cast
    await cast.say(_WHO, "Oi! Vi o anúncio, vocês entregam em Belo Horizonte?", referral=_ADVERT)
    await guide.received("received-text-advert", _WHO)
    await guide.open(_WHO)
    product = {"catalog_id": "194836987003835", "product_retailer_id": "CANECA-AZUL"}
    await cast.say(_WHO, "Esta caneca vai ao micro-ondas?", referred_product=product)
    await guide.received("received-text-product", _WHO)
    await cast.send(_WHO, type="order", order=_ORDER)
    await guide.received("received-order", _WHO)
    await cast.send(_WHO, type="flow", answers=_ANSWERS, flow_token="f1")  # noqa: S106 - a name in a form
    await guide.received("received-interactive-form", _WHO)
    await cast.send(_WHO, type="call_permission", response="accept")
    await guide.received("received-interactive-calls", _WHO)
    row = {"id": "troca", "title": "Trocar o produto", "description": "Em até 30 dias, com a nota"}
    chosen = {"type": "interactive", "interactive": {"type": "list_reply", "list_reply": row}}
    await cast.send(_WHO, type="raw", message=chosen)
    await guide.received("received-interactive-list", _WHO)


async def permission(guide: Guide) -> None:
    """Beatriz is asked whether she wants offers, agrees, gets one, and taps in it."""
    await guide.open(_WHO)
    await guide.hands.click("banner_action")
    await guide.sent("sent-consent_prompt", _WHO)
    await guide.cast.tap(_WHO, "Sim, quero receber")
    await guide.received("received-interactive-button", _WHO)
    await guide.sent("sent-text-receipt", _WHO)
    await _agreed(guide, _WHO, "mkt.promotions")
    await _template(guide, "promocao_da_semana")
    await guide.sent("sent-template-buttons", _WHO)
    await guide.cast.tap(_WHO, "Quero ver")
    await guide.received("received-button", _WHO)


async def templates(guide: Guide) -> None:
    """Carlos agrees to offers, Helena to news of her order: with a picture, with fields, with a document."""
    await _ask(guide, "carlos", "mkt.promotions", "Boa tarde! Ainda dá tempo de ir à inauguração?")
    await _template(guide, "convite_inauguracao", file="caixa-nova.jpg")
    await guide.sent("sent-template-image", "carlos")
    await _ask(guide, "helena", "txn.order", "Boa tarde! Quero acompanhar o pedido 4907.")
    await _template(guide, "pedido_enviado", _ORDER_FIELDS)
    await guide.sent("sent-template", "helena")
    await _template(guide, "nota_fiscal", INVOICE_FIELDS, file="recibo-4821.pdf")
    await guide.sent("sent-template-document", "helena")


async def _ask(guide: Guide, key: str, purpose: str, said: str) -> None:
    """The customer writes; the agent asks for one permission from the contact's pane, and gets it."""
    await guide.cast.say(key, said)
    await guide.received("", key)
    await guide.open(key)
    guide.resize(*_WITH_PANEL)
    await guide.hands.until(lambda: _may_ask(guide), "it is known that a question may be sent")
    await guide.hands.click(f"consent_{purpose}")
    await guide.hands.choose("consent_menu", "consent_ask")
    await guide.sent("", key)
    await guide.cast.agree(key)
    await guide.received("", key)
    await guide.sent("", key)
    await _agreed(guide, key, purpose)
    guide.resize(*SIZE)


def _may_ask(guide: Guide) -> bool:
    outlook = guide.workspace.permission.outlook
    return outlook is not None and outlook.consent_prompt.verdict is Verdict.ALLOW


async def _agreed(guide: Guide, key: str, purpose: str) -> None:
    name = NAMES[key][0]
    await guide.hands.until(lambda: guide.scene.consent(name, purpose) == "ACTIVE", f"{purpose} is allowed")


async def stop(guide: Guide) -> None:
    """She writes the word, and it counts at once."""
    await guide.cast.say(_WHO, "PARAR")
    await guide.received("received-text-stop", _WHO)
    await guide.sent("sent-text-stop", _WHO)


async def _template(guide: Guide, name: str, fields: Mapping[str, str] = _NOTHING, *, file: str = "") -> None:
    await fill_template(guide, name, fields, file=file)
    await guide.hands.click("template_send")
    await guide.gone("template_picker")


async def fill_template(guide: Guide, name: str, fields: Mapping[str, str] = _NOTHING, *, file: str = "") -> None:
    """Choose it and write into its fields; those that are known are filled already."""
    await guide.scene.choose_template(name)
    await guide.hands.see(QDialog, "template_picker")
    if file:
        await guide.hands.click("template_file_choose")
        await guide.pick_file("file_dialog", file)
    for field, text in fields.items():
        await guide.hands.fill(f"template_field_{field}", text)
    await guide.hands.press(Qt.Key.Key_Tab)
