"""The team's work between real desks and a real gateway: handed over, together, advised, looked at, talked about."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from desktop.application.desk_service import DeskService
from desktop.domain.errors import Refused
from desktop.infra.gateway.team.whole import HttpTeam
from server_stub.contract.cases import AskHistory, CaseMove, CaseState, CloseCase, Disposition, OpenCase, tree_mark
from server_stub.contract.delivery import Status
from server_stub.contract.queues import Member, Queue
from server_stub.contract.team import AgentState, Doing
from server_stub.contract.transfers import Bulk, Decline, DeclineReason, HandOver, OfferKind, Presence, Transfer
from tests.helpers.desks import Computer, timeline
from tests.helpers.office import online
from tests.helpers.sides import RealSide, Side, real_side, signed_in
from tests.helpers.waiting import until


@dataclass
class Floor:
    """Ana and Bruno at their desks; `talk` is Ana's."""

    side: Side
    ana: DeskService
    bruno: DeskService

    @property
    def talk(self) -> str:
        return self.side.talk

    @property
    def ids(self) -> dict[str, str]:
        return self.side.ids

    def owner(self) -> str | None:
        """As Ana's desk knows it."""
        conversation = self.ana.conversation(self.talk)
        return conversation.assignee_id if conversation is not None else None


@pytest.fixture
async def side(tmp_path: Path) -> AsyncIterator[Side]:
    async with real_side(tmp_path) as opened:
        assert isinstance(opened, RealSide)
        yield opened


@pytest.fixture
async def floor(side: Side, tmp_path: Path) -> AsyncIterator[Floor]:
    async with (
        Computer(tmp_path / "ana").desk(side.url, "ana") as ana,
        Computer(tmp_path / "bruno").desk(side.url, "bruno") as bruno,
    ):
        await online(ana)
        await online(bruno)
        for desk in (ana, bruno):
            await desk.team.set_state(AgentState.AVAILABLE)
        await until(lambda: ana.conversation(side.talk) is not None)
        yield Floor(side, ana, bruno)


@asynccontextmanager
async def team_of(side: Side, login: str) -> AsyncIterator[HttpTeam]:
    async with signed_in(side, login) as (_, http):
        assert isinstance(http, httpx.AsyncClient)
        yield HttpTeam(http)


async def test_a_transfer_is_seen_accepted_and_gone(floor: Floor) -> None:
    case = floor.ana.conversation(floor.talk).case
    assert case is not None
    assert case.state is CaseState.ASSIGNED
    targets = await floor.ana.team.targets(floor.talk)
    (bruno,) = [each for each in targets.agents if each.account_id == floor.ids["bruno"]]
    assert (bruno.name, bruno.state, bruno.obstacle) == ("Bruno Lima", "available", "")
    with pytest.raises(Refused) as refused:
        await floor.ana.team.transfer(floor.talk, Transfer(floor.ids["bruno"], expected_agent=floor.ids["bruno"]))
    assert (refused.value.code, refused.value.params) == ("moved_meanwhile", {"account_id": floor.ids["ana"]})
    card = HandOver("trocar", "conferi", "hoje", "com calma")
    wish = Transfer(floor.ids["bruno"], card=card, expected_agent=floor.ids["ana"])
    await floor.ana.team.transfer(floor.talk, wish)
    await until(lambda: floor.bruno.conversation(floor.talk) is not None)
    offer = floor.bruno.conversation(floor.talk).offer
    assert offer is not None
    assert (offer.to_account, offer.from_account, offer.card) == (floor.ids["bruno"], floor.ids["ana"], card)
    await floor.bruno.team.accept_offer(floor.talk)
    await until(lambda: floor.ana.conversation(floor.talk) is None)
    await until(lambda: floor.bruno.conversation(floor.talk).assignee_id == floor.ids["bruno"])


async def test_what_is_declined_stays_and_is_out_of_sight_again(floor: Floor) -> None:
    await floor.ana.team.transfer(floor.talk, Transfer(floor.ids["bruno"]))
    await until(lambda: floor.bruno.conversation(floor.talk) is not None)
    await floor.bruno.team.decline_offer(floor.talk, Decline(DeclineReason.BUSY))
    await until(lambda: floor.bruno.conversation(floor.talk) is None)
    await until(lambda: floor.ana.conversation(floor.talk).offer is None)
    assert floor.owner() == floor.ids["ana"]
    await floor.ana.team.transfer(floor.talk, Transfer(floor.ids["bruno"]))
    await floor.ana.team.cancel_offer(floor.talk)
    with pytest.raises(Refused, match=r"not_found|offer_gone"):
        await floor.bruno.team.accept_offer(floor.talk)


async def test_advised_then_together_then_taken_over(floor: Floor) -> None:
    await floor.ana.team.transfer(floor.talk, Transfer(floor.ids["bruno"], kind=OfferKind.CONSULT))
    await until(lambda: floor.bruno.conversation(floor.talk) is not None)
    await floor.bruno.team.accept_offer(floor.talk)
    await until(lambda: floor.ana.conversation(floor.talk).participants)
    await floor.bruno.team.leave(floor.talk)
    await until(lambda: floor.bruno.conversation(floor.talk) is None)
    await until(lambda: not floor.ana.conversation(floor.talk).participants)
    await floor.ana.team.transfer(floor.talk, Transfer(floor.ids["bruno"], kind=OfferKind.WARM))
    await until(lambda: floor.bruno.conversation(floor.talk) is not None)
    await floor.bruno.team.accept_offer(floor.talk)
    await until(lambda: floor.bruno.conversation(floor.talk).participants)
    (guest,) = floor.bruno.conversation(floor.talk).participants
    assert (guest.account_id, guest.why) == (floor.ids["bruno"], Presence.WARM)
    await floor.bruno.team.take_over(floor.talk, floor.ids["ana"])
    await until(lambda: floor.bruno.conversation(floor.talk).assignee_id == floor.ids["bruno"])


async def test_a_new_queue_changes_what_is_seen(floor: Floor) -> None:
    async with team_of(floor.side, "admin") as admin:
        made = await admin.save_queue(Queue("", "Vendas", members=[Member(floor.ids["bruno"])]))
        await until(lambda: made.id in floor.ana.queues() and made.id in floor.bruno.queues())
        await floor.ana.team.transfer(floor.talk, Transfer(to_queue=made.id))
        await until(lambda: floor.ana.conversation(floor.talk) is None)
        await until(lambda: floor.bruno.conversation(floor.talk) is not None)
        with pytest.raises(Refused, match="queue_in_use"):
            await admin.remove_queue(made.id)
        await admin.remove_queue(made.id, move_to="general")
        await until(lambda: made.id not in floor.ana.queues())
        nodes = [Disposition("d-1", "Pedido", outcome="solved")]
        seen = tree_mark(await admin.all_dispositions())
        assert [each.label for each in await admin.save_dispositions(nodes, seen=seen)] == ["Pedido"]
        with pytest.raises(Refused, match="state_conflict"):
            await admin.save_dispositions([], seen=seen)
        assert [each.label for each in await admin.all_dispositions()] == ["Pedido"]
        await until(lambda: [each.label for each in floor.ana.dispositions()] == ["Pedido"])
        policy = await admin.service_policy()
        assert policy.default_queue == "general"
        assert (await admin.save_service_policy(policy)).revision == policy.revision + 1
        with pytest.raises(Refused, match="state_conflict"):
            await admin.save_service_policy(policy)
        assert {each.account_id for each in await admin.profiles()} >= {floor.ids["ana"]}


async def test_who_looks_and_who_types(floor: Floor) -> None:
    async with team_of(floor.side, "lead") as lead:
        await floor.ana.open_conversation(floor.talk)
        await lead.set_doing(floor.talk, Doing.TYPING)
        await until(lambda: [each.doing for each in floor.ana.presences(floor.talk)] == [Doing.TYPING])
        await lead.set_doing(floor.talk, Doing.GONE)
        await until(lambda: not floor.ana.presences(floor.talk))
        here = await lead.set_doing(floor.talk, Doing.VIEWING)
        assert floor.ids["ana"] in {each.account_id for each in here}
        await floor.ana.close_conversation(floor.talk)


async def test_colleagues_talk_and_know_how_each_stands(floor: Floor) -> None:
    await floor.bruno.team.set_state(AgentState.BUSY)
    await until(lambda: floor.ana.statuses()[floor.ids["bruno"]].state is AgentState.BUSY)
    await until(lambda: floor.bruno.own_status().state is AgentState.BUSY)
    said = await floor.bruno.team.say("team", "alguém sabe o prazo?")
    await until(lambda: [each.unread for each in floor.ana.chats() if each.id == "team"] == [1])
    page = await floor.ana.team.chat_page("team")
    assert [each.text for each in page.messages] == ["alguém sabe o prazo?"]
    await floor.ana.team.chat_seen("team", said.id)
    assert [each.unread for each in floor.ana.chats() if each.id == "team"] == [0]


async def test_a_case_is_closed_found_and_opened_again(floor: Floor, tmp_path: Path) -> None:
    case = floor.ana.conversation(floor.talk).case
    assert case is not None
    closed = await floor.ana.team.close_case(case.id, CloseCase(summary="resolvido", say_goodbye=False))
    assert closed.brief.state is CaseState.CLOSED
    await until(lambda: floor.ana.conversation(floor.talk).case.state is CaseState.CLOSED)
    (found,) = await floor.ana.team.find_protocol(f"{case.protocol[:8]} {case.protocol[8:]}")
    assert found.summary == "resolvido"
    assert [each.brief.id for each in await floor.ana.team.cases_of(floor.talk)] == [case.id]
    await floor.ana.team.reopen(case.id)
    with pytest.raises(Refused, match="case_open"):
        await floor.ana.team.open_case(floor.talk, OpenCase())
    assert (await floor.ana.team.case(case.id)).brief.reopened == 1
    assert "closed" in {each.kind for each in await floor.ana.team.case_events(case.id)}
    written = await floor.ana.team.history_pdf(case.id, tmp_path / "historico.pdf")
    assert written.read_bytes().startswith(b"%PDF")


async def test_a_history_is_asked_for_and_handed_over(floor: Floor) -> None:
    team = floor.ana.team
    (case,) = await team.cases_of(floor.talk)
    job = await team.ask_history(case.brief.id, AskHistory("whatsapp"))
    with pytest.raises(Refused, match="channel_not_set_up"):
        await team.ask_history(case.brief.id, AskHistory("email"))
    given = await team.ask_history(case.brief.id, AskHistory("handed_over", "impresso, no balcão"))
    assert (given.id, given.state, given.note) == (job.id, "handed_over", "impresso, no balcão")
    assert (await team.cases_of(floor.talk))[0].history == [given]
    assert (await team.case_events(case.brief.id))[-1].kind == CaseMove.HISTORY
    with pytest.raises(Refused, match="not_found"):
        await floor.bruno.team.ask_history(case.brief.id, AskHistory("whatsapp"))


async def test_what_leads_look_at(floor: Floor, tmp_path: Path) -> None:
    async with team_of(floor.side, "lead") as lead:
        wall = await lead.wall()
        assert [each.conversation_id for each in wall.cases] == [floor.talk]
        await lead.look(floor.talk)
        await lead.barge(floor.talk)
        page = await lead.audit(conversation_id=floor.talk)
        assert {"look", "barge"} <= {each.action for each in page.rows}
        await lead.rescue_list()
        shown = await lead.bulk(Bulk([floor.talk], close=True))
        assert [each.obstacle for each in shown.rows] == [""]
        assert await lead.protocols("20261123") is not None
        assert await lead.surveys(0, 86_400_000) == []
        with pytest.raises(Refused, match="value_invalid"):
            await lead.surveys(1, 1)
        day = (await lead.work_days(""))[0].day
        assert (await lead.work_days_pdf(day, tmp_path / "dia.pdf")).read_bytes().startswith(b"%PDF")


async def test_a_lead_who_came_in_writes_beside_the_agent(floor: Floor, tmp_path: Path) -> None:
    await floor.ana.open_conversation(floor.talk)
    async with Computer(tmp_path / "lead").desk(floor.side.url, "lead") as lead:
        await online(lead)
        await until(lambda: lead.conversation(floor.talk) is not None)
        await lead.team.barge(floor.talk)
        await until(lambda: lead.conversation(floor.talk).participants)
        sent = await lead.send_text(floor.talk, "aqui é a Lia, da supervisão")
        await until(lambda: lead.connection.unsent == 0)
        written = [each for each in await timeline(lead, floor.talk) if each.client_id == sent.id]
        assert [each.status for each in written] != [Status.FAILED]
        await floor.ana.send_text(floor.talk, "e eu continuo aqui")
        await until(lambda: floor.ana.connection.unsent == 0)
        assert floor.owner() == floor.ids["ana"]
    await floor.ana.close_conversation(floor.talk)
