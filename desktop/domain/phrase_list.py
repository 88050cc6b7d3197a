"""The list in which canned phrases are kept: one's own, of queues and the team's, found by a few words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from desktop.domain.matching import best, fold
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import BASE, PERSONAL, SHARED, SavePhrase, queue_scope


@dataclass(frozen=True, slots=True)
class Entry:
    """`scope`: whose it is, PERSONAL, SHARED or that of a queue. `original`: the operator's phrase below one of the
    team's.
    """

    scope: str
    phrase: Phrase
    original: Phrase | None = None

    @property
    def id(self) -> str:
        return entry_id(self.scope, self.phrase.key)

    @property
    def kept(self) -> Phrase | None:
        """The row that somebody keeps; None where only the operator's file has it."""
        return None if self.phrase.scope == BASE else self.phrase

    @property
    def shown(self) -> Phrase:
        """What it says, also while it is hidden."""
        return self.original if self.phrase.hidden and self.original is not None else self.phrase


def entry_id(scope: str, key: str) -> str:
    return f"{scope}/{key}"


def entries(layers: Iterable[Phrase], queue_ids: Iterable[str] = ()) -> list[Entry]:
    """One's own by key, those of each of these queues in turn, then the team's; each key once in each.

    A hidden phrase only while there is one to bring back.
    """
    of_queues = [queue_scope(queue_id) for queue_id in queue_ids]
    kept: dict[str, dict[str, Phrase]] = {scope: {} for scope in (BASE, SHARED, PERSONAL, *of_queues)}
    for phrase in layers:
        if phrase.scope in kept:
            kept[phrase.scope][phrase.key] = phrase
    base, shared = kept[BASE], kept[SHARED]
    own = [sorted((Entry(it, phrase) for phrase in kept[it].values()), key=_by_key) for it in (PERSONAL, *of_queues)]
    team = [Entry(SHARED, phrase, base.get(key)) for key, phrase in {**base, **shared}.items()]
    shown = [each for each in team if not each.phrase.hidden or each.original is not None]
    return [*chain.from_iterable(own), *sorted(shown, key=_by_key)]


def found(query: str, listed: Sequence[Entry]) -> list[Entry]:
    """All of them for an empty query; those whose key or title fits come before those whose text does."""
    if not query.strip():
        return list(listed)
    named = best(query, listed, lambda it: (fold(it.shown.key), fold(it.shown.title)), limit=len(listed))
    told = best(query, listed, lambda it: (fold(it.shown.text),), limit=len(listed))
    return list(dict.fromkeys([*named, *told]))


def to_save(before: Phrase, revision: int) -> SavePhrase:
    """As it was: for bringing back what was deleted or changed. `revision`: of what stands there now."""
    file_id = before.file.id if before.file is not None else ""
    return SavePhrase(before.title, before.text, file_id, before.hidden, revision)


def _by_key(entry: Entry) -> tuple[str, str]:
    return fold(entry.phrase.key), entry.phrase.key
