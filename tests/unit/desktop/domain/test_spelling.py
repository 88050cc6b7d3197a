"""Which words of a text a dictionary is asked about, and where Qt will find them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.spelling import MOST_CHARACTERS, parts, utf16_length, words
from desktop.domain.spelling_book import LANGUAGES, MOST_JUDGED, SpellingBook

PIECES = st.sampled_from(
    [
        "Olá",
        "atendmento",
        "d’água",
        "guarda-chuva",
        "😀",
        "👨‍👩‍👧",
        "e\u0301",
        " ",
        "\t",
        "{{x}}",
        "@ana",
        "12",
        "*",
        "_",
        "-",
        "’",
        "я",
    ]
)


def found(text: str) -> list[str]:
    return [word.text for word in words(text)]


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_positions_are_those_of_qt(text: str) -> None:
    """Cut out of the text in UTF-16, a word is what was found, written as dictionaries write it."""
    units = text.encode("utf-16-le", "surrogatepass")
    end = 0
    for word in words(text):
        cut = units[2 * word.start : 2 * word.end].decode("utf-16-le")
        assert found(cut) == [word.text]
        assert end <= word.start < word.end <= utf16_length(text)
        end = word.end


@pytest.mark.parametrize(
    "text",
    [
        "https://loja.com.br/pedido www.loja.com loja.com.br",
        "ana.souza@loja.com @Beatriz",
        "(11) 98765-4321 R$10,50 10h30 1º nº ABC1D23",
        "{{contato.nome}} {{ nome do cliente }} {{?data}}",
        "BALCÃO-2026 CPF SEDEX",
        "WhatsApp iPhone",
        "kkkkk rsrs hahaha hehe KKK",
        "a é à",
        "😀👍🏽 ❤️",
        "`atendmento` ```um dois\ntrês```",
        "/prazo :coracao:",
        "nota_fiscal.pdf",
        "привет 你好",
        "x" * 61,
        "ab " * MOST_CHARACTERS,
    ],
)
def test_no_prose_is_not_judged(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("Bom dia, tudo bem?", ["Bom", "dia", "tudo", "bem"]),
        ("*negrito* _itálico_ ~riscado~", ["negrito", "itálico", "riscado"]),
        ("avise-me do copo-d’água", ["avise-me", "do", "copo-d'água"]),
        ("'aspas' “citação” fim.", ["aspas", "citação", "fim"]),
        ("ac\u0327a\u0303o", ["ação"]),
        ("don’t stop", ["don't", "stop"]),
        ("pedido 123 chegou", ["pedido", "chegou"]),
    ],
)
def test_prose_is(text: str, judged: list[str]) -> None:
    assert found(text) == judged


def test_a_word_knows_where_the_cursor_is() -> None:
    first, second = words("😀 um dois")
    assert [first.touches(at) for at in (2, 3, 5, 6)] == [False, True, True, False]
    assert second.start == 6


def test_compounds_are_taken_apart() -> None:
    assert parts("segunda-feira") == ["segunda", "feira"]
    assert parts("segunda") == []


class TestBook:
    def test_what_nobody_has_judged_is_asked(self) -> None:
        book = SpellingBook()
        assert book.is_right("casa") is None
        assert book.questions(["casa", "bem-vindo"]) == {"casa", "bem-vindo", "bem", "vindo"}
        book.judge(["casa", "caza"], ["caza"])
        assert (book.is_right("casa"), book.is_right("caza")) == (True, False)
        assert book.questions(["casa", "caza"]) == frozenset()

    def test_a_compound_is_right_where_its_parts_are(self) -> None:
        book = SpellingBook()
        asked = ["cliente-empresa", "cliente", "empresa", "guarda-xuva", "guarda", "xuva"]
        book.judge(asked, ["cliente-empresa", "guarda-xuva", "xuva"])
        assert book.is_right("cliente-empresa") is True
        assert book.is_right("guarda-xuva") is False

    def test_own_words_ignored_words_and_names_are_right_however_written(self) -> None:
        book = SpellingBook()
        book.judge([], ["zapear", "Zapear", "Bia", "Bia's", "Silva-Souza", "Silva", "Souza", "obg"])
        book.learn(["zapear"])
        book.ignore("OBG")
        book.call(["Bia Souza", "Loja da Silva"])
        right = ("zapear", "Zapear", "Bia", "Bia's", "Silva-Souza", "obg")
        assert [book.is_right(word) for word in right] == [True] * 6
        book.learn([])
        assert book.is_right("zapear") is False

    def test_another_language_judges_anew(self) -> None:
        book = SpellingBook()
        book.judge(["colour"], ["colour"])
        book.forget_judgements()
        assert book.is_right("colour") is None

    def test_the_memory_has_a_bound(self) -> None:
        book = SpellingBook()
        book.judge((f"palavra{number}" for number in range(MOST_JUDGED + 1)), [])
        book.judge(["casa"], [])
        assert book.is_right("palavra1") is None
        assert book.is_right("casa") is True

    def test_off_asks_nobody(self) -> None:
        assert LANGUAGES["off"] == ()
