"""Keys are read as Qt writes them, and what the same fingers press is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.chords import parse


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ctrl+K", "Ctrl+K"),
        ("shift+ctrl+k", "Ctrl+Shift+K"),
        ("Ctrl++", "Ctrl++"),
        ("+", "+"),
        ("Ctrl+-", "Ctrl+-"),
        ("F1", "F1"),
        ("Enter", "Return"),
        ("Ctrl+Enter", "Ctrl+Return"),
        ("Backtab", "Shift+Tab"),
        ("Ctrl+Shift+?", "Ctrl+?"),
        ("Ctrl+Shift+1", "Ctrl+Shift+1"),
        ("ç", "Ç"),
    ],
)
def test_what_is_read(text: str, read: str) -> None:
    chord = parse(text)
    assert chord is not None
    assert chord.text == read


@pytest.mark.parametrize(
    "text", ["", "Ctrl", "Ctrl+", "Hyper+K", "Ctrl+K, Ctrl+B", "F99", "Ctrl+\n", "K" * 41, "\u200b", "ß"]
)
def test_what_is_no_single_chord(text: str) -> None:
    assert parse(text) is None


@given(st.text(max_size=60))
def test_reading_never_fails_and_is_settled(text: str) -> None:
    chord = parse(text)
    assert chord is None or parse(chord.text) == chord
