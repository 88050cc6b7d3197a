"""Who hears the window: rows say all that is seen, what happens is said once, and Tab goes through everything."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import Refused
from desktop.ui import speech
from desktop.ui.delegates.describe import row_words
from desktop.ui.texts import moments, names
from desktop.ui.texts.row_words import RowWords
from server_stub.contract.content import Content, Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message
from tests.gui.views.conftest import Office
from tests.helpers.sample_messages import every_kind
from tests.helpers.waiting import until

ASSERTIVE = QAccessible.AnnouncementPoliteness.Assertive
POLITE = QAccessible.AnnouncementPoliteness.Polite
NAME = "Mariana Albuquerque"


@dataclass
class Reader:
    """Stands where Qt hands on to a screen reader."""

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness
    said: list[tuple[str, QAccessible.AnnouncementPoliteness]] = field(default_factory=list)

    def isActive(self) -> bool:
        return True

    def updateAccessibility(self, event: object) -> None:
        self.said.append((event.message(), event.politeness()))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr(speech, "QAccessible", made)
    return made


async def test_what_the_customer_writes_is_said_politely(office: Office, reader: Reader) -> None:
    await office.open("v-mariana")
    reader.said.clear()
    made = office.desk.receive("v-mariana", Content(Kind.TEXT, "Chegou o boleto?"))
    await until(lambda: reader.said)
    assert reader.said == [(f"{NAME}, Chegou o boleto?, {moments.clock(made.sent_at)}", POLITE)]
    office.write("Sim")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["Sim"])
    await until(lambda: office.work.timeline.neighbour("", -1).content.text == "Sim")
    assert len(reader.said) == 1


async def test_what_was_refused_is_said_at_once(office: Office, reader: Reader) -> None:
    async def refuse() -> None:
        raise Refused("forbidden")

    office.work.run(refuse(), "try")
    await until(lambda: reader.said)
    assert reader.said == [("Você não tem permissão para isto.", ASSERTIVE)]
    await office.open("v-mariana")
    reader.said.clear()
    office.work.timeline.trouble.emit("O cliente não recebe mais.")
    assert reader.said == [("Não enviada O cliente não recebe mais.", ASSERTIVE)]


def spoken(message: Message) -> str:
    return row_words(message, RowWords(), lambda: message.sent_at, account_id="u-ana", contact_name=NAME)


@pytest.mark.usefixtures("office")
async def test_every_kind_says_who_what_when_and_how_far() -> None:
    told = {message.content.kind: message for message in every_kind() if message.deleted_at is None}
    whole = set(Kind) - {Kind.NOTE, Kind.SYSTEM, Kind.REACTION, Kind.UNSUPPORTED}
    assert whole <= told.keys()
    for kind in sorted(whole):
        message = told[kind]
        incoming = spoken(msgspec.structs.replace(message, direction="in", status=Status.RECEIVED, hold=None))
        assert incoming.startswith(NAME), kind
        outgoing = spoken(
            msgspec.structs.replace(message, direction="out", status=Status.READ, author_name="Bruno Lima", hold=None)
        )
        assert outgoing.startswith("Bruno Lima"), kind
        assert names.status(Status.READ) in outgoing, kind
        for said in (incoming, outgoing):
            assert moments.clock(message.sent_at) in said, kind
            # That it is a text goes without saying: it would stand before nearly every row.
            assert kind in (Kind.TEXT, Kind.CALL) or names.kind(kind).casefold() in said.casefold(), kind
            first = message.content.text.split("\n")[0].strip("*_~`")[:12]
            assert first in said, kind


async def test_tab_goes_through_all_panes_in_reading_order_and_round(office: Office) -> None:
    await office.open("v-mariana")
    panes = {
        name: office.find(QWidget, name)
        for name in ("rail", "inbox", "conversation_header", "timeline", "composer", "contact_panel")
    }
    office.find(QWidget, "rail_conversations").setFocus()
    first = office.window.focusWidget()
    walked, order = ["rail"], [first]
    for _ in range(120):
        office.press(Qt.Key.Key_Tab)
        here = office.window.focusWidget()
        if here is first:
            break
        assert here not in order, f"stuck at {here.objectName()}"
        order.append(here)
        pane = next((name for name, it in panes.items() if it is here or it.isAncestorOf(here)), "")
        if pane and pane != walked[-1]:
            walked.append(pane)
    assert office.window.focusWidget() is first
    assert walked == [*panes]
    names_seen = [it.objectName() for it in order]
    assert names_seen.index("phrase_pix") < names_seen.index("composer_input")
    assert names_seen.index("consent_mkt.promotions") < names_seen.index("panel_ask")
    office.press(Qt.Key.Key_Backtab)
    assert office.window.focusWidget() is not first
