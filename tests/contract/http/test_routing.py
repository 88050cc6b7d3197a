"""From a customer's words to the right desktops: webhook, ingest, assignment, stream, all of it real."""

from __future__ import annotations

from pathlib import Path

import msgspec

from server_stub.contract.content import Kind
from server_stub.contract.events import EventKind, MessageChanged
from server_stub.domain.protocol_number import is_protocol_number
from tests.helpers.following import Follower, follow
from tests.helpers.gateway import run_gateway


def texts(follower: Follower) -> list[str]:
    """What people said; the conversation's own lines are not theirs."""
    events = (event for event in follower.events if event.kind == EventKind.MESSAGE)
    told = (msgspec.json.decode(event.data, type=MessageChanged).message.content for event in events)
    return [content.text for content in told if content.kind != Kind.SYSTEM]


async def test_a_new_conversation_goes_to_who_is_available_and_only_there(tmp_path: Path) -> None:
    async with run_gateway(tmp_path, simulated=True) as running:
        assert running.simulator is not None
        async with running.client("ana") as a, running.client("bruno") as b, running.client("lead") as c:
            await b.put("/v1/me/available", json={"available": True})
            start = (await c.get("/v1/snapshot")).json()["seq"]
            async with follow(a, start) as ana, follow(b, start) as bruno, follow(c, start) as lead:
                running.simulator.customers.send("ana", {"type": "text", "text": "Só para o Bruno"})
                await bruno.until(lambda: texts(bruno) == ["Só para o Bruno"])
                await lead.until(lambda: texts(lead) == ["Só para o Bruno"])
                await b.put("/v1/me/available", json={"available": False})
                running.simulator.customers.send("bruno", {"type": "text", "text": "Para quem puder"})
                await ana.until(lambda: texts(ana) == ["Para quem puder"])
            (conversation,) = (
                item
                for item in (await b.get("/v1/snapshot")).json()["conversations"]
                if item.get("assignee_id") == running.ids["bruno"]
            )
    assert is_protocol_number(conversation["protocol"])
    foreign = {event.conversation_id for event in ana.events} & {conversation["id"]}
    assert foreign == set()


async def test_a_free_conversation_that_finds_its_agent_leaves_the_others(tmp_path: Path) -> None:
    async with run_gateway(tmp_path, simulated=True) as running:
        assert running.simulator is not None
        async with running.client("ana") as a, running.client("bruno") as b:
            start = (await a.get("/v1/snapshot")).json()["seq"]
            async with follow(a, start) as ana, follow(b, start) as bruno:
                running.simulator.customers.send("ana", {"type": "text", "text": "Tem alguém?"})
                await ana.until(lambda: texts(ana) == ["Tem alguém?"])
                await b.put("/v1/me/available", json={"available": True})
                running.simulator.customers.send("ana", {"type": "text", "text": "Segredo"})
                await bruno.until(lambda: texts(bruno) == ["Tem alguém?", "Segredo"])
                await ana.until(lambda: [event.kind for event in ana.events][-1] == EventKind.CONVERSATION_LEFT)
            assert (await a.get("/v1/snapshot")).json()["conversations"] == []
    assert texts(ana) == ["Tem alguém?"]
