"""How our numbers are, as Meta tells it when asked, and what the gate makes of it."""

from __future__ import annotations

import pytest

from server_stub.domain.pacing import Pacing
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


class Watched(Pacing):
    """Remembers of each message whether it left at half the pace."""

    def __init__(self) -> None:
        super().__init__()
        self.halved: list[bool] = []

    def take(self, number_id: str, contact_id: str, now: int, *, halved: bool = False) -> None:
        self.halved.append(halved)
        super().take(number_id, contact_id, now, halved=halved)


async def test_offers_from_a_number_of_medium_quality_leave_at_half_the_pace(shop: Shop) -> None:
    conversation, other = await shop.conversation("ana"), await shop.conversation("bruno")
    await shop.own_act(conversation.contact_id)
    await shop.own_act(other.contact_id)
    shop.sim.meta.change_number({"quality": "YELLOW"})
    shop.running.gateway.outgoing.number_sync.wake()
    await eventually(lambda: shop.rows(SQL), lambda rows: rows[0][0] == "YELLOW")
    shop.running.gateway.outgoing.dispatcher._pacing = pacing = Watched()
    sent = await shop.send(conversation.id, template=await promotion(shop))
    await shop.until_status(conversation.id, sent.message.id, "read")
    answer = await shop.send(conversation.id, text="Oi!")
    await shop.until_status(conversation.id, answer.message.id, "read")
    shop.sim.meta.change_number({"quality": "GREEN"})
    shop.running.gateway.outgoing.number_sync.wake()
    await eventually(lambda: shop.rows(SQL), lambda rows: rows[0][0] == "GREEN")
    well = await shop.send(other.id, template=await promotion(shop))
    await shop.until_status(other.id, well.message.id, "read")
    assert pacing.halved == [True, False, False]
