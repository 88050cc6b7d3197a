"""Behaviours 7, 19 and 22: what becomes of a message, what it costs, who gets which statuses."""

from __future__ import annotations

import msgspec
import pytest

from server_stub.cloud_sim.config import CALM, LIVELY
from server_stub.cloud_sim.samples import SAMPLES, sample_bytes
from server_stub.cloud_sim.sending.pricing import UNKNOWN_TYPE, pricing
from tests.unit.cloud_sim.sim_stage import ANA_PHONE, Stage, envelope, promotion


async def test_the_ladder_carries_time_callback_data_and_people(stage: Stage) -> None:
    await stage.hear()
    stage.business.clear()
    started = stage.sim.core.now()
    await stage.send(biz_opaque_callback_data="job-1")
    await stage.advance(seconds=10)
    sent, delivered, read = stage.business.statuses()
    assert [int(it["timestamp"]) for it in (sent, delivered, read)] == [
        (started + 80) // 1000,
        (started + 380) // 1000,
        (started + 1_280) // 1000,
    ]
    assert {it["biz_opaque_callback_data"] for it in (sent, delivered, read)} == {"job-1"}
    assert {it["recipient_id"] for it in (sent, delivered, read)} == {"553188887777"}
    assert ["pricing" in it for it in (sent, delivered, read)] == [True, True, False]
    contacts = [value["contacts"][0] for value in stage.business.values()]
    assert {contact["wa_id"] for contact in contacts} == {"553188887777"}


async def test_usernames_are_told_only_once_the_message_arrived(stage: Stage) -> None:
    await stage.hear("carla")
    stage.business.clear()
    await stage.post(envelope(recipient=stage.sim.customers.user("carla").user_id))
    await stage.advance(seconds=5)
    profiles = [value["contacts"][0]["profile"] for value in stage.business.values()]
    assert ["username" in profile for profile in profiles] == [False, True, True]
    assert not any("wa_id" in value["contacts"][0] for value in stage.business.values())
    assert not any("recipient_id" in status for status in stage.business.statuses())


async def test_a_phone_off_the_network_gets_it_later(stage: Stage) -> None:
    await stage.hear()
    user = stage.sim.customers.user("ana")
    user.online = False
    wamid = await stage.send()
    await stage.advance(hours=5)
    assert stage.business.ladder(wamid) == ["sent"]
    stage.sim.statuses.come_online(user)
    await stage.advance(seconds=5)
    assert stage.business.ladder(wamid) == ["sent", "delivered", "read"]


async def test_what_waits_longer_than_its_life_is_never_delivered(stage: Stage) -> None:
    await stage.hear()
    user = stage.sim.customers.user("ana")
    user.online = False
    wamid = await stage.send()
    await stage.advance(days=31)
    stage.sim.statuses.come_online(user)
    await stage.advance(days=1)
    assert stage.business.ladder(wamid) == ["sent"]


async def test_somebody_who_blocked_us_never_gets_it(stage: Stage) -> None:
    await stage.hear()
    stage.sim.customers.user("ana").blocks_us = True
    wamid = await stage.send()
    await stage.advance(days=2)
    assert stage.business.ladder(wamid) == ["sent"]


async def test_reading_by_hand(stage: Stage) -> None:
    await stage.hear()
    user = stage.sim.customers.user("ana")
    user.reads = False
    first, second = await stage.send(), await stage.send()
    assert not stage.sim.statuses.read(stage.sim.core.sent[first])
    await stage.advance(hours=1)
    assert stage.business.ladder(first) == ["sent", "delivered"]
    assert stage.sim.statuses.read_all(user) == [first, second]
    assert not stage.sim.statuses.read(stage.sim.core.sent[first])
    await stage.advance()
    assert stage.business.ladder(first) == ["sent", "delivered", "read"]


async def test_voice_notes_are_played_once_and_reactions_only_sent(stage: Stage) -> None:
    heard = await stage.hear()
    data = sample_bytes(SAMPLES["voice"])
    media = stage.sim.core.media.add_upload(
        stage.sim.phone_number_id, data, "audio/ogg; codecs=opus", None, stage.sim.core.now()
    )
    voice = await stage.send(type="audio", audio={"id": media.id, "voice": True})
    plain = await stage.send(type="audio", audio={"id": media.id})
    reaction = await stage.send(type="reaction", reaction={"message_id": heard, "emoji": "❤️"})
    await stage.advance(hours=1)
    assert stage.business.ladder(voice) == ["sent", "delivered", "read", "played"]
    assert stage.business.ladder(plain) == ["sent", "delivered", "read"]
    assert stage.business.ladder(reaction) == ["sent"]
    assert not stage.sim.statuses.play(stage.sim.core.sent[voice])


async def test_a_lively_day_has_disorder_repeats_and_skipped_steps() -> None:
    profile = msgspec.structs.replace(
        LIVELY,
        out_of_order_share=0.2,
        duplicate_share=0.2,
        skip_delivered_share=0.2,
        unread_share=0.2,
        pair_burst=1_000,
        number_rate=0,
    )
    async with Stage(profile) as stage:
        await stage.hear()
        ids = [await stage.send() for _ in range(150)]
        await stage.advance(hours=1)
        ladders = [stage.business.ladder(wamid) for wamid in ids]
    right = ["sent", "delivered", "read"]
    assert right in ladders
    assert ["sent", "delivered"] in ladders
    assert ["sent", "read"] in ladders
    assert any(len(ladder) > len(set(ladder)) for ladder in ladders), "no repeat"
    firsts = [list(dict.fromkeys(ladder)) for ladder in ladders]
    assert any(ladder != [step for step in right if step in ladder] for ladder in firsts), "no disorder"
    assert all("sent" in ladder for ladder in ladders)


async def test_the_same_seed_plays_the_same_game_and_another_seed_another() -> None:
    games = []
    for seed in (3, 3, 4):
        profile = msgspec.structs.replace(LIVELY, parallel_deliveries=1)
        async with Stage(profile, seed=seed) as stage:
            await stage.hear()
            for _ in range(20):
                await stage.send()
            await stage.advance(hours=2)
            games.append(list(stage.business.bodies))
    assert games[0] == games[1]
    assert games[0] != games[2]


@pytest.mark.parametrize(
    ("category", "free_entry", "allowance_left", "expected"),
    [
        ("service", False, True, ("free_customer_service", False, "service")),
        ("service", False, False, ("regular", True, "service")),
        ("utility", False, True, ("regular", True, "utility")),
        ("marketing", False, True, ("regular", True, "marketing")),
        ("marketing", True, True, ("free_entry_point", False, "referral_conversion")),
    ],
)
def test_prices(category: str, free_entry: bool, allowance_left: bool, expected: tuple[str, bool, str]) -> None:
    found = pricing(category, free_entry=free_entry, allowance_left=allowance_left, strange=False)
    assert (found["type"], found["billable"], found["category"]) == expected
    strange = pricing(category, free_entry=free_entry, allowance_left=allowance_left, strange=True)
    assert strange["type"] == UNKNOWN_TYPE


async def test_the_monthly_allowance_runs_out() -> None:
    async with Stage(msgspec.structs.replace(CALM, free_deliveries=2)) as stage:
        await stage.hear()
        stage.business.clear()
        for _ in range(3):
            await stage.send()
        await stage.advance(ms=200)
        kinds = [status["pricing"]["type"] for status in stage.business.statuses()]
        assert kinds == ["free_customer_service", "free_customer_service", "regular"]


async def test_an_advertisement_opens_72_free_hours_from_our_first_answer(stage: Stage) -> None:
    await stage.hear(referral={"source_url": "https://fb.me/1", "source_type": "ad", "ctwa_clid": "x"})
    await stage.advance(hours=10)
    stage.business.clear()
    await stage.send()
    await stage.advance(hours=71)
    await stage.post(promotion(ANA_PHONE))
    await stage.advance(hours=2)
    await stage.post(promotion(ANA_PHONE))
    await stage.advance(hours=1)
    told = [status for status in stage.business.statuses() if status["status"] == "sent"]
    assert [status["pricing"]["type"] for status in told] == ["free_entry_point", "free_entry_point", "regular"]
    assert ["conversation" in status for status in told] == [True, True, False]
    assert int(told[0]["conversation"]["expiration_timestamp"]) - int(told[0]["timestamp"]) == 72 * 3600
