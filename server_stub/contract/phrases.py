"""Canned phrases in layers: the operator's file, what the team keeps for all or for a queue, and one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from server_stub.contract.folding import fold
from server_stub.contract.model import Phrase

BASE: Final = ""
"""From the operator's file; changed in the application by a shared phrase with the same key."""
SHARED: Final = "shared"
"""For everybody; leads and administrators change them."""
PERSONAL: Final = "personal"
"""For the person who made it, and for nobody else."""
_OF_QUEUE: Final = "queue:"
_RANKS: Final = {BASE: 0, SHARED: 1, PERSONAL: 3}
_RANK_OF_QUEUE: Final = 2

LONGEST_KEY: Final = 32
LONGEST_TITLE: Final = 80
LONGEST_TEXT: Final = 4096
"""Characters of one message (2.5)."""
MOST_SHARED: Final = 500
MOST_PERSONAL: Final = 200
MOST_OF_QUEUE: Final = 200
VARIABLES: Final = frozenset({"contato.nome", "agente.nome", "protocolo"})
"""What the program fills in; `{{?prazo}}` and the like are left for the person who writes."""
_VARIABLE: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_KEY: Final = re.compile(rf"\w[\w.-]{{0,{LONGEST_KEY - 1}}}")


class SavePhrase(msgspec.Struct, frozen=True, omit_defaults=True):
    """`revision`: of the phrase that was changed, 0 for a new one. `file_id`: of an uploaded file of the company.

    `hidden`: the phrase of the operator's file with this key is not offered any more; nothing else counts then.
    """

    title: str = ""
    text: str = ""
    file_id: str = ""
    hidden: bool = False
    revision: int = 0


class PhraseChanged(msgspec.Struct, frozen=True, omit_defaults=True):
    """`removed`: this layer holds no phrase with its key any more; what lies below is offered again."""

    phrase: Phrase
    removed: bool = False


def queue_scope(queue_id: str) -> str:
    """The layer of one queue: offered in its conversations only; leads and administrators change it."""
    return f"{_OF_QUEUE}{queue_id}"


def queue_of(scope: str) -> str:
    """The id of the queue whose layer it is; "" for the other layers."""
    return scope.removeprefix(_OF_QUEUE) if scope.startswith(_OF_QUEUE) else ""


def effective(layers: Iterable[Phrase], queue_id: str = "") -> list[Phrase]:
    """What one person is offered of all layers in a conversation of this queue, none hidden: their own before the
    queue's before the team's before the operator's.

    In the order in which the keys come up first. A layer that this version does not know is left out.
    """
    ranks = {**_RANKS, queue_scope(queue_id): _RANK_OF_QUEUE} if queue_id else _RANKS
    offered: dict[str, Phrase] = {}
    for phrase in layers:
        known = offered.get(phrase.key)
        rank = ranks.get(phrase.scope, -1)
        if rank >= 0 and (known is None or rank >= ranks[known.scope]):
            offered[phrase.key] = phrase
    return [phrase for phrase in offered.values() if not phrase.hidden]


def unknown_variables(text: str) -> list[str]:
    """Names that neither the program nor a person fills in, in the order of the alphabet."""
    return sorted({name for name in _VARIABLE.findall(text) if not name.startswith("?")} - VARIABLES)


def is_key(key: str) -> bool:
    """Short, without blanks, beginning with a letter or digit: what is typed behind the slash."""
    return _KEY.fullmatch(key) is not None


def key_from(words: str) -> str:
    """The beginning of these words as a key; empty where nothing in them can stand in one."""
    return "".join(re.findall(r"[a-z0-9]", fold(words)))[:LONGEST_KEY]
