"""One migrated store per run, copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.receiving import Receiving, make_blank


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_blank(tmp_path_factory.mktemp("blank"))


@pytest.fixture
def receiving(blank: Path, tmp_path: Path) -> Iterator[Receiving]:
    made = Receiving(blank, tmp_path / "data")
    yield made
    made.close()
