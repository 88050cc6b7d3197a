"""One row of a list as claims about purposes: cells by the mapping, words by what people write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from server_stub.contract.capture import ImportMapping, ImportReason
from server_stub.contract.registers import PurposeSettings
from server_stub.domain.import_rules import Claim
from server_stub.domain.import_values import is_refused_source, plain, read_answer, read_moment, says_something
from server_stub.domain.phone_entry import read_phone
from server_stub.domain.purposes import EVERYTHING, PROMOTIONAL
from server_stub.services.imports.lines import Line

_SEPARATORS: Final = re.compile(r"[,;|/\n]")
_EVERYTHING: Final = frozenset({"*", "tudo", "todos", "todas", "all", "everything"})
_PROMOTIONAL: Final = frozenset({"mkt.*", "marketing"})
_MOST_PURPOSES: Final = 20


@dataclass(frozen=True, slots=True)
class RowError:
    """Why nothing can be taken from a row; `field` names the column that is meant."""

    reason: ImportReason
    field: str = ""


@dataclass(frozen=True, slots=True)
class ReadRow:
    phone: str
    """E.164."""
    name: str
    claims: list[Claim]


class RowReader:
    """For one mapping. `purposes`: as administrators keep them, found by code and by title."""

    def __init__(self, columns: list[str], mapping: ImportMapping, purposes: list[PurposeSettings]) -> None:
        self._at = {column: index for index, column in enumerate(columns)}
        self._width = len(columns)
        self._mapping = mapping
        self._zone = ZoneInfo(mapping.zone)
        self._codes = {plain(title): it.code for it in purposes for title in (it.code, it.title_pt, it.title_en)}

    def read(self, line: Line) -> ReadRow | RowError:
        if line.broken:
            return RowError(ImportReason.TEXT_BROKEN)
        if any(line.cells[self._width :]) or len(line.cells) <= self._at[self._mapping.phone]:
            return RowError(ImportReason.ROW_TOO_SHORT)
        phone = read_phone(self._cell(line, self._mapping.phone))
        if phone is None:
            return RowError(ImportReason.PHONE_INVALID, "phone")
        granted = self._granted(line)
        if granted is None:
            return RowError(ImportReason.ANSWER_UNREADABLE, "granted")
        written = self._cell(line, self._mapping.captured_at)
        moment = read_moment(written, self._zone)
        if granted and moment is None and written:
            return RowError(ImportReason.DATE_UNREADABLE, "captured_at")
        source = self._cell(line, self._mapping.source) or self._mapping.source_name
        if granted and is_refused_source(source):
            return RowError(ImportReason.SOURCE_REFUSED, "source")
        purposes = self._purposes(line)
        if granted and not purposes:
            return RowError(ImportReason.PURPOSE_MISSING, "purposes")
        evidence = self._cell(line, self._mapping.evidence)
        notice = self._cell(line, self._mapping.notice) or self._mapping.notice_version
        claims = [
            Claim(
                granted=granted,
                purpose=purpose,
                moment=moment,
                source=source if says_something(source) else "",
                evidence=evidence if says_something(evidence) else "",
                notice=notice if says_something(notice) else "",
            )
            for purpose in purposes or [""]
        ]
        return ReadRow(phone, self._cell(line, self._mapping.name)[:200], claims)

    def _cell(self, line: Line, column: str) -> str:
        index = self._at.get(column) if column else None
        return "" if index is None or index >= len(line.cells) else line.cells[index]

    def _granted(self, line: Line) -> bool | None:
        """A list without such a column is one of people who agreed."""
        return read_answer(self._cell(line, self._mapping.granted)) if self._mapping.granted else True

    def _purposes(self, line: Line) -> list[str]:
        """Codes, scopes, or what was written where it is neither; each once."""
        written = self._cell(line, self._mapping.purposes) or self._mapping.purpose
        names = [plain(part) for part in _SEPARATORS.split(written)[:_MOST_PURPOSES]]
        return list(dict.fromkeys(self._code(name) for name in names if name))

    def _code(self, name: str) -> str:
        if name in _EVERYTHING:
            return EVERYTHING
        return PROMOTIONAL if name in _PROMOTIONAL else self._codes.get(name, name)
