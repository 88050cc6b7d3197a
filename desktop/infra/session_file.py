"""Who was signed in last, in a small file beside the stores."""

from __future__ import annotations

from pathlib import Path

import msgspec

from desktop.application.session import Remembered
from desktop.infra.files import replace_file


class SessionFile:
    """Who was signed in last."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Remembered | None:
        """None where nobody was, or where the file is not what was written."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Remembered)
        except (OSError, msgspec.MsgspecError):
            return None

    def save(self, remembered: Remembered) -> None:
        replace_file(self._path, msgspec.json.encode(remembered))
