"""Whoever asks for the number is understood, and nobody who speaks of something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.domain.protocol_asked import asks_for_protocol
from server_stub.domain.protocol_number import LENGTH, digits_of, grouped, is_protocol_number, protocol_number

ASKED = """
protocolo
Protocolo?
PROTOCOLO!!
qual protocolo
Qual o protocolo?
Qual é o meu protocolo?
qual e meu protocolo
qual o número do protocolo?
Número do protocolo
numero de protocolo
nº do protocolo
n° do protocolo
N.º de protocolo
meu protocolo
o meu protocolo por favor
Oi, qual o meu protocolo?
Bom dia! Poderia me informar o número do protocolo, por favor?
quero o protocolo
preciso do número do protocolo
gostaria de saber o protocolo do meu atendimento
me passa o protocolo
me manda o protocolo pf
protocolo deste atendimento
cadê o protocolo?
protocol
protocol number
What's my protocol number?
""".strip().splitlines()
NOT_ASKED = """
protocolo de segurança
protocolo clínico
protocolos
qual o protocolo de segurança?
tenho um protocolo aberto e ninguém responde
protocolo 202611220010000427
não quero protocolo
não recebi protocolo nenhum
já tenho o protocolo
anotei o protocolo
protocolo de entrega dos documentos
o protocolo que me passaram não existe
protocolo errado
obrigado pelo protocolo
vou no protocolo do fórum
qual o horário do protocolo
qual o número do meu pedido
protocolar
número
.
""".strip().splitlines()


@pytest.mark.parametrize("text", ASKED)
def test_a_question_for_the_number_is_understood(text: str) -> None:
    assert asks_for_protocol(text)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_speaks_of_something_else_is_left_to_a_person(text: str) -> None:
    assert not asks_for_protocol(text)


@given(st.text(max_size=200))
def test_it_never_fails_and_never_without_the_word(text: str) -> None:
    if asks_for_protocol(text):
        assert "protocol" in text.casefold().replace("\u0301", "")


def test_a_long_message_is_never_only_the_question() -> None:
    assert not asks_for_protocol("oi " * 60 + "protocolo")


@given(
    st.integers(min_value=1, max_value=999_999),
    st.lists(st.sampled_from([" ", ".", "-", "\u00a0", " - ", "/", "\u2013", ""]), min_size=LENGTH, max_size=LENGTH),
)
def test_any_spacing_is_the_same_number(sequence: int, between: list[str]) -> None:
    number = protocol_number("20261122", "001", sequence)
    typed = "".join(sign + space for sign, space in zip(number, between, strict=True))
    assert digits_of(f" {typed}") == number
    assert digits_of(grouped(number)) == number
    assert is_protocol_number(digits_of(typed))


def test_the_reference_example_is_grouped_as_it_says() -> None:
    assert grouped("202611220010000427") == "2026 1122 001 000042 7"
    assert digits_of("protocolo 2026") == ""
