"""How the report of a proof pack looks: page, type, tables, and the numbers on its pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any, Final
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table, TableStyle

MARGIN: Final = 18 * mm
PADDING: Final = 6
"""Points that reportlab leaves free inside a frame."""
WIDTH: Final = A4[0] - 2 * MARGIN
USUAL_COLOUR: Final = "#0b5d4e"
INK: Final = HexColor("#1d2429")
FAINT: Final = HexColor("#5b666e")
LINE: Final = HexColor("#d5dade")
PALE: Final = HexColor("#f4f6f7")
_MOST_SIGNS: Final = 1200
_MOST_LINES: Final = 20
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


class Look:
    """Paragraph styles around one colour, "#rrggbb"; anything else gives ours. `zone` is IANA."""

    def __init__(self, colour: str, zone: str) -> None:
        self.colour: Color = HexColor(colour if _COLOUR.fullmatch(colour) else USUAL_COLOUR)
        self._zone = _zone(zone)
        base = ParagraphStyle("base", fontName="Helvetica", fontSize=9.5, leading=13.5, textColor=INK)
        self.body = base
        self.title = ParagraphStyle("title", base, fontName="Helvetica-Bold", fontSize=19, leading=23)
        self.under = ParagraphStyle("under", base, fontSize=10.5, leading=14, textColor=FAINT, spaceAfter=4 * mm)
        self.heading = ParagraphStyle(
            "heading", base, fontName="Helvetica-Bold", fontSize=12.5, leading=16, spaceBefore=7 * mm,
            spaceAfter=2.5 * mm, textColor=self.colour, keepWithNext=1,
        )  # fmt: skip
        self.strong = ParagraphStyle("strong", base, fontName="Helvetica-Bold", fontSize=10.5, leading=14)
        self.label = ParagraphStyle("label", base, fontSize=8.5, leading=12, textColor=FAINT)
        self.code = ParagraphStyle("code", base, fontName="Courier", fontSize=7.6, leading=10.5, wordWrap="CJK")
        self.quote = ParagraphStyle("quote", base, leftIndent=3 * mm, borderPadding=(2, 2, 2, 6), spaceBefore=1 * mm)

    def moment(self, at: int | None) -> str:
        """A moment in ms as people write it, with its zone."""
        if at is None:
            return "–"
        local = datetime.fromtimestamp(at / 1000, self._zone)
        ahead = f"{local:%z}"
        return f"{local:%d/%m/%Y %H:%M:%S} (UTC{ahead[:3]}:{ahead[3:]})"

    def fields(self, rows: Sequence[tuple[str, Any]]) -> Table:
        """Labels on the left, values on the right: text, or something that draws itself."""
        cells = [
            [Paragraph(words(label), self.label), value if not isinstance(value, str) else self.text(value)]
            for label, value in rows
        ]
        table = Table(cells, colWidths=(38 * mm, WIDTH - 38 * mm))
        style: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)]
        table.setStyle(
            TableStyle([*style, ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])
        )
        return table

    def grid(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
        """A table with a head that repeats on each page. `widths` are shares of the page's."""
        cells = [[Paragraph(words(it), self.label) for it in head], *([self.text(it) for it in row] for row in rows)]
        table = Table(cells, colWidths=[WIDTH * share for share in widths], repeatRows=1)
        lines = ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE)
        table.setStyle(TableStyle([lines, ("BACKGROUND", (0, 0), (-1, 0), PALE), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        return table

    def text(self, value: str) -> Paragraph:
        """In a cell, which cannot go on on another page: what is too long is cut, and says so."""
        return Paragraph(words(short(value)), self.body)

    def digest(self, value: str) -> Paragraph:
        """Hexadecimal digits, broken wherever the line ends."""
        return Paragraph(words(value), self.code)


def words(value: str) -> str:
    """Text as the fonts can show it: a sign they do not have becomes its number; markup stands for itself."""
    return escape(plain(value)).replace("\n", "<br/>")


def plain(value: str) -> str:
    return "".join(it if it == "\n" or _printable(it) else f"[U+{ord(it):04X}]" for it in value)


def short(value: str) -> str:
    """As much as surely fits a page, of the widest signs, too."""
    lines = plain(value[: 2 * _MOST_SIGNS]).split("\n")
    shown = "\n".join(lines[:_MOST_LINES])[:_MOST_SIGNS]
    return shown if len(lines) <= _MOST_LINES and len(shown) == len(plain(value)) else f"{shown} […]"


def _printable(sign: str) -> bool:
    """The fonts that every reader has know Windows-1252."""
    try:
        return sign.encode("cp1252") >= b" "
    except UnicodeEncodeError:
        return False


def _zone(name: str) -> tzinfo:
    """UTC where the machine does not know the zone: moments are shown with their offset anyway."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


class NumberedCanvas(Canvas):  # type: ignore[misc] # reportlab has no types
    """Knows at the end how many pages there are. `foot` and `colour` are set on the class made by `numbered`."""

    foot = ""
    colour: Color = HexColor(USUAL_COLOUR)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            self._decorate(number, len(self._pages))
            super().showPage()
        super().save()

    def _decorate(self, number: int, count: int) -> None:
        self.setFillColor(self.colour)
        self.rect(0, A4[1] - 4 * mm, A4[0], 4 * mm, stroke=0, fill=1)
        self.setFillColor(FAINT)
        self.setFont("Helvetica", 7.5)
        self.drawString(MARGIN, 10 * mm, self.foot)
        self.drawRightString(A4[0] - MARGIN, 10 * mm, f"{number} / {count}")


def numbered(foot: str, colour: Color) -> type[NumberedCanvas]:
    return type("Numbered", (NumberedCanvas,), {"foot": foot, "colour": colour})
