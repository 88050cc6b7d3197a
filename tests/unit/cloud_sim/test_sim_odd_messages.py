"""Behaviour 20: what no reader expects and every reader meets."""

from __future__ import annotations

import json

import msgspec
import pytest

from server_stub.cloud_sim.config import CALM
from tests.unit.cloud_sim.sim_stage import ANA_PHONE, Json, Stage


async def heard(stage: Stage, **spec: object) -> Json:
    """The message that arrives when Ana sends this."""
    await stage.hear(**spec)
    return stage.business.messages()[-1]


async def test_a_type_nobody_knows(stage: Stage) -> None:
    message = await heard(stage, type="unknown", name="hologram", object={"id": "7"})
    assert (message["type"], message["hologram"]) == ("hologram", {"id": "7"})
    assert "x_new_field" in message


async def test_interactive_without_its_object_and_a_gif(stage: Stage) -> None:
    assert "interactive" not in await heard(stage, type="broken_interactive")
    gif = await heard(stage, type="unsupported")
    assert (gif["errors"][0]["code"], gif["unsupported"]) == (131051, {"type": "gif"})


async def test_edits_and_deletions_name_the_original(stage: Stage) -> None:
    original = await stage.hear()
    edit = await heard(stage, type="edit", message_id=original, text="Corrigido")
    assert edit["edit"]["original_message_id"] == original
    assert edit["edit"]["message"]["text"]["body"] == "Corrigido"
    assert edit["id"] != original
    revoke = await heard(stage, type="revoke", message_id=original)
    assert revoke["revoke"] == {"original_message_id": original}


async def test_reactions_come_and_go(stage: Stage) -> None:
    ours = await _sent(stage)
    assert (await heard(stage, type="reaction", message_id=ours, emoji="❤️"))["reaction"]["emoji"] == "❤️"
    assert (await heard(stage, type="reaction", message_id=ours, emoji=""))["reaction"]["emoji"] == ""
    assert "emoji" not in (await heard(stage, type="reaction", message_id=ours))["reaction"]


async def test_quotes_forwards_advertisements_and_extra_fields(stage: Stage) -> None:
    ours = await _sent(stage)
    message = await heard(stage, text="Este", reply_to=ours, frequently_forwarded=True, extra={"new": [1]})
    assert message["context"] == {"from": "551140001234", "id": ours, "frequently_forwarded": True}
    assert message["new"] == [1]
    advertisement = await heard(stage, referral={"source_url": "https://fb.me/1"})
    assert advertisement["referral"] == {"source_url": "https://fb.me/1"}


async def test_raw_messages_are_sent_as_they_are(stage: Stage) -> None:
    message = await heard(stage, type="raw", message={"type": "text", "text": None, "timestamp": "1"})
    assert (message["text"], message["timestamp"]) == (None, "1")


async def test_unknown_fields_appear_in_their_share() -> None:
    async with Stage(msgspec.structs.replace(CALM, unknown_value_share=0.5)) as stage:
        for _ in range(40):
            await stage.hear()
        strange = sum("x_experiment" in message for message in stage.business.messages())
        assert 8 < strange < 32


@pytest.mark.parametrize("spec", [{"type": "nothing"}, {"type": "image", "sample": "none"}, {"type": "reaction"}])
async def test_a_description_that_makes_no_sense_is_refused(stage: Stage, spec: Json) -> None:
    status, answer = await stage.call("POST", "/sim/users/ana/messages", spec)
    assert (status, answer["error"]) == (404, "unknown or missing")
    assert stage.business.bodies == []


async def _sent(stage: Stage) -> str:
    await stage.hear()
    wamid = await stage.send(to=ANA_PHONE)
    await stage.advance(seconds=5)
    return wamid


async def test_forms_and_permissions_to_call(stage: Stage) -> None:
    form = await heard(stage, type="flow", answers={"nota": "5"}, flow_token="f1")
    reply = form["interactive"]["nfm_reply"]
    assert json.loads(reply["response_json"]) == {"nota": "5", "flow_token": "f1"}
    refused = await heard(stage, type="call_permission", response="reject")
    assert refused["interactive"]["call_permission_reply"]["response"] == "reject"


@pytest.mark.parametrize(("seconds", "status"), [(0, "FAILED"), (90, "COMPLETED")])
async def test_a_call_is_told_when_it_begins_and_when_it_ends(stage: Stage, seconds: int, status: str) -> None:
    call_id = stage.sim.customers.call("ana", seconds)
    await stage.advance()
    told = {call["event"]: call for value in stage.business.values("calls") for call in value["calls"]}
    begun, over = told["connect"], told["terminate"]
    assert over["status"] == status
    assert begun["id"] == over["id"] == call_id
    assert over.get("duration", 0) == seconds
    assert int(over["timestamp"]) - int(begun["timestamp"]) == seconds
