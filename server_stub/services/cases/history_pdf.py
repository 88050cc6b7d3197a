"""The history of a case on paper: what was said, by whom and when, and what came of it (Decreto 11.034, art. 12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from reportlab.platypus import Flowable

from server_stub.contract.cases import Case, Outcome
from server_stub.contract.content import Kind, Line
from server_stub.contract.model import Message
from server_stub.contract.registers import Company
from server_stub.domain.protocol_number import grouped
from server_stub.services.plain_pdf import document, line, moment, section

_LINES: Final[dict[str, str]] = {
    Line.CASE_OPENED: "Atendimento aberto",
    Line.CASE_CLOSED: "Atendimento encerrado",
    Line.CASE_REOPENED: "Atendimento reaberto",
    Line.TRANSFERRED: "Atendimento transferido a outra pessoa da equipe",
    Line.MOVED_TO_QUEUE: "Atendimento transferido a outro setor",
}
"""What of the conversation's own lines concerns the customer; how colleagues part their work does not."""
_KINDS: Final[dict[str, str]] = {
    Kind.IMAGE: "foto",
    Kind.VIDEO: "vídeo",
    Kind.AUDIO: "áudio",
    Kind.VOICE: "mensagem de voz",
    Kind.DOCUMENT: "documento",
    Kind.STICKER: "figurinha",
    Kind.LOCATION: "localização",
    Kind.CONTACTS: "contato",
}
_OUTCOMES: Final[dict[str, str]] = {
    Outcome.SOLVED: "resolvido",
    Outcome.WAITING_CUSTOMER: "aguardando resposta do cliente",
    Outcome.WAITING_US: "em análise pela empresa",
    Outcome.NO_ANSWER: "encerrado sem resposta do cliente",
    Outcome.WRONG_NUMBER: "número errado",
    Outcome.OPT_OUT: "pedido para não receber mensagens",
    Outcome.DATA_REQUEST: "pedido sobre dados pessoais",
    Outcome.CANCELLATION: "pedido de cancelamento",
    Outcome.COMPLAINT: "reclamação registrada",
    Outcome.SPAM: "sem demanda",
}


@dataclass(frozen=True, slots=True)
class History:
    """All that a history tells; `name` is the customer's, `made_at` in ms."""

    company: Company
    name: str
    case: Case
    messages: Sequence[Message]
    made_at: int


def draw(history: History) -> bytes:
    """The bytes of the PDF, in Portuguese; times in the company's zone."""
    title = f"Histórico do atendimento {history.case.brief.protocol}"
    return document(_story(history), title=title, author=_company(history.company))


def said(history: History) -> Iterator[str]:
    """A paragraph for each thing that was said or happened, oldest first; never a note of colleagues."""
    zone = ZoneInfo(history.company.zone)
    for message in history.messages:
        text = _told(message)
        if text:
            yield f"{moment(message.sent_at, zone)}{text}"


def _story(history: History) -> Iterator[Flowable]:
    zone = ZoneInfo(history.company.zone)
    yield line("Histórico do atendimento", size=16, bold=True)
    yield line(f"Protocolo {grouped(history.case.brief.protocol)}", size=12, bold=True)
    yield line(f"Documento de {moment(history.made_at, zone)}, feito por {_company(history.company)}")
    yield from section("O atendimento", _facts(history, zone))
    yield from section("O que foi dito", said(history))


def _facts(history: History, zone: ZoneInfo) -> Iterator[str]:
    case = history.case
    brief = case.brief
    if history.name:
        yield f"Cliente: {history.name}"
    yield f"Aberto em {moment(brief.opened_at, zone)}"
    if case.parent_protocol:
        yield f"Continua o protocolo {grouped(case.parent_protocol)}"
    if brief.reopened:
        yield "Reaberto uma vez" if brief.reopened == 1 else f"Reaberto {brief.reopened} vezes"
    if brief.closed_at is None:
        yield "Situação: em andamento"
        return
    yield f"Encerrado em {moment(brief.closed_at, zone)}"
    if case.outcome in _OUTCOMES:
        yield f"Resultado: {_OUTCOMES[case.outcome]}"


def _told(message: Message) -> str:
    """What follows the time; "" for what is not the customer's to read."""
    content = message.content
    if content.kind == Kind.SYSTEM:
        happened = _LINES.get(content.original_kind, "")
        return f": {happened}" if happened else ""
    if content.kind in (Kind.NOTE, Kind.REACTION):
        return ""
    who = "Cliente" if message.direction == "in" else content.signed_as or message.author_name or "Empresa"
    if message.deleted_at is not None:
        return f", {who}: [mensagem apagada]"
    file = _file(message)
    words = " ".join(part for part in (_words(message), file) if part) or f"[{_KINDS.get(content.kind, content.kind)}]"
    lost = " (não entregue)" if message.status == "failed" else ""
    return f", {who}: {words}{lost}"


def _words(message: Message) -> str:
    content = message.content
    if content.choice is not None:
        return content.choice.title
    buttons = " / ".join(button.title for button in content.buttons)
    return f"{content.text} [{buttons}]" if buttons and content.text else content.text or buttons


def _file(message: Message) -> str:
    """What was sent, with its name where it has one."""
    media = message.content.media
    if media is None:
        return ""
    kind = _KINDS.get(message.content.kind, "arquivo")
    return f"[{kind}: {media.file_name}]" if media.file_name else f"[{kind}]"


def _company(company: Company) -> str:
    name = company.legal_name or "a empresa"
    return f"{name} (CNPJ {company.tax_id})" if company.tax_id else name
