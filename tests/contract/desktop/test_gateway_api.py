"""What the desktop's adapters may rely on, asked of the fake and of the real gateway alike."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import msgspec
import pytest

from desktop.application.ports import Entry, ResyncNeeded
from desktop.domain.errors import Refused, SignedOut
from desktop.infra.gateway.client import http_client, login
from desktop.infra.gateway.stream import SseSource
from server_stub.contract.delivery import Status
from server_stub.contract.events import ClaimChanged, ConversationLeft, MessageChanged
from server_stub.contract.gate import Reason, Verdict
from server_stub.contract.ids import new_id
from server_stub.contract.model import Conversation, Role
from server_stub.contract.requests import MessagePage, SendMessage
from tests.helpers.desks import texts
from tests.helpers.fake_gateway import PASSWORD
from tests.helpers.inbox import eventually
from tests.helpers.sides import SIDES, Side, signed_in

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0" + b"\0" * 500


@pytest.fixture(params=list(SIDES))
async def side(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Side]:
    async with SIDES[request.param](tmp_path) as opened:
        yield opened


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def until_told(batches: AsyncIterator[Sequence[Entry]], wanted: Callable[[Entry], bool]) -> list[Entry]:
    """Everything up to and with the wanted entry."""
    found: list[Entry] = []
    async with asyncio.timeout(10):
        async for batch in batches:
            found += batch
            if any(map(wanted, batch)):
                return found
    raise AssertionError("the stream ended")


def of(kind: type[msgspec.Struct]) -> Callable[[Entry], bool]:
    return lambda entry: isinstance(entry.data, kind)


async def test_login(side: Side) -> None:
    async with http_client(side.url, None) as door:
        session = await login(door, "ana", PASSWORD, "tests")
        assert (session.account.login, session.account.role, session.brand) == ("ana", Role.AGENT, "Loja Exemplo")
        with pytest.raises(Refused, match="login_failed"):
            await login(door, "ana", "errada", "tests")
    async with http_client(side.url, "no token of ours") as http:
        with pytest.raises(SignedOut):
            async with SseSource(http).open(0) as _:
                pass


def said(page: MessagePage) -> list[str]:
    """Without the line about the case, which only the real one writes."""
    return [text for text in texts(page.messages) if text]


async def test_snapshot_and_pages(side: Side) -> None:
    async with signed_in(side, "ana") as (api, _):
        snapshot = await api.snapshot()
        assert [each.id for each in snapshot.conversations] == [side.talk]
        assert [each.id for each in snapshot.contacts] == [snapshot.conversations[0].contact_id]
        assert snapshot.next_page is None
        assert {"ana", "bruno"} <= {account.login for account in snapshot.accounts}
        for text in ("um", "dois"):
            await side.says(text)

        async def all_there() -> bool:
            return said(await api.messages(side.talk, None, 50)) == ["olá", "um", "dois"]

        await eventually(all_there)
        pages = [await api.messages(side.talk, None, 2)]
        while pages[0].before is not None:
            assert len(pages[0].messages) == 2
            pages.insert(0, await api.messages(side.talk, pages[0].before, 2))
        assert len(pages) > 1
        assert [text for page in pages for text in said(page)] == ["olá", "um", "dois"]


async def test_what_may_not_be_seen_is_not_found(side: Side) -> None:
    async with signed_in(side, "bruno") as (api, _):
        assert (await api.snapshot()).conversations == []
        for ask in (
            api.messages(side.talk, None, 5),
            api.claim(side.talk),
            api.outlook(side.talk),
            api.mark_read(side.talk, "x"),
            api.send(SendMessage(new_id(), side.talk, "oi")),
            api.upload(side.talk, "a.png", 3, chunks(b"abc")),
            api.download("nothing").__anext__(),
        ):
            with pytest.raises(Refused, match="not_found"):
                await ask


async def test_a_message_that_was_never_edited_has_no_versions(side: Side) -> None:
    async with signed_in(side, "ana") as (api, _):
        first = (await api.messages(side.talk, None, 50)).messages[0]
        assert await api.versions(first.id) == []
        with pytest.raises(Refused, match="not_found"):
            await api.versions("nothing")


async def test_events_after_the_snapshot(side: Side) -> None:
    async with signed_in(side, "ana") as (api, http):
        seq = (await api.snapshot()).seq
        await side.says("e depois")
        async with SseSource(http).open(seq) as batches:
            told = await until_told(batches, of(MessageChanged))
        assert told[0].seq > seq
        message = next(each.data for each in told if isinstance(each.data, MessageChanged))
        assert message.message.content.text == "e depois"
        assert message.conversation is not None
        assert message.conversation.unread == 2
        async with SseSource(http).open(seq) as batches:
            again = await until_told(batches, of(MessageChanged))
        assert again[0] == told[0]


async def test_a_cursor_from_the_future_needs_a_resync(side: Side) -> None:
    async with signed_in(side, "ana") as (api, http):
        seq = (await api.snapshot()).seq
        async with SseSource(http).open(seq + 1000) as batches:
            with pytest.raises(ResyncNeeded):
                await until_told(batches, of(MessageChanged))


async def test_signing_out_ends_the_stream_and_everything_else(side: Side) -> None:
    async with signed_in(side, "ana") as (api, http):
        seq = (await api.snapshot()).seq
        async with SseSource(http).open(seq) as batches:
            await api.logout()
            with pytest.raises(SignedOut):
                await until_told(batches, of(MessageChanged))
        with pytest.raises(SignedOut):
            await api.snapshot()


async def test_claims(side: Side) -> None:
    async with signed_in(side, "ana") as (ana, http), signed_in(side, "lead") as (lead, _):
        seq = (await ana.snapshot()).seq
        await ana.claim(side.talk)
        await ana.claim(side.talk)
        with pytest.raises(Refused) as refused:
            await lead.claim(side.talk)
        assert (refused.value.code, refused.value.params) == ("claimed_by_other", {"account_id": side.ids["ana"]})
        await ana.drop_claim(side.talk)
        await lead.claim(side.talk)
        async with SseSource(http).open(seq) as batches:
            told = await until_told(batches, lambda entry: _claimed_by(entry) == side.ids["lead"])
        assert [_claimed_by(each) for each in told if isinstance(each.data, ClaimChanged)][-3:] == [
            side.ids["ana"],
            None,
            side.ids["lead"],
        ]


def _claimed_by(entry: Entry) -> str | None:
    claim = entry.data.claim if isinstance(entry.data, ClaimChanged) else None
    return claim.account_id if claim is not None else None


async def test_moving_a_conversation_is_told_to_both(side: Side) -> None:
    async with signed_in(side, "ana") as (ana, http), signed_in(side, "bruno") as (bruno, other):
        start = (await ana.snapshot()).seq
        await ana.assign(side.talk, None)
        async with SseSource(other).open(start) as batches:
            told = await until_told(batches, of(Conversation))
        kinds = [each.kind for each in told]
        assert kinds.index("contact") < kinds.index("conversation")
        await bruno.assign(side.talk, side.ids["bruno"])
        async with SseSource(http).open(start) as batches:
            told = await until_told(batches, of(ConversationLeft))
        with pytest.raises(Refused, match="not_found"):
            await ana.messages(side.talk, None, 5)


async def test_sending_is_idempotent(side: Side) -> None:
    async with signed_in(side, "ana") as (api, http):
        seq = (await api.snapshot()).seq
        request = SendMessage(new_id(), side.talk, "oi!", composed_at=5)
        first = await api.send(request)
        again = await api.send(request)
        assert (first.message.id, first.message.client_id) == (again.message.id, request.client_id)
        assert first.message.status is Status.ACCEPTED
        assert first.decision.verdict is Verdict.ALLOW
        with pytest.raises(Refused, match="client_id_reused"):
            await api.send(msgspec.structs.replace(request, text="outra coisa"))
        async with SseSource(http).open(seq) as batches:
            told = await until_told(batches, of(MessageChanged))
        assert any(
            isinstance(each.data, MessageChanged) and each.data.message.client_id == request.client_id for each in told
        )
        page = await api.messages(side.talk, None, 50)
        mine = [each for each in page.messages if each.author_id is not None]
        assert [each.client_id for each in mine] == [request.client_id]


async def test_files_go_up_and_come_back(side: Side) -> None:
    async with signed_in(side, "ana") as (api, _):
        media = await api.upload(side.talk, "nota fiscal.png", len(PNG), chunks(PNG[:100], PNG[100:]))
        assert (media.mime_type, media.file_name, media.size) == ("image/png", "nota fiscal.png", len(PNG))
        sent = await api.send(SendMessage(new_id(), side.talk, "a nota", media.id))
        assert sent.message.content.media is not None
        assert sent.message.content.media.id == media.id
        assert b"".join([part async for part in api.download(media.id)]) == PNG
        with pytest.raises(Refused, match="media_type_refused"):
            await api.upload(side.talk, "a.png", 400, chunks(b"\0\1\2\3" * 100))


async def test_the_light_read_marks_and_typing(side: Side) -> None:
    async with signed_in(side, "ana") as (api, http):
        snapshot = await api.snapshot()
        light = await api.outlook(side.talk)
        assert light.conversation_id == side.talk
        assert (light.reply.verdict, light.reply.reason) == (Verdict.ALLOW, Reason.ALLOW_REPLY_IN_WINDOW)
        assert light.reply.until is not None
        last = (await api.messages(side.talk, None, 1)).messages[0]
        await api.typing(side.talk)
        await api.mark_read(side.talk, last.id)

        def read(entry: Entry) -> bool:
            return isinstance(entry.data, Conversation) and entry.data.unread == 0

        async with SseSource(http).open(snapshot.seq) as batches:
            await until_told(batches, read)
