"""What all tests of the sources share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.source_tree import modules


@pytest.fixture(scope="module", autouse=True)
def trees_of_one_file() -> Iterator[None]:
    """The parsed sources are close to a gigabyte: no other test should have to carry them."""
    yield
    modules.cache_clear()
