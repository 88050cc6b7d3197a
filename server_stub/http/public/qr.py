"""QR codes that open WhatsApp: as a picture, and as lines for a script that draws them itself."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import segno

_QUIET_MODULES: Final = 4
"""White around a QR code, as its standard asks for."""


def qr_svg(text: str, *, title: str | None = None) -> bytes:
    """A picture on white; `title` is its name for those who cannot see it."""
    drawn = BytesIO()
    segno.make_qr(text, error="m").save(
        drawn, kind="svg", border=_QUIET_MODULES, scale=8, xmldecl=False, light="#ffffff", title=title
    )
    return drawn.getvalue()


def qr_path(text: str) -> tuple[int, str]:
    """Width in modules with the white around it, and the dark modules as an SVG path."""
    code = segno.make_qr(text, error="m")
    rows = list(code.matrix_iter(border=_QUIET_MODULES))
    parts = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    return len(rows), "".join(parts)
