"""People in the list are found by any writing of their number, by names, usernames, addresses and protocols."""

from __future__ import annotations

import pytest

from desktop.ui.models.conversation_entry import build_entry, matches, sought_words
from server_stub.contract.model import Contact, Conversation
from tests.helpers.phone_writings import WRITINGS

PROTOCOL = "202611230000012345"


def found(query: str, phone: str = "+5511987654321") -> bool:
    person = Contact("p", "Conceição Núñez", phone=phone, username="ceica.n", email="ceica@exemplo.com")
    return matches(build_entry(Conversation("c", "p", "n", protocol=PROTOCOL), person), sought_words(query))


@pytest.mark.parametrize("query", WRITINGS)
@pytest.mark.parametrize("phone", ["+5511987654321", "+551187654321"])
def test_any_writing_finds_the_number_however_it_is_kept(query: str, phone: str) -> None:
    assert found(query, phone)


@pytest.mark.parametrize("query", ["9876", "+55 11 98", "4321", PROTOCOL, "20261123 0000 0123 45", "conceicao nun"])
def test_parts_protocols_and_names_find(query: str) -> None:
    assert found(query)


@pytest.mark.parametrize("query", ["@ceica", "CEICA@exemplo", "", "@"])
def test_usernames_and_addresses_find(query: str) -> None:
    assert found(query)


@pytest.mark.parametrize("query", ["21 98765-4321", "98765-4322", "ana", "conceicao 999"])
def test_others_are_not_found(query: str) -> None:
    assert not found(query)
