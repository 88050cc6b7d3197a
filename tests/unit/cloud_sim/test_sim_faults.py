"""Behaviour 21: connections that break, pages that are no JSON, answers that come late or in half."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from server_stub.cloud_sim.faults import Fault, Faults
from tests.helpers.waiting import until
from tests.unit.cloud_sim.sim_stage import ANA_PHONE, BRUNO_PHONE, Stage, envelope


async def test_a_reset_after_acceptance_loses_the_answer_and_not_the_message(stage: Stage) -> None:
    await stage.hear()
    stage.sim.core.faults.add(Fault(kind="reset_after_accept"))
    with pytest.raises(aiohttp.ClientError):
        await stage.post(envelope(to=ANA_PHONE, biz_opaque_callback_data="job-1"))
    await stage.advance(seconds=5)
    told = {(status["status"], status["biz_opaque_callback_data"]) for status in stage.business.statuses()}
    assert told == {("sent", "job-1"), ("delivered", "job-1"), ("read", "job-1")}
    await stage.send()


async def test_a_bad_gateway_is_html_and_accepts_nothing(stage: Stage) -> None:
    await stage.hear()
    stage.sim.core.faults.add(Fault(kind="bad_gateway"))
    async with stage.http.post(f"{stage.number_path}/messages", json=envelope(to=ANA_PHONE)) as response:
        assert (response.status, response.content_type) == (502, "text/html")
        assert (await response.text()).startswith("<!DOCTYPE html>")
    assert not stage.sim.core.sent


async def test_a_truncated_answer_is_no_json_and_the_message_was_accepted(stage: Stage) -> None:
    await stage.hear()
    stage.sim.core.faults.add(Fault(kind="truncated"))
    async with stage.http.post(f"{stage.number_path}/messages", json=envelope(to=ANA_PHONE)) as response:
        text = await response.text()
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)
    assert len(stage.sim.core.sent) == 1


async def test_a_slow_answer_comes_when_its_time_has_come(stage: Stage) -> None:
    await stage.hear()
    stage.sim.core.faults.add(Fault(kind="slow", delay=30_000))
    sending = asyncio.create_task(stage.post(envelope(to=ANA_PHONE)))
    await until(lambda: stage.sim.core.sent)
    await stage.advance(seconds=29)
    assert not sending.done()
    await stage.advance(seconds=2)
    status, _ = await sending
    assert status == 200


async def test_no_status_ever(stage: Stage) -> None:
    await stage.hear()
    stage.sim.core.faults.add(Fault(kind="no_status"))
    silent, told = await stage.send(), await stage.send()
    await stage.advance(days=2)
    assert stage.business.ladder(silent) == []
    assert stage.business.ladder(told) == ["sent", "delivered", "read"]


async def test_a_fault_meant_for_one_person_spares_the_others(stage: Stage) -> None:
    await stage.hear()
    await stage.hear("bruno")
    fault = stage.sim.core.faults.add(Fault(kind="error", code=131026, to="ana", times=0))
    await stage.send(to=BRUNO_PHONE)
    for _ in range(3):
        assert await stage.refusal(envelope(to=ANA_PHONE)) == 131026
    stage.sim.core.faults.clear(fault.id)
    await stage.send()


def test_faults_are_used_up_in_order() -> None:
    faults = Faults()
    faults.add(Fault(kind="error", code=1))
    faults.add(Fault(kind="error", code=2, times=2))
    codes = [faults.take("error", place="messages") for _ in range(4)]
    assert [fault.code if fault else None for fault in codes] == [1, 2, 2, None]
    faults.add(Fault(kind="slow", place="any"))
    assert faults.take("slow", place="media") is not None
    assert faults.active() == []
