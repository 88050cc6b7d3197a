"""Strong patterns of a wish to leave inside a longer sentence: a verb of stopping beside one of sending (4.2, class B).

Written on the normal form. Each names what is to stop, or ends there: "não me mande mais o boleto" is no opt-out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_THINGS: Final = {
    "pt": (
        r"(?:nada|isso|isto|mensage(?:m|ns)|msgs?|promoco?es|promocao|ofertas?|propagandas?|anuncios?|spams?|lixo"
        r"|zaps?|whats(?:app)?|essas? (?:coisas?|merdas?|chatices?)|esse tipo|novidades|newsletters?|publicidade)"
    ),
    "es": r"(?:nada|eso|esto|mensajes?|promocion(?:es)?|ofertas?|publicidad|anuncios?|spam|whats(?:app)?)",
    "en": (
        r"(?:anything|this|these|messages?|texts?|msgs?|promotions?|promos?|offers?|ads?|advertising|spam"
        r"|stuff|newsletters?)"
    ),
}
_AFTER: Final = r"(?=(?: \w+){{0,3}}? {things}\b|(?: (?:por favor|pfv|please|pls|gracias|obrigad[oa]))?$)"


def _ends(language: str) -> str:
    """What must follow: within four words one of the things that are sent, or the end."""
    return _AFTER.format(things=_THINGS[language])


_PT: Final = (
    (
        "stop_sending",
        r"\b(?:para|pare|parem|parar|deixa|deixe|deixem|deixar) (?:de|com) (?:me |nos )?"
        r"(?:mandar|enviar|escrever|encher|perturbar|incomodar|spam|{things})\b" + _ends("pt"),
    ),
    ("stop_receiving", r"\b(?:parar|deixar) de receber\b" + _ends("pt")),
    (
        "no_more",
        r"\bnao (?:me |nos )?(?:mande|mandem|manda|mandes|envie|enviem|envia|escreva|escrevam)(?: mais)?"
        r"(?: (?:mais|nada))\b" + _ends("pt"),
    ),
    (
        "do_not_want",
        r"\bnao (?:quero|queremos|desejo|gostaria de|aceito|autorizo)(?: mais)? (?:receber|ser incomodad[oa])\b"
        + _ends("pt"),
    ),
    (
        "off_the_list",
        r"\b(?:tira|tire|tirem|tirar|remova|remove|removam|remover|exclua|exclui|excluam|excluir|apague|apaga|retire"
        r"|retira|retirem|risque)(?: (?:o|a))?(?: meu| minha)? "
        r"(?:numero|contato|telefone|celular|nome|zap|whats(?:app)?) (?:d[aeo]s?|dess[ae]s?|dest[ae]s?)"
        r"(?: sua| seu| vossa| todas as)? (?:lista|listas|cadastro|base|grupo|envio)",
    ),
    (
        "take_me_off",
        r"\b(?:me (?:tira|tire|tirem|remova|remove|removam|retire|retirem|exclua|excluam|descadastre|descadastrem)"
        r"|(?:quero|queria|gostaria de) (?:sair|ser removid[oa]|ser excluid[oa])|como (?:eu )?(?:faco|faz|fazer) "
        r"(?:para|pra) sair|como saio) (?:d[aeo]s?|dess[ae]s?|dest[ae]s?)(?: sua| seu)? "
        r"(?:listas?|envios?|transmissao|cadastro|promocoes|grupo de (?:ofertas|promocoes))",
    ),
    ("unsubscribe", r"\b(?:quero|queria|gostaria de|como (?:faco|faz|eu faco) (?:para|pra)) (?:me )?descadastrar\b"),
    (
        "complaint",
        r"\b(?:(?:isso|isto) (?:e|ta parecendo|parece) spam\b|voces? (?:sao|estao mandando|mandam|fazem) spam\b"
        r"|(?:vou|irei) (?:te |os |voces )?(?:denunciar|bloquear)(?:$| (?:voces?|vcs?|isso|esse numero|este numero"
        r"|esta conta|essa conta|como spam|no procon|ao procon)\b))",
    ),
)
_ES: Final = (
    (
        "stop_sending",
        r"\b(?:deja|deje|dejen|dejar|para|pare|paren|parar) de "
        r"(?:enviar|mandar|escribir|molestar|recibir)(?:me|nos)?\b" + _ends("es"),
    ),
    (
        "no_more",
        r"\bno (?:me |nos )?(?:envien|envie|envies|manden|mande|mandes|escriban|escriba|escribas) (?:mas|nada)\b"
        + _ends("es"),
    ),
    ("do_not_want", r"\bno (?:quiero|deseo)(?: mas)? recibir\b(?: mas)?" + _ends("es")),
    (
        "off_the_list",
        r"\b(?:quita|quite|quiten|elimina|elimine|eliminen|saca|saque|saquen|borra|borre|borren) mi "
        r"(?:numero|contacto|telefono) de (?:la|su|tu|esta) lista",
    ),
    ("unsubscribe", r"\b(?:quiero|quisiera|como puedo) (?:darme|que me den) de baja\b"),
    ("complaint", r"\b(?:(?:esto|eso) es spam\b|(?:los |te )?voy a denunciar(?:los|te)?(?:$| (?:esto|este numero)\b))"),
)
_EN: Final = (
    (
        "stop_sending",
        r"\bstop (?:sending|texting|messaging|contacting|spamming|bothering)(?: me| us)?\b" + _ends("en"),
    ),
    (
        "no_more",
        r"\b(?:don t|dont|do not|never) (?:send|text|message|contact|write)(?: to)? me"
        r"(?=$| (?:any ?more|again|any|these|this|anything|please)\b)",
    ),
    (
        "do_not_want",
        r"\bi (?:don t|dont|do not|no longer) (?:want|wish)(?: to)?(?: receive| get)?"
        r"(?: any more| any| more| your| these| to get| to receive)?\b(?= (?:\w+ ){0,2}?{things}\b)",
    ),
    ("off_the_list", r"\b(?:take|remove) (?:me|my number|my contact) (?:off|from) (?:your|this|the|that) list"),
    ("unsubscribe", r"\b(?:unsubscribe me|i (?:want|would like|d like|wish) to (?:unsubscribe|opt out))\b"),
    ("complaint", r"\b(?:this is spam\b|i (?:will|ll|am going to|m going to) report (?:you|this|it)\b)"),
)
_NOT_MEANT: Final = re.compile(
    r"\bnao (?:quero |precisa |precisam |pode |podem |vao? |deixe? de )?(?:para|pare|parem|parar|deixa|deixe|deixem)\b"
    r"|\b(?:posso|preciso|devo|devia|vou|tenho que|tive que|consigo) (?:parar|deixar) de (?:mandar|enviar|escrever)\b"
    r"|\bno (?:deje|dejen|dejes|pare|paren|pares) de\b|\b(?:puedo|debo|tengo que) (?:dejar|parar) de\b"
    r"|\b(?:don t|dont|do not|never|won t|can t|cannot|did|didn t|why|when|should i|can i) (?:\w+ ){0,2}?stop\b"
)
"""Asking us to go on, speaking of their own sending, or of the past."""
_STEMS: Final = re.compile(
    r"\b(?:par(?:a|e|em|ar|en) (?:de|com)|deix|nao (?:me|nos|mand|envi|escrev|quer|desej|gost|aceit|autoriz)"
    r"|(?:me )?desca|lista|base|grupo|envio|cadastro|transmissao|promoc|spam|denunc|bloque"
    r"|baja|dej|no (?:me|nos|quier|dese|envi|mand|escrib)"
    r"|stop|don|do not|never|no longer|list|unsub|opt out|report)"
)
"""None of the patterns fits a text without one of these."""
_LONGEST: Final = 600


@dataclass(frozen=True, slots=True)
class Found:
    rule: str
    language: str


def _compiled(language: str, patterns: tuple[tuple[str, str], ...]) -> list[tuple[Found, re.Pattern[str]]]:
    things = _THINGS[language]
    return [
        (Found(f"{language}.{name}", language), re.compile(pattern.replace("{things}", things)))
        for name, pattern in patterns
    ]


_PATTERNS: Final = [*_compiled("pt", _PT), *_compiled("es", _ES), *_compiled("en", _EN)]
_RIGHTS: Final = (
    ("erasure", "pt", r"\b(?:apag|exclu|elimin|delet|remov)\w* (?:todos )?(?:os )?(?:meus|nossos) dados\b"),
    ("erasure", "es", r"\b(?:borr|elimin|suprim)\w* (?:todos )?mis datos\b"),
    ("erasure", "en", r"\b(?:delete|erase|remove) (?:all )?(?:of )?my (?:personal )?data\b"),
    (
        "access",
        "pt",
        r"\b(?:quais (?:sao )?(?:os )?(?:meus )?dados (?:\w+ ){0,2}?(?:voces? )?(?:tem|guardam|possuem)"
        r"|(?:copia|acesso) (?:a |d)?(?:os |a )?(?:todos )?(?:os )?meus dados|direitos? d[ao] lgpd)\b",
    ),
    ("access", "en", r"\b(?:what data do you (?:have|keep|hold)|(?:a )?copy of my data)\b"),
    ("access", "es", r"\b(?:que datos (?:mios )?(?:tienen|guardan)|copia de mis datos)\b"),
)
_RIGHTS_PATTERNS: Final = [(right, language, re.compile(pattern)) for right, language, pattern in _RIGHTS]
_RIGHTS_STEM: Final = re.compile(r"dados|datos|data\b|lgpd")


def strong_wish(normal: str) -> Found | None:
    """The first pattern that the sentence holds; None where none does, or where it speaks of something else."""
    if len(normal) > _LONGEST or _STEMS.search(normal) is None or _NOT_MEANT.search(normal) is not None:
        return None
    return next((found for found, pattern in _PATTERNS if pattern.search(normal)), None)


def asked_right(normal: str) -> tuple[str, str] | None:
    """The right of the data subject that is asked for, as a code, and the language."""
    if len(normal) > _LONGEST or _RIGHTS_STEM.search(normal) is None:
        return None
    return next(((right, language) for right, language, pattern in _RIGHTS_PATTERNS if pattern.search(normal)), None)
