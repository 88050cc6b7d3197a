"""A sticker of the team on its way to a customer, and what the stand-in for Meta takes as one."""

from __future__ import annotations

import pytest

from server_stub.cloud_sim.media.inspect import trouble_with
from server_stub.cloud_sim.media.store import Media
from server_stub.contract.content import Kind
from tests.helpers.shop import Shop
from tests.helpers.team_stickers import WRONG, add_sticker, moving_sticker, still_sticker


async def test_the_customer_gets_the_very_bytes_and_nobody_uploads_them_again(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    for data in (still_sticker(), moving_sticker()):
        made = await add_sticker(shop.agent, data, "Oi")
        accepted = await shop.send(conversation.id, sticker_id=made.id)
        assert accepted.message.content.kind == Kind.STICKER
        media = accepted.message.content.media
        assert media is not None
        assert (media.size, media.width, media.animated, media.state) == (len(data), 512, made.animated, "ready")
        assert (await shop.agent.get(f"/v1/media/{media.id}")).content == data
        await shop.until_status(conversation.id, accepted.message.id, "read")
        (sent,) = shop.sent_for(accepted.message.id)
        assert sent.body["type"] == "sticker"
        held = shop.sim.core.media.get(sent.body["sticker"]["id"], shop.sim.core.now())
        assert (held.data, held.mime_type) == (data, "image/webp")
    folder = shop.running.gateway.config.data_path / "media"
    assert len(list(folder.iterdir())) == 2
    assert all(still_sticker() not in it.read_bytes() for it in folder.iterdir())


async def test_it_is_sent_once_per_client_id_and_alone(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    made = await add_sticker(shop.agent, still_sticker(), "Oi")
    first = await shop.send(conversation.id, sticker_id=made.id, client_id="again")
    again = await shop.send(conversation.id, sticker_id=made.id, client_id="again")
    assert again.message.id == first.message.id
    await shop.until_status(conversation.id, first.message.id, "read")
    assert len(shop.sent_for(first.message.id)) == 1
    assert len(await shop.rows("SELECT 1 FROM media")) == 1
    crowded = await shop.post(conversation.id, sticker_id=made.id, text="e mais")
    assert (crowded.status_code, crowded.json()["code"]) == (400, "bad_request")


async def test_what_was_removed_meanwhile_is_not_sent(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    made = await add_sticker(shop.agent, still_sticker(), "Oi")
    await shop.agent.delete(f"/v1/stickers/{made.id}")
    for sticker_id in (made.id, "none"):
        answer = await shop.post(conversation.id, sticker_id=sticker_id)
        assert (answer.status_code, answer.json()["code"]) == (404, "sticker_unknown")
    await shop.agent.post(f"/v1/stickers/{made.id}/restore")
    accepted = await shop.send(conversation.id, sticker_id=made.id)
    await shop.agent.delete(f"/v1/stickers/{made.id}")
    await shop.until_status(conversation.id, accepted.message.id, "read")


async def test_a_refusal_of_the_gate_copies_nothing(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    made = await add_sticker(shop.agent, still_sticker(), "Oi")
    shop.clock.ahead += 25 * 3_600_000
    assert await shop.refused(conversation.id, sticker_id=made.id) == "DENY_WINDOW_CLOSED"
    assert await shop.rows("SELECT 1 FROM media") == []
    assert list((shop.running.gateway.config.data_path / "media").iterdir()) == []


@pytest.mark.parametrize("name", [name for name in WRONG if name not in ("nothing", "cut off near its end")])
def test_the_stand_in_refuses_what_meta_would(name: str) -> None:
    data, _, _ = WRONG[name]
    assert trouble_with(Media("1", data, "image/webp", "n", "upload", 1), "sticker") is not None


def test_the_stand_in_takes_what_the_gateway_takes() -> None:
    for data in (still_sticker(), moving_sticker()):
        assert trouble_with(Media("1", data, "image/webp", "n", "upload", 1), "sticker") is None
