"""What the gateway itself says about consent: opt-outs confirmed, receipts, doubts, late answers (1.6, 4.4).

Content that customers receive, without any promotion (N13); not words of the interface.
"""

from __future__ import annotations

from typing import Final

from server_stub.domain.purposes import EVERYTHING

_CONFIRMATIONS: Final = {
    "pt": (
        "Pronto. Você não receberá mais {what} de {brand} no WhatsApp. Para voltar, responda VOLTAR. "
        "Se precisar de atendimento, é só escrever.",
        "mensagens",
        "promoções",
    ),
    "en": (
        "Done. You will no longer get {what} from {brand} on WhatsApp. Reply START to return. Need help? Just write.",
        "messages",
        "promotions",
    ),
    "es": (
        "Listo. Ya no recibirá {what} de {brand} por WhatsApp. Para volver, responda VOLVER. "
        "Si necesita atención, solo escriba.",
        "mensajes",
        "promociones",
    ),
}


def opt_out_confirmation(language: str, scope: str, brand: str) -> str:
    """The one message that confirms an opt-out."""
    text, everything, promotions = _CONFIRMATIONS.get(language, _CONFIRMATIONS["pt"])
    return text.format(what=everything if scope == EVERYTHING else promotions, brand=brand)
