"""What a click inside a bubble does: more of a text, what it said before, numbers, links, originals that are gone."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from desktop.domain.changes import ChangeSet
from desktop.ui.controllers import timeline as timeline_controller
from desktop.ui.lists.thread_view import ThreadView
from server_stub.contract.content import Card, Content, Kind
from server_stub.contract.model import Message, Quote
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until


def put(office: Office, content: Content, **more: object) -> Message:
    """Another message at the end of Mariana's conversation."""
    kept = office.desk._timelines["v-mariana"]
    made = msgspec.structs.replace(
        kept[-1], id="m-9999", direction="in", sent_at=kept[-1].sent_at + 1000, content=content, **more
    )
    kept.append(made)
    office.desk._tell(ChangeSet(messages={"v-mariana": frozenset({made.id})}))
    return made


async def shown(office: Office, content: Content, **more: object) -> Message:
    await office.open("v-mariana")
    made = put(office, content, **more)
    await until(lambda: office.work.timeline.message(made.id) is not None)
    return made


def told(office: Office, beginning: str) -> bool:
    """Whether a passing note says this."""
    return any(item.text().startswith(beginning) and item.isVisible() for item in office.window.findChildren(QLabel))


async def test_a_long_text_goes_on_when_it_is_asked_to(office: Office) -> None:
    text = "linha comprida de verdade " * 2000
    made = await shown(office, Content(Kind.TEXT, text))
    view = office.find(ThreadView, "timeline")

    def height() -> int:
        return view.visualRect(view.model().index(view.model().rowCount() - 1, 0)).height()

    before = height()
    assert 200 < before < 1200
    view.action_activated.emit(made.id, "more")
    await until(lambda: height() > 2 * before)


async def test_a_conversation_left_open_keeps_its_end_and_the_rest_is_found_above(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_controller, "MOST_ROWS", 60)
    monkeypatch.setattr(timeline_controller, "KEPT_ROWS", 40)
    await office.open("v-mariana")
    view = office.find(ThreadView, "timeline")
    rows = view.model()
    await until(lambda: view.is_at_bottom)
    first = office.desk.receive("v-mariana", Content(Kind.TEXT, "a primeira"))
    await until(lambda: office.work.timeline.message(first.id) is not None)
    for number in range(80):
        last = office.desk.receive("v-mariana", Content(Kind.TEXT, f"mais uma {number}"))
        await until(lambda last=last: office.work.timeline.message(last.id) is not None)  # type: ignore[misc]
        assert rows.rowCount() <= 60
    assert view.is_at_bottom
    assert office.work.timeline.message(first.id) is None
    view.verticalScrollBar().setValue(0)
    await until(lambda: office.work.timeline.message(first.id) is not None)


async def test_what_an_edited_message_said_is_shown(office: Office) -> None:
    made = await shown(office, Content(Kind.TEXT, "O pedido chega amanhã?"), edited_at=1_795_300_000_000)
    office.work.timeline._act(made.id, "history")
    await until(lambda: office.shows("edit_history"))
    said = [item.text() for item in office.window.findChildren(QLabel) if item.objectName() == "version_text"]
    assert said == ["O pedido chega hoje?", "O pedido chega amanhã?"]
    office.click("edit_history_close")
    await until(lambda: not office.shows("edit_history"))


async def test_a_number_is_copied_and_nothing_else_is_opened(office: Office) -> None:
    await shown(office, Content(Kind.CONTACTS, cards=[Card("Portaria", ["+55 11 3265-4000"])]))
    office.find(ThreadView, "timeline").link_activated.emit("tel:+551132654000")
    assert QGuiApplication.clipboard().text() == "+551132654000"
    await until(lambda: told(office, "Número copiado."))


@pytest.mark.parametrize("message_id", ["", "somewhere-else"])
async def test_an_original_that_is_not_here_is_told(office: Office, message_id: str) -> None:
    await shown(office, Content(Kind.TEXT, "Este?"), quote=Quote(message_id, "text", "antigo", "out"))
    office.find(ThreadView, "timeline").quote_activated.emit(message_id)
    await until(lambda: told(office, "A mensagem original não está aqui"))
