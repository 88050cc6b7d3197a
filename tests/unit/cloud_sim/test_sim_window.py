"""Behaviours 5 and 6: the 24 h window, and the two ways in which it refuses."""

from __future__ import annotations

import msgspec

from server_stub.cloud_sim.config import CALM
from tests.unit.cloud_sim.sim_stage import ANA_PHONE, BRUNO_PHONE, Stage, envelope, promotion


async def test_nobody_may_be_written_to_before_they_write(stage: Stage) -> None:
    assert await stage.refusal(envelope(to=ANA_PHONE)) == 131047
    await stage.hear("bruno")
    assert await stage.refusal(envelope(to=ANA_PHONE)) == 131047
    await stage.send(to=BRUNO_PHONE)


async def test_the_window_closes_24_hours_after_the_last_message(stage: Stage) -> None:
    await stage.hear()
    await stage.advance(hours=23.9)
    await stage.send()
    await stage.advance(hours=0.2)
    assert await stage.refusal(envelope(to=ANA_PHONE)) == 131047
    await stage.hear(type="reaction", message_id="wamid.X", emoji="👍")
    await stage.send()


async def test_old_messages_open_only_what_is_left_of_their_day(stage: Stage) -> None:
    await stage.hear(at=stage.sim.core.now() - 23 * 3_600_000)
    await stage.send()
    await stage.advance(hours=1.1)
    assert await stage.refusal(envelope(to=ANA_PHONE)) == 131047


async def test_deleting_and_editing_open_nothing(stage: Stage) -> None:
    await stage.hear(type="revoke", message_id="wamid.X")
    await stage.hear(type="edit", message_id="wamid.X", text="Outra coisa")
    await stage.hear(type="request_welcome")
    stage.sim.customers.prefer("ana", "resume")
    assert await stage.refusal(envelope(to=ANA_PHONE)) == 131047


async def test_templates_go_out_at_any_time(stage: Stage) -> None:
    _, answer = await stage.post(promotion(ANA_PHONE))
    await stage.advance(seconds=5)
    assert stage.business.ladder(answer["messages"][0]["id"]) == ["sent", "delivered", "read"]


async def test_the_refusal_comes_at_once_and_by_status_in_turn() -> None:
    profile = msgspec.structs.replace(CALM, window_refusal="alternate")
    async with Stage(profile) as stage:
        assert await stage.refusal(envelope(to=ANA_PHONE)) == 131047
        wamid = await stage.send(biz_opaque_callback_data="job-7")
        await stage.advance(seconds=5)
        assert await stage.refusal(envelope(to=ANA_PHONE)) == 131047
        assert stage.business.ladder(wamid) == ["failed"]
        [status] = stage.business.statuses()
        assert status["errors"][0]["code"] == 131047
        assert status["biz_opaque_callback_data"] == "job-7"


async def test_a_failed_status_names_no_contact_and_no_bsuid(stage: Stage) -> None:
    stage.sim.meta.list_undeliverable([ANA_PHONE])
    await stage.post(promotion(ANA_PHONE))
    await stage.advance(seconds=5)
    [value] = stage.business.values()
    [status] = value["statuses"]
    assert "contacts" not in value
    assert (status["status"], status["recipient_id"]) == ("failed", "553188887777")
    assert "recipient_user_id" not in status
    assert status["errors"][0]["title"] == status["errors"][0]["message"]
    assert "pricing" not in status


async def test_a_failed_status_of_a_send_to_a_bsuid_names_it(stage: Stage) -> None:
    user = stage.sim.customers.user("carla")
    user.on_whatsapp = False
    await stage.hear("carla")
    stage.business.clear()
    await stage.post(envelope(recipient=user.user_id))
    await stage.advance(seconds=5)
    [status] = stage.business.statuses()
    assert status["recipient_user_id"] == user.user_id
    assert "recipient_id" not in status
