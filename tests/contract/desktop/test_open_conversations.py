"""Claims, read marks, typing, the light beside the composer, consent, and media of an open conversation."""

from __future__ import annotations

import asyncio
import time

import msgspec
import pytest

from desktop.domain.errors import GatewayUnreachable, Refused
from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.events import EventKind, MessageChanged
from server_stub.contract.gate import Decision, Outlook, Reason, Verdict
from server_stub.contract.requests import RecordConsent
from tests.helpers.desks import Heard, timeline
from tests.helpers.logfail import LogWatch
from tests.helpers.office import Office, offline, online
from tests.helpers.waiting import until


async def test_opening_claims_and_marks_read_and_closing_gives_up(office: Office) -> None:
    async with office.desk() as desk, office.desk("bruno") as other:
        assert other.conversation(office.talk) is None
        await timeline(desk, office.talk)
        await desk.open_conversation(office.talk)
        await until(lambda: desk.conversation(office.talk).claim)  # type: ignore[union-attr]
        await until(lambda: desk.conversation(office.talk).unread == 0)  # type: ignore[union-attr]
        later = office.world.receive(office.talk, "mais uma")
        await until(lambda: office.world.read_marks[-1] == (office.talk, later.id))
        await desk.close_conversation(office.talk)
        await until(lambda: desk.conversation(office.talk).claim is None)  # type: ignore[union-attr]
        office.world.receive(office.talk, "com a conversa fechada")
        await until(lambda: desk.conversation(office.talk).unread == 1)  # type: ignore[union-attr]
    assert office.world.conversations[office.talk].unread == 1


async def test_many_lines_at_once_are_marked_read_together(office: Office) -> None:
    async with office.desk() as desk:
        await desk.open_conversation(office.talk)
        await until(lambda: desk.conversation(office.talk).unread == 0)  # type: ignore[union-attr]
        before, released = len(office.gateway.requests), asyncio.Event()
        office.gateway.stalled.append((b"up_to_message_id", released))
        for number in range(10):
            last = office.world.receive(office.talk, f"linha {number}")
            await until(lambda last=last: desk.conversation(office.talk).last.message_id == last.id)  # type: ignore[misc,union-attr]
        released.set()
        await until(lambda: office.world.read_marks[-1] == (office.talk, last.id))
        asked = [it for it in office.gateway.requests[before:] if it.endswith(("/read", "/claim"))]
        assert set(asked) == {f"POST /v1/conversations/{office.talk}/read"}
        assert len(asked) <= 2


async def test_the_end_of_the_program_gives_up_its_claims(office: Office) -> None:
    async with office.desk() as desk:
        await desk.open_conversation(office.talk)
        assert office.world.conversations[office.talk].claim is not None
    assert office.world.conversations[office.talk].claim is None


async def test_a_conversation_of_somebody_else_is_read_but_not_marked(office: Office) -> None:
    office.world.claim(office.bruno, office.talk)
    async with office.desk() as desk:
        with pytest.raises(Refused) as refused:
            await desk.open_conversation(office.talk)
        assert (refused.value.code, refused.value.params) == ("claimed_by_other", {"account_id": office.bruno.id})
        assert len(await timeline(desk, office.talk)) == 1
        office.world.receive(office.talk, "para Bruno")
        await until(lambda: desk.conversation(office.talk).unread == 2)  # type: ignore[union-attr]
        assert office.world.read_marks == []
        office.world.drop_claim(office.bruno, office.talk)
        await until(lambda: office.world.read_marks)
        claim = office.world.conversations[office.talk].claim
        assert claim is not None
        assert claim.account_id == office.ana.id
        await until(lambda: desk.conversation(office.talk).claim == claim)  # type: ignore[union-attr]


async def test_a_claim_that_lapsed_without_a_line_is_renewed_with_it(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        await desk.open_conversation(office.talk)
        office.cable.unplug()
        await offline(desk)
        office.world.drop_claim(office.ana, office.talk)
        office.cable.plug()
        await online(desk)
        await until(lambda: office.world.conversations[office.talk].claim)


async def test_opening_without_a_line_claims_later(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        office.cable.unplug()
        await offline(desk)
        await desk.open_conversation(office.talk)
        office.cable.plug()
        await until(lambda: office.world.conversations[office.talk].claim)


async def test_taking_and_releasing(office: Office) -> None:
    free = office.world.add_conversation("João")
    async with office.desk() as desk, office.desk("bruno") as other:
        await desk.take(free.id, "")
        await until(lambda: other.conversation(free.id) is None)
        assert office.world.conversations[free.id].assignee_id == office.ana.id
        await desk.release(free.id, office.ana.id)
        await until(lambda: other.conversation(free.id))


async def test_typing_is_told_rarely(office: Office) -> None:
    async with office.desk() as desk:
        await asyncio.gather(*(desk.typing(office.talk) for _ in range(20)))
        assert office.world.typed == [office.talk]


def outlook(office: Office, until_ms: int | None, verdict: Verdict = Verdict.ALLOW) -> Outlook:
    reason = Reason.ALLOW_REPLY_IN_WINDOW if verdict is Verdict.ALLOW else Reason.DENY_OPTED_OUT_ALL
    return Outlook(
        office.talk,
        Decision(verdict, reason, until=until_ms),
        Decision(Verdict.DENY, Reason.DENY_REFUSED_RECENTLY),
    )


async def test_the_light_is_asked_once_and_again_when_something_happened(office: Office) -> None:
    asked = f"GET /v1/conversations/{office.talk}/outlook"
    async with office.desk() as desk:
        heard = Heard(desk)
        for _ in range(3):
            light = await desk.outlook(office.talk)
            assert light is not None
            assert light.reply.verdict is Verdict.ALLOW
        assert office.asked(asked) == 1
        office.world.receive(office.talk, "a janela recomeça")
        await until(lambda: office.talk in heard.merged().outlooks)
        await desk.outlook(office.talk)
        assert office.asked(asked) == 2
        told = outlook(office, None, Verdict.DENY)
        heard.changes.clear()
        office.world.tell(EventKind.OUTLOOK, told, office.talk)
        await until(lambda: office.talk in heard.merged().outlooks)
        assert await desk.outlook(office.talk) == told
        assert office.asked(asked) == 2


async def test_the_light_goes_out_by_the_clock(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        office.world.outlooks[office.talk] = outlook(office, time.time_ns() // 1_000_000 + 700)
        heard = Heard(desk)
        light = await desk.outlook(office.talk)
        assert light is not None
        assert light.reply.verdict is Verdict.ALLOW
        office.cable.unplug()
        await offline(desk)
        await until(lambda: office.talk in heard.merged().outlooks)
        light = await desk.outlook(office.talk)
        assert light is not None
        assert (light.reply.verdict, light.reply.reason) == (Verdict.DENY, Reason.DENY_WINDOW_CLOSED)
    async with office.computer.desk() as desk:
        light = await desk.outlook(office.talk)
        assert light is not None
        assert light.reply.reason is Reason.DENY_WINDOW_CLOSED
        assert await desk.outlook("nothing known") is None


async def test_consent_is_recorded_and_shown(office: Office) -> None:
    async with office.desk() as desk:
        heard = Heard(desk)
        contact_id = office.world.conversations[office.talk].contact_id
        evidence = (await timeline(desk, office.talk))[0].id
        answered = await desk.office.record(contact_id, RecordConsent("mkt", True, evidence, note="disse sim"))
        assert [(each.purpose, each.state) for each in answered.consents] == [("mkt", "ACTIVE")]
        # The answer is for who asked; everybody, also this desk, is told by the event.
        await until(lambda: desk.contact(contact_id) == answered)
        assert heard.merged().contacts == {contact_id}
        assert office.talk in heard.merged().outlooks
    assert office.world.consents == [RecordConsent("mkt", True, evidence, note="disse sim")]


def picture(office: Office, name: str) -> Media:
    """The customer sends a picture."""
    media = Media(f"media-{name}", "image/jpeg", "ready", "", 4)
    office.world.media[media.id] = (media, name.encode())
    message = office.world.receive(office.talk, "")
    told = msgspec.structs.replace(message, content=Content(Kind.IMAGE, media=media))
    office.world.messages[message.id] = told
    office.world.tell(EventKind.MESSAGE, MessageChanged(told), office.talk)
    return media


async def test_media_are_fetched_once_and_kept(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    media, never_looked_at = picture(office, "foto"), picture(office, "outra")
    async with office.desk() as desk:
        await timeline(desk, office.talk)
        paths = await asyncio.gather(*(desk.media_file(media.id) for _ in range(5)))
        assert {path.read_bytes() for path in paths} == {b"foto"}
        assert paths[0].suffix == ".jpg"
        assert office.asked(f"GET /v1/media/{media.id}") == 1
        with pytest.raises(Refused, match="not_found"):
            await desk.media_file("nothing")
        office.cable.unplug()
        await offline(desk)
        assert (await desk.media_file(media.id)).read_bytes() == b"foto"
        with pytest.raises(GatewayUnreachable):
            await desk.media_file(never_looked_at.id)
    assert not paths[0].exists()


async def test_media_go_with_their_conversation(office: Office) -> None:
    media = picture(office, "foto")
    async with office.desk() as desk:
        await timeline(desk, office.talk)
        await desk.media_file(media.id)
        folder = next(office.computer.places.data.glob("*.media"))
        assert len(list(folder.iterdir())) == 1
        office.world.assign(office.ana, office.talk, office.bruno.id)
        await until(lambda: list(folder.iterdir()) == [])


async def test_what_the_disk_damaged_is_fetched_again_at_once(office: Office) -> None:
    media = picture(office, "foto")
    async with office.desk() as desk:
        await timeline(desk, office.talk)
        (await desk.media_file(media.id)).unlink()
        (kept,) = next(office.computer.places.data.glob("*.media")).iterdir()
        kept.write_bytes(kept.read_bytes()[:-1])
        assert (await desk.media_file(media.id)).read_bytes() == b"foto"
        assert office.asked(f"GET /v1/media/{media.id}") == 2
