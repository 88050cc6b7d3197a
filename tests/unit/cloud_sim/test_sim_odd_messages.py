"""Behaviour 20: what no reader expects and every reader meets."""

from __future__ import annotations

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
