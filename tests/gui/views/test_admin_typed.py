"""What was typed in the administration and not saved is there again, whatever else was looked at meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from desktop.domain.errors import Refused
from desktop.ui.controllers.admin.admin import _OFFERING_PURPOSES, _PAGES
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.views.admin.hours import HoursTable
from desktop.ui.views.admin.tree_editor import OutlineTree
from server_stub.contract.model import Role
from tests.gui.views.conftest import Office, StartedSampleDesk, build_office
from tests.helpers.admin_counter import Counter
from tests.helpers.sample_people import ANA
from tests.helpers.waiting import until

ALL = (*_PAGES, *_OFFERING_PURPOSES)


async def opened(counter: Counter, page: str, key: str = "") -> None:
    await counter.go(page)
    loading = {f"open {page}", f"load page_{page}"}
    await until(lambda: not loading & {task.get_name() for task in asyncio.all_tasks()})
    if key:
        counter.choose(page, key)


def controller(counter: Counter, page: str) -> PageController:
    return counter.admin._pages[page]


def name_of(counter: Counter) -> str:
    return counter.find(QLineEdit, "field_name", "queues").text()


def may_discard(counter: Counter, page: str = "queues") -> bool:
    return counter.find(QPushButton, f"{page}_discard").isVisible()


@pytest.mark.parametrize("page", ALL)
async def test_what_only_was_shown_was_not_typed(counter: Counter, page: str) -> None:
    """Of every page and record, and of a new one: values stay what they are when they are written back."""
    await opened(counter, page)
    shown = controller(counter, page).page
    records = shown.list.model()
    for row in range(max(1, records.rowCount())):
        if records.rowCount() > 1:
            shown.list.setCurrentIndex(records.index(row, 0))
        assert shown.typed.typed() == {}
        shown.write_values(shown.read_values())
        assert shown.typed.typed() == {}
        assert not may_discard(counter, page)
    shown.new_asked.emit()
    assert shown.typed.typed() == {}
    assert not may_discard(counter, page)


async def test_another_record_is_looked_at_and_the_text_is_still_there(counter: Counter) -> None:
    await opened(counter, "queues", "q-sales")
    counter.write("name", "Vendas e orçamentos", "queues")
    assert may_discard(counter)
    counter.choose("queues", "q-money")
    assert name_of(counter) == "Financeiro e cobrança"
    assert not may_discard(counter)
    assert not counter.find(QPushButton, "queues_save").isEnabled()
    counter.choose("queues", "q-sales")
    assert name_of(counter) == "Vendas e orçamentos"
    counter.click("queues_save")
    await until(lambda: counter.desk.team.kept_queues["q-sales"].name == "Vendas e orçamentos")
    await until(lambda: not may_discard(counter))
    counter.choose("queues", "q-money")
    counter.choose("queues", "q-sales")
    assert not may_discard(counter)


async def test_a_new_record_waits_too_and_another_page_takes_nothing(counter: Counter) -> None:
    await opened(counter, "queues", "q-sales")
    counter.write("name", "Vendas!", "queues")
    counter.click("queues_new")
    counter.write("name", "Pós-venda", "queues")
    await opened(counter, "team")
    await opened(counter, "queues")
    counter.choose("queues", "q-sales")
    assert name_of(counter) == "Vendas!"
    counter.click("queues_new")
    assert name_of(counter) == "Pós-venda"
    counter.click("queues_save")
    await until(lambda: "Pós-venda" in {it.name for it in counter.desk.team.kept_queues.values()})
    counter.click("queues_new")
    assert name_of(counter) == ""


async def test_what_was_typed_is_discarded_when_it_is_wished(counter: Counter) -> None:
    await opened(counter, "queues", "q-sales")
    counter.write("name", "Outra", "queues")
    counter.click("queues_discard")
    await until(lambda: counter.is_filled("queues") and name_of(counter) == "Vendas")
    assert not may_discard(counter)
    assert not counter.find(QPushButton, "queues_save").isEnabled()


async def test_what_a_colleague_changed_meanwhile_is_shown_and_said(counter: Counter) -> None:
    await opened(counter, "queues", "q-sales")
    counter.write("name", "Minhas vendas", "queues")
    await opened(counter, "team")
    team = counter.desk.team
    team.kept_queues["q-sales"] = msgspec.structs.replace(
        team.kept_queues["q-sales"], name="Vendas deles", answer_seconds=77, revision=9
    )
    await opened(counter, "queues", "q-sales")
    assert name_of(counter) == "Minhas vendas"
    assert counter.find(QLineEdit, "field_answer_seconds", "queues").text() == "77"
    told = counter.find(QLabel, "queues_problem")
    await until(told.isVisible)
    assert "Name" in told.text()
    counter.click("queues_save")
    await until(lambda: team.kept_queues["q-sales"].name == "Minhas vendas")
    assert team.kept_queues["q-sales"].answer_seconds == 77


async def test_what_was_refused_after_somebody_went_on_is_still_there(counter: Counter) -> None:
    await opened(counter, "queues", "q-sales")
    counter.write("name", "Recusada", "queues")
    counter.desk.team.gate.clear()
    counter.click("queues_save")
    await asyncio.sleep(0)
    counter.choose("queues", "q-money")
    counter.desk.team.refuse_next(Refused("value_invalid", field="name"))
    counter.desk.team.gate.set()
    await until(lambda: counter.find(QLabel, "problem_name").isVisible())
    assert name_of(counter) == "Financeiro e cobrança"
    counter.choose("queues", "q-sales")
    assert name_of(counter) == "Recusada"


def days_of(counter: Counter) -> list[QLineEdit]:
    """As they are now: they are made anew when they are filled."""
    return counter.find(HoursTable, "hours").findChildren(QLineEdit)


async def test_what_met_a_colleagues_change_after_somebody_went_on_waits_for_them(counter: Counter) -> None:
    """The form of another record must not be filled with it."""
    team = counter.desk.team
    await opened(counter, "queues", "q-sales")
    counter.write("name", "Minhas vendas", "queues")
    team.gate.clear()
    counter.click("queues_save")
    await asyncio.sleep(0)
    counter.choose("queues", "q-money")
    before = team.kept_queues["q-sales"]
    team.kept_queues["q-sales"] = msgspec.structs.replace(before, name="Vendas deles", revision=before.revision + 1)
    team.refuse_next(Refused("state_conflict"))
    team.gate.set()
    told = counter.find(QLabel, "queues_problem")
    await until(told.isVisible)
    assert name_of(counter) == "Financeiro e cobrança"
    assert not may_discard(counter)
    counter.choose("queues", "q-sales")
    assert name_of(counter) == "Minhas vendas"
    assert "Name" in told.text()
    counter.click("queues_save")
    await until(lambda: team.kept_queues["q-sales"].name == "Minhas vendas")


async def test_what_was_refused_after_somebody_came_back_stands_there_again(counter: Counter) -> None:
    team = counter.desk.team
    await opened(counter, "queues", "q-sales")
    counter.write("name", "Recusada", "queues")
    team.gate.clear()
    counter.click("queues_save")
    await asyncio.sleep(0)
    counter.choose("queues", "q-money")
    counter.choose("queues", "q-sales")
    assert name_of(counter) == "Vendas"
    team.refuse_next(Refused("value_invalid", field="name"))
    team.gate.set()
    await until(lambda: name_of(counter) == "Recusada" and may_discard(counter))
    counter.choose("queues", "q-money")
    counter.choose("queues", "q-sales")
    assert name_of(counter) == "Recusada"


async def test_the_tree_and_the_hours_wait_as_well(counter: Counter) -> None:
    await opened(counter, "dispositions")
    counter.click("tree_add")
    box = next(it for it in counter.find(OutlineTree, "tree").findChildren(QLineEdit) if it.isVisible())
    QTest.keyClicks(box, "Garantia")
    QTest.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    await opened(counter, "policy")
    monday = days_of(counter)[0]
    monday.setText("9-1")
    monday.textEdited.emit("9-1")
    assert may_discard(counter, "policy")
    await opened(counter, "dispositions")
    lines = counter.find(OutlineTree, "tree").findItems("Garantia", Qt.MatchFlag.MatchRecursive)
    assert len(lines) == 1
    assert may_discard(counter, "dispositions")
    await opened(counter, "policy")
    await until(lambda: [it.text() for it in days_of(counter) if it.isVisible()].count("9-1") == 1)


async def test_pages_that_are_made_anew_keep_it(counter: Counter) -> None:
    await opened(counter, "capture")
    counter.find(QPushButton, "capture_new").click()
    counter.write("title", "Balcão da loja", "capture")
    await opened(counter, "queues")
    await opened(counter, "capture")
    counter.find(QPushButton, "capture_new").click()
    assert counter.find(QLineEdit, "field_title", "capture").text() == "Balcão da loja"


@pytest.fixture
async def administrator(qapp: QApplication, tmp_path: Path) -> AsyncIterator[Office]:
    account = msgspec.structs.replace(ANA, role=Role.ADMIN)
    async for made in build_office(qapp, tmp_path, StartedSampleDesk(tmp_path, account=account)):
        yield made


async def test_another_look_of_the_window_takes_nothing(administrator: Office) -> None:
    office = administrator
    office.work.places.show_admin()
    admin = office.work.places.admin
    assert admin is not None
    admin.open("notices")
    await until(lambda: office.shows("page_notices") and office.shows("field_body"))
    office.find(QPlainTextEdit, "field_body").setPlainText("Um texto ainda não publicado, longo o bastante para valer.")
    admin.open("queues")
    await until(lambda: office.shows("page_queues") and office.shows("queues_new"))
    office.click("queues_new")
    office.find(QLineEdit, "field_name").setFocus()
    office.write("Pós-venda")
    old = office.work
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.shows("page_queues") and office.shows("field_name"))
    await until(lambda: office.find(QLineEdit, "field_name").text() == "Pós-venda")
    assert office.find(QPushButton, "queues_discard").isVisible()
    again = office.work.places.admin
    assert again is not None
    again.open("notices")
    await until(lambda: office.shows("page_notices") and office.shows("field_body"))
    assert office.find(QPlainTextEdit, "field_body").toPlainText().startswith("Um texto ainda")
