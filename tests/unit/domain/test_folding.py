"""One meaning of "the same word" for search, lists and offers; opt-outs have their own."""

from __future__ import annotations

import pytest

from desktop.domain.matching import fold as of_desktop
from server_stub.contract.folding import fold
from server_stub.contract.promotional import promotional_words
from server_stub.domain.import_values import plain
from server_stub.domain.searching import Findable, Query

WORDS = ["Conceição", "CONCEIÇÃO", "Conceic\u0327a\u0303o", "ＣＯＮＣＥＩＣＡＯ"]


@pytest.mark.parametrize("written", WORDS)
def test_however_it_is_written(written: str) -> None:
    assert fold(written) == of_desktop(written) == plain(written) == "conceicao"
    assert promotional_words(f"oi {written}!", ["conceicao"]) == ["conceicao"]
    assert Query(written).matches(Findable.of("Maria da Conceição", [], []))


@pytest.mark.parametrize("text", ["", "a_b  c", "㏕", "Straße", "ĲSSEL", "é%", "ΑΪ"])
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_other_signs_stay_for_each_reader_to_decide() -> None:
    assert fold("Nome_Próprio  50%") == "nome_proprio  50%"
    assert plain("Nome_Próprio  50%") == "nome proprio 50%"
    assert of_desktop("Nome_Próprio  50%") == "nome_proprio 50%"
