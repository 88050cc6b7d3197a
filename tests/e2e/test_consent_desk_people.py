"""From the contacts: two that are one person, put together and taken apart; and a request that ends in erasure."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from desktop.front import Dress
from desktop.ui.views.choices import ChoiceList
from server_stub.contract.rights import Right
from tests.helpers.consent_desk import ConsentOffice, Counter, Seat, at_the_counter, seated
from tests.helpers.shop import eventually

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


async def contacts(seat: Seat, tab: str) -> None:
    await seat.hands.press(Qt.Key.Key_K, CTRL_SHIFT)
    await seat.hands.click(f"contacts_tab_{tab}")


async def moved(counter: Counter, seat: Seat, key: str, name: str, old: str, new: str) -> str:
    """Somebody changes their number and writes from the new one before anybody decides; the proposal's id."""
    await counter.arrives(key, name, old)
    await seat.until(lambda: seat.scene.find(name) is not None, f"{name} has written")
    known = seat.scene.find(name)
    async with counter.office.simulator() as phones:
        (await phones.post(f"/users/{key}/number", json={"phone": new})).raise_for_status()
    await counter.says(key, "Mudei de número")
    await seat.until(lambda: len(named(seat, name)) == 2, "there are two of them")

    async def look() -> list[str]:
        async with counter.office.client("lia") as lead:
            told = (await lead.get("/v1/merge-proposals")).json()
        return [it["id"] for it in told if known and it["contact"]["id"] == known.contact_id]

    return (await eventually(look, bool))[0]


def named(seat: Seat, name: str) -> set[str]:
    """Contacts of this name among the conversations of this desktop."""
    return {it.id for it in seat.scene.contacts() if it.name == name}


async def test_two_that_are_one_are_put_together_and_taken_apart(
    consent_office: ConsentOffice, wear: Dress, tmp_path: Path
) -> None:
    name = "Marcos Teles"
    async with at_the_counter(consent_office) as counter, seated(wear, counter, "lia", tmp_path) as seat:
        proposal = await moved(counter, seat, "marcos", name, "+55 11 98877-2401", "5511977662401")
        await contacts(seat, "merging")
        card = await seat.hands.see(QFrame, f"merge_{proposal}")
        assert "+55 11 97766-2401" in [it.text() for it in card.findChildren(QLabel)], "what is decided about"
        await seat.hands.click(f"merge_accept_{proposal}")
        await seat.until(lambda: len(named(seat, name)) == 1, "they are one")
        await seat.hands.click(f"merge_undo_{proposal}")
        await seat.until(lambda: len(named(seat, name)) == 2, "they are two again")
        await seat.hands.click(f"merge_reject_{proposal}")
        await seat.until(lambda: not seat.shows(f"merge_accept_{proposal}"), "it is decided")
        assert len(named(seat, name)) == 2


async def test_an_erasure_reaches_every_open_desktop(
    consent_office: ConsentOffice, wear: Dress, tmp_path: Path
) -> None:
    name = "Rosa Dias"
    async with (
        at_the_counter(consent_office) as counter,
        seated(wear, counter, "ana", tmp_path / "ana") as ana,
        seated(wear, counter, "admin", tmp_path / "admin") as admin,
    ):
        await counter.arrives("rosa", name, "+55 11 98877-2402", "Meu segredo é azul")
        await ana.open(name)
        place = ana.scene.conversation(name).id
        await ana.hands.click("panel_request")
        box = await ana.hands.see(QComboBox, "request_right")
        box.setCurrentIndex(box.findData(Right.ERASURE.value))
        await ana.hands.click("rights_request_confirm")
        await ana.until(lambda: not ana.shows("rights_request"), "the request has its protocol")
        protocol = await opened(counter, ana.scene.person(name).id)
        await contacts(admin, "requests")
        listed = await admin.hands.see(ChoiceList, "requests_list")
        await admin.until(lambda: listed.choose(protocol), "the request is listed")
        (await admin.hands.see(QLineEdit, "request_typed")).setText(protocol)
        await admin.hands.click("request_erase")
        await admin.until(lambda: not admin.shows("request_erasing"), "it is done")
        await ana.until(lambda: not any(it.name == name for it in ana.scene.contacts()), "the name is gone")

        async def texts() -> list[str]:
            return [it.content.text for it in (await ana.desk.page(place)).messages]

        await eventually(texts, lambda found: "Meu segredo é azul" not in found)
        assert not await ana.desk.finding.local("segredo", limit=10)


async def opened(counter: Counter, contact_id: str) -> str:
    async with counter.office.client("lia") as lead:
        told = (await lead.get("/v1/rights-requests", params={"state": "open"})).json()
    (found,) = (it["protocol"] for it in told if it["contact_id"] == contact_id)
    return str(found)


async def test_a_request_for_access_is_answered_with_the_file(
    consent_office: ConsentOffice, wear: Dress, tmp_path: Path
) -> None:
    async with at_the_counter(consent_office) as counter, seated(wear, counter, "lia", tmp_path, theme="dark") as seat:
        await counter.arrives("rute", "Rute Maia", "+55 11 98877-2403")
        await seat.open("Rute Maia")
        await seat.hands.click("panel_request")
        box = await seat.hands.see(QComboBox, "request_right")
        box.setCurrentIndex(box.findData(Right.ACCESS.value))
        await seat.hands.click("rights_request_confirm")
        await seat.until(lambda: not seat.shows("rights_request"), "the request has its protocol")
        protocol = await opened(counter, seat.scene.person("Rute Maia").id)
        await contacts(seat, "requests")
        listed = await seat.hands.see(ChoiceList, "requests_list")
        await seat.until(lambda: listed.choose(protocol), "the request is listed")
        await export(seat, tmp_path / "dados.zip")
        (await seat.hands.see(QPlainTextEdit, "request_answer")).setPlainText("Segue o arquivo com os seus dados.")
        await seat.hands.click("request_send")
        await seat.until(lambda: not seat.shows("request_answering"), "it is answered")
    assert (tmp_path / "dados.zip").stat().st_size > 1000


async def export(seat: Seat, target: Path) -> None:
    (await seat.hands.see(QPushButton, "request_export")).click()
    dialog = await seat.hands.see(QFileDialog, "save_dialog")
    dialog.filesSelected.emit([str(target)])
    dialog.done(QFileDialog.DialogCode.Accepted)
    await seat.until(lambda: seat.shows("request_progress_action"), "the file is written")
