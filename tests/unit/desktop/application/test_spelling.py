"""The personal dictionary: kept, in order, bounded, without doubles."""

from __future__ import annotations

from desktop.application.habits import MOST_CHARACTERS
from desktop.application.spelling import WORDS, OwnWords
from tests.helpers.sample_habits import SampleHabits


async def test_words_are_kept_once_and_can_be_removed() -> None:
    kept = SampleHabits()
    own = OwnWords(kept)
    assert await own.all() == []
    await own.add("zapear")
    assert await own.add("Agilizei") == ["Agilizei", "zapear"]
    assert await own.add("Zapear") == ["Agilizei", "Zapear"]
    assert await OwnWords(kept).all() == ["Agilizei", "Zapear"]
    assert await own.remove("zapear") == ["Agilizei"]
    assert await own.remove("agilizei") == []
    assert await own.all() == []


async def test_where_there_is_no_room_the_oldest_word_goes_and_no_word_is_cut() -> None:
    kept = SampleHabits()
    kept.kept[WORDS] = "\n".join(f"palavra{number:05}" for number in range(MOST_CHARACTERS // 13))
    now = await OwnWords(kept).add("novíssima")
    assert "novíssima" in now
    assert "palavra00000" not in now
    assert "palavra00001" in now
    assert len(kept.kept[WORDS]) <= MOST_CHARACTERS
