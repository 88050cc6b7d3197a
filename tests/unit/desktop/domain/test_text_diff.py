"""Differences tell both texts completely."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.text_diff import Change, Piece, differences

TEXTS = st.text(st.sampled_from("ab c\n"), max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_pieces(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(it.text for it in pieces if it.change is not Change.ADDED) == old
    assert "".join(it.text for it in pieces if it.change is not Change.REMOVED) == new


def test_a_changed_word_is_one_piece() -> None:
    assert differences("até duas por mês", "até três por mês") == [
        Piece(Change.SAME, "até "),
        Piece(Change.REMOVED, "duas "),
        Piece(Change.ADDED, "três "),
        Piece(Change.SAME, "por mês"),
    ]
