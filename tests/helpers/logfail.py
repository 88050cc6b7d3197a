"""A warning that nobody expected fails the test in which it was logged."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest


class LogWatch(logging.Handler):
    """Collects records of WARNING and above; a test says beforehand which ones it is about.

    `expected_logs("not committed")` demands at least one record whose "logger: message" matches the pattern;
    `expected_logs.allow("retrying")` only tolerates them.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self._demanded: list[re.Pattern[str]] = []
        self._allowed: list[re.Pattern[str]] = []

    def __call__(self, pattern: str) -> None:
        self._demanded.append(re.compile(pattern))

    def allow(self, pattern: str) -> None:
        self._allowed.append(re.compile(pattern))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")

    def unexpected(self) -> list[str]:
        known = [*self._demanded, *self._allowed]
        return [line for line in self.lines if not any(pattern.search(line) for pattern in known)]

    def absent(self) -> list[str]:
        return [item.pattern for item in self._demanded if not any(map(item.search, self.lines))]


@pytest.fixture(autouse=True)
def expected_logs() -> Iterator[LogWatch]:
    """Fails the test on unexpected warnings; ask for it by name to say which ones belong to the test."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    unexpected, absent = watch.unexpected(), watch.absent()
    if unexpected:
        pytest.fail(f"unexpected log records (see the fixture expected_logs): {unexpected}", pytrace=False)
    if absent:
        pytest.fail(f"expected log records did not appear: {absent}", pytrace=False)
