"""Design tokens: every colour, size and radius of the interface by name."""

# No `annotations` of the future: seventy of them, made of text, would take a hundredth of the first window's time.
from dataclasses import dataclass, replace
from typing import NamedTuple, Self


class Colours(NamedTuple):
    """Hexadecimal colours of one scheme. Names say the use, not the hue; `on_x` is text upon `x`."""

    dark: bool
    window: str
    side: str
    rail: str
    rail_text: str
    rail_active: str
    on_rail_active: str
    chat: str
    chat_dots: str
    line: str
    edge: str
    """Outline of a control that has no fill; 3:1 against the window."""
    outline: str
    """Around what is else told by its fill alone; without colour but in high contrast."""
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_hover: str
    link: str
    selection: str
    found: str
    """Behind the words that a search found."""
    hover: str
    field: str
    """Fill of inputs and unchecked chips."""
    bubble_in: str
    bubble_out: str
    bubble_in_muted: str
    bubble_out_muted: str
    bubble_in_link: str
    bubble_out_link: str
    quote_in: str
    quote_out: str
    shadow: str
    """With alpha, painted below bubbles and floating panels."""
    notice: str
    on_notice: str
    """Day separators and system lines on the chat background."""
    unread: str
    on_unread: str
    overlay: str
    """With alpha; behind a time or a length on a picture."""
    on_overlay: str
    tick: str
    tick_read: str
    tick_read_overlay: str
    wave: str
    placeholder: str
    """Fill of a picture that has not come yet."""
    on_placeholder: str
    ok: str
    ok_fill: str
    warn: str
    warn_fill: str
    warn_line: str
    danger: str
    danger_fill: str
    bubble_in_danger: str
    bubble_out_danger: str
    info: str
    info_fill: str
    toast: str
    on_toast: str
    toast_link: str
    tooltip: str
    on_tooltip: str
    scroll: str
    """With alpha; handle of scroll bars."""
    open: str
    """Dot on a face: the person may be written to freely now."""
    closed: str


LIGHT = Colours(
    dark=False,
    window="#ffffff",
    side="#f6f8fb",
    rail="#122c45",
    rail_text="#b9cadb",
    rail_active="#2a4a69",
    on_rail_active="#ffffff",
    chat="#e7edf3",
    chat_dots="#d9e2ea",
    line="#e0e6ec",
    edge="#7c8c9b",
    outline="#00000000",
    text="#14202b",
    muted="#56656f",
    accent="#1769cf",
    on_accent="#ffffff",
    accent_hover="#1259b3",
    link="#1259b3",
    selection="#dfebfb",
    found="#ffe08a",
    hover="#ebf0f5",
    field="#e9eef4",
    bubble_in="#ffffff",
    bubble_out="#d5edff",
    bubble_in_muted="#5b6a76",
    bubble_out_muted="#465d70",
    bubble_in_link="#1259b3",
    bubble_out_link="#0f4f9f",
    quote_in="#eef3f9",
    quote_out="#bfe0fa",
    shadow="#1a0b2540",
    notice="#cfdae5",
    on_notice="#33475a",
    unread="#cfe3fb",
    on_unread="#0f4f9f",
    overlay="#a6101820",
    on_overlay="#ffffff",
    tick="#5b7286",
    tick_read="#0a7cc4",
    tick_read_overlay="#7fd0ff",
    wave="#a9b8c6",
    placeholder="#dfe7ee",
    on_placeholder="#4f6170",
    ok="#116b38",
    ok_fill="#def5e8",
    warn="#7a4f00",
    warn_fill="#fff3d9",
    warn_line="#f0d9a5",
    danger="#b3261e",
    danger_fill="#fde8e6",
    bubble_in_danger="#b3261e",
    bubble_out_danger="#a3211a",
    info="#0f4f9f",
    info_fill="#e3effd",
    toast="#1d2b38",
    on_toast="#f4f8fb",
    toast_link="#8cc4ff",
    tooltip="#1d2b38",
    on_tooltip="#f4f8fb",
    scroll="#5d7f95aa",
    open="#1fa75a",
    closed="#8fa0af",
)

DARK = Colours(
    dark=True,
    window="#18222d",
    side="#151e28",
    rail="#0c131b",
    rail_text="#93a6b8",
    rail_active="#22364a",
    on_rail_active="#ffffff",
    chat="#0e1620",
    chat_dots="#16212d",
    line="#26333f",
    edge="#6d8093",
    outline="#00000000",
    text="#edf2f7",
    muted="#9dadbb",
    accent="#66b0f8",
    on_accent="#08192b",
    accent_hover="#86c1fa",
    link="#7cbcfa",
    selection="#233a53",
    found="#6a5200",
    hover="#1f2c39",
    field="#23303d",
    bubble_in="#1f2d3a",
    bubble_out="#244e78",
    bubble_in_muted="#9dadbb",
    bubble_out_muted="#bcd2e6",
    bubble_in_link="#7cbcfa",
    bubble_out_link="#a8d5ff",
    quote_in="#293a4a",
    quote_out="#1d4166",
    shadow="#40000000",
    notice="#1c2935",
    on_notice="#a9b8c6",
    unread="#1d3a58",
    on_unread="#a8d5ff",
    overlay="#b3060a0f",
    on_overlay="#ffffff",
    tick="#9fb9d1",
    tick_read="#7fd0ff",
    tick_read_overlay="#7fd0ff",
    wave="#6f879c",
    placeholder="#2b3b49",
    on_placeholder="#b0bfcc",
    ok="#63d79b",
    ok_fill="#173629",
    warn="#f3d48b",
    warn_fill="#3a3016",
    warn_line="#5b4a1c",
    danger="#ff9a92",
    danger_fill="#45211f",
    bubble_in_danger="#ff9a92",
    bubble_out_danger="#ffb8b2",
    info="#a8d5ff",
    info_fill="#1d3a58",
    toast="#33465a",
    on_toast="#f4f8fb",
    toast_link="#a8d5ff",
    tooltip="#33465a",
    on_tooltip="#f4f8fb",
    scroll="#6690a5ba",
    open="#3ecf83",
    closed="#6d8093",
)

FACES: tuple[tuple[str, str], ...] = (
    ("#cf4049", "#b02a3c"),
    ("#2f7f42", "#1f6a38"),
    ("#2f72c4", "#1f5aa6"),
    ("#7b5bd0", "#6244b3"),
    ("#c43f7f", "#a42b68"),
    ("#177a80", "#0f636c"),
    ("#b3591f", "#984612"),
)
"""Gradients of initials, top and bottom; white is readable on both ends, in both schemes."""
ON_FACE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in device-independent pixels."""

    hair: int = 1
    tiny: int = 4
    small: int = 8
    medium: int = 12
    large: int = 16
    huge: int = 24
    rail: int = 64
    list_width: int = 336
    panel_width: int = 316
    row: int = 68
    popup_row: int = 48
    avatar: int = 48
    avatar_small: int = 40
    avatar_large: int = 84
    icon: int = 20
    icon_large: int = 24
    send: int = 40
    """Twice the radius that the style sheet gives the round button."""
    target: int = 36
    """Smallest side of what is clicked."""
    scroll_bar: int = 10


@dataclass(frozen=True, slots=True)
class Radii:
    control: int = 8
    card: int = 10
    bubble: int = 13
    picture: int = 10
    chip: int = 13


@dataclass(frozen=True, slots=True)
class BubbleSizes:
    """Geometry of the timeline, in device-independent pixels."""

    margin: int = 22
    pad_x: int = 13
    pad_y: int = 8
    gap: int = 3
    """Between bubbles of one group."""
    group_gap: int = 10
    share: float = 0.72
    """Largest part of the timeline's width that a bubble takes."""
    widest: int = 520
    picture: int = 320
    picture_tallest: int = 380
    picture_inset: int = 4
    sticker: int = 150
    card: int = 268
    tail: int = 7

    def scaled(self, scale: float) -> Self:
        """The same for text that is so much larger; `share` is of the window, and stays."""
        if scale == 1:
            return self
        lengths = {name: round(getattr(self, name) * scale) for name in self.__slots__ if name != "share"}
        return replace(self, **lengths)


SIZES = Sizes()
RADII = Radii()
BUBBLE = BubbleSizes()
