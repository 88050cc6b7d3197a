"""Queues in the administration: made, changed, met by somebody else's change, refused at their field, and removed."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from desktop.domain import service_texts
from desktop.domain.errors import GatewayUnreachable, Refused
from desktop.ui.texts import queues as texts
from desktop.ui.views.choices import ChoiceList
from desktop.ui.widgets.toast import Toast
from server_stub.contract.queues import Member, Policy, Queue, Strategy
from server_stub.domain import queue_rules
from server_stub.domain import service_texts as spoken
from tests.helpers.admin_counter import Counter
from tests.helpers.sample_people import ANA, BRUNO, CARLA
from tests.helpers.waiting import until


async def queues(counter: Counter, key: str = "q-sales") -> None:
    await counter.go("queues")
    await until(lambda: counter.is_filled("queues"))
    counter.choose("queues", key)


def kept(counter: Counter, key: str = "q-sales") -> Queue:
    return counter.desk.team.kept_queues[key]


def put(box: QLineEdit, text: str) -> None:
    box.setText(text)
    box.textEdited.emit(text)


def rows(counter: Counter) -> list[str]:
    model = counter.find(ChoiceList, "queues_list").model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_everything_that_can_be_chosen_or_wrong_has_words() -> None:
    assert texts.STRATEGIES.keys() == set(Strategy)
    assert texts.POLICIES.keys() == set(Policy)
    bounds = queue_rules._QUEUE_BOUNDS | queue_rules._POLICY_BOUNDS | queue_rules._PROFILE_BOUNDS
    assert bounds == texts.BOUNDS
    placeholders = {field: set(names) for field, names in service_texts.PLACEHOLDERS.items()}
    assert placeholders == spoken.PLACEHOLDERS
    assert {name for names in service_texts.PLACEHOLDERS.values() for name in names} == texts.NAMES.keys()
    assert texts.NAMES.keys() == texts.SAMPLES.keys()


async def test_the_list_tells_who_serves_and_who_waits(counter: Counter) -> None:
    counter.desk.team.kept_queues["q-money"] = msgspec.structs.replace(kept(counter, "q-money"), enabled=False)
    await queues(counter)
    assert rows(counter) == [
        "Geral, everyone · 0 waiting",
        "Vendas, 2 people · 0 waiting",
        "Financeiro e cobrança, off, 1 person · 0 waiting",
        "Suporte técnico, 2 people · 0 waiting",
    ]


async def test_a_queue_is_changed_and_what_is_not_shown_stays(counter: Counter) -> None:
    await queues(counter)
    before = kept(counter)
    assert not counter.find(QPushButton, "queues_save").isEnabled()
    counter.write("name", "Vendas e orçamentos", "queues")
    counter.find(QCheckBox, f"member_{CARLA.id}").click()
    put(counter.find(QLineEdit, f"place_{CARLA.id}"), "2")
    strategies = counter.find(QComboBox, "field_strategy")
    strategies.setCurrentIndex(strategies.findData(Strategy.LINEAR))
    strategies.activated.emit(strategies.currentIndex())
    put(counter.find(QLineEdit, "hours_0"), "8-12, 13h-18h")
    counter.find(QPushButton, "hours_copy").click()
    counter.click("queues_save")
    await until(lambda: kept(counter).revision > before.revision)
    after = kept(counter)
    assert after.name == "Vendas e orçamentos"
    assert after.members == [Member(ANA.id), Member(BRUNO.id), Member(CARLA.id, 2)]
    assert after.strategy == Strategy.LINEAR
    assert after.hours == ["08:00-12:00,13:00-18:00"] * 5 + ["", ""]
    assert after.disposition_required


async def test_a_new_queue_needs_no_more_than_a_name(counter: Counter) -> None:
    await queues(counter)
    counter.click("queues_new")
    await until(lambda: counter.view.focusWidget() is counter.find(QLineEdit, "field_name", "queues"))
    counter.write("name", "Pós-venda", "queues")
    counter.click("queues_save")
    await until(lambda: len(counter.desk.team.kept_queues) == 5)
    made = next(it for it in counter.desk.team.kept_queues.values() if it.name == "Pós-venda")
    assert made == Queue(made.id, "Pós-venda", 4, revision=1)
    assert counter.find(ChoiceList, "queues_list").current_key() == made.id


async def test_what_two_change_at_once_is_put_together(counter: Counter) -> None:
    await queues(counter)
    counter.write("name", "Vendas daqui", "queues")
    counter.write("priority", "3", "queues")
    team = counter.desk.team
    team.kept_queues["q-sales"] = msgspec.structs.replace(
        kept(counter), name="Vendas de lá", wrap_up_seconds=90, revision=7
    )
    team.refuse_next(Refused("state_conflict"))
    counter.click("queues_save")
    told = counter.find(QLabel, "queues_problem")
    await until(told.isVisible)
    assert told.text().endswith("You both changed: Name.")
    assert counter.find(QLineEdit, "field_name", "queues").text() == "Vendas daqui"
    assert counter.find(QLineEdit, "field_wrap_up_seconds", "queues").text() == "90"
    await until(lambda: counter.find(QPushButton, "queues_save").isEnabled())
    counter.click("queues_save")
    await until(lambda: kept(counter).revision == 8)
    after = kept(counter)
    assert (after.name, after.priority, after.wrap_up_seconds) == ("Vendas daqui", 3, 90)


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("transfer_seconds", "Write a number from 10 to 3600."),
        ("members", "Somebody ticked may no longer sign in. Open the page again."),
        ("closed_text", "At most 1000 letters, and only the placeholders offered."),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(counter: Counter, field: str, sentence: str) -> None:
    await queues(counter)
    counter.write("priority", "2", "queues")
    counter.desk.team.refuse_next(Refused("value_invalid", field=field))
    counter.click("queues_save")
    told = counter.find(QLabel, f"problem_{field}")
    await until(told.isVisible)
    assert told.text() == sentence
    where = counter.find(QWidget, f"field_{field}")
    await until(lambda: where is counter.view.focusWidget() or where.isAncestorOf(counter.view.focusWidget()))
    assert counter.find(QLineEdit, "field_priority", "queues").text() == "2"


async def test_a_text_shows_what_the_customer_reads(counter: Counter) -> None:
    await queues(counter)
    box = counter.find(QPlainTextEdit, "place_text_text")
    box.setPlainText("Olá! Sua posição: ")
    box.moveCursor(QTextCursor.MoveOperation.End)
    counter.find(QPushButton, "place_text_put_place").click()
    assert counter.find(QLabel, "place_text_preview").text() == "The customer reads: Olá! Sua posição: 3"
    assert not counter.find(QLabel, "place_text_unknown").isVisibleTo(counter.view)
    box.setPlainText("{agent} vai atender")
    assert counter.find(QLabel, "place_text_unknown").text().startswith("“{agent}” is no placeholder here")


async def test_a_survey_is_asked_after_as_many_cases_as_are_wanted(counter: Counter) -> None:
    await queues(counter)
    before = kept(counter)
    box = counter.find(QPlainTextEdit, "survey_text_text")
    assert box.placeholderText() == "Nobody is asked."
    assert counter.find(QLineEdit, "field_survey_percent", "queues").text() == "100"
    box.setPlainText("De 1 (ruim) a 5 (ótimo), como foi falar com {agent}?")
    shown = counter.find(QLabel, "survey_text_preview").text()
    assert shown == "The customer reads: De 1 (ruim) a 5 (ótimo), como foi falar com Bruno?"
    counter.write("survey_percent", "101", "queues")
    counter.desk.team.refuse_next(Refused("value_invalid", field="survey_percent"))
    counter.click("queues_save")
    told = counter.find(QLabel, "problem_survey_percent")
    await until(told.isVisible)
    assert told.text() == "Write a number from 0 to 100."
    counter.write("survey_percent", "40", "queues")
    await until(lambda: counter.find(QPushButton, "queues_save").isEnabled())
    counter.click("queues_save")
    await until(lambda: kept(counter).revision > before.revision)
    assert (kept(counter).survey_text, kept(counter).survey_percent) == (box.toPlainText(), 40)


async def test_a_queue_with_cases_goes_when_they_have_a_place(counter: Counter) -> None:
    counter.desk.team.open_cases()
    await queues(counter)
    counter.click("queues_remove")
    target = counter.find(QComboBox, "queues_target")
    await until(lambda: target.isVisible())
    assert counter.find(QLabel, "queues_in_use").text().startswith("The queue still holds 3 cases.")
    target.setCurrentIndex(target.findData("q-support"))
    counter.click("queues_move")
    await until(lambda: "q-sales" not in counter.desk.team.kept_queues)
    assert all(it.queue_id != "q-sales" for it in counter.desk.conversations() if it.case and it.case.state != "closed")


async def test_a_removed_queue_is_brought_back(counter: Counter) -> None:
    await queues(counter)
    before = kept(counter)
    counter.click("queues_remove")
    await until(lambda: "q-sales" not in counter.desk.team.kept_queues)
    toast = counter.find(Toast, "")
    await until(toast.isVisible)
    toast.undo_requested.emit()
    await until(lambda: len(counter.desk.team.kept_queues) == 4)
    again = next(it for it in counter.desk.team.kept_queues.values() if it.name == before.name)
    assert again == msgspec.structs.replace(before, id=again.id, revision=1)


async def test_the_usual_queue_cannot_be_removed(counter: Counter) -> None:
    await queues(counter, "general")
    assert not counter.find(QPushButton, "queues_remove").isVisibleTo(counter.view)


async def test_leads_see_and_change_the_members_only(leads_counter: Counter) -> None:
    counter = leads_counter
    pages = counter.find(ChoiceList, "admin_pages")
    assert pages.model().index(0, 0).data() == "Queues"
    await queues(counter, "general")
    assert counter.find(QLabel, "queues_title").text() == "Geral · everyone serves it already"
    counter.choose("queues", "q-sales")
    shown = counter.find(QWidget, "page_queues")
    assert shown.findChild(QLineEdit, "field_name") is None
    assert not counter.find(QPushButton, "queues_new").isVisibleTo(shown)
    before = kept(counter)
    counter.find(QCheckBox, f"member_{BRUNO.id}").click()
    counter.click("queues_save")
    await until(lambda: kept(counter).revision > before.revision)
    assert kept(counter) == msgspec.structs.replace(before, members=[Member(ANA.id)], revision=before.revision + 1)


async def test_without_a_line_it_is_tried_again(counter: Counter) -> None:
    counter.desk.team.refuse_next(GatewayUnreachable())
    await counter.go("queues")
    await until(lambda: counter.find(QPushButton, "queues_state_action").isVisible())
    counter.click("queues_state_action")
    await until(lambda: counter.is_filled("queues"))


async def test_without_a_queue_the_page_says_what_they_are_for(counter: Counter) -> None:
    counter.desk.team.kept_queues.clear()
    await counter.go("queues")
    await until(lambda: counter.find(QLabel, "queues_state_title").text() == "There is no queue yet")
