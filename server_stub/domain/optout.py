"""Whole-message words by which a person leaves or comes back, in Portuguese, Spanish and English (section 4).

Only what is certain acts (class A). Anything doubtful is left alone: a false alarm would silence somebody who did not
ask for it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server_stub.domain.purposes import EVERYTHING, PROMOTIONAL

RULES_VERSION: Final = "2026-11"


class Wish(StrEnum):
    LEAVE = "leave"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was understood: the wish, which purposes it speaks of, the language of the answer, and by which words."""

    wish: Wish
    scope: str
    language: str
    normal_form: str


_WORDS: Final = {
    "pt": "sair parar pare descadastrar descadastre remover bloquear siar sairr parrar descadrastar",
    "es": "baja detener",
    "en": "stop unsubscribe quit revoke optout remove",
}
_PHRASES: Final = {
    "pt": (
        "nao quero receber|nao quero mais receber|nao quero receber mais|parar de receber|quero sair da lista"
        "|pare de mandar|pare de enviar|pare de me mandar|pare de me enviar|nao me mande mais|nao me mandem mais"
        "|parem de mandar|parem de enviar|parem de me mandar|parem de me enviar|me tire da lista|me remova da lista"
        "|remova meu numero|parar promocoes|nao autorizo|descadastrar me|descadastre me|me descadastra|me descadastre"
        "|nao quero receber promocoes|nao quero mais receber promocoes"
    ),
    "es": "no quiero recibir mas|darme de baja|no me escriban mas|eliminar mi numero|dar de baja|detener promociones",
    "en": "opt out|stop texting me|remove me|do not message me|opt me out|stop promotions",
}
_EVERYTHING: Final = {
    "pt": (
        "nao quero receber mais nada|nao quero mais receber nada|nao me mande mais nada|nao me mandem mais nada"
        "|nao me mande mais mensagens|nao me mandem mais mensagens|nao quero receber mensagens"
        "|nao quero mais receber mensagens|nao quero receber mais mensagens"
    ),
    "es": "no quiero recibir nada mas|no me escriban nunca mas",
    "en": "stopall|stop all|do not message me again|stop messaging me",
}
_RETURN: Final = {"pt": "voltar|reativar", "es": "volver", "en": "start|unstop|subscribe"}
# Clear words that mean something else in a service chat ("cancel my order"): they act only as an answer to a promotion.
_AFTER_PROMOTION: Final = {"pt": "cancelar|cancele|cancela|excluir", "es": "salir|alto", "en": "cancel|end"}
_COURTESY: Final = frozenset(
    {"por", "favor", "porfavor", "pfv", "pf", "obrigado", "obrigada", "obg", "quero"}
    | {"please", "pls", "thanks", "thank", "you", "gracias"}
)
_LONGEST: Final = 120
_SPOKEN: Final = re.compile(r"\w{2,}")
_MOST_WORDS: Final = 10
"""Words of two letters or more: the longest phrase has five, and as many again may be courtesy."""
_ZERO_WIDTH: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\ufe0e\ufe0f]")
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")
_STRETCHED: Final = re.compile(r"(.)\1{2,}")
_SPELLED: Final = re.compile(r"\b(?:\w ){2,}\w\b")
_NOT_WORDS: Final = re.compile(r"[^\w]+")


def normalise(text: str) -> str:
    """Lower case without accents, width, punctuation, emoji, stretched letters or spelled-out spacing. Idempotent."""
    plain = text.casefold() if text.isascii() else _unaccented(text)
    plain = _NOT_WORDS.sub(" ", _ZERO_WIDTH.sub("", plain)).replace("_", " ")
    plain = _STRETCHED.sub(r"\1", " ".join(plain.split()))
    joined = _SPELLED.sub(lambda found: found.group().replace(" ", ""), plain)
    return _STRETCHED.sub(r"\1", joined)


def _unaccented(text: str) -> str:
    """The usual accents go by one search; only what is then left of other scripts is looked at sign by sign."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = _ACCENTS.sub("", plain)
    return plain if plain.isascii() else "".join(sign for sign in plain if not unicodedata.combining(sign))


def recognise(text: str, *, after_promotion: bool = False) -> Recognised | None:
    """The wish that the whole message states, or None.

    `after_promotion`: our last message was a promotional template, which makes "cancelar" clear.
    """
    if len(text) > _LONGEST or len(_SPOKEN.findall(text)) > _MOST_WORDS:
        return None
    normal = normalise(text)
    for candidate in dict.fromkeys((normal, _without_courtesy(normal))):
        found = _EXACT.get(candidate) or (_PROMOTION_ONLY.get(candidate) if after_promotion else None)
        if found is not None:
            wish, scope, language = found
            return Recognised(wish, scope, language, normal)
    return None


def _without_courtesy(normal: str) -> str:
    words = normal.split()
    while words and words[-1] in _COURTESY:
        words.pop()
    while words and words[0] in _COURTESY:
        words.pop(0)
    return " ".join(words)


def _table(source: dict[str, str], wish: Wish, scope: str, separator: str) -> dict[str, tuple[Wish, str, str]]:
    return {
        " ".join(phrase.split()): (wish, scope, language)
        for language, phrases in source.items()
        for phrase in phrases.split(separator)
    }


_EXACT: Final = {
    **_table(_WORDS, Wish.LEAVE, PROMOTIONAL, " "),
    **_table(_PHRASES, Wish.LEAVE, PROMOTIONAL, "|"),
    **_table(_EVERYTHING, Wish.LEAVE, EVERYTHING, "|"),
    **_table(_RETURN, Wish.RETURN, PROMOTIONAL, "|"),
}
_PROMOTION_ONLY: Final = _table(_AFTER_PROMOTION, Wish.LEAVE, PROMOTIONAL, "|")
