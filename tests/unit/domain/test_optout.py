"""The golden cases of the opt-out language: what acts, and what must never be mistaken for it."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.domain.optout import Wish, normalise, recognise

ACTS = [
    ("SAIR", "mkt.*", "pt"),
    ("SAIR!!", "mkt.*", "pt"),
    ("Sáir.", "mkt.*", "pt"),
    ("S A I R", "mkt.*", "pt"),
    ("siar", "mkt.*", "pt"),
    ("Parar.", "mkt.*", "pt"),
    ("PARE!", "mkt.*", "pt"),
    ("pareee", "mkt.*", "pt"),
    ("PARAR 🙏", "mkt.*", "pt"),
    ("quero parar", "mkt.*", "pt"),
    ("remover", "mkt.*", "pt"),
    ("descadastrar-me", "mkt.*", "pt"),
    ("me descadastra", "mkt.*", "pt"),
    ("Não quero mais receber", "mkt.*", "pt"),
    ("Parar promoções", "mkt.*", "pt"),
    ("Parem de me mandar, por favor", "mkt.*", "pt"),
    ("Não me mandem mais mensagens", "*", "pt"),
    ("não quero receber mais nada!", "*", "pt"),
    ("STOP por favor", "mkt.*", "en"),
    ("ＳＴＯＰ", "mkt.*", "en"),
    ("unsubscribe", "mkt.*", "en"),
    ("opt-out", "mkt.*", "en"),
    ("opt out please", "mkt.*", "en"),
    ("STOPALL", "*", "en"),
    ("baja", "mkt.*", "es"),
    ("No quiero recibir más", "mkt.*", "es"),
]
NOTHING = [
    "vou sair às 18h",
    "quero parar de fumar",
    "não quero parar o tratamento",
    "para!",
    "pára",
    "é para amanhã",
    "CANCELAR",
    "quero cancelar meu plano",
    "não",
    "não quero",
    "planta baja",
    "I can't stop laughing",
    "Responda SAIR para não receber",
    "pagar",
    "parear",
    "parece",
    "cair",
    "SIM",
    "quem é você? número errado",
    "🛑",
    "👎",
    "apagar meus dados",
    "obrigado",
    "por favor",
    "",
    "sair " * 40,
    "https://loja.example/parar",
    "a parar",
]


@pytest.mark.parametrize(("text", "scope", "language"), ACTS, ids=[row[0] for row in ACTS])
def test_a_clear_wish_acts(text: str, scope: str, language: str) -> None:
    found = recognise(text)
    assert found is not None
    assert (found.wish, found.scope, found.language) == (Wish.LEAVE, scope, language)


@pytest.mark.parametrize("text", NOTHING)
def test_anything_doubtful_does_nothing(text: str) -> None:
    assert recognise(text) is None


def test_cancelar_acts_only_as_an_answer_to_a_promotion() -> None:
    assert recognise("CANCELAR") is None
    found = recognise("CANCELAR", after_promotion=True)
    assert found is not None
    assert found.wish is Wish.LEAVE


@pytest.mark.parametrize("text", ["VOLTAR", "Voltar, por favor", "START", "volver"])
def test_coming_back(text: str) -> None:
    found = recognise(text)
    assert found is not None
    assert found.wish is Wish.RETURN


@given(st.text(max_size=80) | st.text("ab á!", max_size=30))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.sampled_from([row[0] for row in ACTS]), st.sampled_from(["", "!", " ...", " \n", "\u200b"]))
def test_case_width_and_punctuation_do_not_matter(text: str, ending: str) -> None:
    plain = recognise(text)
    assert plain is not None
    wide = "".join(chr(ord(c) + 0xFEE0) if c in string.ascii_letters else c for c in text)
    for changed in (text.upper(), text.lower(), unicodedata.normalize("NFD", text), wide):
        other = recognise(changed + ending)
        assert other is not None
        assert (other.wish, other.scope, other.language) == (plain.wish, plain.scope, plain.language)


@given(
    st.lists(st.sampled_from(["bom", "pedido", "amanhã", "cair", "pagar", "para", "é", "18h", "a", "o"]), max_size=8)
)
def test_ordinary_words_never_act(words: list[str]) -> None:
    assert recognise(" ".join(words)) is None
