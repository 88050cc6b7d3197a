"""What a sticker may be called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.contract.stickers import KEYWORD_LIMIT, MOST_KEYWORDS, NAME_LIMIT, StickerWords, tidy, wrong_words

WORDS = st.builds(StickerWords, st.text(max_size=80), st.text(max_size=80), st.lists(st.text(max_size=60), max_size=30))


@given(WORDS)
def test_tidying_twice_changes_nothing_more(words: StickerWords) -> None:
    once = tidy(words)
    assert tidy(once) == once
    assert "" not in once.keywords
    assert len(set(once.keywords)) == len(once.keywords)


@given(WORDS)
def test_what_is_in_order_travels_unharmed_in_one_line(words: StickerWords) -> None:
    """As the desktop tells a new sticker's words to the gateway: keywords with commas between them."""
    tidied = tidy(words)
    if not wrong_words(tidied):
        assert tidy(StickerWords(tidied.pack, tidied.name, ",".join(tidied.keywords).split(","))) == tidied


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (StickerWords("a", "b"), ""),
        (StickerWords("a" * NAME_LIMIT, "b" * NAME_LIMIT, ["c" * KEYWORD_LIMIT]), ""),
        (StickerWords("a" * (NAME_LIMIT + 1), "b"), "pack"),
        (StickerWords("", ""), "pack"),
        (StickerWords("a", ""), "name"),
        (StickerWords("a", "b" * (NAME_LIMIT + 1)), "name"),
        (StickerWords("a", "b", ["c" * (KEYWORD_LIMIT + 1)]), "keywords"),
        (StickerWords("a", "b", ["um, dois"]), "keywords"),
        (StickerWords("a", "b", [str(number) for number in range(MOST_KEYWORDS + 1)]), "keywords"),
    ],
)
def test_the_first_wrong_field_is_named(words: StickerWords, field: str) -> None:
    assert wrong_words(words) == field
