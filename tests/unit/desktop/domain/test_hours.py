"""Hours as people write them, and as the gateway takes them."""

from __future__ import annotations

import pytest

from desktop.domain.hours import read_span


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("", ""),
        ("  ", ""),
        ("09:00-20:00", "09:00-20:00"),
        ("9-20", "09:00-20:00"),
        ("9h - 20h", "09:00-20:00"),
        ("9:30 às 18h30", "09:30-18:30"),
        ("8 a 24", "08:00-24:00"),
        ("00:00–24:00", "00:00-24:00"),
        ("0900-2000", "09:00-20:00"),
    ],
)
def test_what_people_write_is_understood(written: str, span: str) -> None:
    assert read_span(written) == span


@pytest.mark.parametrize("written", ["20-9", "9", "9-9", "25-26", "9:75-20", "23-24:30", "always", "9-20;", "-"])
def test_what_is_no_span_is_none(written: str) -> None:
    assert read_span(written) is None
