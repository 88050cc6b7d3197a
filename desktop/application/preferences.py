"""What a person may set at this computer: each setting once, with its default and bounds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from desktop.domain.voice_speed import SPEEDS

THEMES = ("system", "light", "dark", "contrast_light", "contrast_dark")
LANGUAGES = ("system", "pt_BR", "en")
EFFECTS = ("system", "all", "few")
TEXT_PERCENT = (80, 200)
UNDO_SECONDS = (0, 3, 5, 10)
SPELLINGS = ("pt_BR", "en", "both", "off")
MOST_SHORTCUTS = 300
MOST_KEYS = 4


@dataclass(frozen=True, slots=True)
class Preferences:
    """`text_percent` scales all text; `enter_sends`: Enter sends, else Ctrl+Enter does."""

    theme: str = "system"
    language: str = "system"
    text_percent: int = 100
    enter_sends: bool = True
    sounds: bool = True
    offer_sound: bool = True
    """When a conversation is offered to this person; the bell of the rail leaves it on."""
    notifications: bool = True
    preview_in_notifications: bool = False
    """Off: a notification tells who wrote, not what."""
    voice_percent: int = 100
    """How fast voice messages are played, of the speed at which they were spoken."""
    undo_seconds: int = 0
    """So long a text waits before it leaves, and can be taken back; 0: it leaves at once."""
    next_after_send: bool = False
    """After sending, go on to who waits next."""
    show_authors: bool = True
    """Names of colleagues stand above what they wrote."""
    spelling: str = "pt_BR"
    """Languages in which what is written is checked (domain.spelling_book)."""
    effects: str = "system"
    """Whether things move that need not; by the system, few where it or the line asks for it."""
    shortcuts: dict[str, list[str]] = field(default_factory=dict)
    """Keys of those actions that have others than at the beginning (domain.shortcuts says what makes sense)."""

    def bounded(self) -> Preferences:
        """The same with values that exist: a file edited by hand must not stop the program."""
        least, most = TEXT_PERCENT
        return replace(
            self,
            theme=self.theme if self.theme in THEMES else "system",
            shortcuts=_readable(self.shortcuts),
            effects=self.effects if self.effects in EFFECTS else "system",
            language=self.language if self.language in LANGUAGES else "system",
            spelling=self.spelling if self.spelling in SPELLINGS else "pt_BR",
            undo_seconds=self.undo_seconds if self.undo_seconds in UNDO_SECONDS else 0,
            text_percent=min(most, max(least, self.text_percent)),
            voice_percent=self.voice_percent if self.voice_percent in SPEEDS else SPEEDS[0],
        )


def _readable(shortcuts: dict[str, list[str]]) -> dict[str, list[str]]:
    """What has the shape of names and keys; whether they exist is asked where actions are known."""
    return {
        name: keys
        for name, keys in list(shortcuts.items())[:MOST_SHORTCUTS]
        if isinstance(keys, list) and len(keys) <= MOST_KEYS and all(map(_is_short, keys))
    }


def _is_short(found: object) -> bool:
    return isinstance(found, str) and len(found) < 50


class PreferencesFile(Protocol):
    """Where preferences are kept between starts."""

    @property
    def is_damaged(self) -> bool:
        """Whether there was something at the last `load` that could not be read, or not all of it."""

    def load(self) -> Preferences:
        """Defaults where nothing is saved or it cannot be read."""

    def save(self, preferences: Preferences) -> None:
        """Raises LocalProblem `file_unwritable`."""
