"""What a bubble is made of, before it is laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from desktop.ui.delegates.ink import BubbleInk, SideInk
from desktop.ui.delegates.part import Part
from desktop.ui.delegates.text_parts import MorePart, TextPart
from desktop.ui.delegates.words import Word, Words

FIRST_LOOK = 1600
"""Characters of a text that are shown at once; each wish to read more shows four times as many."""
_CHARACTERS_A_LINE = 34
_BREAK = re.compile("\n")


@dataclass(slots=True)
class Composition:
    """Parts above the time, and those below it. `bare`: without a bubble. `widest`: the room there was."""

    parts: list[Part] = field(default_factory=list)
    after: list[Part] = field(default_factory=list)
    text: TextPart | None = None
    bare: bool = False
    widest: int = 0


@dataclass(frozen=True, slots=True)
class Tools:
    """What parts are made with; `look` is how many characters of a text are shown."""

    words: Words
    ink: BubbleInk
    side: SideInk
    widest: int
    look: int = FIRST_LOOK

    def add_text(self, message_id: str, text: str, made: Composition, widest: int = 0) -> None:
        """The body or caption; what is very long begins, and goes on when it is asked to."""
        if not text:
            return
        shown = beginning(text, self.look)
        made.text = TextPart(shown, self.ink, self.side, widest or self.widest, is_alone=not made.parts)
        made.parts.append(made.text)
        if len(shown) < len(text):
            more = self.words.word(Word.READ_MORE)
            made.parts.append(MorePart(message_id, more, self.ink))


def beginning(text: str, look: int) -> str:
    """As much as a look of that many characters holds, a line break counted as a line; ends with a whole word."""
    breaks = [match.start() for match in islice(_BREAK.finditer(text, 0, look), look // _CHARACTERS_A_LINE + 1)]
    end = breaks[-1] if len(breaks) > look // _CHARACTERS_A_LINE else min(len(text), look)
    rest = len(text) - end
    if rest < look // 5 and text.count("\n", end) < 8:
        return text
    space = max(text.rfind(" ", end - 80, end), text.rfind("\n", end - 80, end))
    return text[: space if space > 0 else end].rstrip()
