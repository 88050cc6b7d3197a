"""What the gateway answers in the chat after a code came: what holds now, how often, and how to leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from server_stub.contract.registers import PurposeSettings

_DONE: Final = {
    "pt": "Pronto! O seu número está confirmado. {brand} pode enviar a você por este WhatsApp:",
    "en": "Done! Your number is confirmed. {brand} may send you on this WhatsApp:",
}
_CAP: Final = {"pt": "no máximo {count} por mês", "en": "at most {count} a month"}
_LEAVE: Final = {
    "pt": "Para parar quando quiser, responda SAIR.",
    "en": "To stop at any time, reply STOP.",
}
_PAGE: Final = {"pt": "Ver e mudar tudo: {url}", "en": "See and change everything: {url}"}
_OVER: Final = {
    "pt": "Este código não vale mais: ele já foi usado ou passou do prazo. Se quiser, preencha o formulário de novo.",
    "en": "This code is no longer valid: it was used already or has expired. You can fill in the form again.",
}
_NOTHING: Final = {
    "pt": "O seu número está confirmado. Nenhuma autorização foi registrada.",
    "en": "Your number is confirmed. No permission was recorded.",
}
_LEFT_SINCE: Final = {
    "pt": "Depois de preencher o formulário você pediu para sair, então nada foi autorizado. "
    "Se mudou de ideia, responda VOLTAR.",
    "en": "After you filled in the form you asked to leave, so nothing was permitted. "
    "If you changed your mind, reply START.",
}
_OTHER_NUMBER: Final = {
    "pt": "Recebemos o código, mas no formulário está outro número. Nada foi autorizado ainda: se quiser receber neste"
    " WhatsApp, responda à pergunta que enviamos aqui.",
    "en": "We received the code, but the form names another number. Nothing is permitted yet: if you want to receive it"
    " on this WhatsApp, answer the question that we send here.",
}
_PREFERENCES: Final = {
    "pt": "Aqui você vê e muda o que {brand} pode enviar a você. O link é só seu e vale por 30 dias: {url}",
    "en": "Here you see and change what {brand} may send you. The link is yours alone and works for 30 days: {url}",
}


def receipt(language: str, brand: str, purposes: Sequence[PurposeSettings], url: str) -> str:
    """Who, what, how often, how to leave; `url`: the person's own page, "" where there is none."""
    tongue = tongue_of(language)
    if not purposes:
        return _NOTHING[tongue]
    lines = [_DONE[tongue].format(brand=brand), *(f"• {_line(tongue, it)}" for it in purposes), _LEAVE[tongue]]
    return "\n".join([*lines, _PAGE[tongue].format(url=url)] if url else lines)


def code_is_over(language: str) -> str:
    return _OVER[tongue_of(language)]


def left_since(language: str) -> str:
    """The code is older than an opt-out from all that it stood for."""
    return _LEFT_SINCE[tongue_of(language)]


def other_number(language: str) -> str:
    """The code came from another number than the form names, and is asked about again."""
    return _OTHER_NUMBER[tongue_of(language)]


def preferences(language: str, brand: str, url: str) -> str:
    return _PREFERENCES[tongue_of(language)].format(brand=brand, url=url)


def tongue_of(language: str) -> str:
    return "en" if language.lower().startswith("en") else "pt"


def title_of(settings: PurposeSettings, language: str) -> str:
    titles = (settings.title_en, settings.title_pt) if tongue_of(language) == "en" else (settings.title_pt,)
    return next((title for title in titles if title), settings.code)


def _line(tongue: str, settings: PurposeSettings) -> str:
    title = title_of(settings, tongue)
    return title if settings.cap_month is None else f"{title} ({_CAP[tongue].format(count=settings.cap_month)})"
