"""The first look at an uploaded list: is it a table, how many rows, which columns, what they probably hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.capture import ImportMapping
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.domain.import_headers import guess_mapping
from server_stub.domain.phone_entry import read_phone
from server_stub.services.imports.files import ListFiles, StoredList
from server_stub.services.imports.lines import Line, Table
from server_stub.storage.database import Database, Tx

MOST_ROWS: Final = 1_000_000
MOST_COLUMNS: Final = 200
PREVIEWED: Final = 10
_LONGEST_SHOWN: Final = 200
_CHUNK: Final = 5_000


@dataclass(frozen=True, slots=True)
class Survey:
    """`header`: the first row names the columns; without one they are called 1, 2, 3 …"""

    encoding: str
    columns: list[str]
    header: bool
    preview: list[list[str]]
    rows: int
    guess: ImportMapping


async def survey(database: Database, files: ListFiles, stored: StoredList) -> Survey:
    """Reads the whole file, some rows at a time. Raises FILE_UNREADABLE (reason), FILE_TOO_LARGE (limit)."""
    table = Table(files, stored)

    def take(tx: Tx) -> list[Line]:
        return table.take(tx, _CHUNK)

    first = lines = await database.read(take)
    rows = 0
    while lines:
        rows += len(lines)
        if rows > MOST_ROWS + 1:
            raise GatewayRefusal(ErrorCode.FILE_TOO_LARGE, limit=MOST_ROWS)
        lines = await database.read(take)
    if not first or len(first[0].cells) > MOST_COLUMNS:
        raise GatewayRefusal(ErrorCode.FILE_UNREADABLE, reason="columns" if first else "empty")
    header = not any(read_phone(cell) for cell in first[0].cells)
    data = first[1:] if header else first
    if not data:
        raise GatewayRefusal(ErrorCode.FILE_UNREADABLE, reason="empty")
    width = max(len(line.cells) for line in first[: PREVIEWED + 1])
    columns = _named(first[0].cells if header else [], len(first[0].cells) if header else width)
    preview = [[cell[:_LONGEST_SHOWN] for cell in line.cells] for line in data[:PREVIEWED]]
    return Survey(table.encoding, columns, header, preview, rows - header, guess_mapping(columns))


def _named(header: list[str], width: int) -> list[str]:
    """Each column by a name of its own."""
    names: list[str] = []
    for index in range(width):
        written = header[index][:_LONGEST_SHOWN] if index < len(header) else ""
        name, number = written or str(index + 1), 2
        while name in names:
            name, number = f"{written} ({number})", number + 1
        names.append(name)
    return names
