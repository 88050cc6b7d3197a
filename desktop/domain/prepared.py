"""A file that is ready to be sent, and what was done with it, as codes with numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Done(StrEnum):
    """What happened to a file on its way; the sentences are in the interface's texts."""

    UNCHANGED = "unchanged"
    CONVERTED = "converted"
    """It has another type now."""
    SMALLER = "smaller"
    SCALED = "scaled"
    """It has fewer pixels."""
    TURNED = "turned"
    PLACE_REMOVED = "place_removed"
    DETAILS_REMOVED = "details_removed"
    """What the camera wrote beside the picture."""
    FIRST_FRAME = "first_frame"
    """Of a moving picture only the beginning."""
    ONE_CHANNEL = "one_channel"
    DETAILS_KEPT = "details_kept"
    """Sent unchanged on request: also with place and camera, if they are in it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """`path` may be the chosen file itself; `size` in bytes of what is sent, `was_size` of what was chosen.

    `kind` is a contract Kind. `temporary`: the file was made here and goes when it is not needed any more.
    """

    path: Path
    mime_type: str
    kind: str
    size: int
    was_size: int
    done: tuple[Done, ...] = ()
    temporary: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """What was seen at first sight. `work`: the route it will take, "keep" where nothing has to be done.

    `choice`: it could also be sent unchanged, as a document.
    """

    name: str
    size: int
    mime_type: str
    work: str
    choice: bool = False


class Watch(Protocol):
    """Told how far the work is, asked whether it is still wanted; both from any thread."""

    def told(self, done: float) -> None:
        """0 to 1."""

    @property
    def stopped(self) -> bool: ...
    def stop(self) -> None:
        """From now on it is not wanted."""


@dataclass(slots=True)
class QuietWatch:
    """Nobody looks; it can still be stopped."""

    stopped: bool = field(default=False)

    def told(self, done: float) -> None:
        """Nothing to do."""

    def stop(self) -> None:
        self.stopped = True
