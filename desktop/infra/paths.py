"""Where this program keeps its files on this computer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

APP: Final = "balcao"
_PRIVATE: Final = 0o700


@dataclass(frozen=True, slots=True)
class Places:
    """`data`: stores, media and who was signed in; `logs`; `runtime`: gone after logout where the system does that."""

    data: Path
    logs: Path
    runtime: Path

    def store_file(self, place: str) -> Path:
        return self.data / f"{place}.db"

    def media_folder(self, place: str) -> Path:
        return self.data / f"{place}.media"

    @property
    def session_file(self) -> Path:
        return self.data / "session.json"


def places(data: Path | None = None) -> Places:
    """The person's own folders, or all below `data`; made here, readable by nobody else."""
    import platformdirs

    base = data or Path(platformdirs.user_data_dir(APP, appauthor=False))
    logs = base / "logs" if data is not None else Path(platformdirs.user_log_dir(APP, appauthor=False))
    memory = _memory()
    for folder in (base, logs):
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    return Places(data=base, logs=logs, runtime=memory)


def _memory() -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and Path(runtime).is_dir():
        return Path(runtime)
    import tempfile  # nothing is imported before the first paint that is not needed for it

    return Path(tempfile.gettempdir())
