"""A list from elsewhere, through the administration: tried out by one person, taken over and back by another."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from desktop.front import Dress
from desktop.ui.views.admin.table import ReadTable
from desktop.ui.views.choices import ChoiceList
from tests.helpers.consent_desk import ConsentOffice, Counter, Seat, at_the_counter, seated
from tests.helpers.deployment import PASSWORD

HEADERS = "Nome;Telefone;Finalidade;Consentimento;Data do consentimento;Origem;Texto;Comprovante"
NOTICE = "txn.order-v1-pt-BR"


def listed(path: Path) -> Path:
    """One with everything that proves it, one without its proof, one "no", one number that is none."""
    said = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    rows = [
        f"Ivo Braga;(11) 98877-2501;txn.order;sim;{said};Cadastro na loja;{NOTICE};ficha 1.pdf",
        f"Iara Moura;(11) 98877-2502;txn.order;sim;{said};Cadastro na loja;{NOTICE};",
        f"Igor Assis;(11) 98877-2503;txn.order;não;{said};;;",
        f"Inês Couto;abc;txn.order;sim;{said};Cadastro na loja;{NOTICE};ficha 4.pdf",
    ]
    path.write_text("\n".join([HEADERS, *rows, ""]), "utf-8")
    return path


async def imports(seat: Seat) -> None:
    await seat.hands.click("rail_admin")
    pages = await seat.hands.see(ChoiceList, "admin_pages")
    assert pages.choose("imports")


async def uploaded(seat: Seat, path: Path) -> None:
    await seat.hands.click("imports_state_action")  # nothing was imported yet
    dialog = await seat.hands.see(QFileDialog, "attach_dialog")
    dialog.filesSelected.emit([str(path)])
    dialog.done(QFileDialog.DialogCode.Accepted)
    await seat.until(lambda: path.name in seat.text("import_state"), "the file is there")


def outcomes(seat: Seat) -> list[str]:
    table = seat.hands.find(ReadTable, "import_outcomes")
    return [table.item(row, 1).text() for row in range(table.rowCount())] if table is not None else []


async def states(counter: Counter, *names: str) -> list[str]:
    """Of orders, as the gateway lists these people."""
    async with counter.office.client("admin") as admin:
        found = []
        for name in names:
            told = (await admin.get("/v1/contacts", params={"query": name})).json()["contacts"]
            consents = told[0]["consents"] if told else []
            found.append(next((it["state"] for it in consents if it["purpose"] == "txn.order"), "NONE"))
        return found


async def test_a_list_is_tried_out_taken_over_by_somebody_else_and_taken_back(
    consent_office: ConsentOffice, wear: Dress, tmp_path: Path
) -> None:
    async with at_the_counter(consent_office) as counter:
        names = ("user", "add", "alba", "--name", "Alba Admin", "--role", "admin", "--password-stdin")
        await asyncio.to_thread(counter.office.command, *names, stdin=PASSWORD)
        async with seated(wear, counter, "admin", tmp_path / "admin") as one:
            await imports(one)
            await uploaded(one, listed(tmp_path / "clientes.csv"))
            await one.hands.click("imports_save")
            await one.until(lambda: len(outcomes(one)) == 4, "every row has its outcome")
            apply = await one.hands.see(QPushButton, "imports_apply")
            assert not apply.isEnabled()
            assert outcomes(one)[0] != outcomes(one)[1]
        assert await states(counter, "Ivo Braga") == ["NONE"]
        async with seated(wear, counter, "alba", tmp_path / "alba", language="en", theme="dark") as other:
            await imports(other)
            (await other.hands.see(ChoiceList, "imports_list")).setFocus()
            await other.until(
                lambda: other.hands.find(QPushButton, "imports_apply") is not None, "it can be taken over"
            )
            await other.hands.click("imports_apply")
            await other.until(lambda: other.hands.find(QPushButton, "imports_undo") is not None, "it was taken over")
            assert await states(counter, "Ivo Braga", "Iara Moura", "Igor Assis") == [
                "ACTIVE",
                "IMPORTED_UNPROVEN",
                "REVOKED",
            ]
            await other.hands.click("imports_undo")
            (await other.hands.see(QPushButton, "confirm_yes")).click()
            shown = await other.hands.see(QLabel, "import_state")
            await other.until(lambda: "Taken back" in shown.text(), "it was taken back")
        assert await states(counter, "Ivo Braga", "Igor Assis") == ["INVALIDATED", "REVOKED"]
