"""Canned phrases: filled with what is known of the conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server_stub.contract.model import Phrase

_MAY_BE_MISSING: Final = frozenset({"contato.nome", "agente.nome"})
"""A greeting reads well without a name; a sentence about a number does not without the number."""
GAP: Final = r"\{\{\s*\??[\w.]+\s*\}\}"
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
