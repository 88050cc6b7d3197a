"""What stands above the text of a template: a file that every send brings along, or a place."""

from __future__ import annotations

from typing import Any

from server_stub.cloud_sim.graph.errors import GraphError

_FILES = ("IMAGE", "VIDEO", "DOCUMENT")
_PLACE = {"latitude": 90.0, "longitude": 180.0}


def fill_header(wanted: str, parameters: list[dict[str, Any]]) -> tuple[str, dict[str, Any]] | None:
    """The file's kind and the part that names it, None for a place; raises GraphError 132012, 131008 or 131009."""
    if wanted not in (*_FILES, "LOCATION"):
        return None
    given = str(parameters[0].get("type", "")).upper() if parameters else "UNKNOWN"
    if len(parameters) != 1 or given != wanted:
        raise GraphError(132012, f"header: Format mismatch, expected {wanted}, received {given}")
    part = parameters[0].get(wanted.lower())
    if not isinstance(part, dict):
        raise GraphError(131008, f"header: The parameter {wanted.lower()} is required.")
    if wanted == "LOCATION":
        _check_place(part)
        return None
    if bool(part.get("id")) == bool(part.get("link")):
        raise GraphError(132012, f"header: {wanted.lower()} must have exactly one of id and link")
    if "caption" in part:
        raise GraphError(132012, 'header: Unexpected key "caption"')
    return wanted.lower(), part


def _check_place(part: dict[str, Any]) -> None:
    for name in ("name", "address"):
        if not isinstance(part.get(name), str) or not part[name]:
            raise GraphError(131008, f"header: The parameter location['{name}'] is required.")
    for name, bound in _PLACE.items():
        try:
            value = float(part[name])
        except (KeyError, TypeError, ValueError):
            raise GraphError(131008, f"header: The parameter location['{name}'] is required.") from None
        if not abs(value) <= bound:
            raise GraphError(131009, f"header: Param location['{name}'] is out of range.")
