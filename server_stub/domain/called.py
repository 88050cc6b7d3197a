"""Who a text calls by name: "@Ana Souza", "@ana.souza", or "@Ana" where only one among the readers is called so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from server_stub.contract.folding import fold

_SIGN: Final = "@"


class Reader(NamedTuple):
    """`sees_all`: a lead or an administrator."""

    account_id: str
    name: str
    login: str
    sees_all: bool = False


def called(text: str, readers: Iterable[Reader]) -> list[str]:
    """Account ids in the order in which they are called, each once. Accents and capitals do not matter; of several
    that fit, the longest counts. A sign inside a word, as in an address of e-mail, calls nobody.
    """
    names = _names(readers)
    if not names or _SIGN not in text:
        return []
    folded = fold(text)
    found = (_after(folded, at + 1, names) for at in _signs(folded))
    return list(dict.fromkeys(it for it in found if it is not None))


def _names(readers: Iterable[Reader]) -> list[tuple[str, str]]:
    """(what is written after the sign, account id), the longest first."""
    known = [(it.account_id, fold(it.name).strip(), fold(it.login)) for it in readers]
    firsts = Counter(name.split()[0] for _, name, _ in known if name)
    names = [(name, who) for who, name, _ in known if name]
    names += [(login, who) for who, _, login in known if login]
    names += [(name.split()[0], who) for who, name, _ in known if name and firsts[name.split()[0]] == 1]
    return sorted(names, key=lambda it: (-len(it[0]), it))


def _signs(folded: str) -> list[int]:
    ends = (at for at, sign in enumerate(folded) if sign == _SIGN)
    return [at for at in ends if at == 0 or not folded[at - 1].isalnum()]


def _after(folded: str, start: int, names: list[tuple[str, str]]) -> str | None:
    for name, who in names:
        end = start + len(name)
        if folded.startswith(name, start) and not (end < len(folded) and folded[end].isalnum()):
            return who
    return None
