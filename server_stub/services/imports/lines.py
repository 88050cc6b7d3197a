"""Rows of a table however it was written: commas, semicolons or tabs, any usual encoding; or an Excel sheet."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.file_types import HEAD_BYTES, sniff
from server_stub.domain.import_values import BROKEN_SIGN
from server_stub.services.imports.files import ListFiles, SealedReader, StoredList
from server_stub.services.imports.workbook import XLSX, sheet_rows
from server_stub.storage.database import Tx

LONGEST_LINE: Final = 64 * 1024
"""Characters: what has longer lines is no table."""
_DELIMITERS: Final = ";,\t"
_CP1252: Final = "cp1252"
_UTF8: Final = "utf-8"
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXTS: Final = frozenset({"text/plain", "text/html", "text/csv", None})


@dataclass(frozen=True, slots=True)
class Line:
    """`number`: of its first line in the file, from 1. `broken`: signs that the encoding does not have."""

    number: int
    cells: list[str]
    broken: bool = False


class Table:
    """Opened in a reader's transaction; `take` in others of its kind, one after the other."""

    def __init__(self, files: ListFiles, stored: StoredList, encoding: str = "") -> None:
        """`encoding`: what was found out before; "" to find out, which reads the whole file. "xlsx" is a sheet."""
        self._files = files
        self._stored = stored
        self._source: SealedReader | None = None
        self._lines: Iterator[Line] | None = None
        self.encoding = encoding

    @property
    def stored_id(self) -> str:
        return self._stored.id

    def take(self, tx: Tx, count: int) -> list[Line]:
        """The next rows, fewer at the end. Raises FILE_UNREADABLE (reason), FILE_TOO_LARGE."""
        if self._lines is None:
            self._lines = self._open(tx)
        if self._source is not None:
            self._source.tx = tx
        found = list(islice(self._lines, count))
        if self._source is not None:
            self._source.tx = None
        return found

    def _open(self, tx: Tx) -> Iterator[Line]:
        self.encoding = self.encoding or self._find_encoding(tx)
        reader = self._files.open(self._stored)
        reader.tx = tx
        if self.encoding == XLSX:
            rows = sheet_rows(reader)
            return (Line(number, cells) for number, cells in enumerate(rows, 1) if any(cells))
        self._source = reader
        return _csv_lines(reader, self.encoding)

    def _find_encoding(self, tx: Tx) -> str:
        reader = self._files.open(self._stored)
        reader.tx = tx
        buffered = io.BufferedReader(reader, HEAD_BYTES)
        head = buffered.read(HEAD_BYTES)
        kind = sniff(head)
        if kind in _XLSX_KINDS:
            return XLSX
        named = _named_encoding(head)
        if named:
            return named
        if not head.strip() or b"\0" in head or kind not in _TEXTS:
            raise GatewayRefusal(ErrorCode.FILE_UNREADABLE, reason="type")
        return _utf8_or_cp1252(head, buffered)


_XLSX_KINDS: Final = frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip"})
"""The names of the entries may come late in an archive: `sheet_rows` looks again."""


def _named_encoding(head: bytes) -> str:
    """By its mark, or by the zeros of every second byte; "" where neither tells."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    even, odd = head[0:2000:2].count(0), head[1:2000:2].count(0)
    most = max(1, min(len(head), 2000) // 4)
    if odd > most and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > most and odd == 0 else ""


def _utf8_or_cp1252(head: bytes, rest: io.BufferedReader[Any]) -> str:
    """UTF-8 with a broken place or two stays UTF-8, and those rows are refused; a file without any of its signs whole
    is what Excel writes in Brazil."""
    decoder = codecs.getincrementaldecoder(_UTF8)(errors="replace")
    whole = broken = 0
    chunk = head
    while chunk:
        text = decoder.decode(chunk)
        bad = text.count(BROKEN_SIGN)
        whole += len(text) - len(text.encode("ascii", "ignore")) - bad
        broken += bad
        chunk = rest.read(1024 * 1024)
    return _CP1252 if broken > whole else _UTF8


def _csv_lines(reader: SealedReader, encoding: str) -> Iterator[Line]:
    """Raises FILE_UNREADABLE (line) for what has lines without an end."""
    text = io.TextIOWrapper(io.BufferedReader(reader, 256 * 1024), encoding=encoding, errors="replace", newline="")
    first = _bounded(text, 1)
    if encoding.startswith("utf-16-"):
        first = first.lstrip("\ufeff")
    told, skipped = _told_delimiter(first), 0
    if told:
        first, skipped = _bounded(text, 2), 1
    rows = csv.reader(_physical(text, first), delimiter=told or _delimiter(first))
    while True:
        number = rows.line_num + 1 + skipped
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:  # a field that never ends: the lines it swallowed are one broken row
            yield Line(number, [], broken=True)
            continue
        if any(cells):
            stripped = [cell.strip() for cell in cells]
            yield Line(number, stripped, broken=any(BROKEN_SIGN in cell for cell in stripped))


def _physical(text: io.TextIOWrapper, first: str) -> Iterator[str]:
    line, number = first, 1
    while line:
        yield line
        number += 1
        line = _bounded(text, number)


def _bounded(text: io.TextIOWrapper, number: int) -> str:
    line = text.readline(LONGEST_LINE)
    if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
        raise GatewayRefusal(ErrorCode.FILE_UNREADABLE, reason="line", line=number)
    return line


def _told_delimiter(first: str) -> str:
    """Some programs say it in a line of its own, as "sep=;"; "" where this one does not."""
    told = first.strip().lower()
    return told[4:] if told.startswith("sep=") and told[4:] in (";", ",") else ""


def _delimiter(first: str) -> str:
    """The one that the first line has most of."""
    return max(_DELIMITERS, key=first.count)
