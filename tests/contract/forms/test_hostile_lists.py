"""Lists as the world sends them: other encodings, broken bytes, bombs, a restart in the middle, very many rows."""

from __future__ import annotations

import asyncio
import io
import itertools
import zipfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server_stub.config import Config, Secrets
from server_stub.contract.model import Role
from server_stub.gateway import Gateway
from server_stub.services.imports import workbook
from tests.helpers.forms import NOTICE, FormsOffice
from tests.helpers.gateway import PASSWORD, quick_passwords, settings_for
from tests.helpers.lists import apply, check, day, outcomes, row, table, until, upload
from tests.helpers.shop import MovableClock, eventually

MINUTE = 60_000


@pytest.fixture
async def office(office: FormsOffice) -> FormsOffice:
    """An hour after the texts were published."""
    office.clock.ahead += 60 * MINUTE
    return office


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


async def test_any_usual_writing_is_read(office: FormsOffice) -> None:
    rows = [row(office, 1, Nome="José Conceição"), row(office, 2)]
    for encoding, delimiter in itertools.product(ENCODINGS, ";,\t"):
        batch = await upload(office, table(rows, delimiter, encoding))
        assert (batch["encoding"], batch["rows"]) == (encoding, 2)
        assert batch["preview"][0][0] == "José Conceição"
        assert outcomes(await check(office, batch)) == [("active", ""), ("active", "")], (encoding, delimiter)


async def test_a_line_that_names_the_separator_is_not_a_row(office: FormsOffice) -> None:
    batch = await upload(office, b"sep=,\r\n" + table([row(office, Nome="Silva; Ana; e outros; mais")], ","))
    assert (batch["rows"], batch["columns"][0]) == (1, "Nome")
    report = await check(office, batch)
    assert (report["rows"][0]["line"], report["rows"][0]["outcome"]) == (3, "active")


async def test_broken_bytes_cost_their_row_only(office: FormsOffice) -> None:
    good = table([row(office, 1, Nome="José"), row(office, 2, Nome="João"), row(office, 3, Nome="Ana")])
    body = good.replace(b"Ana", b"An\xff\xfe")
    batch = await upload(office, body)
    assert batch["encoding"] == "utf-8"
    assert outcomes(await check(office, batch)) == [("active", ""), ("active", ""), ("error", "text_broken")]


async def test_rows_of_another_shape_are_errors(office: FormsOffice) -> None:
    lines = table([row(office, 1)]).decode().splitlines()
    body = "\r\n".join([lines[0], "só um nome", lines[1] + ";mais;uma", lines[1], f'"{lines[1]}']).encode()
    batch = await upload(office, body)
    report = await check(office, batch)
    assert outcomes(report)[:3] == [("error", "row_too_short"), ("error", "row_too_short"), ("active", "")]
    assert report["rows"][3]["outcome"] == "error"


async def test_a_quotation_that_never_ends_is_one_row(office: FormsOffice) -> None:
    rows = [row(office, number) for number in range(1, 1500)]
    body = table(rows).replace(b"Pessoa 2;", b'"Pessoa 2;', 1)
    batch = await upload(office, body)
    report = await check(office, batch)
    assert outcomes(report)[0] == ("active", "")
    assert outcomes(report)[1] == ("error", "text_broken")
    assert batch["rows"] > 2


async def test_what_is_announced_as_too_large_is_not_waited_for(office: FormsOffice) -> None:
    host, port = office.running.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    token = await office.running.token("admin")
    for path in ("/v1/imports", "/v1/block-lists?name=x"):
        head = (
            f"POST {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ncontent-length: {300 << 20}\r\n\r\n"
        )
        writer.write(head.encode() + b"phone")
        await writer.drain()
        async with asyncio.timeout(30):
            answer = await reader.readuntil(b"}}")
        assert b" 413 " in answer
        assert b"file_too_large" in answer
        writer.close()
        reader, writer = await asyncio.open_connection(host, int(port))
    writer.close()


async def test_a_line_without_end_is_no_table(office: FormsOffice) -> None:
    answer = await office.admin.post("/v1/imports", content=b"Nome;Telefone\n" + b"x" * 200_000)
    assert (answer.status_code, answer.json()["code"]) == (400, "file_unreadable")
    assert answer.json()["params"] == {"reason": "line", "line": 2}


def sheet(rows: list[list[str]], extra: str = "") -> bytes:
    """An Excel file of strings, as small writers make it."""
    cells = []
    for number, values in enumerate(rows, 1):
        texts = (
            f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
            for at, value in enumerate(values)
        )
        cells.append(f'<row r="{number}">{"".join(texts)}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Clientes" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(cells)}{extra}</sheetData>'
        "</worksheet>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


async def test_an_excel_sheet_is_read(office: FormsOffice) -> None:
    rows = [row(office, 1), row(office, 2, Comprovante="")]
    body = sheet([list(rows[0]), *(list(it.values()) for it in rows)])
    batch = await upload(office, body, "clientes.xlsx")
    assert (batch["encoding"], batch["rows"], batch["file_name"]) == ("xlsx", 2, "clientes.xlsx")
    assert outcomes(await check(office, batch)) == [("active", ""), ("unproven", "proof_missing")]
    applied = await apply(office, batch["id"])
    assert applied["counts"] == {"active": 1, "unproven": 1}
    assert await office.proves()


FAR = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
UNPLACED = "<row>" + "<c><v>1</v></c>" * 3 + "</row>"


async def test_giant_sheets_in_small_archives_are_refused(office: FormsOffice) -> None:
    for extra, status, code in ((FAR, 413, "file_too_large"), (UNPLACED, 400, "file_unreadable")):
        answer = await office.admin.post("/v1/imports", content=sheet([["Telefone"], ["11987654321"]], extra))
        assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_zip_bomb_is_not_unpacked(office: FormsOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 1024 * 1024)
    body = sheet([["Telefone"], ["11987654321"]], " " * 3_000_000)
    assert len(body) < 20_000
    answer = await office.admin.post("/v1/imports", content=body)
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")


async def test_a_damaged_archive_is_no_crash(office: FormsOffice) -> None:
    whole = sheet([["Telefone"], ["11987654321"]])
    for cut in range(10, len(whole) - 20, 97):
        body = whole[:cut] + bytes(20) + whole[cut + 20 :]
        answer = await office.admin.post("/v1/imports", content=body)
        assert answer.status_code in (201, 400), (cut, answer.text)
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    answer = await office.admin.post("/v1/imports", content=plain.getvalue())
    assert (answer.status_code, answer.json()["params"]) == (400, {"reason": "type"})


async def many(clock: Callable[[], int], count: int) -> AsyncIterator[bytes]:
    """A long list, never whole in memory: every tenth row cannot be taken, every twentieth person left."""
    said = day(clock() - MINUTE)
    yield b"telefone;finalidade;aceite;data;origem;texto;comprovante\n"
    for start in range(0, count, 500):
        lines = []
        for number in range(start, start + 500):
            phone = "?" if number % 10 == 3 else f"119{80000000 + number}"
            answer = "não" if number % 20 == 7 else "sim"
            lines.append(f"{phone};txn.order;{answer};{said};Cadastro;{NOTICE};ficha {number}\n")
        yield "".join(lines).encode()


async def test_twenty_thousand_rows_are_tried_out(office: FormsOffice) -> None:
    answer = await office.admin.post("/v1/imports", content=many(office.clock, 20_000))
    assert answer.status_code == 201, answer.text
    batch = dict(answer.json())
    assert batch["rows"] == 20_000
    await check(office, batch)
    checked = await until(office, batch["id"], "checked")
    assert checked["counts"] == {"error": 2000, "revoked": 1000, "active": 17_000}
    assert checked["done"] == 20_000


async def test_a_restart_goes_on_where_it_was(tmp_path: Path) -> None:
    config, secrets = settings_for(tmp_path)
    clock = MovableClock()
    async with started(config, secrets, clock) as gateway:
        add = gateway.core.accounts.add
        admin, lead = [await add(role.value, role.value, role, PASSWORD) for role in (Role.ADMIN, Role.LEAD)]
        clock.ahead += 60 * MINUTE
        imports = gateway.forms.imports
        batch = await imports.upload(admin, "", many(clock, 2000))
        assert batch.mapping is not None
        await imports.map(admin, batch.id, batch.mapping)
        await eventually(lambda: imports.get(admin, batch.id), lambda it: it.state == "checked", 150)
        await imports.apply(lead, batch.id)
        await eventually(lambda: imports.get(admin, batch.id), lambda it: it.done > 0, 150)
    async with started(config, secrets, clock) as again:
        imports = again.forms.imports
        done = await eventually(lambda: imports.get(admin, batch.id), lambda it: it.state == "applied", 150)
        assert done.counts == {"error": 200, "revoked": 100, "active": 1700}
        sql = "SELECT type, count(*) FROM consent_event WHERE source = 'import' GROUP BY type"
        written = await again.core.database.read(lambda tx: tx.driver.execute(sql).fetchall())
        assert dict(written) == {"GRANTED": 1700, "REVOKED": 100, "IMPORT_BATCH": 1}
        assert await again.core.database.read(again.core.ledger_check.first) is None


@asynccontextmanager
async def started(config: Config, secrets: Secrets, clock: MovableClock) -> AsyncIterator[Gateway]:
    gateway = Gateway(config, secrets, clock=clock, passwords=quick_passwords())
    await gateway.start()
    try:
        yield gateway
    finally:
        await gateway.stop()


async def test_two_who_approve_at_once_apply_once(office: FormsOffice) -> None:
    batch = await upload(office, table([row(office, number) for number in range(1, 120)]))
    await check(office, batch)
    async with office.running.client("lead") as lead:
        answers = await asyncio.gather(*(lead.post(f"/v1/imports/{batch['id']}/apply") for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [202, 409, 409, 409, 409, 409]
    await until(office, batch["id"], "applied")
    assert len(await office.events()) == 119
