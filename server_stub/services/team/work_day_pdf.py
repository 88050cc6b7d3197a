"""Draws days at work as the record that NR-17 wants printable during an inspection: one row a person, in Portuguese."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer, Table

from server_stub.contract.registers import Company
from server_stub.contract.team import Break, PauseReason, WorkDay
from server_stub.domain.breaks import BreakState
from server_stub.domain.written import as_line
from server_stub.services.plain_pdf import line, moment

_HEAD: Final = ("Pessoa", "Dia", "Início", "Fim", "Pausa de 10 min", "Refeição (20 min)", "Pausa de 10 min", "Trabalho")
_WIDTHS: Final = tuple(width * mm for width in (56, 24, 16, 16, 42, 42, 42, 30))
_COLUMNS: Final = (PauseReason.REST_1, PauseReason.MEAL, PauseReason.REST_2)
_STATES: Final[dict[str, str]] = {
    BreakState.PLANNED: "prevista",
    BreakState.DUE: "a fazer",
    BreakState.RUNNING: "em curso",
    BreakState.TAKEN: "feita",
    BreakState.SHORT: "interrompida",
    BreakState.MISSED: "não feita",
}
_GRID: Final = [
    ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
    ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
]


def draw(days: Sequence[WorkDay], company: Company, now: int) -> bytes:
    """The bytes of the PDF; times in the company's zone."""
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=landscape(A4),
        leftMargin=14 * mm,
        rightMargin=14 * mm,
        topMargin=14 * mm,
        bottomMargin=14 * mm,
        title="Registro de pausas",
        author=as_line(company.legal_name),
        lang="pt-BR",
        invariant=1,
    )
    document.build(list(_story(days, company, now)))
    return out.getvalue()


def _story(days: Sequence[WorkDay], company: Company, now: int) -> Iterator[Flowable]:
    zone = ZoneInfo(company.zone)
    yield line("Registro de jornada e pausas (NR-17, Anexo II)", size=14, bold=True)
    name = as_line(company.legal_name) or "Empresa não informada"
    yield line(f"{name}, CNPJ {company.tax_id}" if company.tax_id else name)
    yield line(f"Feito em {moment(now, zone)}. Horários de {company.zone}.")
    yield line("Idas ao banheiro são livres, contam como trabalho e não constam deste registro.")
    yield Spacer(1, 5 * mm)
    if not days:
        yield line("Ninguém trabalhou neste dia.")
        return
    rows = [[line(title, bold=True) for title in _HEAD], *([line(cell) for cell in _row(it, zone)] for it in days)]
    yield Table(rows, colWidths=_WIDTHS, style=_GRID, repeatRows=1)


def _row(day: WorkDay, zone: ZoneInfo) -> list[str]:
    breaks = {it.reason: it for it in day.breaks}
    hours, minutes = divmod(day.effective_ms // 60_000, 60)
    worked = f"{hours} h {minutes:02}" + (" (acima de 6 h)" if day.over_limit else "")
    shown = date.fromisoformat(day.day).strftime("%d/%m/%Y")
    told = [_break(breaks.get(reason), zone) for reason in _COLUMNS]
    return [as_line(day.name), shown, _time(day.began_at, zone), _time(day.ended_at, zone), *told, worked]


def _break(it: Break | None, zone: ZoneInfo) -> str:
    if it is None:
        return "–"
    state = _STATES.get(it.state, it.state)
    if it.began_at is None:
        return state
    return f"{_time(it.began_at, zone)}–{_time(it.ended_at, zone)} {state}"


def _time(at: int | None, zone: ZoneInfo) -> str:
    return "" if at is None else datetime.fromtimestamp(at / 1000, zone).strftime("%H:%M")
