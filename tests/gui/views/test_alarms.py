"""Leads and admins see what must be mended, one thing after the other; what they close stays closed while it stands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.texts import alarms
from desktop.ui.widgets.banner import Banner
from desktop.ui.widgets.icon_button import IconButton
from server_stub.contract.events import Alarm
from server_stub.contract.model import Role
from tests.gui.views.conftest import Office, StartedSampleDesk, build_office
from tests.helpers.sample_people import ANA
from tests.helpers.waiting import until

STOPPED = Alarm("channel_unauthorised", {"number": "n1", "meta_code": 190})
LEDGER = Alarm("ledger_broken", {"seq": 7})
KEPT = Alarm("quarantine", {"count": 1})


@pytest.fixture
async def leads_office(qapp: QApplication, tmp_path: Path) -> AsyncIterator[Office]:
    """A lead signs in, and something is wrong already."""
    desk = StartedSampleDesk(tmp_path, account=ANA)
    for alarm in (STOPPED, LEDGER, KEPT):
        desk.tell_alarm(alarm)
    async for made in build_office(qapp, tmp_path, desk):
        yield made


def told(office: Office) -> str:
    return office.find(Banner, "alarm_strip").accessibleName() if office.shows("alarm_strip") else ""


def close(office: Office) -> None:
    strip = office.find(Banner, "alarm_strip")
    (cross,) = [button for button in strip.findChildren(IconButton) if button.accessibleName() == "Fechar"]
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)


async def test_what_stands_is_told_when_the_lead_signs_in(leads_office: Office) -> None:
    assert told(leads_office) == f"{alarms.alarm(STOPPED)} (+2)"
    assert told(leads_office).startswith("O WhatsApp não aceita mais o token de acesso do gateway")


async def test_what_is_closed_stays_closed_even_in_another_look(leads_office: Office) -> None:
    close(leads_office)
    assert told(leads_office) == f"{alarms.alarm(LEDGER)} (+1)"
    before = leads_office.work
    leads_office.preferring.change({"language": "en"})
    await until(lambda: leads_office.seat.workspace not in (None, before))
    assert told(leads_office) == f"{alarms.alarm(LEDGER)} (+1)"
    assert "record of permissions" in told(leads_office)


async def test_another_state_does_not_reopen_it_but_another_time_does(leads_office: Office) -> None:
    for _ in range(3):
        close(leads_office)
    assert told(leads_office) == ""
    leads_office.desk.tell_alarm(Alarm("quarantine", {"count": 2}))
    leads_office.desk.tell_alarm(Alarm("display_name", {"number": "n1"}))
    await until(lambda: told(leads_office) == alarms.alarm(Alarm("display_name")))
    leads_office.desk.tell_alarm(Alarm("display_name", {"number": "n1"}, cleared=True))
    leads_office.desk.tell_alarm(Alarm("quarantine", cleared=True))
    await until(lambda: told(leads_office) == "")
    leads_office.desk.tell_alarm(KEPT)
    await until(lambda: told(leads_office) == alarms.alarm(KEPT))


async def test_it_goes_when_it_is_mended_and_the_work_goes_on_below(leads_office: Office) -> None:
    await leads_office.open("v-mariana")
    leads_office.write("Bom dia")
    leads_office.press(Qt.Key.Key_Return)
    await until(lambda: leads_office.sent() == ["Bom dia"])
    for alarm in (STOPPED, LEDGER, KEPT):
        leads_office.desk.tell_alarm(msgspec.structs.replace(alarm, cleared=True))
    await until(lambda: told(leads_office) == "")


async def test_agents_see_none(qapp: QApplication, tmp_path: Path) -> None:
    desk = StartedSampleDesk(tmp_path, account=msgspec.structs.replace(ANA, role=Role.AGENT))
    desk.tell_alarm(STOPPED)
    async for office in build_office(qapp, tmp_path, desk):
        assert not office.shows("alarm_strip")
