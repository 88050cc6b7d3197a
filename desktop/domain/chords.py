"""Keys held and pressed together, written as Qt writes them: "Ctrl+Shift+K"."""

from __future__ import annotations

from typing import Final, NamedTuple

MODIFIERS: Final = ("Meta", "Ctrl", "Alt", "Shift")
"""In the order in which they are written."""
_LONGEST: Final = 40
_NAMES: Final = {
    name.casefold(): name
    for name in (
        *("Esc", "Tab", "Backspace", "Return", "Ins", "Del", "Pause", "Print", "Home", "End", "Space", "Menu"),
        *("Left", "Up", "Right", "Down", "PgUp", "PgDown"),
        *(f"F{number}" for number in range(1, 25)),
    )
} | {"enter": "Return", "escape": "Esc", "delete": "Del", "insert": "Ins"}


class Chord(NamedTuple):
    """`held`: names out of MODIFIERS; `key`: one character, letters as capitals, or the name of another key."""

    held: frozenset[str]
    key: str

    @property
    def text(self) -> str:
        return "+".join([*(name for name in MODIFIERS if name in self.held), self.key])

    @property
    def is_character(self) -> bool:
        """Whether the key alone would write something."""
        return len(self.key) == 1 or self.key == "Space"


def parse(text: str) -> Chord | None:
    """None for what is no single chord. What is pressed with the same fingers is the same chord: Enter is Return, and
    Shift is not told with a sign that is written with it on one keyboard and without on another ("Ctrl+?")."""
    if not text.isprintable() or len(text) > _LONGEST:
        return None
    front, key = (text[:-2], "+") if text.endswith("++") else text.rpartition("+")[::2]
    if text == "+":
        front, key = "", "+"
    held = frozenset(part.capitalize() for part in front.split("+")) if front else frozenset()
    if not held <= set(MODIFIERS):
        return None
    if key.casefold() == "backtab":
        return Chord(held | {"Shift"}, "Tab")
    name = key.upper() if len(key) == 1 and len(key.upper()) == 1 else _NAMES.get(key.casefold(), "")
    if not name or name.isspace():
        return None
    is_sign = len(name) == 1 and not name.isalnum()
    return Chord(held - {"Shift"} if is_sign else held, name)
