"""On the tour: places, contact cards, calls, lines between the bubbles, and what WhatsApp does not hand over."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt

from desktop.demo.tour.guide import Guide
from server_stub.contract.content import Line

_JOSE = "jose"
_LUCIA = "lucia"
_CARDS: Final = [
    {
        "name": {"formatted_name": "Caio Menezes", "first_name": "Caio", "last_name": "Menezes"},
        "phones": [{"phone": "+55 41 99555-4444", "type": "CELL", "wa_id": "554199554444"}],
        "emails": [{"email": "caio@exemplo.com.br", "type": "WORK"}],
        "org": {"company": "Portaria do Edifício Ipê", "title": "Zelador"},
    },
    {
        "name": {"formatted_name": "Dona Irene", "first_name": "Irene"},
        "phones": [{"phone": "+55 41 3222-1010", "type": "HOME"}],
    },
]


async def places(guide: Guide) -> None:
    """José shows the way, and the agent answers with the shop's."""
    cast, place = guide.cast, {"latitude": -25.4284, "longitude": -49.2733}
    named = place | {"name": "Praça Osório", "address": "Centro, Curitiba, PR"}
    await cast.send(_JOSE, type="location", location=named)
    await guide.received("received-location", _JOSE)
    await guide.open(_JOSE)
    await cast.send(_JOSE, type="location", location=place)
    await guide.received("received-location-bare", _JOSE)
    await guide.key(Qt.Key.Key_L)
    await guide.fill_in(
        "location_form",
        location_at="-23.5614, -46.6559",
        location_name="Loja Aurora, retirada",
        location_address="Rua das Laranjeiras, 120, São Paulo",
    )
    await guide.sent("sent-location", _JOSE)
    await cast.send(_JOSE, type="contacts", contacts=_CARDS)
    await guide.received("received-contacts", _JOSE)
    await guide.key(Qt.Key.Key_B)
    await guide.fill_in(
        "card_form",
        card_name="Balcão de retirada",
        card_phone="+55 11 4000-1234",
        card_email="retirada@loja-aurora.example",
        card_company="Loja Aurora",
    )
    await guide.sent("sent-contacts", _JOSE)


async def calls(guide: Guide) -> None:
    """José calls: once nobody answers, once somebody does."""
    await guide.cast.act(_JOSE, "call", seconds=0)
    await guide.received("received-call-missed", _JOSE)
    await guide.cast.act(_JOSE, "call", seconds=184)
    await guide.received("received-call", _JOSE)


async def lines(guide: Guide) -> None:
    """Lúcia opens the chat, and has another telephone."""
    cast = guide.cast
    await cast.send(_LUCIA, type="request_welcome")
    await cast.say(_LUCIA, "Olá! Troquei de celular, a conversa continua por aqui?")
    await guide.received("", _LUCIA)
    await guide.open(_LUCIA)
    await guide.line("received-system-welcome", _LUCIA, Line.WELCOME)
    identity = {"type": "customer_identity_changed", "body": "User identity changed"}
    await cast.send(_LUCIA, type="system", system=identity)
    await guide.line("received-system-identity", _LUCIA, Line.IDENTITY_CHANGED)


async def not_handed_over(guide: Guide) -> None:
    """Kinds that WhatsApp keeps from companies, one that nobody knows, what got lost; then Lúcia moves."""
    cast = guide.cast
    for kind in ("gif", "poll_creation", "image"):
        await cast.send(_LUCIA, type="unsupported", unsupported=kind)
    await guide.received("received-unsupported", _LUCIA, 3)
    await guide.open(_LUCIA)
    await cast.send(_LUCIA, type="unknown", name="hologram")
    await guide.received("received-unsupported-new", _LUCIA)
    await cast.send(_LUCIA, type="raw", message={"type": "unsupported", "errors": [_LOST]})
    await guide.received("received-video-lost", _LUCIA)
    await cast.send(_LUCIA, type="broken_interactive", errors=[_BROKEN])
    await guide.received("received-interactive-broken", _LUCIA)
    await cast.act(_LUCIA, "number", phone="+55 51 99777-6655")
    await guide.line("received-system-number", _LUCIA, Line.NUMBER_CHANGED)


_LOST: Final[dict[str, Any]] = {
    "code": 131052,
    "title": "Media download error",
    "message": "Media download error",
    "error_data": {"details": "The media is too large."},
}
_BROKEN: Final[dict[str, Any]] = {"code": 131000, "title": "Something went wrong", "message": "Something went wrong"}
