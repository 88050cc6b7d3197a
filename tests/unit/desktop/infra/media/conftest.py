"""A workshop for each test, which is empty when the test is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.infra.media.sources import Source, open_chosen, size_of
from desktop.infra.media.workshop import Workshop

Chosen = Callable[..., Source]


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    parent = tmp_path / "runtime"
    parent.mkdir()
    made = Workshop(parent)
    yield made
    made.close()
    assert list(parent.iterdir()) == []


@pytest.fixture
def chosen(tmp_path: Path) -> Iterator[Chosen]:
    """Writes bytes to a file and opens it as a chosen one."""
    opened: list[Source] = []

    def choose(name: str, data: bytes) -> Source:
        path = tmp_path / name
        path.write_bytes(data)
        stream = open_chosen(path)
        opened.append(Source(stream, path, name, size_of(stream)))
        return opened[-1]

    yield choose
    for source in opened:
        source.stream.close()
