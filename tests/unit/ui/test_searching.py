"""Finding by a few letters, without regard to case and accents."""

from __future__ import annotations

import pytest

from desktop.ui.models.folding import folded
from desktop.ui.widgets.fuzzy import best, score


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Conceição", "conceicao"), ("ÁÉÎÕÜ ç", "aeiou c"), ("Straße", "strasse"), ("東京", "東京"), ("ok", "ok")],
)
def test_folding(text: str, expected: str) -> None:
    assert folded(text) == expected


def found(query: str, *names: str) -> list[str]:
    return best(query, [(name, folded(name)) for name in names])


def test_the_beginning_of_a_name_beats_the_middle() -> None:
    assert found("mar", "Ademar Souza", "Mariana Lima", "Ana Maria") == ["Mariana Lima", "Ana Maria", "Ademar Souza"]


def test_initials_find_a_person() -> None:
    assert found("pq", "Padaria Pão Quente", "Pedro Alves")[0] == "Padaria Pão Quente"


def test_letters_out_of_order_find_nothing() -> None:
    assert found("anairam", "Mariana") == []
    assert score("xyz", "mariana") is None


def test_nothing_typed_keeps_the_order() -> None:
    assert found("", "b", "a", "c") == ["b", "a", "c"]


def test_accents_do_not_matter_on_either_side() -> None:
    assert found("joão", "Joao", "José") == ["Joao"]
    assert found("joao", "João") == ["João"]
