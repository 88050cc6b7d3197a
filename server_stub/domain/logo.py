"""A company's logo as SVG: shown to the public, therefore drawings only, no scripts and nothing from elsewhere."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

LARGEST: Final = 64 * 1024
_SVG: Final = "{http://www.w3.org/2000/svg}"
_DRAWING: Final = frozenset(
    f"{_SVG}{name}"
    for name in (
        *("svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "symbol"),
    )
)
_ELSEWHERE: Final = re.compile(r"url\(\s*['\"]?(?!#)|javascript:|data:|https?:|//|@import|expression\(", re.IGNORECASE)


def is_safe_logo(svg: str) -> bool:
    """True for an SVG made of drawing elements, without event attributes, entities or references to elsewhere."""
    if len(svg.encode()) > LARGEST or re.search(r"<!(?!--)|<\?(?!xml )", svg):
        return False
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314 - no DOCTYPE, so no entities; bounded above
    except ElementTree.ParseError:
        return False
    return root.tag == f"{_SVG}svg" and all(_is_drawing(element) for element in root.iter())


def _is_drawing(element: ElementTree.Element) -> bool:
    if element.tag not in _DRAWING:
        return False
    return not any(
        name.lower().startswith("on") or name.lower().endswith("href") or _ELSEWHERE.search(value)
        for name, value in element.attrib.items()
        if not name.startswith("xmlns")
    )
