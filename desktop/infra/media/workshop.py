"""Where files are made ready: a private folder of this run, a folder of its own for each file, nothing left behind."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from pathlib import Path
from typing import Final

from desktop.domain.prepared import Prepared
from server_stub.contract.ids import new_id

PREFIX: Final = "balcao-media-"
"""As the media cache names its own: what a crash left is removed at the next start (media_cache.remove_leftovers)."""


class Workshop:
    """`parent`: gone after logout where the system does that. Blocks: use a thread."""

    def __init__(self, parent: Path) -> None:
        self._parent = parent
        self._folder: Path | None = None
        self._making = threading.Lock()

    def place(self, name: str) -> Path:
        """A path of this name in a folder of its own; the file is not there yet. Raises OSError."""
        with self._making:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-work-", dir=self._parent))
            folder = self._folder / new_id()
            folder.mkdir(mode=0o700)
        return folder / name

    def clear(self, path: Path) -> None:
        """Remove a file made here and its folder; nothing else is ever touched."""
        with self._making:
            if self._folder is not None and path.parent.parent == self._folder:
                shutil.rmtree(path.parent, ignore_errors=True)

    def undo(self, made: Prepared) -> None:
        """Remove what was made; where nothing was, the chosen file stays."""
        if made.temporary:
            self.clear(made.path)

    def close(self) -> None:
        with self._making:
            folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
