"""How our numbers are, as Meta tells it when asked, and what the gate makes of it."""

from __future__ import annotations

import pytest

from server_stub.services.number_facts import limit_of
from tests.helpers.holding import promotion
from tests.helpers.shop import Shop, eventually

SQL = "SELECT quality, status, messaging_limit FROM channel_number"


async def test_quality_state_and_limit_are_followed(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    await eventually(lambda: shop.rows(SQL), lambda rows: rows == [("GREEN", "CONNECTED", 2000)])
    shop.sim.meta.change_number({"quality": "RED"})
    shop.running.gateway.outgoing.number_sync.wake()
    await eventually(lambda: shop.rows(SQL), lambda rows: rows == [("RED", "CONNECTED", 2000)])
    held = await shop.send(conversation.id, template=await promotion(shop))
    assert held.decision.reason == "HOLD_NUMBER_QUALITY"
    shop.sim.meta.change_number({"limit": "TIER_10K"})
    await eventually(lambda: shop.rows(SQL), lambda rows: rows == [("RED", "CONNECTED", 10_000)])


@pytest.mark.parametrize(
    ("tier", "limit"), [("TIER_250", 250), ("TIER_UNLIMITED", None), ("", 7), ("TIER_NOT_SET", 7), ("TIER_9Z", 7)]
)
def test_tiers(tier: str, limit: int | None) -> None:
    assert limit_of(tier, 7) == limit
