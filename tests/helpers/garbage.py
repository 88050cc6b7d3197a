"""In tests, too, only the main thread collects cyclic garbage: see desktop/runtime/garbage.py for what happens else."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count

import pytest

_FULL_EVERY = 100
"""A full collection takes 100 ms and more once everything is imported."""
_finished = count(1)


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Frees what the test left, in the test that left it."""
    gc.disable()
    yield
    gc.collect(2 if next(_finished) % _FULL_EVERY == 0 else 1)
