"""Small files of this program that must never be half written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from desktop.domain.errors import LocalProblem


def replace_file(path: Path, content: bytes) -> None:
    """Write beside it and rename: a crash leaves the old one. Raises LocalProblem `file_unwritable`."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with open_private(beside) as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise LocalProblem("file_unwritable") from error


def open_private(path: Path) -> BinaryIO:
    """A new file that nobody else may read, not even for a moment."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")
