"""What a person's SMS says: yes or no to our question, or to leave. Whole messages only (4.1, 4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server_stub.domain.optout import Certainty, Situation, Wish, recognise
from server_stub.domain.optout_words import normalise
from server_stub.domain.purposes import PROMOTIONAL

_ONLY_QUESTIONS: Final = Situation(after_promotion=True)
"""Nothing but our own questions goes out by SMS: words that would be doubtful in a chat ("cancelar", "end") are clear
here, as carriers understand them, too."""
_LONGEST: Final = 200


class Meaning(StrEnum):
    YES = "yes"
    NO = "no"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Understood:
    """`scope`: what is left. `language` of a leave; "" for yes and no, which several languages share."""

    meaning: Meaning
    rule: str
    scope: str = PROMOTIONAL
    language: str = ""


_YES: Final = frozenset(
    {"sim", "s", "aceito", "autorizo", "quero", "quero receber", "sim quero", "sim aceito", "sim autorizo"}
    | {"sim quero receber", "si", "acepto", "quiero recibir", "alta", "si quiero", "si acepto"}
    | {"yes", "y", "start", "subscribe", "yes please", "i agree"}
)
_NO: Final = frozenset(
    {"nao", "n", "nao quero", "nao aceito", "nao obrigado", "nao obrigada", "recuso"}
    | {"no", "no thanks", "no gracias"}
)


def understood(text: str) -> Understood | None:
    """None for anything else, and for what is in doubt."""
    found = recognise(text, _ONLY_QUESTIONS)
    if found is not None and found.wish is Wish.LEAVE:
        if found.certainty is Certainty.DOUBT:
            return None
        return Understood(Meaning.LEAVE, found.rule, found.scope, found.language)
    normal = normalise(text[:_LONGEST])
    if normal in _YES:
        return Understood(Meaning.YES, f"word:{normal}")
    return Understood(Meaning.NO, f"word:{normal}") if normal in _NO else None
