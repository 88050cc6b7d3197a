"""Timers of offers are due times in the store: a gateway that comes back knows them, however long it was away."""

from __future__ import annotations

from pathlib import Path

import msgspec

from server_stub.contract.model import Conversation
from tests.helpers.gateway import RunningGateway, run_gateway
from tests.helpers.shop import MovableClock, eventually, open_shop


async def ask(folder: Path) -> tuple[str, int]:
    """Bruno is asked by ana, then the gateway is gone; the conversation, and when the offer runs out."""
    async with open_shop(folder) as shop, shop.running.client("bruno"):
        talk = (await shop.conversation("carla")).id
        ids = shop.running.ids
        await shop.agent.put(f"/v1/conversations/{talk}/assignee", json={"account_id": ids["ana"]})
        answer = await shop.agent.post(f"/v1/conversations/{talk}/transfer", json={"to_account": ids["bruno"]})
        told = msgspec.json.decode(answer.content, type=Conversation)
        assert told.offer is not None
        assert told.offer.expires_at is not None
        return talk, told.offer.expires_at


async def looked(running: RunningGateway, talk: str) -> Conversation | None:
    core = running.gateway.core
    return await core.database.read(lambda tx: core.reading.conversation(tx, talk))


async def test_an_offer_that_is_still_open_can_be_accepted(tmp_path: Path) -> None:
    talk, _ = await ask(tmp_path)
    async with run_gateway(tmp_path, simulated=True) as running, running.client("bruno") as bruno:
        answer = await bruno.post(f"/v1/conversations/{talk}/offer/accept")
        assert answer.status_code == 200, answer.text
        assert msgspec.json.decode(answer.content, type=Conversation).assignee_id == running.ids["bruno"]


async def test_what_ran_out_meanwhile_comes_back_at_once(tmp_path: Path) -> None:
    talk, expires_at = await ask(tmp_path)
    clock = MovableClock()
    clock.ahead = expires_at - clock() + 1
    async with run_gateway(tmp_path, simulated=True, clock=clock) as running:
        back = await eventually(lambda: looked(running, talk), lambda it: it is not None and it.offer is None)
        assert back is not None
        rows = "SELECT kind FROM case_event WHERE conversation_id = ? ORDER BY id DESC LIMIT 1"
        core = running.gateway.core
        assert await core.database.read(lambda tx: tx.driver.execute(rows, (talk,)).fetchone()[0]) == "expired"
