"""A dictionary in memory: satisfies application.spelling.Spelling."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop.domain.errors import LocalProblem


class SampleSpelling:
    """Every word is right that is not in `misspelt`. `asked` tells what was asked, `missing` that there is no book."""

    def __init__(self) -> None:
        self.misspelt = {"atendmento": ("atendimento", "atendente"), "obigado": ("obrigado",), "xyzzyx": ()}
        self.asked: list[str] = []
        self.spoken: list[tuple[str, ...]] = []
        self.missing = False
        self.rests = 0

    async def wrong(self, words: Collection[str], languages: Sequence[str]) -> frozenset[str]:
        if self.missing:
            raise LocalProblem("spelling_unavailable")
        self.asked += sorted(words)
        self.spoken.append(tuple(languages))
        return frozenset(words) & self.misspelt.keys()

    async def suggestions(self, word: str, languages: Sequence[str]) -> Sequence[str]:
        return self.misspelt[word]

    async def rest(self) -> None:
        self.rests += 1

    async def close(self) -> None:
        self.rests += 1
