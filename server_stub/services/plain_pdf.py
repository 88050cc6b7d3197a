"""Paragraphs on paper: how documents for customers are set, in letters that know all of Portuguese."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

_FONT: Final = "Vera"
_EMOJI: Final = re.compile("\ufffc+")
_JOINERS: Final = "\u200d\ufe0e\ufe0f\u20e3"
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def document(story: Iterable[Flowable], *, title: str, author: str) -> bytes:
    """The bytes of a PDF; the same story gives the same bytes."""
    _register()
    out = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 18 * mm)
    paper = SimpleDocTemplate(out, pagesize=A4, title=title, author=author, lang="pt-BR", invariant=1, **margins)
    paper.build(list(story))
    return out.getvalue()


def section(title: str, lines: Iterable[str]) -> Iterator[Flowable]:
    """A heading and a paragraph for each line; "Nada." where there is none."""
    found = list(lines) or ["Nada."]
    yield Spacer(1, 5 * mm)
    yield line(title, size=12, bold=True)
    for text in found:
        yield line(text)


def line(text: str, *, size: int = 9, bold: bool = False) -> Paragraph:
    """One paragraph of anybody's words, which are never taken for markup."""
    _register()
    name = f"{_FONT}-Bold" if bold else _FONT
    style = ParagraphStyle("line", fontName=name, fontSize=size, leading=size * 1.35, spaceAfter=1.2 * mm)
    clean = escape(_printable(_CONTROLS.sub(" ", text))).replace("\n", "<br/>")
    return Paragraph(clean, style)


def moment(at: int, zone: ZoneInfo) -> str:
    """Day and minute of a time in ms UTC, as people write them."""
    return datetime.fromtimestamp(at / 1000, zone).strftime("%d/%m/%Y %H:%M")


def _printable(text: str) -> str:
    """Emoji are named as such: the font has none, and an empty box tells nothing."""
    if text.isascii():
        return text
    known = pdfmetrics.getFont(_FONT).face.charToGlyph
    named = "".join(sign if ord(sign) in known or sign in "\n\t" else _stand_in(sign) for sign in text)
    return _EMOJI.sub("[emoji]", named)


def _stand_in(sign: str) -> str:
    """A mark for emoji and what joins them; other letters stay as they are."""
    if sign in _JOINERS or unicodedata.category(sign) in ("So", "Sk", "Cn"):
        return "\ufffc"
    return sign


def _register() -> None:
    """Fonts that know all letters of Portuguese come with the library."""
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        folder = Path(reportlab.__file__).parent / "fonts"
        pdfmetrics.registerFont(TTFont(_FONT, str(folder / "Vera.ttf")))
        pdfmetrics.registerFont(TTFont(f"{_FONT}-Bold", str(folder / "VeraBd.ttf")))
