"""A desk follows its gateway: pages, disconnections, resync, what it may no longer see, a refused token."""

from __future__ import annotations

from pathlib import Path

import httpx
import msgspec
import pytest

from desktop.application.desk import Link
from desktop.domain.errors import GatewayUnreachable
from desktop.infra.gateway.client import http_client
from desktop.infra.gateway.stream import SseSource
from server_stub.contract.delivery import Status
from server_stub.contract.events import Alarm, EventKind, Refresh
from server_stub.contract.model import Phrase
from tests.helpers.desks import Computer, Heard, texts, timeline
from tests.helpers.inbox import eventually
from tests.helpers.logfail import LogWatch
from tests.helpers.office import Office, offline, online, open_office
from tests.helpers.waiting import until


async def test_everything_visible_is_known_after_all_pages(tmp_path: Path) -> None:
    async with open_office(tmp_path, page_size=3) as office:
        for number in range(10):
            office.world.receive(office.world.add_conversation(f"Pessoa {number}").id, "oi")
        office.world.receive(office.world.add_conversation("De Bruno", office.bruno.id).id, "oi")
        async with office.desk() as desk:
            await until(lambda: len(desk.conversations()) == 11)
            names = [contact.name for each in desk.conversations() if (contact := desk.contact(each.contact_id))]
            assert names == [*(f"Pessoa {number}" for number in range(9, -1, -1)), "Maria"]


async def test_live_messages_and_ticks(office: Office) -> None:
    async with office.desk() as desk:
        assert texts(await timeline(desk, office.talk)) == ["olá"]
        heard = Heard(desk)
        told = office.world.receive(office.talk, "ainda aí?")
        await until(lambda: told.id in heard.merged().messages.get(office.talk, ()))
        assert await desk.messages([told.id]) == [told]
        sent = await desk.send_text(office.talk, "sim")
        await until(lambda: desk.connection.unsent == 0)
        real = (await timeline(desk, office.talk))[-1]
        assert (real.client_id, real.status) == (sent.id, Status.ACCEPTED)
        heard.changes.clear()
        office.world.climb(real.id, Status.DELIVERED)
        await until(lambda: heard.merged().statuses)
        assert heard.merged().messages == {}
        assert (await desk.messages([real.id]))[0].status is Status.DELIVERED


async def test_after_a_disconnection_only_what_was_missed_is_fetched(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        await timeline(desk, office.talk)
        for number in range(3):
            office.cable.unplug()
            await offline(desk)
            office.world.receive(office.talk, f"perdida {number}")
            office.cable.plug()
            await online(desk)
        await until(lambda: desk.conversations()[0].unread == 4)
        assert texts(await timeline(desk, office.talk)) == ["olá", "perdida 0", "perdida 1", "perdida 2"]
        assert office.asked("GET /v1/snapshot") == 1
        assert office.asked(f"GET /v1/conversations/{office.talk}/messages") == 1


async def test_the_first_failure_and_the_recovery_are_logged_once(
    office: Office, expected_logs: LogWatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="desktop")
    expected_logs("no line to the gateway: gateway_unreachable")
    async with office.desk() as desk:
        office.cable.unplug()
        await offline(desk)
        tried = office.cable.refused
        await until(lambda: office.cable.refused >= tried + 2)
        office.cable.plug()
        await online(desk)
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("desktop")]
    assert lines == ["no line to the gateway: gateway_unreachable", "the gateway answers again"]


async def test_a_dead_line_is_noticed_by_its_silence(office: Office) -> None:
    heartbeats: list[int] = []

    async def follow(http: httpx.AsyncClient) -> None:
        async with SseSource(http, silence_seconds=0.3).open(office.world.newest) as batches:
            async for batch in batches:
                assert batch == []
                heartbeats.append(1)
                if len(heartbeats) == 10:
                    office.cable.fall_silent()

    async with http_client(office.cable.url, office.gateway.token(office.ana)) as http:
        with pytest.raises(GatewayUnreachable):
            await follow(http)
    assert len(heartbeats) >= 10


async def test_a_log_that_forgot_too_much_leads_to_a_new_snapshot(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        await timeline(desk, office.talk)
        office.cable.unplug()
        await offline(desk)
        office.world.receive(office.talk, "perdida")
        gone = office.world.add_conversation("Nova", office.ana.id)
        office.world.receive(gone.id, "oi")
        office.world.forget_log()
        heard = Heard(desk)
        office.cable.plug()
        await until(lambda: heard.merged().everything)
        await online(desk)
        assert {each.id for each in desk.conversations()} == {office.talk, gone.id}
        assert texts(await timeline(desk, office.talk)) == ["olá", "perdida"]


async def test_a_conversation_that_goes_to_somebody_else_leaves_nothing_behind(office: Office) -> None:
    async with office.desk() as desk, office.desk("bruno") as other:
        await timeline(desk, office.talk)
        assert await desk.finding.local("olá", limit=50)
        await desk.save_draft(office.talk, "meu rascunho")
        office.world.assign(office.ana, office.talk, office.bruno.id)
        await until(lambda: desk.conversation(office.talk) is None)
        assert desk.conversations() == ()
        assert await desk.finding.local("olá", limit=50) == []
        assert await timeline(desk, office.talk) == []
        assert await desk.draft(office.talk) == "meu rascunho"
        await until(lambda: other.conversation(office.talk))
        assert texts(await timeline(other, office.talk)) == ["olá"]
        office.world.assign(office.bruno, office.talk, office.ana.id)
        await until(lambda: desk.conversation(office.talk))
        assert texts(await timeline(desk, office.talk)) == ["olá"]
        contact = desk.contact(office.world.conversations[office.talk].contact_id)
        assert contact is not None


async def test_a_revoked_token_ends_the_stream_and_nothing_typed_is_lost(
    office: Office, expected_logs: LogWatch
) -> None:
    expected_logs("the gateway refused the token")
    async with office.desk() as desk:
        office.gateway.revoke(office.ana)
        await until(lambda: desk.connection.link is Link.SIGNED_OUT)
        await desk.send_text(office.talk, "escrito sem sessão")
        await desk.save_draft(office.talk, "e um rascunho")
        assert desk.connection.unsent == 1
    assert office.world.sends == []
    async with office.desk() as desk:
        await until(lambda: desk.connection.unsent == 0)
        assert texts(await timeline(desk, office.talk)) == ["olá", "escrito sem sessão"]
        assert await desk.draft(office.talk) == "e um rascunho"


async def test_pages_reach_back_to_the_beginning(office: Office) -> None:
    for number in range(200):
        office.world.receive(office.talk, f"texto {number}")
    async with office.desk() as desk:
        page = await desk.page(office.talk, limit=70)
        found = list(page.messages)
        while page.older:
            page = await desk.page(office.talk, before=found[0], limit=70)
            found = [*page.messages, *found]
        assert texts(found) == ["olá", *(f"texto {number}" for number in range(200))]
        asked = office.asked(f"GET /v1/conversations/{office.talk}/messages")
        assert len((await desk.page(office.talk, before=found[100], limit=60)).messages) == 60
        assert office.asked(f"GET /v1/conversations/{office.talk}/messages") == asked


async def test_without_a_line_a_page_is_what_is_here(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    for number in range(100):
        office.world.receive(office.talk, f"texto {number}")
    async with office.desk() as desk:
        await eventually(lambda: desk.finding.local("texto 57", limit=50))
        office.cable.unplug()
        await offline(desk)
        page = await desk.page(office.talk, limit=50)
        assert (len(page.messages), page.older) == (50, True)
        page = await desk.page(office.talk, before=page.messages[0], limit=50)
        assert (len(page.messages), page.older) == (10, False)
        assert [each.content.text for each in await desk.finding.local("texto 57", limit=50)] == ["texto 57"]
        office.cable.plug()
        await online(desk)
        page = await desk.page(office.talk, before=page.messages[0], limit=50)
        assert (len(page.messages), page.older) == (41, False)


async def test_what_was_asked_without_a_line_comes_with_it(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    for number in range(100):
        office.world.receive(office.talk, f"texto {number}")
    async with office.desk() as desk:
        await eventually(lambda: desk.finding.local("texto 57", limit=50))
        office.cable.unplug()
        await offline(desk)
        first = await desk.page(office.talk, limit=60)
        assert not first.older
        heard = Heard(desk)
        office.cable.plug()
        await until(lambda: heard.merged().messages.get(office.talk))
        assert len((await desk.page(office.talk, before=first.messages[0], limit=60)).messages) == 41


async def test_phrases_templates_and_colleagues_are_kept_up_to_date(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    office.world.phrases = [Phrase("ola", "Olá", "Olá!")]
    async with office.desk() as desk:
        assert [each.key for each in desk.phrases()] == ["ola"]
        assert desk.brand == "Loja Exemplo"
        office.world.rename(desk.account.id, "Ana Paula")
        await until(lambda: desk.account.name == "Ana Paula")
        assert desk.accounts()[office.bruno.id].name == "Bruno Lima"
        office.world.phrases = [Phrase("ate", "Até", "Até logo!")]
        office.cable.unplug()
        await offline(desk)
        office.cable.plug()
        await until(lambda: [each.key for each in desk.phrases()] == ["ate"])


async def test_alarms_are_known_whenever_a_lead_comes(office: Office) -> None:
    raised = Alarm("channel_unauthorised", {"number": "n1", "meta_code": 190})
    second = Alarm("quarantine", {"count": 1})
    office.world.tell_alarm(raised)
    computer = Computer(office.folder / "lead")
    async with computer.desk(office.gateway.url, "lead") as lead, office.desk() as agent:
        await until(lambda: tuple(lead.alarms()) == (raised,))
        await online(lead)
        heard = Heard(lead)
        office.world.tell_alarm(second)
        await until(lambda: tuple(lead.alarms()) == (raised, second))
        assert heard.merged().alarms
        office.world.receive(office.talk, "depois")
        await until(lambda: agent.conversations()[0].unread == 2)
        assert tuple(agent.alarms()) == ()
    # Begun again on the same computer: no snapshot, yet what stood still stands.
    asked = office.asked("GET /v1/snapshot")
    async with computer.desk() as lead:
        assert tuple(lead.alarms()) == (raised, second)
        office.world.tell_alarm(Alarm("channel_unauthorised", {"number": "n1"}, cleared=True))
        await until(lambda: tuple(lead.alarms()) == (second,))
    assert office.asked("GET /v1/snapshot") == asked


async def test_other_rights_to_see_lead_to_a_new_snapshot(office: Office, expected_logs: LogWatch) -> None:
    """Also when the power fails between the news and the snapshot."""
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        await timeline(desk, office.talk)
        asked = office.asked("GET /v1/snapshot")
        hidden = office.world.add_conversation("Nova", office.bruno.id)
        office.world.conversations[hidden.id] = msgspec.structs.replace(hidden, assignee_id=None)
        office.world.tell(EventKind.REFRESH, Refresh("queues"), account_id=office.ana.id)
        await until(lambda: desk.conversation(hidden.id) is not None)
        await online(desk)
        assert office.asked("GET /v1/snapshot") == asked + 1
        office.gateway.broken += [503] * 3
        office.world.tell(EventKind.REFRESH, Refresh("queues"), account_id=office.ana.id)
        await until(lambda: desk.connection.link is not Link.ONLINE)
    office.gateway.broken.clear()
    async with office.computer.desk() as desk:
        await online(desk)
        await until(lambda: office.asked("GET /v1/snapshot") > asked + 1)


async def test_the_gateways_clock_counts(office: Office) -> None:
    hour = 3_600_000
    async with office.desk() as desk:
        assert abs(desk.now() - office.world.now()) < 60_000
    office.world.ahead_ms = hour
    async with office.desk() as desk:
        assert abs(desk.now() - office.world.now()) < 60_000
        sent = await desk.send_text(office.talk, "no tempo do gateway")
        assert abs(sent.sent_at - office.world.now()) < 60_000
