"""Two agents, one conversation: the claim holds, the answer takes it, what was written without a line arrives once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.application.desk import Link
from desktop.application.desk_service import DeskService
from desktop.domain.errors import Refused
from server_stub.contract.content import Kind
from server_stub.contract.delivery import Status
from server_stub.contract.errors import ErrorCode
from server_stub.contract.model import Conversation, Message
from tests.helpers.deployment import PASSWORD, Deployment
from tests.helpers.desktops import Computer
from tests.helpers.inbox import eventually
from tests.helpers.logfail import LogWatch
from tests.helpers.waiting import until


async def writes(office: Deployment, key: str, name: str, phone: str, text: str) -> None:
    """A new customer of the stand-in writes to the company."""
    async with office.simulator() as simulator:
        (await simulator.post("/users", json={"key": key, "name": name, "phone": phone})).raise_for_status()
        message = {"type": "text", "text": text}
        (await simulator.post(f"/users/{key}/messages", json=message)).raise_for_status()


async def received(office: Deployment, key: str) -> Counter[str]:
    """What the customer's phone got, and how often."""
    async with office.simulator() as simulator:
        answer = await simulator.get("/sent", params={"user": key})
        return Counter(item["text"] for item in answer.json()["sent"])


def with_customer(desk: DeskService, name: str) -> Conversation | None:
    for conversation in desk.conversations():
        contact = desk.contact(conversation.contact_id)
        if contact is not None and contact.name == name:
            return conversation
    return None


async def opened(desk: DeskService, name: str) -> Conversation:
    """The conversation with this customer, once it has come."""
    await until(lambda: with_customer(desk, name), 15)
    found = with_customer(desk, name)
    assert found is not None
    return found


async def shown(desk: DeskService, conversation_id: str) -> Sequence[Message]:
    """What people said, without the lines about it."""
    return [it for it in (await desk.page(conversation_id)).messages if it.content.kind != Kind.SYSTEM]


async def reached(desk: DeskService, conversation_id: str, text: str, *statuses: Status) -> bool:
    return any(item.content.text == text and item.status in statuses for item in await shown(desk, conversation_id))


DONE = (Status.SENT, Status.DELIVERED, Status.READ)


async def test_the_claim_holds_until_the_answer_takes_the_case(office: Deployment, tmp_path: Path) -> None:
    await writes(office, "marta", "Marta Reis", "+55 11 98877-1001", "bom dia")
    async with (
        Computer(tmp_path / "ana").signed_in(office.url, "ana", PASSWORD) as ana,
        Computer(tmp_path / "bruno").signed_in(office.url, "bruno", PASSWORD) as bruno,
    ):
        place = (await opened(ana, "Marta Reis")).id
        await opened(bruno, "Marta Reis")
        await ana.open_conversation(place)
        await until(lambda: _holder(bruno, place) == "Ana Souza")
        with pytest.raises(Refused) as refusal:
            await bruno.open_conversation(place)
        assert refusal.value.code == ErrorCode.CLAIMED_BY_OTHER
        await ana.send_text(place, "bom dia, Marta")
        await eventually(lambda: reached(ana, place, "bom dia, Marta", *DONE))
        assert [item.content.text for item in await shown(ana, place)] == ["bom dia", "bom dia, Marta"]
        await until(lambda: bruno.conversation(place) is None)
        await ana.close_conversation(place)
        assert with_customer(ana, "Marta Reis") is not None
        assert with_customer(bruno, "Marta Reis") is None
    assert await received(office, "marta") == {"bom dia, Marta": 1}


def _holder(desk: DeskService, conversation_id: str) -> str | None:
    conversation = desk.conversation(conversation_id)
    return conversation.claim.account_name if conversation is not None and conversation.claim is not None else None


async def test_an_answer_written_while_the_gateway_is_down_arrives_once(
    office: Deployment, tmp_path: Path, expected_logs: LogWatch
) -> None:
    expected_logs("no line to the gateway")
    await writes(office, "nilo", "Nilo Prado", "+55 11 98877-1002", "tem alguém aí?")
    async with Computer(tmp_path).signed_in(office.url, "ana", PASSWORD) as ana:
        place = (await opened(ana, "Nilo Prado")).id
        await ana.open_conversation(place)
        office.gateway.kill()
        await until(lambda: ana.connection.link is Link.OFFLINE, 20)
        written = await ana.send_text(place, "já respondo")
        assert written.status is Status.PENDING
        assert ana.connection.unsent == 1
        await asyncio.to_thread(office.start_gateway)
        await eventually(lambda: reached(ana, place, "já respondo", *DONE), 40)
        assert ana.connection.unsent == 0
        assert [item.content.text for item in await shown(ana, place)] == ["tem alguém aí?", "já respondo"]
    assert await received(office, "nilo") == {"já respondo": 1}


async def test_a_desktop_killed_with_unsent_messages_sends_them_once(
    office: Deployment, tmp_path: Path, expected_logs: LogWatch
) -> None:
    """The desk of the first life is stopped without a line: what it typed is on its disk only."""
    expected_logs.allow("no line to the gateway")
    await writes(office, "olga", "Olga Lins", "+55 11 98877-1003", "oi")
    computer = Computer(tmp_path)
    async with computer.signed_in(office.url, "ana", PASSWORD) as ana:
        place = (await opened(ana, "Olga Lins")).id
        await ana.open_conversation(place)
        office.gateway.kill()
        for text in ("primeira", "segunda"):
            await ana.send_text(place, text)
        await ana.save_draft(place, "terceira, pela met")
    async with computer.resumed() as again:
        assert again.connection.unsent == 2
        assert await again.draft(place) == "terceira, pela met"
        await asyncio.to_thread(office.start_gateway)
        await eventually(lambda: reached(again, place, "segunda", *DONE), 40)
        assert [item.content.text for item in await shown(again, place)] == ["oi", "primeira", "segunda"]
    assert await received(office, "olga") == {"primeira": 1, "segunda": 1}


async def test_the_gateway_dying_amid_sends_loses_and_repeats_nothing(
    office: Deployment, tmp_path: Path, expected_logs: LogWatch
) -> None:
    expected_logs.allow("no line to the gateway")
    await writes(office, "paulo", "Paulo Sá", "+55 11 98877-1004", "conte tudo")
    texts = [f"linha {number}" for number in range(12)]
    async with Computer(tmp_path).signed_in(office.url, "ana", PASSWORD) as ana:
        place = (await opened(ana, "Paulo Sá")).id
        await ana.open_conversation(place)
        for text in texts:
            await ana.send_text(place, text)
        await until(lambda: ana.connection.unsent <= len(texts) // 2, 20)
        office.gateway.kill()
        await asyncio.to_thread(office.start_gateway)
        for text in texts:
            await eventually(lambda text=text: reached(ana, place, text, *DONE, Status.IN_DOUBT), 40)
        doubtful = {item.content.text for item in await shown(ana, place) if item.status is Status.IN_DOUBT}
    got = await received(office, "paulo")
    assert set(got.values()) == {1}
    assert set(texts) - set(got) <= doubtful


async def test_a_revoked_token_signs_the_desktop_out_and_keeps_what_was_typed(
    office: Deployment, tmp_path: Path, expected_logs: LogWatch
) -> None:
    expected_logs("the gateway refused the token")
    await writes(office, "rita", "Rita Melo", "+55 11 98877-1005", "olá")
    computer = Computer(tmp_path)
    async with computer.signed_in(office.url, "bruno", PASSWORD) as bruno:
        place = (await opened(bruno, "Rita Melo")).id
        await bruno.save_draft(place, "quase pronto")
        await asyncio.to_thread(office.command, "user", "disable", "bruno")
        await until(lambda: bruno.connection.link is Link.SIGNED_OUT, 20)
        written = await bruno.send_text(place, "escrito depois")
        assert bruno.connection.unsent == 1
        await asyncio.to_thread(office.command, "user", "enable", "bruno")
    async with computer.signed_in(office.url, "bruno", PASSWORD) as again:
        assert (await shown(again, place))[-1].content == written.content
        await eventually(lambda: reached(again, place, "escrito depois", *DONE), 40)
    assert await received(office, "rita") == {"escrito depois": 1}
