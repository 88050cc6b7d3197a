"""What a person may set at this computer: each setting once, with its default and bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.voice_speed import SPEEDS

THEMES = ("system", "light", "dark")
LANGUAGES = ("system", "pt_BR", "en")
TEXT_PERCENT = (80, 200)
UNDO_SECONDS = (0, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class Preferences:
    """`text_percent` scales all text; `enter_sends`: Enter sends, else Ctrl+Enter does."""

    theme: str = "system"
    language: str = "system"
    text_percent: int = 100
    enter_sends: bool = True
    sounds: bool = True
    notifications: bool = True
    preview_in_notifications: bool = False
    """Off: a notification tells who wrote, not what."""
    voice_percent: int = 100
    """How fast voice messages are played, of the speed at which they were spoken."""
    undo_seconds: int = 0
    """So long a text waits before it leaves, and can be taken back; 0: it leaves at once."""
    next_after_send: bool = False
    """After sending, go on to who waits next."""

    def bounded(self) -> Preferences:
        """The same with values that exist: a file edited by hand must not stop the program."""
        least, most = TEXT_PERCENT
        return replace(
            self,
            theme=self.theme if self.theme in THEMES else "system",
            language=self.language if self.language in LANGUAGES else "system",
            undo_seconds=self.undo_seconds if self.undo_seconds in UNDO_SECONDS else 0,
            text_percent=min(most, max(least, self.text_percent)),
            voice_percent=self.voice_percent if self.voice_percent in SPEEDS else SPEEDS[0],
        )


class PreferencesFile(Protocol):
    """Where preferences are kept between starts."""

    def load(self) -> Preferences:
        """Defaults where nothing is saved or it cannot be read."""

    def save(self, preferences: Preferences) -> None:
        """Raises LocalProblem `file_unwritable`."""
