"""Whether a message asks for the protocol number, and for nothing else (consent rules 2.3)."""

from __future__ import annotations

import re
from typing import Final

from server_stub.contract.folding import fold

_LONGEST: Final = 120
"""Letters. Whoever writes more has something else to say, which a person reads."""
_GREETING: Final = r"(?:oi|ola|opa|bom dia|boa tarde|boa noite|por favor|por gentileza|hi|hello|please)"
_TAIL: Final = r"(?:por favor|por gentileza|pfv|pf|fazendo favor|obrigad[oa]|obg|please|thanks|thank you|gracias)"
_WISH: Final = (
    r"(?:(?:eu )?(?:quero|queria|preciso|precisava|gostaria|desejo)(?: saber| ter| receber| de| do)*"
    r"|(?:voce )?(?:pode|poderia|consegue)(?: me)? (?:informar|passar|mandar|enviar|dizer|dar)"
    r"|(?:me )?(?:informe|informa|passe|passa|mande|manda|envie|envia|diga|diz|de)(?: me)?"
    r"|tem(?: um| o| algum)?|cade|what is|whats|i need|can i have|can i get|give me|send me)"
)
_WHICH: Final = r"(?:qual|quais|sabe qual)(?: (?:e|seria|foi|eh))?"
_NUMBER: Final = r"(?:o |a |the |my |meu |um )*(?:(?:numero|num|nr|n|no|codigo)(?: (?:do|de))?(?: (?:meu|seu|o))? )?"
_WORD: Final = r"(?:protocolo|protocol)(?: number)?(?: meu)?"
_WHOSE: Final = (
    r"(?:d[aeo]|dess[ae]|dest[ae]|daquel[ae]) (?:meu |minha |seu |sua )?(?:atendimento|chamado|conversa|solicitacao)"
)
_ASKED: Final = re.compile(
    rf"(?:{_GREETING} )*(?:{_WISH} |{_WHICH} |saber )*{_NUMBER}{_WORD}(?: {_WHOSE})?(?: {_TAIL})*"
)
_LIKELY: Final = re.compile(r"p.{0,3}r.{0,3}t.{0,3}c.{0,3}l", re.IGNORECASE | re.DOTALL)
"""Consonants have no accents: what lacks these is not worth the work. Asked of every message."""
_SIGNS: Final = re.compile("[º°ª'’]")
_BETWEEN: Final = re.compile(r"[^a-z0-9]+")


def asks_for_protocol(text: str) -> bool:
    """The word alone, or a question for the number around it; nothing where anything more is said."""
    if len(text) > _LONGEST or _LIKELY.search(text) is None:
        return False
    words = _BETWEEN.sub(" ", fold(_SIGNS.sub("", text))).strip()
    return _ASKED.fullmatch(words) is not None
