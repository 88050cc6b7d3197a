"""Canned phrases in layers: who is offered what, whatever the layers hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.contract.model import Phrase
from server_stub.contract.phrases import (
    BASE,
    LONGEST_KEY,
    PERSONAL,
    SHARED,
    effective,
    is_key,
    key_from,
    queue_of,
    queue_scope,
    unknown_variables,
)

SALES = queue_scope("vendas")
KEYS = st.sampled_from(["oi", "pix", "frete", "tchau"])


def layer(scope: str) -> st.SearchStrategy[list[Phrase]]:
    hidden = st.booleans() if scope == SHARED else st.just(False)
    one = st.builds(Phrase, KEYS, st.just(""), st.text(max_size=3), st.just(scope), hidden=hidden)
    return st.lists(one, unique_by=lambda phrase: phrase.key)


def keyed(phrases: list[Phrase]) -> dict[str, Phrase]:
    return {phrase.key: phrase for phrase in phrases}


@given(layer(BASE), layer(SHARED), layer(PERSONAL))
def test_ones_own_stand_before_the_teams_before_the_operators(
    base: list[Phrase], shared: list[Phrase], personal: list[Phrase]
) -> None:
    offered = effective([*base, *shared, *personal])
    wanted = keyed(base) | keyed(shared) | keyed(personal)
    assert keyed(offered) == {key: phrase for key, phrase in wanted.items() if not phrase.hidden}
    assert len(offered) == len(keyed(offered))
    assert effective(offered) == offered


@given(layer(BASE), layer(SHARED), layer(PERSONAL), st.data())
def test_the_layers_may_come_in_any_order(
    base: list[Phrase], shared: list[Phrase], personal: list[Phrase], data: st.DataObject
) -> None:
    """A desktop keeps them as they were told."""
    layers = [*base, *shared, *personal]
    mixed = data.draw(st.permutations(layers))
    assert keyed(effective(mixed)) == keyed(effective(layers))


@given(layer(BASE), layer(SHARED), layer(SALES), layer(queue_scope("outra")), layer(PERSONAL), st.data())
def test_those_of_a_queue_stand_before_the_teams_in_its_conversations_only(
    base: list[Phrase],
    shared: list[Phrase],
    sales: list[Phrase],
    other: list[Phrase],
    personal: list[Phrase],
    data: st.DataObject,
) -> None:
    mixed = data.draw(st.permutations([*base, *shared, *sales, *other, *personal]))
    elsewhere = [*base, *shared, *personal]
    assert keyed(effective(mixed)) == keyed(effective(elsewhere))
    assert keyed(effective(mixed, "none")) == keyed(effective(elsewhere))
    wanted = keyed(base) | keyed(shared) | keyed(sales) | keyed(personal)
    offered = {key: phrase for key, phrase in wanted.items() if not phrase.hidden}
    assert keyed(effective(mixed, "vendas")) == offered


def test_a_layer_knows_its_queue() -> None:
    assert queue_of(queue_scope("q1")) == "q1"
    assert [queue_of(scope) for scope in (BASE, SHARED, PERSONAL, "queue")] == [""] * 4


@given(layer(BASE), layer(SHARED))
def test_what_the_team_takes_away_again_leaves_the_operators_phrases(base: list[Phrase], shared: list[Phrase]) -> None:
    assert effective(base) == base
    without = [phrase for phrase in effective([*base, *shared]) if phrase.key not in keyed(shared)]
    assert without == [phrase for phrase in base if phrase.key not in keyed(shared)]


def test_a_layer_of_a_later_version_is_left_out() -> None:
    oi = Phrase("oi", "", "Oi")
    assert effective([Phrase("oi", "", "Da fila", "queue"), oi, Phrase("x", "", "y", "queue")]) == [oi]


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Olá, {{contato.nome}}! {{ agente.nome }}, {{protocolo}}", []),
        ("Em {{?dias}} dias, {{?dia da semana}}", []),
        ("{{contato.cpf}} e {{ nome }} e {{contato.cpf}}", ["contato.cpf", "nome"]),
        ("{{}}", [""]),
        ("{um} {{dois", []),
    ],
)
def test_unknown_variables_are_named(text: str, unknown: list[str]) -> None:
    assert unknown_variables(text) == unknown


@pytest.mark.parametrize("key", ["oi", "frete-grátis", "2via", "a.b_c", "x" * LONGEST_KEY])
def test_keys(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "bom dia", "/oi", "-oi", "..", "a/b", "{{x}}", "x" * (LONGEST_KEY + 1), "oi\n"])
def test_no_keys(key: str) -> None:
    assert not is_key(key)


@given(st.text(max_size=60))
def test_a_key_out_of_words_is_one_or_nothing(words: str) -> None:
    assert key_from(words) == "" or is_key(key_from(words))


def test_a_key_out_of_words_reads_like_them() -> None:
    assert key_from("Promoção de Verão!") == "promocaodeverao"
