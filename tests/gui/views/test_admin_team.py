"""What holds for all queues, and how much each person carries, in the administration."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton

from desktop.domain.errors import Refused
from desktop.ui.views.choices import ChoiceList
from server_stub.contract.queues import Policy
from tests.gui.views.conftest import Office
from tests.helpers.admin_counter import Counter
from tests.helpers.sample_people import ANA, BRUNO
from tests.helpers.waiting import until


async def opened(counter: Counter, page: str) -> None:
    await counter.go(page)
    await until(lambda: counter.is_filled(page))


def choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


async def test_what_holds_for_all_queues_is_changed(counter: Counter) -> None:
    await opened(counter, "service")
    before = counter.desk.team.policy
    choose(counter.find(QComboBox, "field_on_pause"), Policy.RETURN_ALL)
    choose(counter.find(QComboBox, "field_default_queue"), "q-support")
    counter.write("silence_alarm_minutes", "15", "service")
    counter.click("service_save")
    await until(lambda: counter.desk.team.policy != before)
    wanted = msgspec.structs.replace(
        before, on_pause=Policy.RETURN_ALL, default_queue="q-support", silence_alarm_minutes=15
    )
    assert counter.desk.team.policy == wanted


async def test_a_wrong_number_is_said_where_it_stands(counter: Counter) -> None:
    await opened(counter, "service")
    counter.write("risk_percent", "200", "service")
    counter.desk.team.refuse_next(Refused("value_invalid", field="risk_percent"))
    counter.click("service_save")
    told = counter.find(QLabel, "problem_risk_percent")
    await until(told.isVisible)
    assert told.text() == "Write a number from 1 to 100."
    assert counter.find(QLineEdit, "field_risk_percent").text() == "200"


async def test_leads_change_what_somebody_carries(leads_counter: Counter) -> None:
    counter = leads_counter
    pages = counter.find(ChoiceList, "admin_pages").model()
    offered = [pages.index(row, 0).data() for row in range(pages.rowCount())]
    assert offered == ["Queues", "The people", "Figures", "Audit log"]
    await opened(counter, "team")
    counter.choose("team", BRUNO.id)
    assert counter.find(QLabel, "team_title").text() == BRUNO.name
    before = counter.desk.team.kept_profiles[BRUNO.id]
    counter.write("capacity", "150", "team")
    counter.find(QPushButton, "skills_add").click()
    skill = counter.find(QLineEdit, "skills_skill")
    await until(lambda: counter.view.focusWidget() is skill)
    skill.setText("contratos")
    choose(counter.find(QComboBox, "skills_level"), 4)  # type: ignore[arg-type]
    counter.find(QCheckBox, "check_languages_es").click()
    counter.find(QLineEdit, "shift_5").setText("9-13")
    counter.click("team_save")
    await until(lambda: counter.desk.team.kept_profiles[BRUNO.id] != before)
    after = counter.desk.team.kept_profiles[BRUNO.id]
    assert after == msgspec.structs.replace(
        before,
        capacity=150,
        skills={"contratos": 4},
        languages=["pt-BR", "es"],
        shift=["08:00-14:20"] * 5 + ["09:00-13:00", ""],
    )
    assert counter.find(ChoiceList, "team_list").currentIndex().data(Qt.ItemDataRole.DisplayRole) == BRUNO.name


async def test_hours_that_cannot_be_read_stay_and_are_said(counter: Counter) -> None:
    await opened(counter, "team")
    counter.choose("team", ANA.id)
    monday = counter.find(QLineEdit, "shift_1")
    monday.setText("20-9")
    monday.textEdited.emit("20-9")
    counter.desk.team.refuse_next(Refused("value_invalid", field="shift"))
    counter.click("team_save")
    told = counter.find(QLabel, "problem_shift")
    await until(told.isVisible)
    assert told.text().startswith("Write from when to when")
    await until(lambda: counter.view.focusWidget() is monday)
    assert monday.text() == "20-9"
    assert counter.desk.team.done[-1][1].shift[1] == "20-9"


async def test_from_the_people_to_their_days_and_breaks(office: Office) -> None:
    office.work.places.go("admin")
    await until(lambda: office.shows("admin_pages"))
    office.find(ChoiceList, "admin_pages").choose("team")
    await until(lambda: office.shows("team_breaks"))
    office.find(ChoiceList, "team_list").choose(BRUNO.id)
    office.click("team_breaks")
    await until(lambda: ("work_days", ("", BRUNO.id)) in office.desk.team.done)
    assert office.find(QComboBox, "breaks_person").currentData() == BRUNO.id


async def test_what_two_change_of_the_rules_at_once_is_put_together(counter: Counter) -> None:
    await opened(counter, "service")
    counter.write("grace_seconds", "45", "service")
    counter.write("reopen_hours", "12", "service")
    team = counter.desk.team
    team.policy = msgspec.structs.replace(team.policy, reopen_hours=6, most_transfers=5, revision=7)
    team.refuse_next(Refused("state_conflict"))
    counter.click("service_save")
    told = counter.find(QLabel, "service_problem")
    await until(told.isVisible)
    assert told.text().startswith("Somebody changed this meanwhile.")
    assert told.text().endswith("You both changed: Who writes again so soon goes on with the same case (hours).")
    assert counter.find(QLineEdit, "field_most_transfers", "service").text() == "5"
    await until(lambda: counter.find(QPushButton, "service_save").isEnabled())
    counter.click("service_save")
    await until(lambda: team.policy.grace_seconds == 45)
    after = team.policy
    assert (after.reopen_hours, after.most_transfers, after.revision) == (12, 5, 7)


async def test_what_two_change_of_a_person_at_once_is_put_together(leads_counter: Counter) -> None:
    counter, team = leads_counter, leads_counter.desk.team
    await opened(counter, "team")
    counter.choose("team", BRUNO.id)
    counter.write("capacity", "150", "team")
    before = team.kept_profiles[BRUNO.id]
    team.kept_profiles[BRUNO.id] = msgspec.structs.replace(before, most_active=9, revision=3)
    team.refuse_next(Refused("state_conflict"))
    counter.click("team_save")
    await until(counter.find(QLabel, "team_problem").isVisible)
    await until(lambda: counter.find(QPushButton, "team_save").isEnabled())
    counter.click("team_save")
    wanted = msgspec.structs.replace(before, capacity=150, most_active=9, revision=3)
    await until(lambda: team.kept_profiles[BRUNO.id] == wanted)
