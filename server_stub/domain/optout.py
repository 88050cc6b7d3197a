"""What a message of a customer says about leaving, coming back and their data: classes A to D of 4.2.

A certain wish acts at once, a strong one acts and offers to choose, a doubtful one only holds promotions and asks;
everything else does nothing: a false alarm would silence somebody who did not ask for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server_stub.contract.rights import Right
from server_stub.domain.optout_patterns import asked_right, strong_wish
from server_stub.domain.optout_words import (
    AMBIGUOUS_WORDS,
    LEAVING,
    RETURNING,
    STOP_SIGN,
    UNCLEAR_PHRASES,
    WRONG_PERSON_PHRASES,
    YOUR_DATA,
    normalise,
    without_courtesy,
)
from server_stub.domain.purposes import PROMOTIONAL

RULES_VERSION: Final = "2026-11-2"
"""Stored with everything that was recognised; raised whenever a word or pattern changes."""
MENU_EXIT: Final = "menu_exit"
WRONG_PERSON: Final = "wrong_person"
THUMBS_DOWN: Final = "thumbs_down"
_CART_WORDS: Final = frozenset({"remover", "remove", "excluir", "exclui"})
_EXIT_WORDS: Final = frozenset({"sair", "parar", "salir", "quit", "end", "stop"})


class Wish(StrEnum):
    LEAVE = "leave"
    RETURN = "return"
    DATA = "data"
    """A right of the data subject."""


class Certainty(StrEnum):
    """Classes A, B and C of 4.2; D, nothing, is None."""

    ACT = "A"
    ACT_AND_OFFER = "B"
    DOUBT = "C"


@dataclass(frozen=True, slots=True)
class Situation:
    """What the message answers, as far as it changes what words mean.

    `after_promotion`, `after_template`: our last message was a marketing template, a template at all. `in_menu`: it
    told which word leaves a menu. `in_cart`: an order is being put together.
    """

    after_promotion: bool = False
    after_template: bool = False
    in_menu: bool = False
    in_cart: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was understood: `scope` of purposes, `language` of the answer, by which `rule`, from which normal form."""

    wish: Wish
    certainty: Certainty
    scope: str
    language: str
    rule: str
    normal_form: str
    right: Right | None = None


NOWHERE: Final = Situation()
ANYWHERE: Final = Situation(after_promotion=True, after_template=True)
_LONGEST: Final = 120
_SPOKEN: Final = re.compile(r"\w{2,}")
_MOST_WORDS: Final = 10
"""Words of two letters or more: the longest phrase has five, and as many again may be courtesy."""
_AUTOMATIC: Final = re.compile(
    r"\b(?:mensagem|resposta) automatica\b|\bfora do (?:nosso )?horario\b|\bresponderemos (?:em|assim)\b"
    r"|\bno momento nao (?:estou|estamos|podemos)\b|\bauto ?reply\b|\bautomatic reply\b|\bout of office\b"
    r"|\brespuesta automatica\b|\bfuera del? horario\b"
)
_QUOTED_LINE: Final = re.compile(r"^\s*>.*$", re.MULTILINE)


def recognise(text: str, situation: Situation = NOWHERE) -> Recognised | None:
    """The wish that the message states, or None. Pure: the same text in the same situation always says the same."""
    spoken = _QUOTED_LINE.sub("", text) if ">" in text else text
    normal = normalise(spoken)
    short = len(spoken) <= _LONGEST and len(_SPOKEN.findall(spoken)) <= _MOST_WORDS
    found = (_whole(normal, situation) if short else None) or _inside(normal)
    if found is None or (found.certainty is not Certainty.ACT and is_automatic(normal)):
        return None
    return found


def is_way_out(title: str) -> bool:
    """A button of this title says that whoever taps it wants to leave."""
    found = recognise(title)
    return found is not None and found.wish is Wish.LEAVE and found.certainty is not Certainty.DOUBT


def is_automatic(normal: str) -> bool:
    """Known beginnings and endings of away-messages: programs talking to each other never end."""
    return _AUTOMATIC.search(normal) is not None


def _whole(normal: str, situation: Situation) -> Recognised | None:
    """Words that count as the whole message, courtesy aside."""
    for said in dict.fromkeys((normal, without_courtesy(normal))):
        found = _certain(said, normal, situation) or _doubtful(said, normal, situation)
        if found is not None:
            return found
    return _wrong_person(normal, situation)


def _certain(said: str, normal: str, situation: Situation) -> Recognised | None:
    if situation.in_menu and said in _EXIT_WORDS:
        return _doubt(MENU_EXIT, "pt", normal)
    if situation.in_cart and said in _CART_WORDS:
        return None
    if said in LEAVING:
        scope, language = LEAVING[said]
        return Recognised(Wish.LEAVE, Certainty.ACT, scope, language, f"word:{said}", normal)
    if situation.after_promotion and said in AMBIGUOUS_WORDS:
        language = AMBIGUOUS_WORDS[said]
        return Recognised(Wish.LEAVE, Certainty.ACT, PROMOTIONAL, language, f"word_after_promotion:{said}", normal)
    if said in RETURNING and not situation.in_menu:
        return Recognised(Wish.RETURN, Certainty.ACT, PROMOTIONAL, RETURNING[said], f"word:{said}", normal)
    if said in YOUR_DATA:
        right, language = YOUR_DATA[said]
        return _right(right, language, normal)
    return None


def _doubtful(said: str, normal: str, situation: Situation) -> Recognised | None:
    if said in AMBIGUOUS_WORDS and not (situation.in_cart and said in _CART_WORDS):
        return _doubt("ambiguous_word", AMBIGUOUS_WORDS[said], normal)
    if said in UNCLEAR_PHRASES:
        return _doubt("ambiguous_word", UNCLEAR_PHRASES[said], normal)
    if situation.after_template and said and set(said.split()) == {STOP_SIGN}:
        return _doubt("stop_sign", "pt", normal)
    return None


def _wrong_person(normal: str, situation: Situation) -> Recognised | None:
    """ "Who are you" asks a person in the middle of a conversation; as an answer to a template it means: not me."""
    if not situation.after_template:
        return None
    found = next((phrase for phrase in WRONG_PERSON_PHRASES if _begins_or_ends(normal, phrase)), None)
    return None if found is None else _doubt(WRONG_PERSON, WRONG_PERSON_PHRASES[found], normal)


def _begins_or_ends(normal: str, phrase: str) -> bool:
    return normal == phrase or normal.startswith(f"{phrase} ") or normal.endswith(f" {phrase}")


def _inside(normal: str) -> Recognised | None:
    asked = asked_right(normal)
    if asked is not None:
        return _right(Right(asked[0]), asked[1], normal)
    found = strong_wish(normal)
    if found is None:
        return None
    return Recognised(Wish.LEAVE, Certainty.ACT_AND_OFFER, PROMOTIONAL, found.language, found.rule, normal)


def _doubt(rule: str, language: str, normal: str) -> Recognised:
    return Recognised(Wish.LEAVE, Certainty.DOUBT, PROMOTIONAL, language, rule, normal)


def _right(right: Right, language: str, normal: str) -> Recognised:
    return Recognised(Wish.DATA, Certainty.ACT, "", language, f"right:{right.value}", normal, right)
