"""A lively day of the stand-in, every byte of it held against the essentials of the platform's shapes."""

from __future__ import annotations

import json

import msgspec
import pytest
from jsonschema import ValidationError

from server_stub.cloud_sim.config import LIVELY
from tests.contract.cloud_sim.own_schemas import ACCEPTED, MESSAGE, REFUSED, STATUS, WEBHOOK, check
from tests.unit.cloud_sim.sim_stage import ANA_PHONE, BRUNO_PHONE, Json, Stage, envelope, promotion

SPECS: list[Json] = [
    {"type": "text", "text": "Olá ❤️"},
    {"type": "image"},
    {"type": "voice"},
    {"type": "sticker"},
    {"type": "document"},
    {"type": "video"},
    {"type": "unsupported"},
    {"type": "unknown"},
    {"type": "reaction", "message_id": "wamid.X", "emoji": "👍"},
]
LIVELY_DAY = msgspec.structs.replace(
    LIVELY,
    out_of_order_share=0.2,
    duplicate_share=0.2,
    skip_delivered_share=0.2,
    unknown_value_share=0.2,
    held_back_share=0.3,
)


@pytest.mark.parametrize("seed", range(4))
async def test_every_body_of_a_lively_day_has_the_shape(seed: int) -> None:
    async with Stage(LIVELY_DAY, seed=seed) as stage:
        for user in ("ana", "bruno", "carla"):
            for spec in SPECS:
                stage.sim.customers.send(user, dict(spec))
        await stage.advance(seconds=1)
        carla = stage.sim.customers.user("carla").user_id
        for address in ({"to": ANA_PHONE}, {"to": BRUNO_PHONE}, {"recipient": carla}):
            for body in (envelope(**address), promotion(**address)):
                status, answer = await stage.post(body)
                assert status == 200, answer
                check(ACCEPTED, answer)
        stage.sim.customers.change_number("bruno", "+55 11 95555-1111")
        stage.sim.customers.prefer("carla", "stop")
        await stage.advance(hours=1)
        for raw in stage.business.bodies:
            check(WEBHOOK, json.loads(raw))
        assert len(stage.business.messages()) == 3 * len(SPECS) + 1
        assert len(stage.business.statuses()) >= 12


@pytest.mark.parametrize("body", [{}, envelope(to=""), envelope(to=ANA_PHONE), envelope(to=ANA_PHONE, type="gif")])
async def test_every_refusal_has_the_shape(stage: Stage, body: Json) -> None:
    status, answer = await stage.post(body)
    assert status >= 400
    check(REFUSED, answer)


def test_the_schemas_refuse_what_is_wrong() -> None:
    status = {"id": "wamid." + "A" * 40, "status": "failed", "timestamp": "1795300000", "recipient_id": "5511977776666"}
    for schema, wrong in (
        (STATUS, status),
        (STATUS, status | {"status": "sent"}),
        (STATUS, status | {"timestamp": 1795300000, "errors": []}),
        (MESSAGE, {"id": "wamid." + "A" * 40, "timestamp": "1795300000", "type": "text"}),
        (WEBHOOK, {"object": "whatsapp_business_account", "entry": []}),
        (ACCEPTED, {"messaging_product": "whatsapp", "contacts": [{"input": "x"}], "messages": []}),
    ):
        with pytest.raises(ValidationError):
            check(schema, wrong)
