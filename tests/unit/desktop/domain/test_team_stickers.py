"""Packs, search, what was used and what is liked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.team_stickers import MOST_LIKED, MOST_RECENT, found_by, known, may_change, packs, toggled, used
from server_stub.contract.model import Account, Role
from server_stub.contract.stickers import Sticker


def sticker(name: str, pack: str = "Loja", *keywords: str) -> Sticker:
    return Sticker(f"{pack}/{name}", pack, name, "ab" * 32, 1000, "ana", 0, list(keywords))


STICKERS = [
    sticker("Obrigada", "Loja", "valeu", "gratidão"),
    sticker("Até amanhã", "loja 2", "tchau"),
    sticker("Coração", "Ânimo", "obrigado"),
    sticker("Aceno", "Loja", "oi", "bom dia"),
]


def names(found: list[Sticker]) -> list[str]:
    return [each.name for each in found]


def test_packs_and_their_stickers_stand_in_the_order_of_the_alphabet() -> None:
    assert {pack: names(inside) for pack, inside in packs(STICKERS).items()} == {
        "Ânimo": ["Coração"],
        "Loja": ["Aceno", "Obrigada"],
        "loja 2": ["Até amanhã"],
    }
    assert list(packs(STICKERS)) == ["Ânimo", "Loja", "loja 2"]


def test_words_find_by_name_first_and_by_keyword_and_pack_whatever_their_accents() -> None:
    assert names(found_by("OBRIG", STICKERS)) == ["Obrigada", "Coração"]
    assert names(found_by("gratidao", STICKERS)) == ["Obrigada"]
    assert names(found_by("amanha ate", STICKERS)) == ["Até amanhã"]
    assert names(found_by("animo cora", STICKERS)) == ["Coração"]
    assert names(found_by("dia", STICKERS)) == ["Aceno"]
    assert found_by("rigada", STICKERS) == []
    assert found_by("  ", STICKERS) == []


@given(st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), max_size=60))
def test_what_was_used_last_comes_first_and_once(order: list[str]) -> None:
    recent: tuple[str, ...] = ()
    for each in order:
        recent = used(recent, each)
        assert recent[0] == each
    assert len(set(recent)) == len(recent) <= MOST_RECENT
    assert recent == tuple(dict.fromkeys(reversed(order)))[:MOST_RECENT]


@given(st.lists(st.integers(0, 300).map(str), max_size=400))
def test_liking_twice_is_not_liking(order: list[str]) -> None:
    liked: tuple[str, ...] = ()
    for each in order:
        before, liked = liked, toggled(liked, each)
        assert (each in liked) is (each not in before)
    assert len(set(liked)) == len(liked) <= MOST_LIKED


def test_what_is_gone_is_not_shown() -> None:
    ids = ["Loja/Aceno", "gone", "Ânimo/Coração"]
    assert names(known(ids, STICKERS)) == ["Aceno", "Coração"]


def test_ones_own_and_for_leads_any_may_be_changed() -> None:
    own = sticker("Oi")
    for login, role, may in (
        ("ana", Role.AGENT, True),
        ("bruno", Role.AGENT, False),
        ("bruno", Role.LEAD, True),
        ("bruno", Role.ADMIN, True),
    ):
        assert may_change(own, Account(login, login, login, role)) is may
