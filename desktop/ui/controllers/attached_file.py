"""One attached file while it is made ready: what is known of it, how far it is, and what the row says."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.domain.captions import carries_caption
from desktop.domain.errors import AppError
from desktop.domain.file_names import plain_name
from desktop.domain.media_route import Route
from desktop.domain.prepared import Done, Expected, Prepared
from desktop.ui.texts import errors, files
from desktop.ui.views.attachments import Face
from server_stub.contract.content import Kind


class RowWatch:
    """Written by a worker's thread, read by a timer of the interface: single values, so nothing has to be locked."""

    def __init__(self) -> None:
        self.done = 0.0
        self.stopped = False

    def told(self, done: float) -> None:
        self.done = done

    def stop(self) -> None:
        self.stopped = True


@dataclass(slots=True, eq=False)
class AttachedFile:
    """`settled` is set as soon as it is known whether it can be sent. `pasted`: `path` lies in our own workshop."""

    key: str
    path: Path
    as_document: bool = False
    pasted: bool = False
    caption: str = ""
    expected: Expected | None = None
    prepared: Prepared | None = None
    problem: AppError | None = None
    watch: RowWatch = field(default_factory=RowWatch)
    task: asyncio.Task[Any] | None = None
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_working(self) -> bool:
        return not self.settled.is_set()

    def halt(self) -> None:
        """Whatever is made of it is not wanted any more."""
        self.watch.stop()
        if self.task is not None and not self.task.done():
            self.task.cancel()

    def begin_again(self) -> None:
        self.prepared, self.problem, self.watch = None, None, RowWatch()
        self.settled.clear()

    def made(self) -> list[Path]:
        """Files of our own that go with it."""
        made = [self.path] if self.pasted else []
        if self.prepared is not None and self.prepared.temporary:
            made.append(self.prepared.path)
        return made


def face_of(item: AttachedFile, *, several: bool) -> Face:
    """`several`: then each has a caption of its own; of a single one the text of the composer is the caption."""
    expected, prepared = item.expected, item.prepared
    line, ink = files.working(expected), "muted"
    if item.problem is not None:
        line, ink = errors.error(item.problem), "danger"
    elif prepared is not None:
        line = files.done(prepared)
    count = prepared.size if prepared is not None else expected.size if expected is not None else 0
    if prepared is not None and Done.SMALLER in prepared.done:
        count = 0  # the line tells it
    return Face(
        key=item.key,
        name=expected.name if expected is not None else plain_name(item.path.name),
        size=files.size(count) if count else "",
        work=expected.work if expected is not None else Route.KEEP,
        line=line,
        ink=ink,
        progress=item.watch.done if item.is_working else None,
        words=several and prepared is not None and carries_caption(prepared.kind),
        choice=expected is not None and expected.choice,
        edits=prepared is not None and prepared.kind == Kind.IMAGE,
        as_document=item.as_document,
    )
