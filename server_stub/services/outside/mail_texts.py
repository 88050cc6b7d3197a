"""The e-mail that asks for permission: its subject, its plain text, and the same as simple HTML."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final


@dataclass(frozen=True, slots=True)
class Request:
    """`what`: titles of the purposes; addresses are signed and run out."""

    brand: str
    what: tuple[str, ...]
    confirm_url: str
    leave_url: str
    days: int
    legal_name: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    opening: str
    nothing: str
    button: str
    days: str
    leave: str
    sender: str


_BY_LANGUAGE: Final = {
    "pt": _Words(
        subject="{brand} pede a sua autorização para falar com você no WhatsApp",
        opening="{brand} gostaria de enviar a você pelo WhatsApp:",
        nothing="Nada é enviado sem o seu sim. É opcional e não muda em nada o seu atendimento.",
        button="Ler o texto e escolher",
        days="O link vale por {days} dias. Abrir o link não autoriza nada: só vale o que você marcar e confirmar.",
        leave="Não quer mais receber pedidos como este? Saia aqui:",
        sender="Enviado por {sender}.",
    ),
    "en": _Words(
        subject="{brand} asks for your permission to write to you on WhatsApp",
        opening="{brand} would like to send you on WhatsApp:",
        nothing="Nothing is sent without your yes. It is optional and changes nothing about the service you get.",
        button="Read the text and choose",
        days="The link works for {days} days. Opening it permits nothing: only what you tick and confirm counts.",
        leave="Do you want no more requests like this one? Leave here:",
        sender="Sent by {sender}.",
    ),
}
_PAGE: Final = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{subject}</title></head>
<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#1f1f1f;max-width:36em">
<p>{opening}</p><ul>{items}</ul><p>{nothing}</p>
<p><a href="{confirm_url}" style="display:inline-block;padding:12px 20px;background:#0b5d3b;color:#ffffff;\
text-decoration:none;border-radius:6px">{button}</a></p>
<p>{days}</p><p style="font-size:14px">{leave} <a href="{leave_url}">{leave_url}</a></p>
<p style="font-size:14px">{sender}</p></body></html>
"""


def subject(language: str, request: Request) -> str:
    return _BY_LANGUAGE[language].subject.format(brand=request.brand)


def text(language: str, request: Request) -> str:
    said = _said(language, request)
    items = "\n".join(f"- {item}" for item in request.what)
    parts = (said["opening"], items, said["nothing"], f"{said['button']}:\n{request.confirm_url}", said["days"])
    return "\n\n".join([*parts, f"{said['leave']}\n{request.leave_url}", said["sender"]]) + "\n"


def html(language: str, request: Request) -> str:
    """Everything that comes from elsewhere is escaped."""
    said = {name: escape(value) for name, value in _said(language, request).items()}
    items = "".join(f"<li>{escape(item)}</li>" for item in request.what)
    urls = {"confirm_url": escape(request.confirm_url), "leave_url": escape(request.leave_url)}
    return _PAGE.format(language="pt-BR" if language == "pt" else language, items=items, **said, **urls)


def _said(language: str, request: Request) -> dict[str, str]:
    words = _BY_LANGUAGE[language]
    return {
        "subject": subject(language, request),
        "opening": words.opening.format(brand=request.brand),
        "nothing": words.nothing,
        "button": words.button,
        "days": words.days.format(days=request.days),
        "leave": words.leave,
        "sender": words.sender.format(sender=request.legal_name or request.brand),
    }
