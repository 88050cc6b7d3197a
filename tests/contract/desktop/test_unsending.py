"""Second thoughts: a text that nobody has posted becomes the draft again, and never leaves all the same."""

from __future__ import annotations

import pytest

from desktop.domain.errors import LocalProblem
from tests.helpers.desks import texts, timeline
from tests.helpers.logfail import LogWatch
from tests.helpers.office import Office, offline, online
from tests.helpers.waiting import until

HOUR = 3_600_000


def sent(office: Office) -> list[str]:
    return [request.text for request in office.world.sends]


async def test_a_text_in_its_grace_becomes_the_draft_again(office: Office) -> None:
    async with office.desk() as desk:
        await online(desk)
        message = await desk.send_text(office.talk, "sem querer", grace_ms=HOUR)
        assert "sem querer" in texts(await timeline(desk, office.talk))
        await desk.save_draft(office.talk, "já o seguinte")
        assert await desk.unsend(message.id) == "sem querer\njá o seguinte"
        assert await desk.draft(office.talk) == "sem querer\njá o seguinte"
        assert "sem querer" not in texts(await timeline(desk, office.talk))
        assert desk.connection.unsent == 0
        await desk.send_text(office.talk, "depois")
        await until(lambda: desk.connection.unsent == 0)
    assert sent(office) == ["depois"]


async def test_without_a_grace_what_waits_behind_another_comes_back_too(
    office: Office, expected_logs: LogWatch
) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        await online(desk)
        office.cable.unplug()
        await offline(desk)
        await desk.send_text(office.talk, "um")
        second = await desk.send_text(office.talk, "dois")
        assert await desk.unsend(second.id) == "dois"
        office.cable.plug()
        await until(lambda: desk.connection.unsent == 0)
    assert sent(office) == ["um"]


async def test_what_was_posted_once_is_never_brought_back(office: Office, expected_logs: LogWatch) -> None:
    """Its answer may be lost, and then the customer has it: a copy in the draft would be sent a second time."""
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        await online(desk)
        office.cable.unplug()
        await offline(desk)
        message = await desk.send_text(office.talk, "talvez já lá")
        await until(lambda: desk._parts.outbox._waiting[message.id].attempts > 0)
        with pytest.raises(LocalProblem, match="not_cancellable"):
            await desk.unsend(message.id)
        assert await desk.draft(office.talk) == ""
        office.cable.plug()
        await until(lambda: desk.connection.unsent == 0)
        with pytest.raises(LocalProblem, match="not_cancellable"):
            await desk.unsend(message.id)
    assert sent(office) == ["talvez já lá"]


async def test_a_program_that_ends_sends_what_only_waited(office: Office) -> None:
    async with office.desk() as desk:
        await online(desk)
        await desk.send_text(office.talk, "até amanhã", grace_ms=HOUR)
        assert sent(office) == []
    assert sent(office) == ["até amanhã"]


async def test_a_line_that_comes_back_does_not_shorten_the_grace(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        await online(desk)
        message = await desk.send_text(office.talk, "pensando", grace_ms=HOUR)
        office.cable.unplug()
        await offline(desk)
        office.cable.plug()
        await online(desk)
        assert await desk.unsend(message.id) == "pensando"
    assert sent(office) == []
