"""Lists of people as files, and the way of one through the gateway."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

from tests.helpers.forms import NOTICE, FormsOffice
from tests.helpers.shop import eventually

MINUTE = 60_000
DAY = 24 * 3_600_000
COLUMNS = ["Nome", "Telefone", "Finalidade", "Consentimento", "Data do consentimento", "Origem", "Texto", "Comprovante"]


def day(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def row(office: FormsOffice, number: int = 1, **change: str) -> dict[str, str]:
    """Everything that a row must say, said a minute ago."""
    usual = {
        "Nome": f"Pessoa {number}",
        "Telefone": f"(11) 9{80000000 + number}",
        "Finalidade": "txn.order",
        "Consentimento": "sim",
        "Data do consentimento": day(office.clock() - MINUTE),
        "Origem": "Cadastro na loja",
        "Texto": NOTICE,
        "Comprovante": f"ficha {number}.pdf",
    }
    return usual | change


def table(rows: list[dict[str, str]], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


async def upload(office: FormsOffice, body: bytes, name: str = "clientes.csv") -> dict[str, Any]:
    answer = await office.admin.post("/v1/imports", params={"file_name": name}, content=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def check(office: FormsOffice, batch: dict[str, Any], **change: str) -> dict[str, Any]:
    """The report of the dry run, by the guessed mapping."""
    path = f"/v1/imports/{batch['id']}"
    answer = await office.admin.put(f"{path}/mapping", json=batch["mapping"] | change)
    assert answer.status_code == 200, answer.text
    await until(office, batch["id"], "checked")
    return dict((await office.admin.get(f"{path}/rows")).json())


async def until(office: FormsOffice, batch_id: str, state: str) -> dict[str, Any]:
    async def look() -> dict[str, Any]:
        return dict((await office.admin.get(f"/v1/imports/{batch_id}")).json())

    return await eventually(look, lambda batch: batch["state"] == state, 150)


async def apply(office: FormsOffice, batch_id: str, login: str = "lead") -> dict[str, Any]:
    async with office.running.client(login) as other:
        answer = await other.post(f"/v1/imports/{batch_id}/apply")
    assert answer.status_code == 202, answer.text
    return await until(office, batch_id, "applied")


async def imported(office: FormsOffice, rows: list[dict[str, str]], **change: str) -> dict[str, Any]:
    batch = await upload(office, table(rows))
    await check(office, batch, **change)
    return await apply(office, batch["id"])


def outcomes(report: dict[str, Any]) -> list[tuple[str, str]]:
    return [(it["outcome"], it.get("reason", "")) for it in report["rows"]]
