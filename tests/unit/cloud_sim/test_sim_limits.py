"""Behaviour 12: how much may be sent to one person, and by one number."""

from __future__ import annotations

import msgspec

from server_stub.cloud_sim.config import CALM
from tests.unit.cloud_sim.sim_stage import ANA_PHONE, BRUNO_PHONE, Stage, envelope


async def test_a_pair_has_a_burst_of_45_and_then_one_every_six_seconds(stage: Stage) -> None:
    await stage.hear()
    await stage.hear("bruno")
    for _ in range(45):
        await stage.send()
    assert await stage.refusal(envelope(to=ANA_PHONE)) == 131056
    await stage.send(to=BRUNO_PHONE)
    await stage.advance(seconds=5.9)
    assert await stage.refusal(envelope(to=ANA_PHONE)) == 131056
    await stage.advance(seconds=0.1)
    await stage.send()
    assert await stage.refusal(envelope(to=ANA_PHONE)) == 131056


async def test_a_number_carries_80_a_second_in_and_out() -> None:
    async with Stage(msgspec.structs.replace(CALM, pair_burst=1_000)) as stage:
        await stage.hear()
        for _ in range(39):
            stage.sim.customers.send("ana", {"type": "text", "text": "Oi"})
        for _ in range(40):
            await stage.send()
        status, answer = await stage.post(envelope(to=ANA_PHONE))
        assert (status, answer["error"]["code"]) == (429, 130429)
        assert answer["error"]["is_transient"] is True
        await stage.advance(seconds=1)
        for _ in range(80):
            await stage.send()
        assert await stage.refusal(envelope(to=ANA_PHONE)) == 130429


async def test_the_limits_can_be_switched_off() -> None:
    async with Stage(msgspec.structs.replace(CALM, pair_burst=10**6, number_rate=0)) as stage:
        await stage.hear()
        for _ in range(300):
            await stage.send()
