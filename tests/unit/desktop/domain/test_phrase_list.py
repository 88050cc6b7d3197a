"""The list of phrases to manage: every layer is seen, nothing twice, and found by a few words."""

from __future__ import annotations

from desktop.domain.phrase_list import entries, found, to_save
from server_stub.contract.content import Media
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import PERSONAL, SHARED, SavePhrase, queue_scope

OI, PIX = Phrase("oi", "Saudação", "Olá!"), Phrase("pix", "Pagamento", "Por Pix")
TEAM_OI = Phrase("oi", "", "Oi da equipe", SHARED, 3)
OWN_OI = Phrase("oi", "", "Oi meu", PERSONAL, 4)
HIDDEN_PIX = Phrase("pix", "", "", SHARED, 5, hidden=True)


def test_ones_own_come_first_and_the_teams_stand_for_the_operators() -> None:
    listed = entries([OI, PIX, TEAM_OI, OWN_OI, Phrase("á", "", "x", "queue")])
    assert [(each.scope, each.phrase) for each in listed] == [(PERSONAL, OWN_OI), (SHARED, TEAM_OI), (SHARED, PIX)]
    assert [each.original for each in listed] == [None, OI, PIX]
    assert [each.kept for each in listed] == [OWN_OI, TEAM_OI, None]
    assert len({each.id for each in listed}) == 3


def test_those_of_ones_queues_stand_between_and_others_are_not_listed() -> None:
    sales, money = Phrase("pix", "", "Vendas", queue_scope("s"), 1), Phrase("oi", "", "Cobrança", queue_scope("m"), 2)
    layers = [OI, TEAM_OI, sales, money, OWN_OI]
    assert [each.phrase for each in entries(layers, ["m", "s"])] == [OWN_OI, money, sales, TEAM_OI]
    (own, of_sales, team) = entries(layers, ["s"])
    assert (own.phrase, of_sales.phrase, team.phrase) == (OWN_OI, sales, TEAM_OI)
    assert (of_sales.scope, of_sales.kept, of_sales.original) == (queue_scope("s"), sales, None)


def test_a_hidden_phrase_is_listed_with_what_it_said_while_it_can_come_back() -> None:
    (entry,) = entries([PIX, HIDDEN_PIX])
    assert (entry.phrase, entry.shown, entry.kept) == (HIDDEN_PIX, PIX, HIDDEN_PIX)
    assert entries([HIDDEN_PIX]) == []


def test_names_are_found_before_texts_without_accents() -> None:
    listed = entries([OI, PIX, Phrase("frete", "Entrega", "Saudações e pix")])
    assert [each.phrase.key for each in found("saudac", listed)] == ["oi", "frete"]
    assert [each.phrase.key for each in found("pix", listed)] == ["pix", "frete"]
    assert found(" ", listed) == listed
    assert found("nada disso", listed) == []


def test_what_was_is_saved_over_what_is() -> None:
    before = Phrase("t", "Tabela", "Veja", SHARED, 3, file=Media("f1", "image/png"))
    assert to_save(before, 9) == SavePhrase("Tabela", "Veja", "f1", revision=9)
    assert to_save(HIDDEN_PIX, 0) == SavePhrase(hidden=True)
