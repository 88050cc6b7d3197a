"""Behaviour 23 and the endpoints of number and account: quality, restriction, profile, links, blocks."""

from __future__ import annotations

import pytest

from tests.unit.cloud_sim.sim_stage import ANA_PHONE, BRUNO_PHONE, Json, Stage, envelope


async def number(stage: Stage, fields: str) -> Json:
    return (await stage.call("GET", stage.number_path, params={"fields": fields}))[1]


async def test_quality_is_polled_and_limits_are_told(stage: Stage) -> None:
    fields = "quality_rating,health_status,whatsapp_business_manager_messaging_limit,throughput"
    assert (await number(stage, fields))["quality_rating"] == "GREEN"
    stage.sim.meta.change_number({"quality": "RED"})
    await stage.advance()
    assert stage.business.bodies == []
    found = await number(stage, fields)
    assert found["quality_rating"] == "RED"
    assert found["health_status"]["can_send_message"] == "LIMITED"
    assert found["throughput"] == {"level": "STANDARD"}
    stage.sim.meta.change_number({"limit": "TIER_10K"})
    await stage.advance()
    [event] = stage.business.values("phone_number_quality_update")
    assert (event["old_limit"], event["max_daily_conversations_per_business"]) == ("TIER_2K", "TIER_10K")


@pytest.mark.parametrize("code", [368, 131031])
async def test_a_restriction_is_told_and_refuses_everything_until_it_is_lifted(stage: Stage, code: int) -> None:
    await stage.hear()
    stage.sim.meta.account_event({"restrict": code})
    await stage.advance()
    [event] = stage.business.values("account_update")
    assert event["event"] == "ACCOUNT_RESTRICTION"
    assert isinstance(event["restriction_info"][0]["expiration"], int)
    assert await stage.refusal(envelope(to=ANA_PHONE)) == code
    health = (await number(stage, "health_status"))["health_status"]
    assert health["can_send_message"] == "BLOCKED"
    stage.sim.meta.account_event({"restrict": None})
    await stage.send()


async def test_a_deregistered_number_sends_nothing(stage: Stage) -> None:
    await stage.hear()
    await stage.call("POST", f"{stage.number_path}/deregister")
    assert await stage.refusal(envelope(to=ANA_PHONE)) == 133010
    assert (await stage.call("POST", f"{stage.number_path}/register", {"pin": "12"}))[0] == 400
    await stage.call("POST", f"{stage.number_path}/register", {"messaging_product": "whatsapp", "pin": "123456"})
    await stage.send()


async def test_blocked_users_neither_write_nor_get_anything(stage: Stage) -> None:
    await stage.hear()
    path = f"{stage.number_path}/block_users"
    body = {"messaging_product": "whatsapp", "block_users": [{"user": ANA_PHONE}]}
    status, answer = await stage.call("POST", path, body)
    assert status == 200
    [added] = answer["block_users"]["added_users"]
    assert (added["input"], added["wa_id"]) == (ANA_PHONE, "553188887777")
    assert await stage.refusal(envelope(to=ANA_PHONE)) == 130403
    with pytest.raises(ValueError, match="blocked"):
        stage.sim.customers.send("ana", {"type": "text", "text": "Oi"})
    _, listed = await stage.call("GET", path)
    assert [row["wa_id"] for row in listed["data"]] == ["553188887777"]
    status, answer = await stage.call("DELETE", path, body)
    assert (status, len(answer["block_users"]["removed_users"])) == (200, 1)
    assert await stage.hear()


async def test_only_who_wrote_today_can_be_blocked_and_part_of_it_is_done(stage: Stage) -> None:
    await stage.hear("carla")
    user_id = stage.sim.customers.user("carla").user_id
    entries = [{"user_id": user_id}, {"user": BRUNO_PHONE}, {"user": "+55 11 90000-0000"}]
    body = {"messaging_product": "whatsapp", "block_users": entries}
    status, answer = await stage.call("POST", f"{stage.number_path}/block_users", body)
    assert (status, answer["error"]["code"]) == (400, 139100)
    assert [it["input"] for it in answer["block_users"]["added_users"]] == [user_id]
    codes = [it["errors"][0]["code"] for it in answer["block_users"]["failed_users"]]
    assert codes == [131047, 131009]


async def test_the_profile_keeps_what_is_written_and_refuses_what_is_too_long(stage: Stage) -> None:
    path = f"{stage.number_path}/whatsapp_business_profile"
    change = {"messaging_product": "whatsapp", "about": "Fechado", "websites": ["https://a.example"]}
    assert await stage.call("POST", path, change) == (200, {"success": True})
    _, answer = await stage.call("GET", path, params={"fields": "about,websites"})
    found = answer["data"][0]
    assert (found["about"], found["websites"], found["messaging_product"]) == (
        "Fechado",
        ["https://a.example"],
        "whatsapp",
    )
    for wrong in ({"about": "a" * 140}, {"websites": ["a", "b", "c"]}):
        assert (await stage.call("POST", path, wrong))[0] == 400


async def test_short_links_are_made_changed_and_dropped(stage: Stage) -> None:
    path = f"{stage.number_path}/message_qrdls"
    _, made = await stage.call("POST", path, {"prefilled_message": "Oi", "generate_qr_image": "SVG"})
    assert made["deep_link_url"] == f"https://wa.me/message/{made['code']}"
    assert made["qr_image_url"].endswith(".svg")
    await stage.call("POST", path, {"code": made["code"], "prefilled_message": "Olá"})
    _, one = await stage.call("GET", f"{path}/{made['code']}")
    assert one["data"][0]["prefilled_message"] == "Olá"
    assert (await stage.call("POST", path, {"prefilled_message": "a" * 141}))[0] == 400
    assert (await stage.call("DELETE", f"{path}/{made['code']}"))[0] == 200
    assert (await stage.call("GET", path))[1] == {"data": []}


async def test_the_fate_of_a_message_can_be_looked_up(stage: Stage) -> None:
    await stage.hear()
    wamid = await stage.send()
    await stage.advance(seconds=5)
    _, answer = await stage.call("GET", f"{stage.number_path}/message_history", params={"message_id": wamid})
    events = answer["data"][0]["events"]["data"]
    assert [event["delivery_status"] for event in events] == ["SENT", "DELIVERED", "READ"]


async def test_a_callback_of_the_number_wins_over_the_others(stage: Stage) -> None:
    wanted = {"override_callback_uri": stage.business.url, "verify_token": stage.business.verify_token}
    stage.sim.set_webhook("http://127.0.0.1:9/away")
    status, _ = await stage.call("POST", stage.number_path, {"webhook_configuration": wanted})
    assert status == 200
    await stage.hear()
    assert len(stage.business.messages()) == 1


async def test_settings_are_kept_and_account_and_numbers_listed(stage: Stage) -> None:
    await stage.call("POST", f"{stage.number_path}/settings", {"calling": {"status": "ENABLED"}})
    assert (await stage.call("GET", f"{stage.number_path}/settings"))[1] == {"calling": {"status": "ENABLED"}}
    _, numbers = await stage.call("GET", f"{stage.account_path}/phone_numbers")
    assert [row["id"] for row in numbers["data"]] == [stage.sim.phone_number_id]
    _, account = await stage.call("GET", stage.account_path, params={"fields": "name,health_status"})
    assert account["name"] == "Loja Aurora"
    assert account["health_status"]["can_send_message"] == "AVAILABLE"
