"""A file that somebody chose, looked at before it is sent: what it is, and whether WhatsApp takes it there."""

from __future__ import annotations

import asyncio
import stat
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import LocalProblem
from desktop.domain.files import FileFacts, check, check_header
from server_stub.contract.file_types import HEAD_BYTES


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """`size` in bytes."""

    path: Path
    size: int
    facts: FileFacts


async def look_at(path: Path, header_kind: str = "") -> ChosenFile:
    """`header_kind`: IMAGE, VIDEO or DOCUMENT for a file above the text of a template.

    Raises LocalProblem: `file_unreadable`, `file_not_ordinary`, `template_file_wrong` (kind), and what
    `domain.files.check` raises.
    """
    return await asyncio.to_thread(_read, path, header_kind)


def _read(path: Path, header_kind: str) -> ChosenFile:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # opening a pipe would wait for somebody to write into it
            raise LocalProblem("file_not_ordinary")
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
        size = about.st_size
    except OSError as error:
        raise LocalProblem("file_unreadable") from error
    facts = check_header(head, size, path.name, header_kind) if header_kind else check(head, size, path.name)
    return ChosenFile(path, size, facts)
