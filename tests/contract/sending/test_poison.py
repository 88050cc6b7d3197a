"""One message that cannot be sent whatever is done: it fails and is told, and nobody else waits for it."""

from __future__ import annotations

import pytest

from server_stub.cloud_sim.faults import Fault
from server_stub.contract.model import Message
from tests.contract.sending.test_media import picture, upload
from tests.helpers.logfail import LogWatch
from tests.helpers.shop import Shop, eventually


async def failed_in_time(shop: Shop, conversation_id: str, message_id: str) -> Message:
    """The message once it has failed, while the gateway's clock runs ahead of its pauses."""

    async def look() -> Message:
        shop.clock.ahead += 500
        shop.running.gateway.outgoing.dispatcher.wake()
        return await shop.message(conversation_id, message_id)

    return await eventually(look, lambda message: message.status == "failed")


async def test_a_message_that_cannot_be_opened_fails_and_the_next_one_leaves(
    shop: Shop, expected_logs: LogWatch
) -> None:
    expected_logs("a message could not be dispatched: UnreadableError")
    conversation = await shop.conversation("ana")
    database = shop.running.gateway.core.database
    stop = "UPDATE channel_number SET disabled_at = ?"
    await database.write(lambda tx: tx.driver.execute(stop, (1,)))
    poisoned = await shop.send(conversation.id, text="Ninguém lê")
    after = await shop.send(conversation.id, text="Vai")
    spoil = "UPDATE message SET content_enc = x'00' WHERE id = ?"
    await database.write(lambda tx: tx.driver.execute(spoil, (poisoned.message.id,)))
    await database.write(lambda tx: tx.driver.execute(stop, (None,)))
    await shop.until_status(conversation.id, poisoned.message.id, "failed")
    await shop.until_status(conversation.id, after.message.id, "read")
    assert shop.requests_for(poisoned.message.id) == 0


@pytest.mark.parametrize("kind", ["truncated", "reset_after_accept"])
async def test_an_upload_whose_answer_is_lost_each_time_fails_and_holds_up_nobody_else(shop: Shop, kind: str) -> None:
    conversation, other = await shop.conversation("ana"), await shop.conversation("bruno")
    uploaded = await upload(shop, conversation.id, picture())
    shop.sim.core.faults.add(Fault(kind=kind, place="media", times=0))
    accepted = await shop.send(conversation.id, media_id=uploaded.media.id)
    failed = await failed_in_time(shop, conversation.id, accepted.message.id)
    assert failed.failure is not None
    assert failed.failure.code == "131000"
    assert shop.running.gateway.outgoing.dispatcher._paused_until == 0
    text = await shop.send(other.id, text="Oi")
    await shop.until_status(other.id, text.message.id, "read")
    assert shop.requests_for(accepted.message.id) == 0
