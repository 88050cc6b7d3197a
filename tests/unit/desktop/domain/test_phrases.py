"""Canned phrases: kept as they are told, and made of texts that were written to one person."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.phrases import PhraseValues, fill, has_gap, unfill, with_changed
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import PERSONAL, SHARED, PhraseChanged

VALUES = PhraseValues("Maria da Silva", "Ana", "202600000000000017")
CHANGES = st.lists(
    st.tuples(st.sampled_from(["", SHARED, PERSONAL]), st.sampled_from(["oi", "pix"]), st.booleans()), max_size=12
)


def told(changes: list[tuple[str, str, bool]]) -> list[PhraseChanged]:
    """Each newer than the one before, as the gateway tells them."""
    return [
        PhraseChanged(Phrase(key, "", str(number), scope, number if scope else 0), removed)
        for number, (scope, key, removed) in enumerate(changes, start=1)
    ]


def after(changes: list[PhraseChanged], layers: list[Phrase] | None = None) -> list[Phrase]:
    kept = layers or []
    for change in changes:
        kept = with_changed(kept, change)
    return kept


@given(CHANGES)
def test_what_is_kept_is_what_was_told_last_of_each(changes: list[tuple[str, str, bool]]) -> None:
    last = {(each.phrase.scope, each.phrase.key): each for each in told(changes)}
    wanted = {place: each.phrase for place, each in last.items() if not each.removed}
    kept = after(told(changes))
    assert {(each.scope, each.key): each for each in kept} == wanted
    assert len(kept) == len(wanted)


@given(CHANGES)
def test_told_twice_is_told_once(changes: list[tuple[str, str, bool]]) -> None:
    twice = [each for change in told(changes) for each in (change, change)]
    assert after(twice) == after(told(changes))


def test_an_event_that_comes_late_does_not_undo_what_the_gateway_answered() -> None:
    old, new = (Phrase("oi", "", text, SHARED, revision) for text, revision in (("velha", 1), ("nova", 2)))
    assert after([PhraseChanged(new), PhraseChanged(old)]) == [new]
    assert after([PhraseChanged(new), PhraseChanged(old, removed=True)]) == [new]


def test_a_changed_phrase_keeps_its_place() -> None:
    first, second = Phrase("oi", "", "Oi"), Phrase("pix", "", "Pix")
    other = msgspec.structs.replace(first, text="Olá")
    assert with_changed([first, second], PhraseChanged(other)) == [other, second]


WORDS = st.lists(
    st.one_of(st.sampled_from(["Maria da Silva", "Ana", VALUES.protocol]), st.text("aM ná.,!?", max_size=5)), max_size=8
)


@given(WORDS, st.sampled_from(["", " ", ", "]))
def test_what_is_made_a_phrase_reads_the_same_for_the_same_person(words: list[str], between: str) -> None:
    text = between.join(words)
    assert fill(unfill(text, VALUES), VALUES) == text


def test_only_whole_words_become_variables() -> None:
    assert unfill("Oi, Maria da Silva! Aqui é Ana.", VALUES) == "Oi, {{contato.nome}}! Aqui é {{agente.nome}}."
    assert unfill("Banana, Anapolina, Maria", VALUES) == "Banana, Anapolina, Maria"
    assert unfill(f"N.º {VALUES.protocol}", VALUES) == "N.º {{protocolo}}"
    assert unfill("Oi", PhraseValues()) == "Oi"


def test_gaps_have_names_of_several_words() -> None:
    assert has_gap("em {{?dia da semana}}")
    assert not has_gap("{{?a\nb}}")
