"""A desk sends every kind through a real gateway, and its notes go nowhere else; with and without the line."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PIL import Image

from desktop.domain.errors import GatewayUnreachable, LocalProblem, Refused
from server_stub import cloud_sim
from server_stub.contract.content import Card, Kind, Location
from server_stub.contract.delivery import Status
from server_stub.contract.registers import Company
from server_stub.contract.sendable import TEXT_LIMIT
from tests.helpers.counter import Counter
from tests.helpers.desks import Computer, timeline
from tests.helpers.gateway import PASSWORD
from tests.helpers.office import offline
from tests.helpers.shop import eventually
from tests.helpers.waiting import until

VOICE = Path(cloud_sim.__file__).parent / "media" / "voice.ogg"
SECRET = "Cuidado com este pedido"


async def test_every_kind_goes_out_and_leaves_the_draft_alone(counter: Counter, tmp_path: Path) -> None:
    thread, talk = counter.desk.thread, counter.talk
    await counter.desk.save_draft(talk, "ainda escrevo")
    sticker = tmp_path / "a.webp"
    Image.new("RGB", (512, 512), (20, 90, 40)).save(sticker)
    sent = [
        await thread.send_location(talk, Location(-23.56, -46.65, "MASP")),
        await thread.send_cards(talk, [Card("Caio Prado", phones=["+55 11 95555-4444"])]),
        await thread.send_voice(talk, VOICE),
        await thread.send_sticker(talk, sticker),
    ]
    kinds = [(await counter.until_sent(message)).content.kind for message in sent]
    assert kinds == [Kind.LOCATION, Kind.CONTACTS, Kind.VOICE, Kind.STICKER]
    bodies = [it.body for it in counter.shop.sim.core.sent.values()]
    assert [body["type"] for body in bodies] == ["location", "contacts", "audio", "sticker"]
    assert bodies[2]["audio"]["voice"] is True
    assert await counter.desk.draft(talk) == "ainda escrevo"


async def test_what_whatsapp_would_refuse_is_not_queued(counter: Counter, tmp_path: Path) -> None:
    thread, talk = counter.desk.thread, counter.talk
    picture = tmp_path / "a.png"
    Image.new("RGB", (64, 64)).save(picture)
    for attempt, code in (
        (thread.send_location(talk, Location(91, 0)), "location_invalid"),
        (thread.send_location(talk, Location(0, 0, "x" * 300)), "text_too_long"),
        (thread.send_cards(talk, [Card("n" * 300, phones=["1"])]), "text_too_long"),
        (thread.send_cards(talk, [Card("Sem nada")]), "card_invalid"),
        (thread.send_voice(talk, picture), "media_type_refused"),
        (thread.send_sticker(talk, picture), "media_type_refused"),
        (thread.write_note(talk, "  "), "text_empty"),
    ):
        with pytest.raises(LocalProblem) as problem:
            await attempt
        assert problem.value.code == code
    assert len(await timeline(counter.desk, talk)) == 1


async def test_reactions_show_at_once_and_need_the_line(counter: Counter) -> None:
    (theirs,) = await timeline(counter.desk, counter.talk)
    await counter.desk.thread.react(theirs.id, "👍")
    assert [it.emoji for it in (await counter.desk.messages([theirs.id]))[0].reactions] == ["👍"]
    await counter.shown(lambda it: [(r.emoji, r.pending) for r in it.reactions] == [("👍", False)])
    with pytest.raises(Refused) as refused:
        await counter.desk.thread.react(theirs.id, "sim")
    assert refused.value.code == "emoji_invalid"
    counter.cable.unplug()
    await offline(counter.desk)
    with pytest.raises(GatewayUnreachable):
        await counter.desk.thread.react(theirs.id, "😂")


async def test_a_note_written_offline_arrives_as_a_note_and_nowhere_else(counter: Counter) -> None:
    before = counter.desk.conversation(counter.talk)
    counter.cable.unplug()
    await offline(counter.desk)
    bruno = counter.shop.running.ids["bruno"]
    written = await counter.desk.thread.write_note(counter.talk, SECRET, [bruno])
    assert (written.content.kind, written.status) == (Kind.NOTE, Status.PENDING)
    after = counter.desk.conversation(counter.talk)
    assert before is not None
    assert after is not None
    assert after.last == before.last
    counter.cable.plug()
    note = await counter.until_sent(written)
    assert (note.content.kind, note.content.text, note.content.mentions) == (Kind.NOTE, SECRET, [bruno])
    reply = await counter.desk.send_text(counter.talk, "Bom dia")
    await counter.until_sent(reply)
    assert all(SECRET not in str(request.body) for request in counter.shop.sim.core.requests)
    steps = (await counter.desk.thread.trace(note.id)).steps
    assert [step.kind for step in steps] == ["noted"]


async def test_who_is_called_is_marked_on_every_computer_until_they_look_on_one(
    counter: Counter, tmp_path: Path
) -> None:
    shop, talk = counter.shop, counter.talk
    bruno = shop.running.ids["bruno"]
    one, other = (Computer(tmp_path / name).desk(shop.running.url, "bruno", password=PASSWORD) for name in "ab")
    async with one as here, other as there:

        def marks() -> list[list[str] | None]:
            known = [desk.conversation(talk) for desk in (counter.desk, here, there)]
            return [conversation.mentioned if conversation else None for conversation in known]

        await until(lambda: marks() == [[], [], []])
        await counter.until_sent(await counter.desk.thread.write_note(talk, SECRET, [bruno]))
        await until(lambda: marks() == [[bruno], [bruno], [bruno]])
        with pytest.raises(Refused):  # Ana works in it; Bruno may look
            await here.open_conversation(talk)
        await until(lambda: marks() == [[], [], []])
        again = await counter.until_sent(await counter.desk.thread.write_note(talk, "E ainda isto", [bruno]))
        seen = "SELECT 1 FROM mention WHERE (SELECT count(*) FROM message WHERE id = ?) = 1"
        await eventually(lambda: shop.rows(seen, again.id), lambda rows: rows == [])  # it is open there
        await until(lambda: marks() == [[], [], []])
        await here.close_conversation(talk)


async def test_a_desk_learns_at_once_that_texts_are_signed_and_counts_the_name(counter: Counter) -> None:
    """Also a text that waits for the line shows what the customer will read."""
    async with counter.shop.running.client("admin") as admin:
        for on, name in ((True, "Ana"), (False, "")):
            company = msgspec.to_builtins(Company(sign_messages=on))
            assert (await admin.put("/v1/company", json=company)).status_code == 200
            await until(lambda name=name: counter.desk.signature() == name)  # type: ignore[misc]
            written = await counter.desk.send_text(counter.talk, "Bom dia")
            assert written.content.signed_as == name
            assert (await counter.until_sent(written)).content.signed_as == name
            if on:
                with pytest.raises(LocalProblem) as problem:
                    await counter.desk.send_text(counter.talk, "x" * TEXT_LIMIT)
                assert problem.value.params["limit"] == TEXT_LIMIT - len("*Ana:*\n")
