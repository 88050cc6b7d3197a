"""Guesses which column holds what, from the words people use as headers; an administrator corrects the guess."""

from __future__ import annotations

import re
from typing import Final

from server_stub.contract.capture import ImportMapping
from server_stub.domain.import_values import plain

_WORDS: Final[dict[str, str]] = {
    "phone": "telefone|celular|whatsapp|fone|phone|mobile|msisdn|contato|numero",
    "granted": "consentimento|consentiu|autoriza|autorizou|aceite|aceitou|opt in|optin|resposta|granted|consent"
    "|accepted|status",
    "captured_at": "data do consentimento|data consentimento|data do aceite|data da autorizacao|consent date"
    "|captured at|granted at|data e hora|data hora|data|date|quando",
    "notice": "texto|termo|aviso|versao|notice|wording|terms",
    "evidence": "evidencia|comprovante|prova|protocolo|evidence|proof|reference|referencia",
    "purposes": "finalidade|finalidades|proposito|purpose|purposes|assunto|lista",
    "source": "origem|canal|fonte|como|onde|source|channel|coleta|sistema",
    "name": "nome|cliente|name|customer|pessoa",
}
"""By field, the surest words first. Fields in the order in which they choose."""


def guess_mapping(columns: list[str]) -> ImportMapping:
    """Each column goes to one field at most; what no word fits stays empty."""
    free = {column: plain(re.sub(r"[^\w\s]", " ", column)) for column in columns if column}
    chosen: dict[str, str] = {}
    for exact in (True, False):
        for field, words in _WORDS.items():
            found = "" if field in chosen else _first(words.split("|"), free, exact=exact)
            if found:
                chosen[field] = found
                del free[found]
    return ImportMapping(**chosen)


def _first(words: list[str], free: dict[str, str], *, exact: bool) -> str:
    for word in words:
        for column, header in free.items():
            if header == word or (not exact and f" {word} " in f" {header} "):
                return column
    return ""
