"""Forms of the administration in which rows are added and taken away: hours of states, holidays, and numbers."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QLineEdit, QPushButton, QWidget

from desktop.ui.views.admin.hours import HoursTable
from server_stub.contract.registers import ChannelNumber
from tests.helpers.admin_counter import Counter
from tests.helpers.waiting import until

SECOND = ChannelNumber("106", "+55 21 98100-2233")


def press(box: QWidget) -> None:
    """As with the keyboard."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def day_of(counter: Counter, title: str, weekday: str) -> QLineEdit:
    boxes = counter.find(HoursTable, "hours").findChildren(QLineEdit)
    return next(box for box in boxes if box.accessibleName() == f"{title}, {weekday}" and box.isEnabled())


async def policy(counter: Counter) -> None:
    await counter.go("policy")
    await until(lambda: counter.is_filled("policy"))


async def test_a_state_gets_hours_of_its_own_by_keyboard(counter: Counter) -> None:
    await policy(counter)
    states = counter.find(QComboBox, "hours_state")
    states.setFocus()
    QTest.keyClicks(states, "SP")
    assert states.currentData() == "SP"
    assert states.count() == 27
    press(counter.find(QPushButton, "hours_add"))
    monday = day_of(counter, "Promotions and surveys in SP", "Monday")
    await until(lambda: counter.view.focusWidget() is monday)
    monday.selectAll()
    QTest.keyClicks(monday, "10h-17h30")
    press(counter.find(QPushButton, "policy_save"))
    await until(lambda: "SP" in counter.office.kept_policy.state_profiles)
    kept = counter.office.kept_policy
    assert kept.state_profiles["SP"]["marketing"].days[:2] == ["10:00-17:30", kept.profiles["marketing"].days[1]]
    assert "RJ" in kept.state_profiles


async def test_hours_of_a_state_are_taken_away(counter: Counter) -> None:
    await policy(counter)
    press(counter.find(QPushButton, "hours_remove_RJ_marketing"))
    press(counter.find(QPushButton, "policy_save"))
    await until(lambda: counter.office.kept_policy.state_profiles == {})


async def test_a_state_is_not_added_twice(counter: Counter) -> None:
    await policy(counter)
    counter.find(QComboBox, "hours_state").setCurrentText("RJ")
    press(counter.find(QPushButton, "hours_add"))
    names = [box.accessibleName() for box in counter.find(HoursTable, "hours").findChildren(QLineEdit)]
    assert names.count("Promotions and surveys in RJ, Monday") == 1
    await until(lambda: counter.view.focusWidget() is day_of(counter, "Promotions and surveys in RJ", "Monday"))


async def test_hours_that_cannot_be_read_are_said_in_a_sentence(counter: Counter) -> None:
    await policy(counter)
    before = counter.office.kept_policy
    tuesday = day_of(counter, "Promotions and surveys", "Tuesday")
    tuesday.setFocus()
    tuesday.selectAll()
    QTest.keyClicks(tuesday, "20-9")
    counter.click("policy_save")
    told = counter.find(QLabel, "problem_hours")
    await until(told.isVisible)
    assert told.text().startswith("Promotions and surveys, Tuesday: write from when to when")
    await until(lambda: counter.view.focusWidget() is tuesday)
    assert counter.office.kept_policy == before
    await until(lambda: counter.find(QPushButton, "policy_save").isEnabled())
    tuesday.selectAll()
    QTest.keyClicks(tuesday, "9-20")
    counter.click("policy_save")
    await until(lambda: counter.office.kept_policy.version > before.version)
    assert not told.isVisible()


async def test_holidays_come_and_go_one_by_one(counter: Counter) -> None:
    await policy(counter)
    press(counter.find(QPushButton, "holidays_remove"))
    press(counter.find(QPushButton, "holidays_add"))
    added = counter.find(QWidget, "field_holidays").findChildren(QDateEdit)[-1]
    await until(lambda: counter.view.focusWidget() is added)
    added.setDate(QDate(2027, 1, 25))
    counter.click("policy_save")
    await until(lambda: counter.office.kept_policy.holidays == ["2026-12-31", "2027-01-25"])


async def test_a_number_is_chosen_where_there_are_several(counter: Counter) -> None:
    counter.office.numbers = (*counter.office.numbers, SECOND)
    await counter.go("capture")
    await until(lambda: counter.is_filled("capture"))
    numbers = counter.find(QComboBox, "field_channel_number_id", "capture")
    assert numbers.isVisibleTo(counter.view)
    assert [numbers.itemText(at) for at in range(numbers.count())] == ["+55 11 4002-8922", "+55 21 98100-2233"]
    counter.choose("capture", "p-1")
    numbers.setFocus()
    QTest.keyClick(numbers, Qt.Key.Key_Down)
    counter.write("title", "Ofertas do Rio", "capture")
    counter.click("capture_save")
    await until(lambda: counter.office.points["p-1"].channel_number_id == "106")


async def test_one_number_is_no_choice(counter: Counter) -> None:
    await counter.go("capture")
    await until(lambda: counter.is_filled("capture"))
    assert not counter.find(QComboBox, "field_channel_number_id", "capture").isVisibleTo(counter.view)
