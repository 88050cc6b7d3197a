"""A protocol number is known in any spacing; nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.protocols import LENGTH, typed_protocol

NUMBER = "202611230010000427"


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        "2026 1123 001 000042 7",
        " 2026.1123.001.000042-7 ",
        "protocolo 2026 1123 001 000042 7",
        "Protocolo: 20261123 001 0000427",
        "protocolo nº 2026 1123 001 000042 7",
        "2026\u00a01123\u00a0001\u00a0000042\u00a07",
    ],
)
def test_any_writing_of_it_is_known(text: str) -> None:
    assert typed_protocol(text) == NUMBER


@pytest.mark.parametrize("text", ["", NUMBER[:-1], NUMBER + "1", "+55 11 98123-4567", "Maria", f"pedido {NUMBER}"])
def test_anything_else_is_not_one(text: str) -> None:
    assert typed_protocol(text) == ""


@given(st.lists(st.sampled_from(["", " ", ".", "-", "/", "  "]), min_size=LENGTH, max_size=LENGTH))
def test_whatever_parts_the_digits(parts: list[str]) -> None:
    assert typed_protocol("".join(digit + part for digit, part in zip(NUMBER, parts, strict=True))) == NUMBER


@given(st.text())
def test_whatever_is_typed_gives_18_digits_or_nothing(text: str) -> None:
    found = typed_protocol(text)
    assert found == "" or (len(found) == LENGTH and found.isdecimal())
