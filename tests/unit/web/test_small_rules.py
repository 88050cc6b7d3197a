"""Numbers as people type them, languages, colours and limits of the public pages."""

from __future__ import annotations

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.domain.phone_entry import read_phone, written_phone
from server_stub.http.public.colours import contrast, palette_of
from server_stub.http.public.languages import language_of, words
from server_stub.services.capture.codes import typed_code
from server_stub.services.website.throttle import Throttle
from tests.helpers.source_tree import ROOT


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("(11) 98765-4321", "+5511987654321"),
        ("11 8765-4321", "+5511987654321"),  # without the 9th digit
        ("011 98765 4321", "+5511987654321"),
        ("+55 11 98765-4321", "+5511987654321"),
        ("5511987654321", "+5511987654321"),
        ("(11) 3456-7890", "+551134567890"),
        ("+351 912 345 678", "+351912345678"),
        ("00351912345678", "+351912345678"),
        ("+1 202 555 0143", "+12025550143"),
        ("", None),
        ("11 1234", None),
        ("98765-4321", None),  # no area code
        ("351912345678", None),  # from abroad without +
        ("(11) 98765-43210", None),
        ("alô", None),
        ("9" * 200, None),
    ],
)
def test_numbers_as_people_type_them(typed: str, number: str | None) -> None:
    assert read_phone(typed) == number


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_number_or_none(typed: str) -> None:
    found = read_phone(typed)
    assert found is None or (found[0] == "+" and found[1:].isascii() and found[1:].isdigit())
    assert found is None or read_phone(found) == found


def test_our_number_as_its_country_writes_it() -> None:
    assert written_phone("551140001234") == "+55 11 4000-1234"
    assert written_phone("sem número") == "sem número"


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("", "", "pt-BR"),
        ("en", "pt-BR", "en"),
        ("PT", "en", "pt-BR"),
        ("xx", "en-US,en;q=0.9", "en"),
        ("", "fr;q=1, en;q=0.3, pt;q=0.4", "pt-BR"),
        ("", "de, en;q=broken", "en"),
        ("", ",;=,,", "pt-BR"),
    ],
)
def test_which_language_a_page_speaks(asked: str, accepted: str, language: str) -> None:
    assert language_of(asked, accepted) == language


def test_both_languages_say_the_same_things_with_the_same_blanks() -> None:
    portuguese, english = words("pt-BR"), words("en")
    assert portuguese.keys() == english.keys()
    for name, text in portuguese.items():
        blanks = [
            sorted(field for _, field, _, _ in string.Formatter().parse(it) if field) for it in (text, english[name])
        ]
        assert blanks[0] == blanks[1], name
    for language in ("pt-BR", "en"):
        pairs = json.loads((ROOT / "resources" / "web" / f"{language}.json").read_text("utf-8"), object_pairs_hook=list)
        assert len(pairs) == len({name for name, _ in pairs})


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_can_be_read(number: int) -> None:
    palette = palette_of(f"#{number:06x}")
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    for page in ("#ffffff", "#f5f7f8"):
        assert contrast(palette.link, page) >= 4.5
    for page in ("#14191c", "#1d2529"):
        assert contrast(palette.link_dark, page) >= 4.5


def test_a_household_is_slowed_down_and_let_in_again() -> None:
    throttle = Throttle(2, 60_000)
    assert [throttle.wait("2001:db8::1", 0), throttle.wait("2001:db8::2", 0)] == [0, 0]
    assert throttle.wait("2001:db8::3", 1_000) == 59
    assert throttle.wait("2001:db8:0:1::1", 1_000) == 0
    assert throttle.wait("203.0.113.9", 1_000) == 0
    assert throttle.wait("2001:db8::1", 60_000) == 0


def test_ipv4_visitors_of_a_listener_for_both_kinds_do_not_share_one_limit() -> None:
    throttle = Throttle(1, 60_000)
    assert throttle.wait("::ffff:203.0.113.9", 0) == 0
    assert throttle.wait("::ffff:203.0.113.10", 0) == 0
    assert throttle.wait("203.0.113.9", 0) == 60


def test_a_clock_that_was_put_back_locks_nobody_out() -> None:
    throttle = Throttle(1, 60_000)
    assert throttle.wait("203.0.113.9", 10_000_000) == 0
    assert throttle.wait("203.0.113.9", 1_000) == 0
    assert throttle.wait("203.0.113.9", 1_000) == 60


def test_a_flood_of_addresses_costs_no_more_memory() -> None:
    throttle = Throttle(1, 60_000)
    for number in range(12_000):
        assert throttle.wait(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", 0) == 0
    assert len(throttle._seen) == 10_000


def test_codes_as_people_type_them() -> None:
    assert typed_code(" 12 34-56 ") == "123456"
    for text in ("", "12345", "1234567", "１２３４５６", "abcdef"):
        assert typed_code(text) == ""
