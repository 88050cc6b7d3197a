"""Templates as Meta describes them: what they show, which values they need, and why one cannot be sent from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from server_stub.contract.media_rules import HEADER_TYPES
from server_stub.contract.template_fields import BUTTON, COPY_CODE, HEADER, LOCATION_HEADER, OFFER_ENDS, PLACE, VARIABLE

BODY_LIMIT: Final = 1024
NAMED: Final = "NAMED"
OPT_OUT_PAYLOAD: Final = "optout:"
TEXT_HEADER: Final = "TEXT"
UNSENDABLE: Final = "UNSENDABLE"
"""In place of the status of a template that holds what cannot be given here."""
QUICK_REPLY: Final = "QUICK_REPLY"

_HEADERS: Final = HEADER_TYPES.keys() | {"", TEXT_HEADER, LOCATION_HEADER}
_PARTS: Final = frozenset({"HEADER", "BODY", "FOOTER", "BUTTONS", "LIMITED_TIME_OFFER"})


class Obstacle(StrEnum):
    """Why a template is only shown. It travels to desktops, which say it in a sentence."""

    CAROUSEL = "carousel"
    PRODUCTS = "products"
    FLOW = "flow"
    ONE_TIME_CODE = "one_time_code"
    UNKNOWN_PART = "unknown_part"


_BUTTONS: Final[Mapping[str, str]] = {
    QUICK_REPLY: "",
    "PHONE_NUMBER": "",
    "URL": "",
    COPY_CODE: "",
    "CATALOG": Obstacle.PRODUCTS,
    "MPM": Obstacle.PRODUCTS,
    "SPM": Obstacle.PRODUCTS,
    "FLOW": Obstacle.FLOW,
    "OTP": Obstacle.ONE_TIME_CODE,
}


@dataclass(frozen=True, slots=True)
class TemplateButton:
    kind: str
    title: str
    url: str = ""

    @property
    def varies(self) -> bool:
        """Whether a value of its own belongs to it: the end of an address, or a coupon code."""
        return self.kind == COPY_CODE or VARIABLE.search(self.url) is not None


@dataclass(frozen=True, slots=True)
class CardText:
    """One card of a carousel."""

    body: str
    header_kind: str
    buttons: tuple[TemplateButton, ...]


@dataclass(frozen=True, slots=True)
class TemplateText:
    """What can be read of `components`.

    `header_kind`: TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION or what else Meta calls it; "" without a header. The file
    of a header has to be given with every send: Meta's example only served the review. `offer`: the line of an offer
    that ends at a time, `offer_ends` whether that time is told. `obstacle`: "" for one that can be sent.
    """

    body: str
    header: str
    footer: str
    buttons: tuple[TemplateButton, ...]
    named: bool
    obstacle: str = ""
    header_kind: str = ""
    offer: str = ""
    offer_ends: bool = False
    cards: tuple[CardText, ...] = ()

    @property
    def variables(self) -> list[str]:
        """In the order they appear: "header.x" in the header, "x" in the body, "button.0" of a button; see above."""
        names = [HEADER + name for name in variables_of(self.header)]
        names += PLACE if self.header_kind == LOCATION_HEADER else ()
        names += [OFFER_ENDS] if self.offer_ends else []
        names += variables_of(self.body)
        return names + [f"{BUTTON}{n}" for n, button in enumerate(self.buttons) if button.varies]


def read_components(components: Sequence[Mapping[str, Any]], parameter_format: str) -> TemplateText:
    """Lenient: parts that are not understood make the template one that is only shown, never an error."""
    parts = _by_type(components)
    header_kind, header = _header(parts)
    offer = parts.get("LIMITED_TIME_OFFER", {}).get("limited_time_offer")
    offer = offer if isinstance(offer, Mapping) else {}
    buttons = _buttons(parts)
    return TemplateText(
        body=str(parts.get("BODY", {}).get("text", "")),
        header=header,
        footer=str(parts.get("FOOTER", {}).get("text", "")),
        buttons=buttons,
        named=parameter_format.upper() == NAMED,
        obstacle=_obstacle(parts, header_kind, buttons),
        header_kind=header_kind,
        offer=str(offer.get("text", "")),
        offer_ends=bool(offer.get("has_expiration")),
        cards=tuple(_card(card) for card in _listed(parts.get("CAROUSEL", {}), "cards")),
    )


def variables_of(text: str) -> list[str]:
    """Names in the order they appear, once each."""
    return list(dict.fromkeys(VARIABLE.findall(text)))


def _obstacle(parts: Mapping[str, Mapping[str, Any]], header_kind: str, buttons: Sequence[TemplateButton]) -> str:
    if "CAROUSEL" in parts:
        return Obstacle.CAROUSEL
    if header_kind == "PRODUCT":
        return Obstacle.PRODUCTS
    if "BODY" not in parts or not parts.keys() <= _PARTS or header_kind not in _HEADERS:
        return Obstacle.UNKNOWN_PART
    return next(filter(None, (_BUTTONS.get(button.kind, Obstacle.UNKNOWN_PART) for button in buttons)), "")


def _by_type(components: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {str(part.get("type", "")).upper(): part for part in components}


def _header(parts: Mapping[str, Mapping[str, Any]]) -> tuple[str, str]:
    """Kind and text."""
    header = parts.get("HEADER")
    if header is None:
        return "", ""
    kind = str(header.get("format", TEXT_HEADER)).upper()
    return kind, str(header.get("text", "")) if kind == TEXT_HEADER else ""


def _buttons(parts: Mapping[str, Mapping[str, Any]]) -> tuple[TemplateButton, ...]:
    """WhatsApp itself words some buttons, in the customer's language: those have no title."""
    found = []
    for item in _listed(parts.get("BUTTONS", {}), "buttons"):
        kind = str(item.get("type", "")).upper()
        found.append(TemplateButton(kind, str(item.get("text") or ""), str(item.get("url") or "")))
    return tuple(found)


def _card(card: Mapping[str, Any]) -> CardText:
    parts = _by_type(_listed(card, "components"))
    return CardText(str(parts.get("BODY", {}).get("text", "")), _header(parts)[0], _buttons(parts))


def _listed(part: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = part.get(name)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []
