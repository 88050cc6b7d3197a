"""The first sheet of an Excel file, bounded before it is unpacked: small archives may hold giant tables."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final

import python_calamine

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.services.imports.files import SealedReader

XLSX: Final = "xlsx"
LARGEST_PACKED: Final = 40 * 1024 * 1024
LARGEST_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes of everything in the archive; what is larger goes as CSV, which is read row by row."""
MOST_CELLS: Final = 8_000_000
"""Rows × columns: a sheet is held as a whole, also where it is empty between two cells."""
_MOST_ENTRIES: Final = 500
_CHUNK: Final = 1024 * 1024
_SHEETS: Final = "xl/worksheets/"
_WORKBOOK: Final = "xl/workbook.xml"
_TAG: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_CELL: Final = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?r=["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_LONGEST_TAG: Final = 64 * 1024


def sheet_rows(reader: SealedReader) -> Iterator[list[str]]:
    """Cells as text. Raises FILE_TOO_LARGE (limit), FILE_UNREADABLE (reason) for what is no workbook."""
    packed = io.BufferedReader(reader).read(LARGEST_PACKED + 1)
    if len(packed) > LARGEST_PACKED:
        raise GatewayRefusal(ErrorCode.FILE_TOO_LARGE, limit=LARGEST_PACKED)
    _check(packed)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(packed))
        sheet = book.get_sheet_by_index(0)
    except (python_calamine.CalamineError, OSError, ValueError, IndexError):
        raise GatewayRefusal(ErrorCode.FILE_UNREADABLE, reason="workbook") from None
    return ([cell_text(cell) for cell in row] for row in sheet.iter_rows())


def cell_text(cell: Any) -> str:
    """As somebody would type it: whole numbers without a point, dates as ISO 8601."""
    if isinstance(cell, bool):
        return "sim" if cell else "não"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()


def _check(packed: bytes) -> None:
    """Unpack everything once without keeping it: what an archive says of its own size may be a lie."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_ENTRIES:
                raise GatewayRefusal(ErrorCode.FILE_TOO_LARGE, limit=_MOST_ENTRIES)
            if _WORKBOOK not in archive.namelist():
                raise GatewayRefusal(ErrorCode.FILE_UNREADABLE, reason="type")
            for entry in entries:
                total += _unpacked(archive, entry, LARGEST_UNPACKED - total)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
        # RuntimeError: encrypted; NotImplementedError: a way of packing that Excel does not use
        raise GatewayRefusal(ErrorCode.FILE_UNREADABLE, reason="workbook") from None


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> int:
    """Bytes of an entry. Raises FILE_TOO_LARGE beyond `limit`, and for a sheet that spans too many cells."""
    reach = _Reach() if entry.filename.startswith(_SHEETS) else None
    size = 0
    with archive.open(entry) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise GatewayRefusal(ErrorCode.FILE_TOO_LARGE, limit=LARGEST_UNPACKED)
            if reach is not None:
                reach.add(chunk)
    return size


@dataclass(slots=True)
class _Reach:
    """How far a sheet goes, by the places its cells name: two of them in far corners would fill all memory."""

    column: int = 0
    row: int = 0
    tail: bytes = b""

    def add(self, chunk: bytes) -> None:
        """Raises FILE_TOO_LARGE beyond MOST_CELLS, FILE_UNREADABLE for cells that name no place."""
        whole = self.tail + chunk
        cut = whole.rfind(b"<")
        part, self.tail = whole[:cut], whole[cut:]
        found = _CELL.findall(part)
        if len(found) != len(_TAG.findall(part)) or len(self.tail) > _LONGEST_TAG:
            raise GatewayRefusal(ErrorCode.FILE_UNREADABLE, reason="workbook")
        for letters, digits in found:
            self.row = max(self.row, int(digits))
            self.column = max(self.column, _number(letters))
        if self.column * self.row > MOST_CELLS:
            raise GatewayRefusal(ErrorCode.FILE_TOO_LARGE, limit=MOST_CELLS)


@lru_cache(maxsize=1024)
def _number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
