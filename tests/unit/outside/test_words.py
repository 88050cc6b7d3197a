"""Whole SMS that mean yes, no or leave, in three languages; everything else means nothing."""

from __future__ import annotations

import pytest

from server_stub.services.outside.words import Meaning, understood

YES = (
    "SIM",
    "sim!",
    "Sim.",
    " s i m ",
    "ＳＩＭ",
    "Sim, quero",
    "aceito",
    "Autorizo",
    "quero receber",
    "Sí",
    "acepto",
    "YES",
    "start",
)
NO = ("NÃO", "nao", "Não, obrigada", "no", "No, thanks", "N", "recuso")
LEAVE = (
    "SAIR",
    "sair por favor",
    "Sáir!!",
    "PARAR 🙏",
    "parar",
    "cancelar",
    "STOP",
    "stopall",
    "unsubscribe",
    "baja",
    "end",
    "quit",
)
NOTHING = (
    "",
    "?",
    "quem é",
    "sim mas só em dezembro",
    "não sei",
    "quero saber o preço",
    "stop, o Zé não vem",
    "quero parar de fumar",
    "pagar",
    "sim sim sim e não",
    "SAIRemos às 8",
    "simulado",
    "a" * 2000,
)


@pytest.mark.parametrize("text", YES)
def test_yes(text: str) -> None:
    found = understood(text)
    assert found is not None
    assert found.meaning is Meaning.YES


@pytest.mark.parametrize("text", NO)
def test_no(text: str) -> None:
    found = understood(text)
    assert found is not None
    assert found.meaning is Meaning.NO


@pytest.mark.parametrize("text", LEAVE)
def test_leave(text: str) -> None:
    found = understood(text)
    assert found is not None
    assert found.meaning is Meaning.LEAVE
    assert found.scope == ("*" if text == "stopall" else "mkt.*")


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text: str) -> None:
    assert understood(text) is None


@pytest.mark.parametrize("end", ["", "!", "...", " \n", " 🙂"])
def test_case_and_punctuation_do_not_matter(end: str) -> None:
    for text in (*YES, *NO, *LEAVE):
        plain, other = understood(text), understood(text.swapcase() + end)
        assert plain is not None
        assert other is not None
        assert (other.meaning, other.scope) == (plain.meaning, plain.scope)
