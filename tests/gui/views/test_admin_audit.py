"""The audit log in the administration: read in words, narrowed down, paged, and a way to what was looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from desktop.domain.errors import GatewayUnreachable
from desktop.ui.texts import audit
from desktop.ui.views.admin.table import ReadTable
from server_stub.contract.wall import AuditRow
from server_stub.services.leads.audit import Action
from tests.gui.views.conftest import Office
from tests.helpers.admin_counter import Counter
from tests.helpers.sample_people import ANA, BRUNO, CARLA, NOW
from tests.helpers.waiting import until

NAMES = {each.id: each.name for each in (ANA, BRUNO, CARLA)}
SECOND = 1_000


def looks(count: int = 3) -> list[AuditRow]:
    first = [
        AuditRow(1, NOW, ANA.id, "look", "v-rafael", "", "Rafael Costa"),
        AuditRow(2, NOW + SECOND, ANA.id, "take_over", "v-rafael", BRUNO.id, "Rafael Costa"),
        AuditRow(3, NOW + 2 * SECOND, CARLA.id, "bulk", "", "close:12:b1"),
    ]
    return [*first, *(AuditRow(seq, NOW + seq * SECOND, ANA.id, "look", "v-rafael") for seq in range(4, count + 1))]


def cells(counter: Counter) -> list[list[str]]:
    table = counter.find(ReadTable, "audit_table")
    return [
        [table.item(line, place).text() for place in range(1, table.columnCount())] for line in range(table.rowCount())
    ]


async def opened(counter: Counter, *rows: AuditRow) -> None:
    counter.desk.team.looks = list(rows)
    await counter.go("audit")
    await until(lambda: counter.is_filled("audit"))


def choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


async def test_leads_read_who_looked_and_who_took_a_hand(leads_counter: Counter) -> None:
    await opened(leads_counter, *looks())
    assert cells(leads_counter) == [
        ["Carla Dias", "Closed 12 conversations at once", ""],
        ["Ana Paula", "Took it over from Bruno Lima", "Rafael Costa"],
        ["Ana Paula", "Looked at it", "Rafael Costa"],
    ]
    assert not leads_counter.find(QPushButton, "audit_older").isVisible()


async def test_it_is_narrowed_down_to_a_person_or_a_kind(leads_counter: Counter) -> None:
    await opened(leads_counter, *looks())
    choose(leads_counter.find(QComboBox, "audit_person"), ANA.id)
    await until(lambda: len(cells(leads_counter)) == 2)
    choose(leads_counter.find(QComboBox, "audit_kind"), "take_over")
    await until(lambda: [row[1] for row in cells(leads_counter)] == ["Took it over from Bruno Lima"])
    choose(leads_counter.find(QComboBox, "audit_person"), CARLA.id)
    told = leads_counter.find(QLabel, "audit_sentence")
    await until(lambda: told.text() == "Nothing of this kind yet.")


async def test_older_ones_follow_below(leads_counter: Counter) -> None:
    leads_counter.desk.team.looks_a_page = 2
    await opened(leads_counter, *looks(5))
    assert len(cells(leads_counter)) == 2
    leads_counter.click("audit_older")
    await until(lambda: len(cells(leads_counter)) == 4)
    leads_counter.click("audit_older")
    await until(lambda: len(cells(leads_counter)) == 5)
    assert cells(leads_counter)[-1][1] == "Looked at it"
    assert not leads_counter.find(QPushButton, "audit_older").isVisible()


async def test_without_a_line_it_says_so_and_keeps_what_is_there(leads_counter: Counter) -> None:
    leads_counter.desk.team.looks_a_page = 2
    await opened(leads_counter, *looks(5))
    leads_counter.desk.team.refuse_next(GatewayUnreachable())
    leads_counter.click("audit_older")
    told = leads_counter.find(QLabel, "audit_problem")
    await until(told.isVisible)
    assert len(cells(leads_counter)) == 2


async def test_the_conversation_is_looked_at_by_keyboard(office: Office) -> None:
    """What happens to many is in no conversation, so there is none to open."""
    office.desk.team.looks = looks()
    office.work.places.show_admin()
    admin = office.work.places.admin
    assert admin is not None
    admin.open("audit")
    await until(lambda: office.shows("audit_table"))
    table, look = office.find(ReadTable, "audit_table"), office.find(QPushButton, "audit_look")
    assert not look.isEnabled()
    table.setFocus()
    table.selectRow(0)
    assert not look.isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert look.isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Return)
    await until(lambda: office.work.conversation.id == "v-rafael")
    await until(lambda: ("look", "v-rafael") in office.desk.team.done)
    assert office.work.conversation.only_looks


async def test_what_was_deleted_since_is_said_and_not_opened(office: Office) -> None:
    office.desk.team.looks = [AuditRow(1, NOW, ANA.id, "look", "v-erased")]
    office.work.places.show_admin()
    admin = office.work.places.admin
    assert admin is not None
    admin.open("audit")
    await until(lambda: office.shows("audit_table"))
    office.find(ReadTable, "audit_table").selectRow(0)
    office.click("audit_look")
    await until(lambda: office.shows("toast"))
    await until(lambda: "foi apagada" in office.find(QWidget, "toast").accessibleName())
    assert not [name for name, _ in office.desk.team.done if name == "look"]


def test_each_kind_the_gateway_writes_has_words() -> None:
    assert set(audit.KINDS) == {action.value for action in Action}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (AuditRow(1, NOW, ANA.id, "take_over", "v", ""), "Took it over"),
        (AuditRow(1, NOW, ANA.id, "reassign", "v", f"{BRUNO.id}>{CARLA.id}"), "Moved it from Bruno Lima to Carla Dias"),
        (AuditRow(1, NOW, ANA.id, "reassign", "v", f">{CARLA.id}"), "Gave it to Carla Dias"),
        (AuditRow(1, NOW, ANA.id, "reassign", "v", f"{BRUNO.id}>"), "Put it back into its queue; Bruno Lima had it"),
        (AuditRow(1, NOW, ANA.id, "bulk", "", "to_queue:7:b"), "Moved 7 conversations at once"),
        (AuditRow(1, NOW, ANA.id, "export", "", "contact"), "Took all data of the person along"),
        (AuditRow(1, NOW, ANA.id, "export", "v", "case"), "Took the history of a case along"),
        (AuditRow(1, NOW, ANA.id, "of_tomorrow", "v"), "of_tomorrow"),
        (AuditRow(1, NOW, ANA.id, "bulk", "", ""), "Moved 0 conversations at once"),
    ],
)
async def test_what_was_done_is_a_sentence(leads_counter: Counter, row: AuditRow, says: str) -> None:
    assert audit.deed(row, lambda account_id: NAMES.get(account_id, "")) == says
