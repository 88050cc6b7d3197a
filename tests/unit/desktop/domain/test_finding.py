"""Finding by a few keys, and filling phrases."""

import pytest

from desktop.domain.matching import best, fold, score, words
from desktop.domain.phrases import PhraseValues, fill, has_gap, most_used_first
from server_stub.contract.model import Phrase

PHRASES = [
    Phrase("ola", "Saudação", "Olá {{contato.nome}}, aqui é {{agente.nome}}."),
    Phrase("prazo", "Prazo de entrega", "O prazo é de cinco dias."),
    Phrase("protocolo", "Protocolo", "Seu protocolo é {{ protocolo }}."),
]


def test_case_accents_and_spaces_do_not_matter() -> None:
    assert fold("  PROMOÇÃO   Já ") == "promocao ja"
    assert words("R$ 1.000, já!") == ["r", "1", "000", "ja"]


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("maria", "maria", "maria souza"),
        ("sou", "souza maria", "maria souza"),
        ("sou", "maria souza", "assoudo"),
        ("ria", "maria", "r xx i xx a"),
    ],
)
def test_nearer_matches_count_more(query: str, better: str, worse: str) -> None:
    assert score(query, better) > score(query, worse)


@pytest.mark.parametrize(("query", "text"), [("xyz", "maria"), ("aim", "mia"), ("ma", "m" + "x" * 30 + "a")])
def test_no_match_is_nothing(query: str, text: str) -> None:
    assert score(query, text) == 0


def test_letters_may_be_left_out_and_words_swapped() -> None:
    people = ["Maria Souza", "João Prado", "Márcio Silva"]
    assert best("mrs", people, lambda name: [fold(name)])[0] in {"Maria Souza", "Márcio Silva"}
    assert best("souza mar", people, lambda name: [fold(name)]) == ["Maria Souza"]
    assert best("", people, lambda name: [fold(name)], limit=2) == people[:2]


def test_variables_are_filled() -> None:
    values = PhraseValues("Maria", "Ana", "202600000000000017")
    assert fill(PHRASES[0].text, values) == "Olá Maria, aqui é Ana."
    assert fill(PHRASES[2].text, values) == "Seu protocolo é 202600000000000017."


def test_an_unknown_value_leaves_no_hole_and_a_wrong_variable_is_seen() -> None:
    assert fill("Olá {{contato.nome}}!", PhraseValues()) == "Olá!"
    assert fill("Olá {{contato.idade}}!", PhraseValues("Maria")) == "Olá {{contato.idade}}!"
    assert fill("{{contato.nome}}", PhraseValues("{{agente.nome}}", "Ana")) == "{{agente.nome}}"


def test_what_the_agent_must_fill_in_stays_and_is_known() -> None:
    assert fill("Protocolo: {{protocolo}}, em {{?dias}} dias", PhraseValues("Maria")) == (
        "Protocolo: {{protocolo}}, em {{?dias}} dias"
    )
    assert has_gap("em {{?dias}} dias")
    assert has_gap("{{ protocolo }}")
    assert not has_gap("json: {{1}, {}} {{a b}}")


def test_the_most_used_come_first_and_the_rest_keep_their_order() -> None:
    first, second, third = PHRASES[:3]
    assert most_used_first([first, second, third], {third.key: 2, "gone": 9}) == [third, first, second]
