"""Short links (`wa.me/message/…`) of a number."""

from __future__ import annotations

from typing import Any

from server_stub.cloud_sim.graph.errors import GraphError, unknown_object
from server_stub.cloud_sim.ids import Ids
from server_stub.cloud_sim.people.business import Number

_TEXT_LIMIT = 140


def add_link(number: Number, body: dict[str, Any], ids: Ids) -> dict[str, str]:
    """Make a link, or change the text of the one named by `code`; raises GraphError."""
    text = body.get("prefilled_message")
    if not isinstance(text, str) or not 1 <= len(text) <= _TEXT_LIMIT:
        raise GraphError(100, f"Param prefilled_message must be 1 to {_TEXT_LIMIT} characters long.")
    code = body.get("code") or ids.code()
    if "code" in body and code not in number.short_links:
        raise unknown_object(str(code))
    link = {"code": str(code), "prefilled_message": text}
    image = body.get("generate_qr_image")
    if image is not None and image not in ("PNG", "SVG"):
        raise GraphError(100, "Param generate_qr_image must be one of {PNG, SVG}.")
    number.short_links[link["code"]] = link
    shown = link_json(link)
    if image is not None:
        shown["qr_image_url"] = f"https://scontent.example/{link['code']}.{str(image).lower()}"
    return shown


def link_json(link: dict[str, str]) -> dict[str, str]:
    """A link as the endpoints show it."""
    return {**link, "deep_link_url": f"https://wa.me/message/{link['code']}"}
