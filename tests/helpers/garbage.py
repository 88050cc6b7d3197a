"""In tests, too, only the main thread collects cyclic garbage: see desktop/runtime/garbage.py for what happens else."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count

import pytest

_FULL_EVERY = 100
"""What survives a full collection is set aside: looking again and again at all that is imported takes seconds."""
_finished = count(1)


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Frees what the test left, in the test that left it."""
    gc.disable()
    yield
    if next(_finished) % _FULL_EVERY:
        gc.collect(1)
    else:
        gc.collect()
        gc.freeze()
