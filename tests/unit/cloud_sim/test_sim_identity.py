"""Behaviours 14 and 15: people without a visible phone, and people who move."""

from __future__ import annotations

from typing import Any

import pytest

from server_stub.cloud_sim.people.phones import is_bsuid
from tests.unit.cloud_sim.sim_stage import ANA_PHONE, Stage, envelope


async def test_a_hidden_phone_stands_nowhere_in_the_webhook(stage: Stage) -> None:
    user = stage.sim.customers.user("carla")
    await stage.hear("carla", type="image")
    stage.sim.customers.prefer("carla", "stop")
    await stage.advance()
    assert not any(user.phone[-8:].encode() in body for body in stage.business.bodies)
    [value] = stage.business.values()
    assert value["contacts"] == [{"profile": {"name": "Carla", "username": "carla.dias"}, "user_id": user.user_id}]
    [message] = value["messages"]
    assert "from" not in message
    assert message["from_user_id"] == user.user_id
    assert is_bsuid(user.user_id)


async def test_the_answer_to_a_contact_request_shows_the_phone_from_then_on(stage: Stage) -> None:
    user = stage.sim.customers.user("carla")
    await stage.hear("carla")
    action: dict[str, Any] = {"name": "request_contact_info"}
    interactive = {"type": "request_contact_info", "body": {"text": "Qual é o seu número?"}, "action": action}
    _, answer = await stage.post(envelope(recipient=user.user_id, type="interactive", interactive=interactive))
    asked = answer["messages"][0]["id"]
    await stage.advance(seconds=5)
    stage.business.clear()
    stage.sim.customers.share_contact("carla", asked)
    await stage.advance()
    [message] = stage.business.messages()
    assert message["context"]["id"] == asked
    [card] = message["contacts"]
    assert (card["origin"], card["phones"][0]["wa_id"]) == ("contact_request", user.wa_id)
    assert message["from"] == user.wa_id


async def test_moving_changes_number_and_bsuid_and_is_told_without_contacts(stage: Stage) -> None:
    user = stage.sim.customers.user("ana")
    old_id = user.user_id
    await stage.hear()
    stage.business.clear()
    stage.sim.customers.change_number("ana", "+55 31 97777-1111")
    await stage.advance()
    [value] = stage.business.values()
    assert "contacts" not in value
    [message] = value["messages"]
    assert (message["from"], message["type"]) == ("553188887777", "system")
    system = message["system"]
    assert system["type"] == "user_changed_number"
    assert (system["wa_id"], system["previous_user_id"]) == ("553177771111", old_id)
    assert system["user_id"] == user.user_id != old_id
    await stage.hear()
    assert stage.business.messages()[-1]["from"] == "553177771111"
    assert stage.sim.core.world.by_phone("5531988887777") is None


async def test_a_bsuid_can_rotate_alone(stage: Stage) -> None:
    stage.sim.customers.change_user_id("ana", "BR.999")
    await stage.advance()
    [message] = stage.business.messages()
    assert message["system"]["type"] == "user_changed_user_id"
    assert message["system"]["user_id"] == "BR.999"
    _, answer = await stage.post(envelope(recipient="BR.999"))
    assert answer["error"]["code"] == 131047, "the window did not move with the id"


async def test_a_taken_number_is_refused(stage: Stage) -> None:
    with pytest.raises(ValueError, match="phone"):
        stage.sim.customers.change_number("bruno", ANA_PHONE)
    with pytest.raises(ValueError, match="zeca"):
        stage.sim.core.world.add("zeca", "Zeca", ANA_PHONE)
