"""Logs: rotating files, without anything that people wrote and without what libraries say of requests."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path
from typing import Final

FILE_BYTES: Final = 1_000_000
FILES: Final = 5
_TALKATIVE: Final = ("httpx", "httpcore", "sqlalchemy", "keyring", "asyncio", "PIL")
"""Their messages below warnings hold addresses, headers and statements."""


def start_logging(folder: Path, *, level: int = logging.INFO) -> Path:
    """Write to `balcao.log` in `folder`; returns the file. Calling it again changes nothing."""
    path = folder / "balcao.log"
    root = logging.getLogger()
    if any(getattr(handler, "baseFilename", None) == str(path.absolute()) for handler in root.handlers):
        return path
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=FILE_BYTES, backupCount=FILES - 1, encoding="utf-8", delay=True
    )
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(formatter)
    root.addHandler(handler)
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    return path
