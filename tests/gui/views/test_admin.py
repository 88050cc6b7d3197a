"""The administration over a sample office: records chosen, changed, refused at their field, and what is shown once."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop.domain.errors import GatewayUnreachable, Refused
from desktop.ui.texts import imports
from desktop.ui.views.admin.difference import DifferenceView
from desktop.ui.views.admin.table import ReadTable
from server_stub.contract.capture import ImportOutcome, ImportReason, ImportState
from server_stub.contract.ledger import LedgerState, Verifying
from tests.helpers.admin_counter import Counter
from tests.helpers.waiting import until

W = TypeVar("W", bound=QWidget)
PAGES = (
    "company",
    "purposes",
    "notices",
    "capture",
    "policy",
    "templates",
    "imports",
    "block_lists",
    "keys",
    "outside",
    "ledger",
    "retention",
    "incidents",
    "queues",
    "service",
    "team",
    "dispositions",
)


def test_every_outcome_of_an_import_has_words() -> None:
    assert imports.OUTCOMES.keys() == set(ImportOutcome)
    assert imports.STATES.keys() == set(ImportState)
    assert imports.REASONS.keys() == set(ImportReason)


@pytest.mark.parametrize("page", PAGES)
async def test_every_page_opens_and_names_its_inputs(counter: Counter, page: str) -> None:
    await counter.go(page)
    await until(lambda: counter.is_filled(page))
    shown = counter.find(QWidget, f"page_{page}")
    nameless = [
        box.objectName() or type(box).__name__
        for kind in (QLineEdit, QComboBox, QCheckBox, QPlainTextEdit, QPushButton)
        for box in shown.findChildren(kind)
        if box.isVisibleTo(shown)
        and not (box.accessibleName() or getattr(box, "text", str)())
        and not isinstance(box.parent(), QComboBox)
    ]
    assert nameless == []


async def test_a_purpose_is_changed(counter: Counter) -> None:
    await counter.go("purposes")
    await until(lambda: counter.is_filled("purposes"))
    counter.choose("purposes", "mkt.promotions")
    assert not counter.find(QLineEdit, "field_code").isEnabled()
    assert not counter.find(QPushButton, "purposes_save").isEnabled()
    counter.write("cap_month", "2")
    counter.click("purposes_save")
    await until(lambda: counter.office.kept_purposes["mkt.promotions"].cap_month == 2)


async def test_what_is_wrong_is_said_at_its_field(counter: Counter) -> None:
    await counter.go("purposes")
    await until(lambda: counter.is_filled("purposes"))
    counter.click("purposes_new")
    counter.write("code", "outlet")
    counter.office.refuse_next(Refused("value_invalid", field="code"))
    counter.click("purposes_save")
    await until(lambda: counter.find(QLabel, "problem_code").isVisible())
    assert counter.find(QLineEdit, "field_code").text() == "outlet"
    await until(lambda: counter.find(QPushButton, "purposes_save").text() == "Save")


async def test_a_line_that_is_down_can_be_tried_again(counter: Counter) -> None:
    counter.office.refuse_next(GatewayUnreachable())
    await counter.go("company")
    await until(lambda: counter.find(QPushButton, "company_state_action").isVisible())
    counter.click("company_state_action")
    await until(lambda: counter.is_filled("company"))
    assert counter.find(QLineEdit, "field_legal_name").text() == counter.office.kept_company.legal_name


async def test_a_policy_is_saved_on_the_version_that_was_read(counter: Counter) -> None:
    await counter.go("policy")
    await until(lambda: counter.is_filled("policy"))
    before = counter.office.kept_policy
    counter.write("cap_week", "", "policy")
    counter.click("policy_save")
    await until(lambda: counter.office.kept_policy.cap_week is None)
    after = counter.office.kept_policy
    assert after.profiles == before.profiles
    assert after.promotional_words == before.promotional_words
    assert ("save_policy", before.version) in [
        (name, getattr(given, "version", None)) for name, given in counter.office.done
    ]


async def test_a_text_shows_what_changed(counter: Counter) -> None:
    await counter.go("notices")
    await until(lambda: counter.is_filled("notices"))
    counter.choose("notices", "mkt.promotions/pt-BR")
    versions = sorted((it for it in counter.office.kept_notices if it.language == "pt-BR"), key=lambda it: -it.version)
    assert counter.find(QPlainTextEdit, "field_body").toPlainText() == versions[0].body
    shown = counter.find(DifferenceView, "notice_difference").toPlainText()
    for word in (*versions[0].body.split(), *versions[1].body.split()):
        assert word in shown


async def test_a_new_text_is_published(counter: Counter) -> None:
    await counter.go("notices")
    await until(lambda: counter.is_filled("notices"))
    counter.choose("notices", "mkt.promotions/pt-BR")
    count = len(counter.office.kept_notices)
    counter.find(QPlainTextEdit, "field_body").setPlainText("Um texto novo e claro sobre promoções pelo WhatsApp.")
    counter.click("notices_save")
    await until(lambda: len(counter.office.kept_notices) == count + 1)
    assert counter.office.kept_notices[-1].body.startswith("Um texto novo") or any(
        it.body.startswith("Um texto novo") for it in counter.office.kept_notices
    )


async def test_a_place_is_made_and_its_address_copied(counter: Counter) -> None:
    await counter.go("capture")
    await until(lambda: counter.is_filled("capture"))
    counter.click("capture_new")
    counter.write("title", "Vitrine", "capture")
    counter.write("slug", "vitrine", "capture")
    counter.find(QCheckBox, "check_purposes_mkt.promotions").click()
    count = len(counter.office.points)
    counter.click("capture_save")
    await until(lambda: len(counter.office.points) == count + 1)
    await until(lambda: counter.find(QLineEdit, "copy_page_url").text().endswith("/o/vitrine"))
    counter.click("copy_page_url_button")
    assert QApplication.clipboard().text().endswith("/o/vitrine")


async def test_a_key_is_shown_once(counter: Counter) -> None:
    await counter.go("keys")
    await until(lambda: counter.is_filled("keys"))
    counter.click("keys_new")
    counter.write("name", "Caixa", "keys")
    counter.click("keys_save")
    await until(lambda: counter.find(QLineEdit, "copy_secret").isVisible())
    assert counter.find(QLineEdit, "copy_secret").text()
    await counter.go("ledger")
    await counter.go("keys")
    await until(lambda: counter.is_filled("keys"))
    assert not counter.find(QLineEdit, "copy_secret").isVisible()


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (LedgerState(9), "whole"),
        (LedgerState(9, verifying=Verifying(5, 9)), "whole"),
        (LedgerState(9, verifying=Verifying(5, 9), holds=True), "5 of 9"),
        (LedgerState(9, holds=True), "0 of 9"),
        (LedgerState(9, broken_at=4), "entry 4"),
    ],
)
async def test_the_state_of_the_ledger_is_told(counter: Counter, state: LedgerState, told: str) -> None:
    counter.office.state = state
    await counter.go("ledger")
    await until(lambda: told in counter.find(QLabel, "ledger_sentence").text())


async def test_a_file_is_checked_and_shown_row_by_row(counter: Counter) -> None:
    await counter.go("imports")
    await until(lambda: counter.is_filled("imports"))
    batch = next(iter(counter.office.batches.values()))
    counter.choose("imports", batch.id)
    assert counter.find(QComboBox, "field_phone").findData(batch.columns[0]) >= 0
    counter.find(QComboBox, "field_phone").setCurrentIndex(1)
    if batch.state in (ImportState.UPLOADED, ImportState.CHECKED):
        counter.click("imports_save")
    await until(lambda: counter.find(ReadTable, "import_outcomes").rowCount() > 0)
    assert any(name == "check_import" for name, _ in counter.office.done)


async def test_nothing_is_deleted_unasked(counter: Counter) -> None:
    await counter.go("retention")
    await until(lambda: counter.is_filled("retention"))
    counter.click("retention_run")
    await until(lambda: any(name == "run_retention" for name, _ in counter.office.done))
    await until(lambda: counter.view.findChild(QWidget, "confirm") is not None)
    answer = counter.view.findChild(QPushButton, "confirm_no")
    assert answer is not None
    answer.click()
    await until(lambda: counter.view.findChild(QWidget, "confirm") is None)
    assert [given for name, given in counter.office.done if name == "run_retention"] == [True]


async def test_what_is_pasted_into_a_line_stays_one_line(counter: Counter) -> None:
    await counter.go("company")
    await until(lambda: counter.is_filled("company"))
    counter.write("legal_name", "Loja\r\nNova\tLtda.", "company")
    counter.click("company_save")
    await until(lambda: counter.office.kept_company.legal_name == "Loja Nova Ltda.")
