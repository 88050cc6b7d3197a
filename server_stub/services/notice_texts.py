"""First texts shown to customers when permission is asked for, and when an opt-out is confirmed (4.4, 8.1).

They are content that customers receive, versioned in the ledger, not words of the interface.
"""

from __future__ import annotations

from typing import Final

from server_stub.domain.purposes import EVERYTHING

LANGUAGE: Final = "pt-BR"
ACCEPT: Final = "Sim, quero receber"
DECLINE: Final = "Não, obrigado"

_LEAVING: Final = (
    " É opcional e não muda em nada o seu atendimento. Para parar quando quiser, responda SAIR. "
    "Usamos seu contato só para isso."
)

NOTICES: Final = {
    "mkt.promotions": (
        "Você autoriza {brand} a enviar promoções e ofertas por este WhatsApp? A autorização vale por dois anos."
        + _LEAVING
    ),
    "mkt.newsletter": (
        "Você autoriza {brand} a enviar novidades e conteúdos por este WhatsApp? A autorização vale por dois anos."
        + _LEAVING
    ),
    "mkt.reengagement": (
        "Você autoriza {brand} a lembrar você, por este WhatsApp, de compras e conversas que ficaram pelo caminho? "
        "A autorização vale por dois anos." + _LEAVING
    ),
    "txn.order": "Você autoriza {brand} a avisar por este WhatsApp o andamento dos seus pedidos e entregas?" + _LEAVING,
    "txn.appointment": "Você autoriza {brand} a lembrar por este WhatsApp seus horários e agendamentos?" + _LEAVING,
    "txn.billing": "Você autoriza {brand} a enviar por este WhatsApp seus boletos, faturas e recibos?" + _LEAVING,
    "survey.csat": (
        "Você autoriza {brand} a perguntar por este WhatsApp o que achou do atendimento? "
        "A autorização vale por dois anos." + _LEAVING
    ),
    "survey.nps": (
        "Você autoriza {brand} a enviar por este WhatsApp pesquisas curtas sobre a sua satisfação? "
        "A autorização vale por dois anos." + _LEAVING
    ),
}

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
    """The one message that confirms an opt-out, without any promotion (N13)."""
    text, everything, promotions = _CONFIRMATIONS.get(language, _CONFIRMATIONS["pt"])
    return text.format(what=everything if scope == EVERYTHING else promotions, brand=brand)
