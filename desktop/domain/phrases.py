"""Canned phrases: filled with what is known of the conversation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

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
