"""Desks of several people and computers at one gateway, fake or real: all show the same, and an answer arrives once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from desktop.application.desk_service import DeskService
from desktop.domain.errors import Refused
from server_stub.contract.delivery import Status
from tests.helpers.cable import cable_to
from tests.helpers.desks import Computer, texts, timeline
from tests.helpers.inbox import eventually
from tests.helpers.logfail import LogWatch
from tests.helpers.office import offline, online
from tests.helpers.sides import SIDES, Side, signed_in
from tests.helpers.waiting import until

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0" + b"\0" * 500


@pytest.fixture(params=list(SIDES))
async def side(request: pytest.FixtureRequest, tmp_path: Path, expected_logs: LogWatch) -> AsyncIterator[Side]:
    expected_logs.allow("no line to the gateway")
    async with SIDES[request.param](tmp_path) as opened:
        yield opened


@asynccontextmanager
async def desk_of(side: Side, folder: Path, login: str, url: str = "") -> AsyncIterator[DeskService]:
    async with Computer(folder).desk(url or side.url, login) as desk:
        await online(desk)
        await until(lambda: desk.conversation(side.talk) or login == "bruno")
        yield desk


async def at_gateway(side: Side) -> list[str]:
    async with signed_in(side, "lead") as (api, _):
        return texts((await api.messages(side.talk, None, 50)).messages)


def holder(desk: DeskService, conversation_id: str) -> str | None:
    conversation = desk.conversation(conversation_id)
    return conversation.claim.account_id if conversation is not None and conversation.claim is not None else None


async def test_two_computers_of_one_agent_show_the_same(side: Side, tmp_path: Path) -> None:
    async with (
        desk_of(side, tmp_path / "one", "ana") as one,
        desk_of(side, tmp_path / "two", "ana") as two,
    ):
        await one.open_conversation(side.talk)
        await one.send_text(side.talk, "do primeiro")
        await until(lambda: one.connection.unsent == 0)
        await two.send_text(side.talk, "do segundo")
        await side.says("recebi os dois")

        async def same() -> bool:
            first, second = await timeline(one, side.talk), await timeline(two, side.talk)
            return first == second and len(first) == 4

        await eventually(same)
        assert texts(await timeline(one, side.talk)) == await at_gateway(side)
        await until(lambda: one.conversation(side.talk) == two.conversation(side.talk))


async def test_an_answer_written_offline_arrives_once(side: Side, tmp_path: Path) -> None:
    async with cable_to(side.url) as cable, desk_of(side, tmp_path / "one", "ana", cable.url) as desk:
        await timeline(desk, side.talk)
        cable.unplug()
        await offline(desk)
        await desk.send_text(side.talk, "escrita sem rede")
        await desk.send_text(side.talk, "e mais uma")
        await side.says("ainda aí?")
        cable.lose_answer("POST /v1/messages")
        cable.plug()
        await until(lambda: desk.connection.unsent == 0, 15)
        wanted = ["olá", "ainda aí?", "escrita sem rede", "e mais uma"]

        async def whole() -> bool:
            return texts(await timeline(desk, side.talk)) == wanted

        await eventually(whole)
        assert await at_gateway(side) == wanted


async def test_a_conversation_that_is_claimed_says_by_whom(side: Side, tmp_path: Path) -> None:
    async with desk_of(side, tmp_path / "one", "ana") as ana, desk_of(side, tmp_path / "two", "lead") as lead:
        await ana.open_conversation(side.talk)
        await until(lambda: lead.conversation(side.talk).claim)  # type: ignore[union-attr]
        with pytest.raises(Refused) as refused:
            await lead.open_conversation(side.talk)
        assert lead.accounts()[str(refused.value.params["account_id"])].name == ana.account.name
        sent = await lead.send_text(side.talk, "por cima de Ana")
        await until(lambda: lead.connection.unsent == 0)
        failed = (await lead.messages([sent.id]))[0]
        assert failed.failure is not None
        assert (failed.status, failed.failure.code) == (Status.FAILED, "claimed_by_other")
        await ana.close_conversation(side.talk)
        await until(lambda: holder(lead, side.talk) == lead.account.id)


async def test_a_file_goes_and_is_shown_on_the_other_computer(side: Side, tmp_path: Path) -> None:
    picture = tmp_path / "nota.png"
    picture.write_bytes(PNG)
    async with (
        desk_of(side, tmp_path / "one", "ana") as one,
        desk_of(side, tmp_path / "two", "ana") as two,
    ):
        await one.send_file(side.talk, picture, caption="a nota")
        await until(lambda: one.connection.unsent == 0, 15)

        async def shown() -> bool:
            return len(await timeline(two, side.talk)) == 2

        await eventually(shown)
        media = (await timeline(two, side.talk))[1].content.media
        assert media is not None
        assert (await two.media_file(media.id)).read_bytes() == PNG
        assert (await one.media_file(media.id)).read_bytes() == PNG


async def test_a_conversation_changes_hands(side: Side, tmp_path: Path) -> None:
    async with desk_of(side, tmp_path / "one", "ana") as ana, desk_of(side, tmp_path / "two", "bruno") as bruno:
        await timeline(ana, side.talk)
        await ana.release(side.talk, side.ids["ana"])
        await until(lambda: bruno.conversation(side.talk))
        await bruno.take(side.talk, "")
        await until(lambda: ana.conversation(side.talk) is None)
        assert await timeline(ana, side.talk) == []
        assert texts(await timeline(bruno, side.talk)) == ["olá"]
        contact = bruno.contact(bruno.conversation(side.talk).contact_id)  # type: ignore[union-attr]
        assert contact is not None
        await bruno.send_text(side.talk, "agora sou eu")
        await until(lambda: bruno.connection.unsent == 0)
    assert await at_gateway(side) == ["olá", "agora sou eu"]
