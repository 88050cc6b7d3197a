"""Words and phrases by which a person leaves, comes back or asks for their data: Portuguese, Spanish, English (4.1).

A phrase counts as the whole message only. Typing errors stand here one by one: one letter more or less makes other
words ("pagar", "cair"), so nothing is guessed by likeness.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from server_stub.contract.rights import Right
from server_stub.domain.purposes import EVERYTHING, PROMOTIONAL

LEAVE_WORDS: Final = {
    "pt": "sair parar pare parem descadastrar descadastre remover bloquear siar sairr parrar descadastrar descadrastar",
    "es": "baja detener",
    "en": "stop unsubscribe quit revoke optout remove",
}
LEAVE_PHRASES: Final = {
    "pt": (
        "nao quero receber|nao quero mais receber|nao quero receber mais|parar de receber|quero sair da lista"
        "|pare de mandar|pare de enviar|pare de me mandar|pare de me enviar|nao me mande mais|nao me mandem mais"
        "|parem de mandar|parem de enviar|parem de me mandar|parem de me enviar|me tire da lista|me remova da lista"
        "|remova meu numero|parar promocoes|nao autorizo|descadastrar me|descadastre me|me descadastra|me descadastre"
        "|nao quero receber promocoes|nao quero mais receber promocoes|nao receber promocoes"
        "|sair da lista|sair das listas|sair das promocoes|sair de promocoes"
    ),
    "es": "no quiero recibir mas|darme de baja|no me escriban mas|eliminar mi numero|dar de baja|detener promociones",
    "en": "opt out|stop texting me|remove me|do not message me|opt me out|stop promotions",
}
LEAVE_EVERYTHING: Final = {
    "pt": (
        "nao quero receber mais nada|nao quero mais receber nada|nao me mande mais nada|nao me mandem mais nada"
        "|nao me mande mais mensagens|nao me mandem mais mensagens|nao quero receber mensagens"
        "|nao quero mais receber mensagens|nao quero receber mais mensagens|nao receber nada"
        "|sair de tudo|sair de todas as listas|parar tudo"
    ),
    "es": "no quiero recibir nada mas|no me escriban nunca mas",
    "en": "stopall|stop all|do not message me again|stop messaging me",
}
RETURN: Final = {"pt": "voltar|reativar", "es": "volver", "en": "start|unstop|subscribe"}
AMBIGUOUS: Final = {
    "pt": "cancelar|cancele|cancela|excluir",
    "es": "salir|alto",
    "en": "cancel|end",
}
"""Clear as an answer to a promotion; else an order, an appointment or a contract may be meant (4.3)."""
UNCLEAR: Final = {
    "pt": "para|me deixa em paz|me deixem em paz|deixem me em paz",
    "es": "dejame en paz|dejenme en paz",
    "en": "leave me alone",
}
"""Never clear by themselves."""
WRONG_PERSON: Final = {
    "pt": "quem e voce|quem e vc|quem e|numero errado|e engano|voce esta com o numero errado",
    "es": "quien es|quien eres|numero equivocado",
    "en": "who is this|who are you|wrong number",
}
YOUR_DATA: Final[dict[str, tuple[Right, str]]] = {
    "lgpd": (Right.ACCESS, "pt"),
    "meus dados": (Right.ACCESS, "pt"),
    "gdpr": (Right.ACCESS, "en"),
    "my data": (Right.ACCESS, "en"),
    "mis datos": (Right.ACCESS, "es"),
}
COURTESY: Final = frozenset(
    {"por", "favor", "porfavor", "pfv", "pf", "obrigado", "obrigada", "obg", "quero", "stopsign"}
    | {"please", "pls", "thanks", "thank", "you", "gracias", "quiero"}
)
STOP_SIGN: Final = "stopsign"
_STOP_SIGNS: Final = re.compile("[🛑🚫⛔]")

_ZERO_WIDTH: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\ufe0e\ufe0f]")
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")
_STRETCHED: Final = re.compile(r"(.)\1{2,}")
_SPELLED: Final = re.compile(r"\b(?:\w ){2,}\w\b")
_NOT_WORDS: Final = re.compile(r"[^\w]+")


def normalise(text: str) -> str:
    """Lower case without accents, width, punctuation, emoji, stretched letters or spelled-out spacing. Idempotent.

    Signs that say stop become a word.
    """
    plain = text.casefold() if text.isascii() else _unaccented(_STOP_SIGNS.sub(f" {STOP_SIGN} ", text))
    plain = _NOT_WORDS.sub(" ", _ZERO_WIDTH.sub("", plain)).replace("_", " ")
    plain = _STRETCHED.sub(r"\1", " ".join(plain.split()))
    joined = _SPELLED.sub(lambda found: found.group().replace(" ", ""), plain)
    return _STRETCHED.sub(r"\1", joined)


def _unaccented(text: str) -> str:
    """The usual accents go by one search; only what is then left of other scripts is looked at sign by sign.

    Not `contract.folding.fold`: signs of full width count as letters before anything else is looked at, and every
    message passes here.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = _ACCENTS.sub("", plain)
    return plain if plain.isascii() else "".join(sign for sign in plain if not unicodedata.combining(sign))


def without_courtesy(normal: str) -> str:
    words = normal.split()
    while words and words[-1] in COURTESY:
        words.pop()
    while words and words[0] in COURTESY:
        words.pop(0)
    return " ".join(words)


def by_phrase(source: dict[str, str], separator: str = "|") -> dict[str, str]:
    """Language by phrase."""
    return {phrase: language for language, phrases in source.items() for phrase in phrases.split(separator) if phrase}


LEAVING: Final[dict[str, tuple[str, str]]] = {
    **{word: (PROMOTIONAL, language) for word, language in by_phrase(LEAVE_WORDS, " ").items()},
    **{phrase: (PROMOTIONAL, language) for phrase, language in by_phrase(LEAVE_PHRASES).items()},
    **{phrase: (EVERYTHING, language) for phrase, language in by_phrase(LEAVE_EVERYTHING).items()},
}
"""Scope and language by phrase: class A."""
RETURNING: Final = by_phrase(RETURN)
AMBIGUOUS_WORDS: Final = by_phrase(AMBIGUOUS)
UNCLEAR_PHRASES: Final = by_phrase(UNCLEAR)
WRONG_PERSON_PHRASES: Final = by_phrase(WRONG_PERSON)
