"""Selecting across rows, forwards and backwards."""

from __future__ import annotations

from desktop.ui.lists.text_selection import TextSelection
from desktop.ui.lists.thread_input import word_around

TEXTS = ["olá tudo bem", "", "pedido 88412"]


def selected(begin: tuple[int, int], end: tuple[int, int]) -> TextSelection:
    selection = TextSelection()
    selection.begin(begin)
    selection.extend(end)
    return selection


def test_inside_one_row() -> None:
    assert selected((0, 4), (0, 8)).text(TEXTS.__getitem__) == "tudo"


def test_backwards_is_the_same() -> None:
    assert selected((2, 6), (0, 4)).text(TEXTS.__getitem__) == "tudo bem\npedido"


def test_rows_without_text_give_no_line() -> None:
    assert selected((0, 9), (2, 12)).text(TEXTS.__getitem__) == "bem\npedido 88412"


def test_nothing_is_selected_before_the_pointer_moves() -> None:
    selection = selected((1, 3), (1, 3))
    assert not selection
    assert selection.of_row(1, 10) is None


def test_rows_on_top_move_it_along() -> None:
    selection = selected((0, 4), (0, 8))
    selection.rows_inserted(0, 5)
    assert selection.of_row(5, len(TEXTS[0])) == (4, 8)
    assert selection.of_row(0, 99) is None


def test_a_word_is_all_between_spaces() -> None:
    assert word_around("chave BR-12.3/4 aqui", 8) == (6, 15)
    assert word_around("fim", 3) == (0, 3)
