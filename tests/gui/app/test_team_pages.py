"""The pages of queues and classifications over a real gateway: what it refuses is said where it stands."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from desktop.ui.views.choices import ChoiceList
from server_stub.contract.queues import Queue
from server_stub.contract.transfers import Transfer
from tests.helpers.admin_counter import administration
from tests.helpers.desks import Computer
from tests.helpers.office import online
from tests.helpers.sides import real_side
from tests.helpers.waiting import until


def write(place: QWidget, name: str, text: str) -> None:
    box = place.findChild(QLineEdit, name)
    assert box is not None, name
    box.setText(text)
    box.textEdited.emit(text)


def click(place: QWidget, name: str) -> None:
    button = place.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def says(place: QWidget, name: str) -> str:
    told = place.findChild(QLabel, name)
    return told.text() if told is not None and told.isVisible() else ""


async def test_a_queue_from_its_making_to_its_removal(qapp: QApplication, tmp_path: Path) -> None:
    async with (
        real_side(tmp_path) as side,
        Computer(tmp_path / "admin").desk(side.url, "admin") as desk,
        Computer(tmp_path / "ana").desk(side.url, "ana") as ana,
        administration(qapp, desk, desk.office) as (view, admin),
    ):
        await online(desk)
        await online(ana)
        admin.open("queues")
        await until(lambda: view.findChild(ChoiceList, "queues_list") is not None)
        page = view.findChild(QWidget, "page_queues")
        names = view.findChild(ChoiceList, "queues_list")
        await until(lambda: names.count() == 1)
        click(page, "queues_new")
        write(page, "field_name", "Vendas")
        write(page, "field_transfer_seconds", "5")
        click(page, "queues_save")
        await until(lambda: says(page, "problem_transfer_seconds") == "Write a number from 10 to 3600.")
        write(page, "field_transfer_seconds", "30")
        write(page, "hours_0", "9 to 18, x")
        click(page, "queues_save")
        await until(lambda: says(page, "problem_hours").startswith("Write from when to when"))
        write(page, "hours_0", "0-24")
        click(page, "hours_copy")
        write(page, "hours_5", "0h-24h")
        write(page, "hours_6", "00:00-12:00; 12-24")
        click(page, "queues_save")
        await until(lambda: names.count() == 2)
        hours = ["00:00-24:00"] * 6
        made = next(it for it in await desk.team.all_queues() if it.name == "Vendas")
        assert made == Queue(
            made.id, "Vendas", 1, transfer_seconds=30, hours=[*hours, "00:00-12:00,12:00-24:00"], revision=made.revision
        )

        await desk.team.save_queue(msgspec.structs.replace(made, everyone=True))
        write(page, "field_priority", "4")
        click(page, "queues_save")
        await until(lambda: says(page, "queues_problem").startswith("Somebody changed this meanwhile."))
        click(page, "queues_save")
        await until(lambda: not says(page, "queues_problem"))
        await until(lambda: made.id in ana.queues() and ana.queues()[made.id].priority == 4)
        assert ana.queues()[made.id].everyone

        await until(lambda: ana.conversation(side.talk) is not None)
        await ana.team.transfer(side.talk, Transfer(to_queue=made.id))
        click(page, "queues_remove")
        target = page.findChild(QComboBox, "queues_target")
        await until(target.isVisible)
        assert says(page, "queues_in_use") == "The queue still holds 1 case. Choose the queue that gets it."
        click(page, "queues_move")
        await until(lambda: names.count() == 1)
        await until(lambda: made.id not in ana.queues())
