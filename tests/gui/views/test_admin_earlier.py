"""A text of before this gateway is registered in the administration, and marked as such."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLabel, QPlainTextEdit, QWidget

from tests.helpers.admin_counter import Counter
from tests.helpers.waiting import until


async def test_an_earlier_text_is_registered_and_marked(counter: Counter) -> None:
    await counter.go("notices")
    await until(lambda: counter.is_filled("notices"))
    counter.choose("notices", "mkt.promotions/pt-BR")
    current = counter.find(QPlainTextEdit, "field_body").toPlainText()
    counter.click("notices_earlier")
    form = counter.find(QWidget, "earlier")
    await until(form.isVisible)
    counter.click("earlier_register")
    problem = counter.find(QLabel, "problem_earlier_body")
    assert problem.text() == "Write the whole text, exactly as people read it."
    counter.find(QPlainTextEdit, "field_earlier_body").setPlainText("Aceito receber ofertas da Loja no WhatsApp.")
    first, last = (counter.find(QDateEdit, f"field_earlier_{name}") for name in ("from", "until"))
    first.setDate(QDate(2024, 5, 2))
    last.setDate(QDate(2024, 5, 1))
    counter.click("earlier_register")
    assert counter.find(QLabel, "problem_earlier_until").text() == "The last day is before the first."
    last.setDate(QDate(2025, 5, 1))
    counter.click("earlier_register")
    await until(lambda: counter.office.kept_notices[-1].in_use_until is not None)
    kept = counter.office.kept_notices[-1]
    assert (kept.purpose, kept.language, kept.version) == ("mkt.promotions", "pt-BR", 1)
    assert kept.in_use_from is not None
    assert kept.in_use_until is not None
    assert kept.in_use_until - kept.in_use_from == 365 * 86_400_000 - 1
    await until(lambda: not form.isVisible())
    assert counter.find(QPlainTextEdit, "field_body").toPlainText() == current
