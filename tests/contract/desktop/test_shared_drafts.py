"""An unfinished text reaches the colleague who takes the conversation over, and nothing of anybody is overwritten."""

from __future__ import annotations

import pytest

from desktop.domain.errors import Refused
from tests.helpers.desks import Computer
from tests.helpers.logfail import LogWatch
from tests.helpers.office import Office, offline, online
from tests.helpers.waiting import until


def kept(office: Office) -> dict[str, str]:
    """Account → text, as the gateway has them."""
    return {key: draft.text for key, draft in office.gateway.kept_drafts[office.talk].items()}


async def test_a_colleague_sees_what_was_left_and_may_discard_it(office: Office) -> None:
    office.world.assign(office.ana, office.talk, None)
    async with office.desk() as ana, office.desk("bruno") as bruno:
        await ana.save_draft(office.talk, "Bom dia, o pedido")
        await until(lambda: kept(office) == {office.ana.id: "Bom dia, o pedido"})
        assert await ana.drafts.left(office.talk) == []
        (found,) = await bruno.drafts.left(office.talk)
        assert (found.account_name, found.text) == ("Ana Souza", "Bom dia, o pedido")
        await ana.save_draft(office.talk, "Bom dia, o pedido chegou")
        await until(lambda: kept(office) == {office.ana.id: "Bom dia, o pedido chegou"})
        with pytest.raises(Refused, match="state_conflict"):
            await bruno.drafts.discard(found)
        (found,) = await bruno.drafts.left(office.talk)
        await bruno.drafts.discard(found)
        assert kept(office) == {}
        assert await ana.draft(office.talk) == "Bom dia, o pedido chegou"


async def test_what_is_typed_and_sent_without_a_line_is_told_afterwards(
    office: Office, expected_logs: LogWatch
) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        await desk.save_draft(office.talk, "um")
        await until(lambda: kept(office) == {office.ana.id: "um"})
        office.cable.unplug()
        await offline(desk)
        await desk.save_draft(office.talk, "um dois")
        assert await desk.draft(office.talk) == "um dois"
        assert await desk.drafts.left(office.talk) == ()
    assert kept(office) == {office.ana.id: "um"}
    async with office.computer.desk() as desk:
        office.cable.plug()
        await online(desk)
        await until(lambda: kept(office) == {office.ana.id: "um dois"})
        await desk.send_text(office.talk, "um dois")
        await until(lambda: kept(office) == {})


async def test_ones_own_text_from_another_computer_is_offered_once(office: Office) -> None:
    async with office.desk() as here, Computer(office.folder / "there").desk(office.gateway.url, "ana") as there:
        await online(there)
        await here.save_draft(office.talk, "daqui")
        await until(lambda: kept(office) == {office.ana.id: "daqui"})
        assert [draft.text for draft in await there.drafts.left(office.talk)] == ["daqui"]
        await there.save_draft(office.talk, "daqui e de lá")
        await until(lambda: kept(office) == {office.ana.id: "daqui e de lá"})
        assert await there.drafts.left(office.talk) == []
        assert [draft.text for draft in await here.drafts.left(office.talk)] == ["daqui e de lá"]
        assert await here.draft(office.talk) == "daqui"


async def test_closing_the_program_tells_the_last_letters(office: Office) -> None:
    async with office.desk() as desk:
        await desk.save_draft(office.talk, "até aqui")
    assert kept(office) == {office.ana.id: "até aqui"}
