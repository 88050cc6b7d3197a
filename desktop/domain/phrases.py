"""Canned phrases: kept up to date, put in order, filled with what is known of the conversation, and made of texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server_stub.contract.model import Phrase
from server_stub.contract.phrases import PhraseChanged

_MAY_BE_MISSING: Final = frozenset({"contato.nome", "agente.nome"})
"""A greeting reads well without a name; a sentence about a number does not without the number."""
GAP: Final = r"\{\{\s*(?:\?[^{}\n]+?|[\w.]+)\s*\}\}"
"""A variable without a value, which somebody must still fill in. For Python and for Qt."""
_GAP: Final = re.compile(GAP)
_VARIABLE: Final = re.compile(r"( ?)\{\{\s*([\w.]+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class PhraseValues:
    """What the variables stand for; empty text where it is not known."""

    contact_name: str = ""
    agent_name: str = ""
    protocol: str = ""

    def get(self, name: str) -> str | None:
        return {
            "contato.nome": self.contact_name,
            "agente.nome": self.agent_name,
            "protocolo": self.protocol,
        }.get(name)


def with_changed(layers: Sequence[Phrase], told: PhraseChanged) -> list[Phrase]:
    """In its place where its layer has the key already, else at the end; older than what is known, it is no news."""
    phrase = told.phrase
    place = next((at for at, it in enumerate(layers) if (it.scope, it.key) == (phrase.scope, phrase.key)), None)
    if place is None:
        return list(layers) if told.removed else [*layers, phrase]
    if layers[place].revision > phrase.revision:
        return list(layers)
    return [*layers[:place], *([] if told.removed else [phrase]), *layers[place + 1 :]]


def most_used_first(phrases: Sequence[Phrase], uses: Mapping[str, int]) -> list[Phrase]:
    """Equally often used ones stay in the order of the team."""
    return sorted(phrases, key=lambda phrase: -uses.get(phrase.key, 0))


def has_gap(text: str) -> bool:
    return _GAP.search(text) is not None


def fill(text: str, values: PhraseValues) -> str:
    """Put values in place. An unknown name takes the space before it away ("Olá {{contato.nome}}!" → "Olá!").

    Any other variable without a value stays as it is written: the agent fills the gap.
    """

    def replace(found: re.Match[str]) -> str:
        value = values.get(found[2])
        if value is None:
            return found[0]
        if value or found[2] in _MAY_BE_MISSING:
            return found[1] + value if value else ""
        return found[0]

    return _VARIABLE.sub(replace, text)


def unfill(text: str, values: PhraseValues) -> str:
    """A text that was written to one person, made fit for others: what `fill` would put in place becomes a variable.

    Whole words only: "Ana" does not stand in "banana".
    """
    known = {values.protocol: "protocolo", values.agent_name: "agente.nome", values.contact_name: "contato.nome"}
    names = sorted((name for name in known if name), key=len, reverse=True)
    if not names:
        return text
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    return found.sub(lambda match: f"{{{{{known[match[0]]}}}}}", text)
