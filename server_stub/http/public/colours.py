"""The company's colour where people can still read what stands on it (WCAG 2.2, contrast of text)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

USUAL: Final = "#0b6b4f"
_LIGHT: Final = "#ffffff"
_DARK: Final = "#000000"
_CARD: Final = "#f5f7f8"
_CARD_DARK: Final = "#1d2529"
"""Of site.css, the harder ones of each scheme: what is read on a card is read on the page."""
_NEEDED: Final = 4.5


@dataclass(frozen=True, slots=True)
class Palette:
    """`accent` under `on_accent`; `link` and `link_dark`: readable on light and on dark pages."""

    accent: str
    on_accent: str
    link: str
    link_dark: str


def palette_of(colour: str) -> Palette:
    """From "#rrggbb"; "" gives the usual green."""
    accent = colour or USUAL
    on_accent = max((_LIGHT, _DARK), key=lambda text: contrast(text, accent))
    return Palette(accent, on_accent, _readable(accent, _CARD, _DARK), _readable(accent, _CARD_DARK, _LIGHT))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _readable(colour: str, background: str, towards: str) -> str:
    """The colour, moved in steps towards black or white until it can be read."""
    for step in range(21):
        mixed = _mixed(colour, towards, step / 20)
        if contrast(mixed, background) >= _NEEDED:
            return mixed
    return towards


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
