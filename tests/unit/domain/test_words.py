"""What a text is found by: every word of it and every beginning, numbers in any writing, and what is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.contract.content import Card, Choice, Content, Location, Media
from server_stub.contract.words import LEAST_PREFIX, Sought, searchable, words
from server_stub.services.search_index import LONGEST_PREFIX, entries
from tests.helpers.phone_writings import WRITINGS

TEXTS = st.text(max_size=60) | st.text("aáÃçÇ eßİﬁ1-², ", max_size=40)


@given(TEXTS)
def test_every_word_of_a_text_finds_it(text: str) -> None:
    for word in words(text):
        assert Sought.of(word).matches(text)


@given(TEXTS, st.integers(LEAST_PREFIX, 12))
def test_every_beginning_of_a_word_finds_the_text_and_its_index_entries(text: str, length: int) -> None:
    known = set(entries(text))
    for word in words(text):
        assert Sought.of(word[:length]).matches(text)
        assert word[: min(length, LONGEST_PREFIX)] in known


@given(TEXTS)
def test_the_words_of_words_are_the_same_words(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found


@given(TEXTS, TEXTS)
def test_what_is_marked_lies_inside_and_is_there_only_for_a_hit(query: str, text: str) -> None:
    sought = Sought.of(query)
    marks = sought.marks(text)
    assert all(start >= 0 and length > 0 and start + length <= len(text) for start, length in marks)
    if sought.matches(text):
        assert marks


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("promocao", "A PROMOÇÃO acabou", True),
        ("Promoção", "promocao", True),
        ("pro aca", "A promoção acabou", True),
        ("pro zzz", "A promoção acabou", False),
        ("oi", "oi, tudo bem?", True),
        ("oi", "oitenta", False),
        ("mocao", "promoção", False),
        ("", "qualquer", False),
        ("!?", "!?", False),
        ("ana@exemplo", "ana@exemplo.com.br", True),
    ],
)
def test_words_and_beginnings_without_case_and_accents(query: str, text: str, found: bool) -> None:
    assert Sought.of(query).matches(text) is found


@pytest.mark.parametrize("query", WRITINGS)
@pytest.mark.parametrize("text", WRITINGS)
def test_a_number_in_a_text_is_found_in_any_writing(query: str, text: str) -> None:
    sentence = f"ligue para {text} ou 4002-8922, obrigado"
    assert Sought.of(query).matches(sentence)
    assert Sought.of(query).marks(sentence)


def test_the_parts_of_a_message_that_a_person_would_look_for() -> None:
    content = Content(
        "image",
        text="legenda",
        media=Media("m", "image/png", file_name="nota.png"),
        location=Location(0, 0, name="Praça", address="Rua Um"),
        cards=[Card("Zé", phones=["+5511"], emails=["ze@x"], organisation="Firma")],
        choice=Choice("1", "Sim", "quero"),
    )
    assert searchable(content).split("\n") == [
        *("legenda", "nota.png", "Praça", "Rua Um", "Sim", "quero", "Zé", "Firma", "+5511", "ze@x"),
    ]


def test_a_huge_text_has_bounded_entries() -> None:
    assert len(set(entries(" ".join(f"palavra{number}" for number in range(20_000))))) <= 2000 * 6


PROTOCOL = "202611220010000427"
SPACINGS = (
    PROTOCOL,
    "2026 1122 001 000042 7",
    "20261122.001.000042-7",
    "20261122 001 000042 7",
    "2026\u00a01122\u00a0001\u00a0000042\u00a07",
)


@pytest.mark.parametrize("typed", SPACINGS)
@pytest.mark.parametrize("written", SPACINGS)
def test_a_protocol_is_found_in_any_spacing(typed: str, written: str) -> None:
    text = f"Seu número de protocolo é {written}."
    assert Sought.of(typed).matches(text)
    assert Sought.of(typed).marks(text)
    assert f"#{Sought.of(typed).tail}" in set(entries(text))


def test_another_protocol_with_the_same_end_is_not_found() -> None:
    assert not Sought.of("2026 1122 001 000042 7").matches("Protocolo 2026 1123 001 000042 7")
    assert not Sought.of(PROTOCOL).matches("202611230010000427")


def test_the_line_of_a_case_is_found_by_its_number() -> None:
    line = Content("system", original_kind="case_opened", params={"protocol": PROTOCOL})
    assert Sought.of("2026 1122 001 000042 7").matches(searchable(line))
