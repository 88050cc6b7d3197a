"""The mood of waiting, worked out anew for each look and never kept: how long, how often asked, which words.

It says who needs somebody first. It judges neither the customer nor whoever serves them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from server_stub.contract.folding import fold

IMPATIENT_AFTER: Final = 3
"""So many messages without an answer."""


class Mood(StrEnum):
    CALM = "calm"
    WAITING = "waiting"
    IMPATIENT = "impatient"
    UPSET = "upset"


_PORTUGUESE: Final = """
absurdo|absurda|pessim[oa]s?|horrivel|ridicul[oa]|vergonha|vergonhoso|palhacada|palhacos?|descaso|desrespeito
|enganad[oa]s?|enganacao|golpe|golpistas?|ladro(?:es|na)|ladrao|roubo|roubad[oa]|roubando|mentira|mentiros[oa]s?
|indignad[oa]|revoltad[oa]|irritad[oa]|furios[oa]|decepcionad[oa]|decepcao|lament[ao]vel|inaceitavel|inadmissivel
|procon|reclame ?aqui|processar|advogad[oa]|justica|raiva|incompeten(?:te|tes|cia)|porcaria|lixo|droga|merda|porra
|caralho|cansad[oa] de esperar|cansei de esperar|ninguem (?:me )?(?:responde|atende|resolve)|nunca mais compro
|falta de respeito|to esperando ha|estou esperando ha|ja faz (?:horas|dias)|quero (?:o )?meu dinheiro
"""
_ENGLISH: Final = """
ridiculous|unacceptable|outrageous|disgusting|terrible|horrible|awful|worst|scam|scammers?|thieves|liars?|lying
|lawyer|sue you|furious|angry|annoyed|frustrated|fed up|sick of|waste of time|nobody (?:answers|replies|helps)
|no one (?:answers|replies|helps)|still waiting|never again|my money back|bullshit|shit|fuck(?:ing)?|crap
"""
_SPANISH: Final = """
inaceptable|pesim[oa]s?|horrible|ridicul[oa]|verguenza|estaf(?:a|ador|adores)|ladrones|robo|mentiros[oa]s?|mentira
|indignad[oa]|enojad[oa]|furios[oa]|hart[oa] de|abogad[oa]|denuncia(?:r|re)?|nadie (?:me )?(?:responde|contesta|atiende)
|falta de respeto|nunca mas|mi dinero|mierda|basura|una burla|sigo esperando
"""
_BEFORE_NOT: Final = re.compile(r"\b(?:nao|not|isn't|sem|sin|no (?:es|fue|era))\s+(?:\w+\s+){0,3}$")
"""A bare "no" denies in Spanish only: in Portuguese it means "in the"."""
_UPSET: Final = re.compile(
    r"\b(?:" + "|".join("".join(part.split("\n")) for part in (_PORTUGUESE, _ENGLISH, _SPANISH)) + r")\b"
)
_LOUD: Final = re.compile(r"[!?]{3,}")
_SHOUTED_LETTERS: Final = 12
_FACES: Final = frozenset("\U0001f620\U0001f621\U0001f92c\U0001f624\U0001f595")


def is_upset(text: str) -> bool:
    """By a word of anger or complaint in Portuguese, English or Spanish that is not denied, however it is written;
    by an angry face; or by shouting: capitals throughout with marks of exclamation.
    """
    if any(face in text for face in _FACES):
        return True
    folded = fold(text)
    for found in _UPSET.finditer(folded):
        said = found.group()
        if said.split()[0] in _DENYING or not _BEFORE_NOT.search(folded[: found.start()]):
            return True
    return _is_shouted(text)


_DENYING: Final = frozenset({"ninguem", "nunca", "nobody", "no", "never", "nadie", "falta"})
"""What begins with one of these means it."""


def mood(
    *, unanswered: int, waiting_since: int | None, answer_due_at: int | None, now: int, upset: bool = False
) -> Mood:
    """Of one case at `now` (ms). `unanswered`: messages of the customer since our last; `upset`: by their words.

    Whoever waits for nothing is calm. Half of the time to the target is waiting, the target or three messages is
    impatient.
    """
    if waiting_since is None or unanswered <= 0:
        return Mood.CALM
    if upset:
        return Mood.UPSET
    waited = max(0, now - waiting_since)
    allowed = None if answer_due_at is None else max(0, answer_due_at - waiting_since)
    if unanswered >= IMPATIENT_AFTER or (allowed is not None and waited >= allowed):
        return Mood.IMPATIENT
    if unanswered > 1 or (allowed is not None and 2 * waited >= allowed):
        return Mood.WAITING
    return Mood.CALM


def any_upset(texts: Iterable[str]) -> bool:
    return any(is_upset(text) for text in texts)


def _is_shouted(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    shouted = len(letters) >= _SHOUTED_LETTERS and all(sign.isupper() for sign in letters)
    return shouted and ("!" in text or _LOUD.search(text) is not None)
