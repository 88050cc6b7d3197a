"""Words that say yes or no as a whole message, in Portuguese, Spanish and English."""

from __future__ import annotations

from typing import Final

from server_stub.domain.optout_words import normalise, without_courtesy

_YES: Final = frozenset(
    {"sim", "s", "ss", "aceito", "autorizo", "quero receber", "sim quero", "sim quero receber", "sim aceito"}
    | {"sim autorizo", "claro", "claro que sim", "pode", "pode sim", "pode enviar", "pode mandar", "com certeza"}
    | {"yes", "y", "i accept", "i agree", "accept", "yes i want it", "yes i do", "sure", "agreed"}
    | {"si", "acepto", "quiero recibir", "alta", "si quiero", "si acepto", "si quiero recibir"}
)
_NO: Final = frozenset(
    {"nao", "n", "nn", "nao quero", "nao quero receber", "nao aceito", "nao autorizo", "agora nao", "nao nao quero"}
    | {"prefiro nao", "nao tenho interesse", "no", "no thanks", "i do not", "i don t", "no gracias", "no quiero"}
    | {"no quiero recibir", "no acepto", "nao obrigado", "nao obrigada", "no thank you"}
)
_LONGEST: Final = 60


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None for everything else."""
    if len(text) > _LONGEST:
        return None
    normal = normalise(text)
    said = {normal, without_courtesy(normal)}
    if not said.isdisjoint(_YES):
        return True
    return None if said.isdisjoint(_NO) else False
