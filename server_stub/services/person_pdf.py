"""Draws what is known of a person as a PDF in Portuguese, from the same data as the JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from zoneinfo import ZoneInfo

from reportlab.platypus import Flowable

from server_stub.contract.content import Line
from server_stub.services.plain_pdf import document, line, moment, section

_RIGHTS: Final = {
    "access": "acesso",
    "correction": "correção",
    "portability": "portabilidade",
    "erasure": "eliminação",
    "revocation": "revogação",
}
_STATES: Final = {"open": "aberto", "answered": "respondido", "refused": "recusado"}
_EVENTS: Final = {
    "REQUESTED": "Autorização pedida",
    "GRANTED": "Autorização dada",
    "CONFIRMED": "Autorização confirmada",
    "RENEWED": "Autorização renovada",
    "REFUSED": "Autorização recusada",
    "REVOKED": "Autorização retirada",
    "SUPPRESSED": "Contato bloqueado",
    "SUPPRESSION_LIFTED_BY_PERSON": "Bloqueio retirado pela pessoa",
    "PLATFORM_STOP": "Ofertas desligadas no WhatsApp",
    "PLATFORM_RESUME": "Ofertas religadas no WhatsApp",
    "INVALIDATED": "Autorização invalidada",
    "IMPORTED": "Trazida de um arquivo, sem prova",
    "CONTACT_MERGED": "Cadastros unidos ou separados",
    "ENDPOINT_CHANGED": "Número ou identificador trocado",
}
_LINES: Final[dict[str, str]] = {
    Line.NUMBER_CHANGED: "Número trocado",
    Line.CUSTOMER_CHANGED_NUMBER: "Número trocado",
    Line.USER_ID_CHANGED: "Identificador trocado",
    Line.IDENTITY_CHANGED: "Código de segurança trocado",
    Line.WELCOME: "Conversa aberta pela primeira vez",
    Line.TRANSFERRED: "Conversa transferida",
    Line.QUEUED: "Conversa devolvida à fila",
    Line.CASE_OPENED: "Atendimento aberto",
    Line.CASE_CLOSED: "Atendimento encerrado",
    Line.CASE_REOPENED: "Atendimento reaberto",
    Line.MOVED_TO_QUEUE: "Conversa transferida a outra fila",
    Line.OFFERED: "Colega chamado para assumir",
    Line.RETURNED: "Conversa devolvida",
    Line.JOINED: "Colega entrou na conversa",
    Line.LEFT_CHAT: "Colega saiu da conversa",
    Line.CONSENT_GIVEN: "Autorização dada",
    Line.CONSENT_REVOKED: "Autorização retirada",
}


def draw(data: dict[str, Any], zone: ZoneInfo) -> bytes:
    """The bytes of the PDF; times in `zone`."""
    return document(_story(data, zone), title="Dados pessoais", author=_company(data))


def _story(data: dict[str, Any], zone: ZoneInfo) -> Iterator[Flowable]:
    contact = data["contact"]
    yield line("Seus dados pessoais", size=16, bold=True)
    yield line(f"Documento de {moment(data['exported_at'], zone)}, feito por {_company(data)}")
    yield from section("Quem é você para nós", _person(contact, data["identities"], zone))
    yield from section("De onde vieram os dados", data["origin"])
    yield from section(
        "Para que usamos", (f"{it.get('title_pt') or it['code']} ({it['code']})" for it in data["purposes"])
    )
    yield from section("Com quem compartilhamos", data["shared_with"])
    yield from section("Autorizações e recusas", (_entry(it, zone) for it in data["ledger"]))
    for talk in data["conversations"]:
        yield from section(f"Conversa com {talk['company_number']}", said_in(talk, zone))
    yield from section("Mensagens fora do WhatsApp", (_outside(it, zone) for it in data["outside_messages"]))
    yield from section("Pedidos sobre os seus dados", (_request(it, zone) for it in data["rights_requests"]))


def _person(contact: dict[str, Any], identities: list[dict[str, Any]], zone: ZoneInfo) -> Iterator[str]:
    yield f"Nome: {contact.get('name') or 'não informado'}"
    yield f"Conhecido desde: {moment(contact['created_at'], zone)}"
    for it in identities:
        ended = "" if it["valid_to"] is None else f" até {moment(it['valid_to'], zone)}"
        yield f"{it['kind']}: {it['value']}, desde {moment(it['first_seen_at'], zone)}{ended}"


def _entry(entry: dict[str, Any], zone: ZoneInfo) -> str:
    text = f"{moment(entry['captured_at'], zone)}: {_EVENTS.get(entry['type'], entry['type'])}, {entry['purpose']}"
    for name, label in (("source", "origem"), ("note", "anotação"), ("notice_text", "texto mostrado")):
        if entry.get(name):
            text += f"; {label}: {entry[name]}"
    return text


def said_in(talk: dict[str, Any], zone: ZoneInfo) -> Iterator[str]:
    """A paragraph for each case, message and line of one conversation of the export, with who wrote it."""
    for case in talk["cases"]:
        yield f"Protocolo {case['protocol']}, aberto em {moment(case['opened_at'], zone)}"
    for message in talk["messages"]:
        content = message["content"]
        if content["kind"] == "system":
            told = content.get("text") or _LINES.get(content.get("original_kind", ""), "Aviso")
            yield f"{moment(message['sent_at'], zone)}: {told}"
            continue
        media = content.get("media") or {}
        who = "Você" if message["direction"] == "in" else message.get("author_name") or "Nós"
        if content["kind"] == "note":
            who += " (anotação interna, nunca enviada)"
        elif content.get("signed_as"):
            who += f" (assinada como {content['signed_as']})"
        said = content.get("text") or media.get("caption") or ""
        file = f" [arquivo: {media.get('file_name') or media.get('mime_type')}]" if media else ""
        yield f"{moment(message['sent_at'], zone)}, {who}: {said or content['kind']}{file}"


def _outside(message: dict[str, Any], zone: ZoneInfo) -> str:
    return f"{moment(message['created_at'], zone)}: {message['channel']} para {message.get('address', '')}"


def _request(request: dict[str, Any], zone: ZoneInfo) -> str:
    text = f"Protocolo {request['protocol']}: {_RIGHTS.get(request['right'], request['right'])}, "
    text += f"recebido em {moment(request['received_at'], zone)}, {_STATES.get(request.get('state', 'open'), '')}"
    return text + (f"; resposta: {request['answer']}" if request.get("answer") else "")


def _company(data: dict[str, Any]) -> str:
    company = data["company"]
    name = company.get("legal_name") or "a empresa"
    return f"{name} (CNPJ {company['tax_id']})" if company.get("tax_id") else str(name)
