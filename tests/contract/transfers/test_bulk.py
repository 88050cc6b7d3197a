"""Leads move or close many at once: shown before, each row for itself, put back but what somebody touched since."""

from __future__ import annotations

from typing import Any

import msgspec

from server_stub.contract.transfers import BulkResult
from tests.contract.transfers.conftest import SUPPORT, Counter

MINUTE = 60_000


async def bulk(counter: Counter, *ids: str, who: str = "lead", **wish: Any) -> BulkResult:
    answer = await counter.clients[who].post("/v1/bulk", json={"conversation_ids": list(ids), **wish})
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=BulkResult)


async def undo(counter: Counter, bulk_id: str) -> BulkResult:
    answer = await counter.clients["lead"].post(f"/v1/bulk/{bulk_id}/undo")
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=BulkResult)


async def refused(counter: Counter, path: str, body: Any = None, *, who: str = "lead") -> tuple[str, Any]:
    answer = (await counter.clients[who].post(path, json=body)).json()
    return answer["code"], answer.get("params")


def obstacles(result: BulkResult) -> list[str]:
    return [row.obstacle for row in result.rows]


async def two(counter: Counter) -> tuple[str, str]:
    """One that ana has, and one that nobody has."""
    return await counter.taken("ana"), (await counter.shop.conversation("bruno")).id


async def test_a_look_changes_nothing_and_tells_what_would_stand_in_the_way(counter: Counter) -> None:
    mine, free = await two(counter)
    before = [await counter.truth(mine), await counter.truth(free)]
    events = await counter.shop.rows("SELECT max(id) FROM case_event")
    result = await bulk(counter, mine, free, "nothing", to_queue=SUPPORT)
    assert obstacles(result) == ["", "", "gone"]
    assert (result.id, result.undo_until) == ("", 0)
    assert obstacles(await bulk(counter, mine, free, to_queue="general")) == ["same_queue", "same_queue"]
    assert obstacles(await bulk(counter, mine, free, to_account=counter.ids["ana"])) == ["same", ""]
    assert [await counter.truth(mine), await counter.truth(free)] == before
    assert await counter.shop.rows("SELECT max(id) FROM case_event") == events
    assert await counter.shop.rows("SELECT 1 FROM bulk") == []


async def test_what_is_refused_for_one_stops_no_other(counter: Counter) -> None:
    mine, free = await two(counter)
    result = await bulk(counter, "nothing", mine, free, to_queue=SUPPORT, apply=True)
    assert obstacles(result) == ["gone", "", ""]
    for one in (mine, free):
        truth = await counter.truth(one)
        assert (truth.assignee_id, truth.queue_id) == (None, SUPPORT)
    again = await bulk(counter, mine, free, to_queue=SUPPORT, apply=True)
    assert obstacles(again) == ["same_queue", "same_queue"]
    audit = await counter.shop.rows("SELECT action, detail FROM audit WHERE action = 'bulk' ORDER BY seq")
    assert audit[0] == ("bulk", f"to_queue:2:{result.id}")


async def test_all_of_it_goes_back_to_where_it_was(counter: Counter) -> None:
    mine, free = await two(counter)
    result = await bulk(counter, mine, free, to_queue=SUPPORT, apply=True)
    assert result.undo_until == (await counter.shop.rows("SELECT at FROM bulk"))[0][0] + 10 * MINUTE
    back = await undo(counter, result.id)
    assert obstacles(back) == ["", ""]
    first, second = await counter.truth(mine), await counter.truth(free)
    assert (first.assignee_id, first.queue_id) == (counter.ids["ana"], "general")
    assert (second.assignee_id, second.queue_id) == (None, "general")
    assert await counter.shop.rows("SELECT DISTINCT transfers FROM case_file") == [(0,)]
    gone = await refused(counter, f"/v1/bulk/{result.id}/undo")
    assert gone == ("state_conflict", {"state": "undone"})


async def test_what_somebody_touched_since_stays(counter: Counter) -> None:
    mine, free = await two(counter)
    other = await counter.taken("ana", "ana")
    result = await bulk(counter, mine, free, other, to_queue=SUPPORT, apply=True)
    counter.shop.clock.ahead += 1_000
    await counter.put("bruno", mine, "assignee", {"account_id": counter.ids["bruno"]})
    counter.shop.customer_says("bruno", "Ainda espero")
    assert (await counter.says("bruno", other, "Já vejo")).status_code == 202
    assert obstacles(await undo(counter, result.id)) == ["touched", "", "touched"]
    assert (await counter.truth(mine)).assignee_id == counter.ids["bruno"]
    assert (await counter.truth(free)).queue_id == "general"
    assert (await counter.truth(other)).queue_id == SUPPORT


async def test_to_one_agent_and_back_to_several(counter: Counter) -> None:
    first, second = await counter.taken("ana", "ana"), await counter.taken("bruno", "bruno")
    result = await bulk(counter, first, second, to_account=counter.ids["carla"], apply=True)
    assert obstacles(result) == ["", ""]
    assert {(await counter.truth(it)).assignee_id for it in (first, second)} == {counter.ids["carla"]}
    await counter.clients["bruno"].post("/v1/logout")
    assert obstacles(await undo(counter, result.id)) == ["", ""]
    assert (await counter.truth(first)).assignee_id == counter.ids["ana"]
    assert (await counter.truth(second)).assignee_id is None  # bruno has gone home: it waits where it was
    assert obstacles(await bulk(counter, first, to_account=counter.ids["bruno"])) == ["offline"]


async def test_closed_and_opened_again(counter: Counter) -> None:
    mine, free = await two(counter)
    await counter.set_queue("general", disposition_required=True)
    assert obstacles(await bulk(counter, mine, free, close=True)) == ["disposition_required"] * 2
    await counter.set_queue("general", disposition_required=False)
    result = await bulk(counter, mine, free, close=True, apply=True)
    assert obstacles(result) == ["", ""]
    closed = [(await counter.truth(it)).case for it in (mine, free)]
    assert [it.state for it in closed if it is not None] == ["closed", "closed"]
    assert obstacles(await bulk(counter, mine, close=True)) == ["closed"]
    assert obstacles(await undo(counter, result.id)) == ["", ""]
    first, second = await counter.truth(mine), await counter.truth(free)
    assert first.case is not None
    assert second.case is not None
    assert (first.assignee_id, first.case.state, first.protocol) == (
        counter.ids["ana"],
        "assigned",
        first.case.protocol,
    )
    assert (second.assignee_id, second.case.state) == (None, "queued")


async def test_for_leads_within_ten_minutes_and_of_so_many(counter: Counter) -> None:
    mine, free = await two(counter)
    one = {"conversation_ids": [free], "to_queue": SUPPORT}
    assert await refused(counter, "/v1/bulk", one, who="ana") == ("forbidden", None)
    for ids in ([], [mine, mine], [str(number) for number in range(501)]):
        wish = {"conversation_ids": ids, "close": True}
        assert await refused(counter, "/v1/bulk", wish) == ("bad_request", {"field": "conversation_ids"})
    for wish in ({}, {"to_queue": SUPPORT, "close": True}):
        body = {"conversation_ids": [mine], **wish}
        assert await refused(counter, "/v1/bulk", body) == ("bad_request", {"field": "to_queue"})
    result = await bulk(counter, free, to_queue=SUPPORT, apply=True)
    assert await refused(counter, f"/v1/bulk/{result.id}/undo", who="ana") == ("forbidden", None)
    assert (await refused(counter, "/v1/bulk/nothing/undo"))[0] == "not_found"
    counter.shop.clock.ahead += 10 * MINUTE + 1
    assert await refused(counter, f"/v1/bulk/{result.id}/undo") == ("state_conflict", {"state": "too_late"})
