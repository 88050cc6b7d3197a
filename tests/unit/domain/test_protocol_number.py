"""Protocol numbers: the example of the rules, the São Paulo date, and what the check digit must find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.domain.protocol_number import day_of, is_protocol_number, protocol_number

numbers = st.builds(
    protocol_number,
    st.dates().map(lambda day: f"{day.year:04d}{day:%m%d}"),
    st.integers(0, 999).map("{:03d}".format),
    st.integers(1, 999_999),
)


def test_the_example_of_the_rules() -> None:
    assert protocol_number("20261122", "001", 42) == "202611220010000427"


def test_the_date_is_that_of_sao_paulo() -> None:
    assert day_of(1_795_316_400_000 - 1) == "20261121"
    assert day_of(1_795_316_400_000) == "20261122"  # 03:00 UTC is midnight there


@given(numbers, st.integers(0, 17), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(number: str, place: int, shift: int) -> None:
    wrong = str((int(number[place]) + shift) % 10)
    assert is_protocol_number(number)
    assert not is_protocol_number(number[:place] + wrong + number[place + 1 :])


@given(numbers, st.integers(0, 16))
def test_every_swap_of_neighbours_is_found(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert is_protocol_number(swapped) == (swapped == number)


@pytest.mark.parametrize("text", ["", "20261122001000042", "2026112200100004270", "20261122001000042x", "²" * 18])
def test_other_texts_are_not_numbers(text: str) -> None:
    assert not is_protocol_number(text)


@pytest.mark.parametrize(
    ("day", "unit", "sequence"),
    [
        ("2026112", "001", 1),
        ("20261122", "1", 1),
        ("20261122", "00x", 1),
        ("20261122", "001", 0),
        ("20261122", "001", 10**6),
    ],
)
def test_parts_that_do_not_fit_are_refused(day: str, unit: str, sequence: int) -> None:
    with pytest.raises(ValueError, match=r"digits|sequence"):
        protocol_number(day, unit, sequence)
