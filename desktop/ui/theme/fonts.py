"""Fonts by use, each with its substitutes; unhinted, so that text looks the same at every scale.

Qt takes the first family that the system has: asking for each before the first paint costs more than all else here.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont

_TEXT = ("Noto Sans", "Segoe UI Variable Text", "Segoe UI", "Inter", "DejaVu Sans")
_EMOJI = ("Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji")
_FIXED = ("Noto Sans Mono", "Cascadia Mono", "Consolas", "DejaVu Sans Mono")
BASE_POINTS = 10.0


@dataclass(frozen=True, slots=True)
class Fonts:
    """Made once per scale; `strong` is for names, `fine` for times and details, `tiny` for counters and captions."""

    text: QFont
    strong: QFont
    fine: QFont
    fine_strong: QFont
    tiny: QFont
    tiny_strong: QFont
    title: QFont
    heading: QFont
    fixed: QFont

    def emoji(self, points: float) -> QFont:
        """Big emoji standing alone; `points` already scaled."""
        made = QFont(self.text)
        made.setFamilies([*_EMOJI, *self.text.families()])
        made.setPointSizeF(points)
        return made


def build_fonts(scale: float = 1.0) -> Fonts:
    """`scale` is the user's text size, 1.0 for 10 points."""
    usual = QFont().family()  # before the emoji: their digits are not for text

    def font(points: float, weight: QFont.Weight = QFont.Weight.Normal, families: tuple[str, ...] = _TEXT) -> QFont:
        made = QFont([*families, usual, *_EMOJI])
        made.setPointSizeF(points * scale)
        made.setWeight(weight)
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        return made

    strong = QFont.Weight.DemiBold
    return Fonts(
        text=font(BASE_POINTS),
        strong=font(BASE_POINTS, strong),
        fine=font(9.2),
        fine_strong=font(9.2, strong),
        tiny=font(8.3),
        tiny_strong=font(8.3, strong),
        title=font(11.2, strong),
        heading=font(12.4, strong),
        fixed=font(9.4, families=_FIXED),
    )
