"""Behaviours 16 and 17: what Meta and its users do against unwanted promotions."""

from __future__ import annotations

import msgspec
import pytest

from server_stub.cloud_sim.config import CALM
from server_stub.cloud_sim.faults import Fault
from tests.unit.cloud_sim.sim_stage import ANA_PHONE, BRUNO_PHONE, Json, Stage, envelope, promotion


async def outcome(stage: Stage, body: Json) -> int | None:
    """Send; the code of the `failed` status that follows, None when it was delivered."""
    stage.business.clear()
    status, answer = await stage.post(body)
    assert status == 200, answer
    await stage.advance(seconds=10)
    failures = [status for status in stage.business.statuses() if status["status"] == "failed"]
    return failures[0]["errors"][0]["code"] if failures else None


async def test_stop_is_told_and_then_marketing_fails_until_resume(stage: Stage) -> None:
    await stage.hear()
    for value, code in (("stop", 131050), ("resume", None), ("stop", 131050), ("signup", None)):
        stage.sim.customers.prefer("ana", value)
        await stage.advance()
        [preference] = stage.business.values("user_preferences")[-1]["user_preferences"]
        assert (preference["value"], preference["category"]) == (value, "marketing_messages")
        assert isinstance(preference["timestamp"], int)
        assert ("signup_id" in preference) == (value == "signup")
        assert await outcome(stage, promotion(ANA_PHONE)) == code


async def test_stop_leaves_utility_and_answers_alone(stage: Stage) -> None:
    await stage.hear()
    stage.sim.customers.prefer("ana", "stop")
    names = (("nome", "Ana"), ("numero", "4821"), ("prazo", "sexta"))
    parameters = [{"type": "text", "parameter_name": name, "text": text} for name, text in names]
    components = [{"type": "body", "parameters": parameters}]
    template = {"name": "pedido_enviado", "language": {"code": "pt_BR"}, "components": components}
    assert await outcome(stage, envelope(to=ANA_PHONE, type="template", template=template)) is None
    assert await outcome(stage, envelope(to=ANA_PHONE)) is None


async def test_a_share_of_marketing_is_held_back() -> None:
    async with Stage(msgspec.structs.replace(CALM, held_back_share=0.5, pair_burst=1_000)) as stage:
        codes = [await outcome(stage, promotion(ANA_PHONE)) for _ in range(40)]
    assert set(codes) == {None, 131049}
    assert 10 < codes.count(131049) < 30


async def test_a_share_of_marketing_is_held_for_quality_and_later_released_or_dropped() -> None:
    async with Stage(msgspec.structs.replace(CALM, quality_hold_share=1.0)) as stage:
        answers = [(await stage.post(promotion(phone)))[1] for phone in (ANA_PHONE, BRUNO_PHONE)]
        states = {answer["messages"][0]["message_status"] for answer in answers}
        assert states == {"held_for_quality_assessment"}
        await stage.advance(seconds=60)
        assert stage.business.statuses() == []
        await stage.advance(seconds=300)
        first = answers[0]["messages"][0]["id"]
        assert stage.business.ladder(first) == ["sent", "delivered", "read"]
        _, late = await stage.post(promotion(ANA_PHONE))
        stage.sim.meta.change_template("promocao_da_semana", {"status": "PAUSED"})
        await stage.advance(seconds=400)
        assert stage.business.ladder(late["messages"][0]["id"]) == ["failed"]
        assert stage.business.statuses()[-1]["errors"][0]["code"] == 132015


async def test_listed_numbers_have_no_whatsapp(stage: Stage) -> None:
    stage.sim.meta.list_undeliverable(["+55 11 90000-0000", ANA_PHONE])
    assert await outcome(stage, promotion("+55 11 90000-0000")) == 131026
    assert await outcome(stage, promotion(ANA_PHONE)) == 131026
    assert await outcome(stage, promotion(BRUNO_PHONE)) is None


@pytest.mark.parametrize("code", [130472, 131042, 131049, 131026])
async def test_any_code_can_come_by_status_on_demand(stage: Stage, code: int) -> None:
    stage.sim.core.faults.add(Fault(kind="failed", code=code, to="ana"))
    assert await outcome(stage, promotion(BRUNO_PHONE)) is None
    assert await outcome(stage, promotion(ANA_PHONE)) == code
    assert await outcome(stage, promotion(ANA_PHONE)) is None


@pytest.mark.parametrize(("code", "status"), [(131042, 400), (131031, 403), (368, 403), (131016, 503), (80007, 429)])
async def test_any_code_can_come_at_once_on_demand(stage: Stage, code: int, status: int) -> None:
    stage.sim.core.faults.add(Fault(kind="error", code=code, times=2))
    for _ in range(2):
        found, answer = await stage.post(promotion(ANA_PHONE))
        assert (found, answer["error"]["code"]) == (status, code)
    assert (await stage.post(promotion(ANA_PHONE)))[0] == 200
