"""The gallery beyond what is kept here, and the small pictures that rows are painted with."""

from __future__ import annotations

import msgspec
import pytest

from desktop.application.desk import Desk
from desktop.domain.errors import Refused
from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.events import EventKind, MessageChanged
from server_stub.contract.model import Message
from tests.helpers.desks import timeline
from tests.helpers.logfail import LogWatch
from tests.helpers.office import Office, offline


def receive(office: Office, media: Media, whole: bytes = b"") -> Message:
    office.world.media[media.id] = (media, whole or media.id.encode())
    message = office.world.receive(office.talk, "")
    kind = Kind.VIDEO if media.mime_type.startswith("video/") else Kind.IMAGE
    told = msgspec.structs.replace(message, content=Content(kind, media=media))
    office.world.messages[message.id] = told
    office.world.tell(EventKind.MESSAGE, MessageChanged(told), office.talk)
    return told


async def gathered(desk: Desk, conversation_id: str, limit: int) -> list[Message]:
    page = await desk.gallery(conversation_id, limit=limit)
    found = list(page.messages)
    while page.more:
        page = await desk.gallery(conversation_id, before=found[-1], limit=limit)
        found += page.messages
    return found


async def test_what_only_the_gateway_has_is_in_it_too(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    sent = []
    for number in range(30):
        sent.append(receive(office, Media(f"p-{number:02}", "image/jpeg", "ready", file_name=f"{number}.jpg")))
        for chatter in range(8):
            office.world.receive(office.talk, f"conversa {number} {chatter}")
    wanted = [it.id for it in reversed(sent)]
    async with office.desk() as desk:
        await timeline(desk, office.talk)
        kept = office.asked(f"GET /v1/conversations/{office.talk}/messages")
        assert [it.id for it in await gathered(desk, office.talk, 7)] == wanted
        assert office.asked(f"GET /v1/conversations/{office.talk}/messages") == kept
        assert (await desk.media_file("p-00")).name == "0.jpg"
        assert [it.id for it in await desk.messages([sent[0].id])] == [sent[0].id]
        office.cable.unplug()
        await offline(desk)
        page = await desk.gallery(office.talk, limit=60)
        assert ([it.id for it in page.messages], page.cut_short) == (wanted, True)


async def test_a_row_asks_for_the_small_picture_and_opening_for_the_whole(office: Office) -> None:
    with_small = Media("big", "image/jpeg", "ready", size=3_000_000, thumbnail=5)
    office.world.thumbnails["big"] = b"small"
    receive(office, with_small, b"whole")
    receive(office, msgspec.structs.replace(with_small, id="lost"))
    receive(office, Media("film", "video/mp4", "ready"))
    receive(office, msgspec.structs.replace(with_small, id="moves", mime_type="image/webp", animated=True))
    async with office.desk() as desk:
        await timeline(desk, office.talk)
        assert (await desk.picture_file("big")).read_bytes() == b"small"
        assert (await desk.picture_file("big")).read_bytes() == b"small"
        assert (office.asked("GET /v1/media/big"), office.asked("GET /v1/media/big/thumbnail")) == (0, 1)
        assert (await desk.media_file("big")).read_bytes() == b"whole"
        assert (await desk.picture_file("big")).read_bytes() == b"whole"
        assert (await desk.picture_file("lost")).read_bytes() == b"lost"  # it has gone at the gateway meanwhile
        assert (await desk.picture_file("moves")).read_bytes() == b"moves"
        with pytest.raises(Refused, match="not_found"):
            await desk.picture_file("film")
        assert office.asked("GET /v1/media/film") == 0
