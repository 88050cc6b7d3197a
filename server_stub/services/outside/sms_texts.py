"""What is sent by SMS: one question, and one confirmation of each answer, in plain spelling (gsm7)."""

from __future__ import annotations

from typing import Final

from server_stub.channels.gsm7 import parts_of, plain_spelling

_ASK: Final = {
    "pt": "{brand}: quer receber {what} no WhatsApp? É opcional e grátis. Responda SIM, NÃO ou SAIR.",
    "en": "{brand}: do you want {what} on WhatsApp? It is optional and free. Reply YES, NO or STOP.",
}
_NOTICE: Final = {"pt": " Texto: {url}", "en": " Terms: {url}"}
_GRANTED: Final = {
    "pt": "Pronto! {brand} vai enviar {what} no WhatsApp. Para parar quando quiser, responda SAIR.",
    "en": "Done! {brand} will send you {what} on WhatsApp. Reply STOP to leave at any time.",
}
_PENDING: Final = {
    "pt": "{brand}: falta um passo. Abra o WhatsApp e envie o código: {url}",
    "en": "{brand}: one step left. Open WhatsApp and send the code: {url}",
}
_LEFT: Final = {
    "pt": "Pronto. {brand} não enviará mais {what} no WhatsApp nem por SMS.",
    "en": "Done. {brand} will send you no more {what} on WhatsApp or by SMS.",
    "es": "Listo. {brand} ya no le enviará {what} por WhatsApp ni SMS.",
}
_LEFT_SINCE: Final = {
    "pt": "{brand}: depois desta pergunta você pediu para sair, e nada foi autorizado. "
    "Se mudou de ideia, escreva VOLTAR no WhatsApp.",
    "en": "{brand}: after this question you asked to leave, so nothing was permitted. "
    "If you changed your mind, write VOLTAR on WhatsApp.",
}
_PROMOTIONS: Final = {"pt": "promoções", "en": "promotions", "es": "promociones"}
_MESSAGES: Final = {"pt": "mensagens", "en": "messages", "es": "mensajes"}


def question(language: str, brand: str, what: str, notice_url: str) -> str:
    """In one part where that is possible: then with the address of the full text, else without."""
    asked = _ASK[language].format(brand=brand, what=what)
    whole = asked + _NOTICE[language].format(url=notice_url) if notice_url else asked
    plain = plain_spelling(whole)
    return plain if parts_of(plain) == 1 or not notice_url else _fitting(asked, whole)


def granted(language: str, brand: str, what: str) -> str:
    return plain_spelling(_GRANTED[language].format(brand=brand, what=what))


def pending(language: str, brand: str, chat_url: str) -> str:
    """Something still has to be confirmed in WhatsApp itself."""
    return plain_spelling(_PENDING[language].format(brand=brand, url=chat_url))


def left(language: str, brand: str, *, everything: bool) -> str:
    """Confirms an opt-out, without any promotion (N13)."""
    what = (_MESSAGES if everything else _PROMOTIONS)[language]
    return plain_spelling(_LEFT[language].format(brand=brand, what=what))


def left_since(language: str, brand: str) -> str:
    """To a "yes" that answers a question of before the person left."""
    return plain_spelling(_LEFT_SINCE[language].format(brand=brand))


def _fitting(asked: str, whole: str) -> str:
    """The full text matters more than the price of a second part."""
    return plain_spelling(whole if parts_of(plain_spelling(whole)) <= 2 else asked)
