"""Card numbers and CPFs are found; what only looks like them goes through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.domain.content_check import CARD, CPF, forbidden_number, is_cpf, is_luhn


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4111 1111 1111 1111", CARD),
        ("Seu cartão: 4111111111111111.", CARD),
        ("3782-822463-10005", CARD),
        ("5555-5555-5555-4444, validade 12/29", CARD),
        ("4111 1111 1111 1112", ""),  # check digit
        ("CPF 529.982.247-25", CPF),
        ("529.982.247-25", CPF),
        ("cpf: 52998224725", CPF),
        ("52998224725", CPF),  # 52 is no area code
        ("529.982.247-26", ""),
        ("111.111.111-11", ""),
        ("Ligue 11 98765-4321", ""),
        ("11912345602", ""),  # a mobile, whatever its digits add up to
        ("34191.79001 01043.510047 91020.150008 6 12340000015000", ""),  # boleto
        ("Protocolo 202611250000001234", ""),
        ("Pix 123e4567-e89b-12d3-a456-426614174000", ""),
        ("CNPJ 11.222.333/0001-81", ""),
        ("Total R$ 4.111,11 em 12x", ""),
        ("https://loja.example/p/4111111111111111", ""),
        ("", ""),
    ],
)
def test_forbidden_numbers(text: str, found: str) -> None:
    assert forbidden_number(text) == found


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert forbidden_number(text) in ("", CARD, CPF)


@given(st.text("0123456789", min_size=15, max_size=15), st.integers(0, 14), st.integers(1, 9))
def test_the_check_digit_of_a_card_finds_every_wrong_digit(digits: str, place: int, change: int) -> None:
    card = next(digits + end for end in "0123456789" if is_luhn(digits + end))
    wrong = card[:place] + str((int(card[place]) + change) % 10) + card[place + 1 :]
    assert not is_luhn(wrong)


@given(st.text("0123456789", min_size=9, max_size=9).filter(lambda it: len(set(it)) > 1))
def test_one_pair_of_check_digits_fits_a_cpf(nine: str) -> None:
    assert sum(is_cpf(f"{nine}{end:02d}") for end in range(100)) == 1
