"""What is known of words: judged by a dictionary, learnt from the person, names of people here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from desktop.domain.spelling import parts

LANGUAGES: Final[dict[str, tuple[str, ...]]] = {
    "pt_BR": ("pt_BR",),
    "en": ("en",),
    "both": ("pt_BR", "en"),
    "off": (),
}
"""What a person may choose, and the languages in which a word may then be right."""
MOST_JUDGED: Final = 20_000
"""Words whose judgement is remembered; the next one empties the memory, which fills again by itself."""
_NAME: Final = re.compile(r"[^\W\d_]+")


class SpellingBook:
    """Answers without waiting: True right, False wrong, None where a dictionary must be asked."""

    def __init__(self) -> None:
        self._judged: dict[str, bool] = {}
        self._own: set[str] = set()
        self._ignored: set[str] = set()
        self._names: frozenset[str] = frozenset()

    def is_right(self, word: str) -> bool | None:
        """A compound is right where all its parts are."""
        pieces = parts(word)
        verdict = self._simple(word)
        if verdict is not False or not pieces:
            return verdict
        verdicts = [self._simple(piece) if len(piece) > 1 else True for piece in pieces]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def questions(self, words: Iterable[str]) -> frozenset[str]:
        """What to ask a dictionary to be able to judge these, parts of compounds too."""
        asked = {piece for word in words for piece in (word, *parts(word)) if len(piece) > 1}
        return frozenset(word for word in asked if self._simple(word) is None)

    def judge(self, asked: Iterable[str], wrong: Iterable[str]) -> None:
        """A dictionary has answered: of `asked` these are `wrong`, the rest is right."""
        if len(self._judged) > MOST_JUDGED:
            self._judged.clear()
        self._judged.update(dict.fromkeys(asked, True))
        self._judged.update(dict.fromkeys(wrong, False))

    def forget_judgements(self) -> None:
        """The language is another one."""
        self._judged.clear()

    def learn(self, words: Iterable[str]) -> None:
        """The personal dictionary as it is now, however the words are written."""
        self._own = {word.casefold() for word in words}

    def ignore(self, word: str) -> None:
        """Until the window closes."""
        self._ignored.add(word.casefold())

    def call(self, names: Iterable[str]) -> bool:
        """Names of the people here: a name is never misspelt. Answers whether they are others than before."""
        before, self._names = self._names, frozenset(part.casefold() for name in names for part in _NAME.findall(name))
        return self._names != before

    def _simple(self, word: str) -> bool | None:
        low = word.casefold()
        if low in self._own or low in self._ignored or low in self._names or low.removesuffix("'s") in self._names:
            return True
        return self._judged.get(word)
