"""Permission on paper with its proof, taken back, asked for and answered; and the proof pack that a stranger checks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton

from desktop.front import Dress
from desktop.ui.views.panel_form import FileField
from tests.helpers.consent_desk import ConsentOffice, Seat, agreed, at_the_counter, seated
from tests.helpers.packs import flipped, picture, stranger, unpack

ORDERS = "txn.order"


async def record(seat: Seat, purpose: str, way: str, proof: Path) -> None:
    """From the menu of a purpose: how it was said, and the file that shows it."""
    panel = seat.workspace.view.panel
    action = panel.menu_for(purpose).findChild(QAction, "consent_record")
    assert action is not None
    action.trigger()
    (await seat.hands.see(QPushButton, f"record_way_{way}")).click()
    (await seat.hands.see(FileField, "record_file")).set_path(proof)
    await seat.hands.click("record_permission_confirm")
    await seat.until(lambda: not seat.shows("record_permission"), "the form has closed")


async def keep(seat: Seat, target: Path) -> None:
    """ "Prova do consentimento…", written there."""
    (await seat.hands.see(QPushButton, "panel_proof")).click()
    dialog = await seat.hands.see(QFileDialog, "save_dialog")
    dialog.filesSelected.emit([str(target)])
    dialog.done(QFileDialog.DialogCode.Accepted)
    await seat.until(target.exists, "the pack is written")
    action = seat.agent.window.findChild(QPushButton, "panel_progress_action")
    await seat.until(lambda: action is not None and not action.isHidden(), "the pane says that it is written")


async def test_paper_with_its_proof_is_recorded_and_taken_back(
    consent_office: ConsentOffice, wear: Dress, tmp_path: Path
) -> None:
    paper = tmp_path / "ficha.png"
    paper.write_bytes(picture())
    async with at_the_counter(consent_office) as counter, seated(wear, counter, "ana", tmp_path) as seat:
        await counter.arrives("pilar", "Pilar Gama", "+55 11 98877-2301")
        await seat.open("Pilar Gama")
        await record(seat, ORDERS, "paper", paper)
        await seat.until_state("Pilar Gama", "ACTIVE", ORDERS)
        await seat.until(lambda: "Ativo" in seat.told(f"consent_{ORDERS}"), "the pane says so")
        history = seat.workspace.view.panel.history
        await seat.until(lambda: _proofs(seat) == 1, "the proof is one click away")
        assert history.isVisible()
        await record(seat, "mkt.promotions", "voice", paper)
        await seat.until_state("Pilar Gama", "PENDING")
        await seat.hands.click("panel_leave")
        await seat.hands.click("record_leaving_confirm")
        await seat.until_state("Pilar Gama", "REVOKED")
        events = await counter.events(seat.scene.person("Pilar Gama").id)
        assert events[0] == ("GRANTED", ORDERS, "agent")
        # The prompt that asks for the confirmation is on its way by itself: it may be noted before or after she left.
        assert set(events[1:]) == {("REQUESTED", "mkt.promotions", "agent"), ("REVOKED", "mkt.*", "agent")}


def _proofs(seat: Seat) -> int:
    shown = seat.workspace.view.panel.history.findChildren(QPushButton)
    return sum(it.objectName().startswith("history_proof_") for it in shown)


async def test_a_pack_is_one_click_and_a_stranger_says_whether_it_holds(
    consent_office: ConsentOffice, wear: Dress, tmp_path: Path
) -> None:
    target = tmp_path / "prova.zip"
    async with at_the_counter(consent_office) as counter, seated(wear, counter, "lia", tmp_path) as seat:
        await agreed(counter, seat, "paula", "Paula Neri", "+55 11 98877-2302")
        await counter.says("paula", "SAIR")
        await seat.until_state("Paula Neri", "REVOKED")
        await keep(seat, target)
    folder = unpack(target, tmp_path / "pack")
    code, said = stranger(folder)
    assert code == 0, said
    events = folder / "events.jsonl"
    with flipped(events, events.stat().st_size // 2):
        code, said = stranger(folder)
    assert code != 0
    assert "events.jsonl" in said
