"""The buttons of a template: which need a value with every send, and what a tap sends back."""

from __future__ import annotations

import re
from typing import Any

from server_stub.cloud_sim.graph.errors import GraphError
from server_stub.cloud_sim.templates.book import VARIABLE

_SUB_TYPES = {
    "QUICK_REPLY": "quick_reply",
    "URL": "url",
    "COPY_CODE": "copy_code",
    "FLOW": "flow",
    "CATALOG": "catalog",
    "MPM": "mpm",
    "OTP": "url",
}
_COUPON = re.compile(r"[A-Za-z0-9]{1,20}")
_ALWAYS = ("COPY_CODE", "FLOW", "MPM", "OTP")
"""Kinds that mean nothing without a parameter."""


def fill_buttons(buttons: list[dict[str, Any]], components: list[dict[str, Any]]) -> dict[int, str]:
    """Payloads of the quick replies by index; raises GraphError 131008, 131009, 132012 or 132018."""
    payloads = {
        index: str(button.get("text", "")) for index, button in enumerate(buttons) if _kind(button) == "QUICK_REPLY"
    }
    filled: set[int] = set()
    for part in components:
        if str(part.get("type", "")).lower() != "button":
            continue
        index = _index(part, len(buttons))
        payload = _fill(buttons[index], index, part)
        filled.add(index)
        if payload is not None:
            payloads[index] = payload
    for index, button in enumerate(buttons):
        needs = _kind(button) in _ALWAYS or VARIABLE.search(str(button.get("url", ""))) is not None
        if needs and index not in filled:
            kind = _kind(button).capitalize()
            raise GraphError(131008, f"buttons: Button at index {index} of type {kind} requires a parameter")
    return payloads


def _fill(button: dict[str, Any], index: int, part: dict[str, Any]) -> str | None:
    """What a tap will send back, None where the parameter is something else."""
    kind = _kind(button)
    if str(part.get("sub_type", "")).lower() != _SUB_TYPES.get(kind, ""):
        raise GraphError(132012, f"buttons: Button at index {index} is of type {kind}")
    listed = [item for item in part.get("parameters") or [] if isinstance(item, dict)]
    if kind == "QUICK_REPLY":
        given = [str(item.get("payload", "")) for item in listed if item.get("type") == "payload"]
        return given[0] if given else None
    if kind == "COPY_CODE" and not _is_coupon(listed):
        raise GraphError(132018, f"buttons: Button at index {index} needs a coupon_code of letters and digits")
    if kind == "URL" and not (VARIABLE.search(str(button.get("url", ""))) and _is_address(listed)):
        raise GraphError(132018, f"buttons: Button at index {index} needs one text for its address, percent-encoded")
    return None


def _is_coupon(listed: list[dict[str, Any]]) -> bool:
    only = listed[0] if len(listed) == 1 else {}
    return only.get("type") == "coupon_code" and _COUPON.fullmatch(str(only.get("coupon_code", ""))) is not None


def _is_address(listed: list[dict[str, Any]]) -> bool:
    only = listed[0] if len(listed) == 1 else {}
    text = str(only.get("text", ""))
    return only.get("type") == "text" and bool(text) and text.isascii() and " " not in text


def _kind(button: dict[str, Any]) -> str:
    return str(button.get("type", "")).upper()


def _index(part: dict[str, Any], count: int) -> int:
    text = str(part.get("index", ""))
    if not text.isdigit() or int(text) >= count:
        raise GraphError(132012, f"buttons: there is no button at index {text or 'missing'}")
    return int(text)
