"""Canned phrases: found by a few keys after `/`, filled with what is known of the conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.matching import best, fold
from server_stub.contract.model import Phrase

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


def fill(text: str, values: PhraseValues) -> str:
    """Put values in place. An unknown value takes the space before it away ("Olá {{contato.nome}}!" → "Olá!").

    A variable that does not exist stays as it is written, so that the agent sees the mistake.
    """

    def replace(found: re.Match[str]) -> str:
        value = values.get(found[2])
        if value is None:
            return found[0]
        return found[1] + value if value else ""

    return _VARIABLE.sub(replace, text)


def find(query: str, phrases: Sequence[Phrase], *, limit: int = 8) -> list[Phrase]:
    """Best first, by key, then title, then text."""
    return best(query, phrases, lambda phrase: (fold(phrase.key), fold(phrase.title), fold(phrase.text)), limit=limit)
