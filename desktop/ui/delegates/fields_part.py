"""What a customer filled into a form, field by field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtGui import QPainter

from desktop.ui.delegates.cleaning import one_line
from desktop.ui.delegates.formatting import Formatted, formatted
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.delegates.text_block import TextBlock
from server_stub.contract.content import FlowAnswer

_MOST: Final = 24
_LONGEST: Final = 600
_ROOM: Final = 2400
"""Fields, characters of one, and characters of all that are shown; the rest is counted."""
_GAP: Final = 6
_BUILDER: Final = re.compile(r"^screen_\d+_(?P<name>.+?)_\d+$")
"""How WhatsApp's form builder names fields: screen_0_Comentario_1."""


def field_name(name: str) -> str:
    """The name of a field in words, as far as it holds any."""
    match = _BUILDER.match(name)
    words = one_line((match["name"] if match else name).replace("_", " "))[:80]
    return words[:1].upper() + words[1:]


def field_value(value: str) -> str:
    """Several choices come as a JSON list: shown as a list in a sentence."""
    if value.startswith("["):
        try:
            choices = msgspec.json.decode(value, type=list[str | int | float | bool])
        except msgspec.DecodeError:
            return value
        return ", ".join(str(choice) for choice in choices)
    return value


class FieldsPart(Part):
    def __init__(self, answers: Sequence[FlowAnswer], ink: BubbleInk, widest: int) -> None:
        shown = _within(answers)
        self._rows = [
            (
                TextBlock(Formatted(field_name(answer.name)), ink.fine_font, ink.wrap, widest, {}),
                TextBlock(_shown(answer.value), ink.text_font, ink.wrap, widest, {}),
            )
            for answer in shown
        ]
        rest = len(answers) - len(shown)
        self._rest = TextBlock(Formatted(f"+ {rest}"), ink.fine_font, ink.wrap, widest, {}) if rest else None
        blocks = [block for row in self._rows for block in row] + ([self._rest] if self._rest else [])
        self.width = max((block.width for block in blocks), default=0)
        gaps = len(self._rows) - (0 if self._rest else 1)
        self.height = sum(block.height for block in blocks) + _GAP * max(0, gaps)
        self.last_width = blocks[-1].last_width if blocks else 0

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        for name, value in self._rows:
            painter.setPen(context.side.muted)
            name.draw(painter, x, y)
            y += name.height
            painter.setPen(context.side.text)
            value.draw(painter, x, y)
            y += value.height + _GAP
        if self._rest is not None:
            painter.setPen(context.side.muted)
            self._rest.draw(painter, x, y)


def _shown(value: str) -> Formatted:
    return Formatted(formatted(field_value(value)[:_LONGEST]).text)


def _within(answers: Sequence[FlowAnswer]) -> list[FlowAnswer]:
    """As many fields from the first on as a bubble can hold."""
    kept: list[FlowAnswer] = []
    room = _ROOM
    for answer in answers[:_MOST]:
        room -= len(answer.name[:80]) + len(answer.value[:_LONGEST])
        if kept and room < 0:
            break
        kept.append(answer)
    return kept
