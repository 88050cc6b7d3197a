"""Files that somebody chose, dropped or pasted, opened so that nothing can make this program wait."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.domain.errors import LocalProblem


@dataclass(frozen=True, slots=True)
class Source:
    """A chosen file while it is made ready. `name` is fit to be shown; `size` in bytes."""

    stream: BinaryIO
    path: Path
    name: str
    size: int


def open_chosen(path: Path) -> BinaryIO:
    """An ordinary file for reading; links are followed.

    Raises LocalProblem: `file_not_ordinary` for folders, devices, pipes and sockets; `file_unreadable`.
    """
    # Without O_NONBLOCK, opening a pipe waits until somebody writes into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    try:
        _must_be_ordinary(os.stat(path).st_mode)  # noqa: PTH116 - Path.stat is the same; devices must not be opened
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise LocalProblem("file_unreadable") from error
    stream = os.fdopen(handle, "rb")
    try:
        _must_be_ordinary(os.fstat(stream.fileno()).st_mode)  # it may have been exchanged meanwhile
    except LocalProblem:
        stream.close()
        raise
    return stream


def size_of(stream: BinaryIO) -> int:
    return os.fstat(stream.fileno()).st_size


def _must_be_ordinary(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise LocalProblem("file_not_ordinary")
