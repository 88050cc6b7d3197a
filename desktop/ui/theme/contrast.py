"""Contrast of text against what lies behind it, after WCAG 2.2 (1.4.3 for text, 1.4.11 for shapes)."""

from __future__ import annotations

TEXT_MINIMUM = 4.5
TEXT_ENHANCED = 7.0
"""Of text in the schemes of high contrast (1.4.6)."""
SHAPE_MINIMUM = 3.0

TEXT_PAIRS: tuple[tuple[str, str], ...] = tuple(
    (text, ground)
    for text, grounds in {
        "text": "window side field hover selection found bubble_in bubble_out quote_in quote_out",
        "muted": "window side field hover selection",
        "link": "window side hover selection",
        "on_accent": "accent accent_hover",
        "rail_text": "rail",
        "on_rail_active": "rail_active",
        "bubble_in_muted": "bubble_in quote_in",
        "bubble_out_muted": "bubble_out quote_out",
        "bubble_in_link": "bubble_in quote_in",
        "bubble_out_link": "bubble_out quote_out",
        "bubble_in_danger": "bubble_in",
        "bubble_out_danger": "bubble_out",
        "on_notice": "notice",
        "on_unread": "unread",
        "on_placeholder": "placeholder",
        "ok": "window side ok_fill",
        "warn": "window side warn_fill selection",
        "danger": "window side danger_fill selection",
        "info": "info_fill",
        "on_toast": "toast",
        "toast_link": "toast",
        "on_tooltip": "tooltip",
        "warn_fill": "warn",
    }.items()
    for ground in grounds.split()
)
"""Every pair of tokens in which the first is written upon the second."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    ("tick", "bubble_out"),
    ("tick_read", "bubble_out"),
    ("tick", "side"),
    ("tick", "selection"),
    ("tick_read", "side"),
    ("tick_read", "selection"),
    ("accent", "window"),
    ("accent", "bubble_in"),
    ("edge", "window"),
    ("edge", "side"),
    ("ok", "window"),
    ("warn", "window"),
    ("danger", "window"),
)

OUTLINE_PAIRS: tuple[tuple[str, str], ...] = tuple(
    (line, ground)
    for line, grounds in {
        "outline": "window side chat field bubble_in bubble_out selection hover ok_fill warn_fill danger_fill",
        "accent": "window side chat field bubble_in bubble_out hover",
        "line": "window side",
        "edge": "window side field",
        "rail_text": "rail",
        "on_rail_active": "rail rail_active",
        "text": "window side",
    }.items()
    for ground in grounds.split()
)
"""Outlines and focus rings of the schemes of high contrast; all keep SHAPE_MINIMUM."""


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white, of `#rrggbb`."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Ratio from 1 to 21; the order does not matter."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blended(over: str, under: str) -> str:
    """What is seen when `#aarrggbb` lies upon an opaque `#rrggbb`."""
    alpha = int(over[1:3], 16) / 255
    mixed = [
        round(int(over[start + 2 : start + 4], 16) * alpha + int(under[start : start + 2], 16) * (1 - alpha))
        for start in (1, 3, 5)
    ]
    return "#" + "".join(f"{value:02x}" for value in mixed)
