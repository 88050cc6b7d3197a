"""A long text is cut where a reader pauses; no letter is lost and no sign torn apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.splitting import split_text

LETTERS = st.text(alphabet="ab é\n.,!👍🏽\u0301\u200d🇧🇷", max_size=300)


@given(LETTERS, st.integers(2, 40))
def test_nothing_but_blanks_between_the_parts_is_lost(text: str, limit: int) -> None:
    parts = split_text(text, limit)
    assert all(0 < len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("curto", ["curto"]),
        ("", []),
        ("um dois três quatro", ["um dois três", "quatro"]),
        ("Primeira frase. Segunda", ["Primeira frase.", "Segunda"]),
        ("linha um\nlinha dois", ["linha um", "linha dois"]),
        ("abcdefghijklmno" + "pqr", ["abcdefghijklmno", "pqr"]),
        ("x" * 14 + "é".encode().decode() + "y", ["x" * 14 + "é", "y"]),
        ("x" * 14 + "e\u0301y", ["x" * 14, "e\u0301y"]),
        ("x" * 14 + "👍🏽", ["x" * 14, "👍🏽"]),
        ("x" * 14 + "🇧🇷", ["x" * 14, "🇧🇷"]),
        ("x" * 13 + "👩\u200d💻", ["x" * 13, "👩\u200d💻"]),
    ],
)
def test_where_it_is_cut(text: str, parts: list[str]) -> None:
    assert split_text(text, 15) == parts


def test_what_never_ends_is_cut_all_the_same() -> None:
    assert [len(part) for part in split_text("a" + "\u0301" * 99, 50)] == [50, 50]
    assert [len(part) for part in split_text("palavra " * 8192, 4096)] == [4095] * 16
