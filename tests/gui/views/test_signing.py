"""Who of the team wrote it: for colleagues, who may do without, and for customers, as they read it."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtWidgets import QCheckBox

from desktop.domain.changes import ChangeSet
from desktop.ui.delegates.compose import Composer
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.text_parts import AuthorPart
from server_stub.contract.content import Content, Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message
from server_stub.contract.sendable import TEXT_LIMIT
from tests.gui.views.conftest import Office
from tests.helpers.portuguese import Portuguese
from tests.helpers.waiting import until

OURS = Message("m", "v", "out", Content(Kind.TEXT, "Bom dia"), 0, Status.SENT, author_id="a", author_name="Ana Paula")


@pytest.mark.parametrize(
    ("signed_as", "author", "shown"),
    [("", "", []), ("", "Ana Paula", ["Ana Paula"]), ("Ana", "Ana Paula", ["Ana:"]), ("Ana", "", ["Ana:"])],
)
async def test_a_bubble_begins_as_the_customer_reads_it(
    office: Office, signed_as: str, author: str, shown: list[str]
) -> None:
    ink = BubbleInk(office.theme, 1.0)
    composer = Composer(Portuguese(), ink, ink.side(ours=True), 300, "Mariana")
    content = msgspec.structs.replace(OURS.content, signed_as=signed_as)
    made = composer.compose(msgspec.structs.replace(OURS, content=content), author=author)
    assert [part._text for part in made.parts if isinstance(part, AuthorPart)] == shown
    assert made.text is not None
    assert made.text.block.text == "Bom dia"


async def test_names_of_colleagues_can_be_switched_off(office: Office) -> None:
    await office.open("v-rafael")
    thread = office.work._thread
    message = msgspec.structs.replace(OURS, conversation_id="v-rafael", author_id="account-bruno", author_name="Bruno")
    thread.model.reset_messages([message])
    tall = thread._painter.height(1, 500)
    office.work.arranging.show_settings()
    await until(lambda: office.shows("setting_show_authors"))
    office.find(QCheckBox, "setting_show_authors").click()
    assert thread._painter.height(1, 500) < tall
    assert not office.file.kept.show_authors
    office.find(QCheckBox, "setting_show_authors").click()
    assert thread._painter.height(1, 500) == tall
    office.click("settings_done")


async def test_the_name_counts_in_the_room_that_is_left(office: Office) -> None:
    await office.open("v-mariana")
    view = office.work._composer_view
    assert view.limit == TEXT_LIMIT
    office.desk.signs = True
    office.desk._tell(ChangeSet(catalogue=True))
    await until(lambda: view.limit == TEXT_LIMIT - len("*Ana:*\n"))
