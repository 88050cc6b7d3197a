"""What makes files ready to be sent on this computer; the interface asks it before anything is queued."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.domain.prepared import Expected, Prepared, Watch


class Preparing(Protocol):
    """Everything is done beside the loop. Raises LocalProblem only; its sentences are in ui/texts/files.py."""

    async def look(self, path: Path) -> Expected:
        """At first sight. Raises `file_not_ordinary`, `file_unreadable`, `file_empty`."""

    async def prepare(self, path: Path, *, as_document: bool, watch: Watch) -> Prepared:
        """What WhatsApp takes, made from the file where it has to be. Cancelling it leaves nothing behind.

        `as_document`: the bytes stay as they are.
        """

    async def place(self, name: str) -> Path:
        """Where pixels from the clipboard can be put as a file; `clear` it when it is not needed any more."""

    async def clear(self, path: Path) -> None:
        """Remove what was made here; any other file is left alone."""

    async def close(self) -> None: ...
