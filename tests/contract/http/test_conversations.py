"""Snapshot, pages, claims and assignment over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest

from server_stub.contract.content import Content
from server_stub.services.claims import LEASE_MS
from tests.helpers.following import follow
from tests.helpers.gateway import RunningGateway, run_gateway
from tests.helpers.shop import eventually
from tests.helpers.world import World

People = dict[str, httpx.AsyncClient]


@pytest.fixture
async def people(running: RunningGateway) -> AsyncIterator[People]:
    async with AsyncExitStack() as stack:
        yield {
            login: await stack.enter_async_context(running.client(login)) for login in ("ana", "bruno", "lead", "admin")
        }


async def test_the_snapshot_holds_what_the_account_may_see(
    running: RunningGateway, world: World, people: People
) -> None:
    await world.conversation("of-ana", running.ids["ana"])
    await world.conversation("of-bruno", running.ids["bruno"])
    await world.conversation("free")
    seen = {}
    for login, client in people.items():
        snapshot = (await client.get("/v1/snapshot")).json()
        seen[login] = {item["id"] for item in snapshot["conversations"]}
        assert {item["id"] for item in snapshot["contacts"]} == {f"p-{name}" for name in seen[login]}
        assert snapshot["account"]["id"] == running.ids[login]
        assert {item["login"] for item in snapshot["accounts"]} == set(people)
        assert {item["key"] for item in snapshot["phrases"]} >= {"oi", "protocolo"}
    everything = {"of-ana", "of-bruno", "free"}
    assert seen == {
        "ana": {"of-ana", "free"},
        "bruno": {"of-bruno", "free"},
        "lead": everything,
        "admin": everything,
    }


async def test_pages_join_without_gap(running: RunningGateway, world: World, people: People) -> None:
    for n in range(7):
        name, now = f"c{n}", world.now + n
        await world.database.write(lambda tx, name=name, now=now: world.add_conversation(tx, name, None, now))
    found, query = [], {"limit": "3"}
    while True:
        page = (await people["ana"].get("/v1/conversations", params=query)).json()
        found += [item["id"] for item in page["conversations"]]
        if "next_page" not in page:
            break
        query["before"] = page["next_page"]
    assert found == [f"c{n}" for n in reversed(range(7))]


async def test_message_pages_go_back_to_the_beginning(world: World, people: People) -> None:
    await world.conversation("free")
    for n in range(5):
        await world.database.write(
            lambda tx, n=n: world.add_message(tx, "free", Content("text", str(n)), world.now + n)
        )
    first = (await people["ana"].get("/v1/conversations/free/messages", params={"limit": 3})).json()
    query = {"limit": 3, "before": first["before"]}
    second = (await people["ana"].get("/v1/conversations/free/messages", params=query)).json()
    texts = [[message["content"]["text"] for message in page["messages"]] for page in (first, second)]
    assert texts == [["2", "3", "4"], ["0", "1"]]
    assert "before" not in second


async def test_what_may_not_be_seen_does_not_exist(running: RunningGateway, world: World, people: People) -> None:
    await world.conversation("of-bruno", running.ids["bruno"])
    asked = (("GET", "", None), ("GET", "/messages", None), ("PUT", "/claim", None), ("PUT", "/assignee", {}))
    for method, path, body in asked:
        for name in ("of-bruno", "never"):
            answer = await people["ana"].request(method, f"/v1/conversations/{name}{path}", json=body)
            assert (answer.status_code, answer.json()) == (404, {"code": "not_found"}), path


async def test_pages_that_are_none_are_refused(people: People) -> None:
    for field, value in (("limit", "0"), ("limit", "201"), ("limit", "x"), ("before", "x"), ("before", "1.")):
        answer = await people["ana"].get("/v1/conversations", params={field: value})
        assert (answer.status_code, answer.json()["params"]["field"]) == (400, field), value


async def test_a_claim_holds_until_given_back(running: RunningGateway, world: World, people: People) -> None:
    await world.conversation("free")
    taken = await people["ana"].put("/v1/conversations/free/claim")
    assert taken.json()["account_id"] == running.ids["ana"]
    refused = await people["bruno"].put("/v1/conversations/free/claim")
    assert refused.status_code == 409
    assert refused.json() == {"code": "claimed_by_other", "params": {"account_id": running.ids["ana"]}}
    assert (await people["bruno"].delete("/v1/conversations/free/claim")).status_code == 204
    assert (await people["bruno"].get("/v1/conversations/free")).json()["claim"]["account_name"] == "Ana Souza"
    assert (await people["ana"].delete("/v1/conversations/free/claim")).status_code == 204
    assert (await people["bruno"].put("/v1/conversations/free/claim")).status_code == 200


async def test_renewing_is_silent_and_a_claim_lapses_by_the_clock(tmp_path) -> None:
    now = [1_790_000_000_000]
    async with run_gateway(tmp_path, clock=lambda: now[0]) as running:
        world = World(running.gateway.core.database, running.gateway.core.vault, now[0])
        await world.conversation("free")
        async with running.client("ana") as ana, running.client("bruno") as bruno:
            start = (await bruno.get("/v1/snapshot")).json()["seq"]
            async with follow(bruno, start) as follower:
                await ana.put("/v1/conversations/free/claim")
                now[0] += LEASE_MS // 2
                until = (await ana.put("/v1/conversations/free/claim")).json()["until"]
                assert until == now[0] + LEASE_MS
                now[0] = until
                await follower.until(lambda: len(follower.events) >= 2)
            assert [bytes(event.data).decode().count("Ana Souza") for event in follower.events] == [1, 0]
            assert (await bruno.put("/v1/conversations/free/claim")).status_code == 200


async def test_taking_giving_and_releasing(running: RunningGateway, world: World, people: People) -> None:
    await world.conversation("c")
    ids = running.ids

    async def assign(login: str, target: str | None) -> tuple[int, str | None]:
        answer = await people[login].put("/v1/conversations/c/assignee", json={"account_id": target})
        return answer.status_code, answer.json().get("assignee_id")

    assert await assign("ana", ids["bruno"]) == (403, None)
    assert await assign("ana", ids["ana"]) == (200, ids["ana"])
    assert await assign("bruno", ids["bruno"]) == (404, None)
    assert await assign("ana", ids["bruno"]) == (200, ids["bruno"])
    assert await assign("ana", ids["ana"]) == (404, None)
    assert await assign("lead", ids["ana"]) == (200, ids["ana"])
    assert await assign("lead", "nobody") == (400, None)
    assert await assign("ana", None) == (200, None)


async def test_who_loses_a_conversation_is_told_and_hears_no_more(
    running: RunningGateway, world: World, people: People
) -> None:
    await world.conversation("c", running.ids["ana"])
    start = (await people["ana"].get("/v1/snapshot")).json()["seq"]
    core = running.gateway.core
    async with follow(people["ana"], start) as ana, follow(people["bruno"], start) as bruno:
        await people["lead"].put("/v1/conversations/c/assignee", json={"account_id": running.ids["bruno"]})
        secret = await world.say(core.events, core.reading, "c", "só para Bruno")
        await people["ana"].put("/v1/me/available", json={"available": True})
        await ana.until(lambda: ana.cursor > secret)
        await bruno.until(lambda: bruno.cursor > secret)
    assert [event.kind for event in ana.events] == ["conversation_left", "account"]
    assert [event.kind for event in bruno.events] == ["contact", "conversation", "message", "message", "account"]


async def test_changes_of_hands_are_lines_of_the_conversation(
    running: RunningGateway, world: World, people: People
) -> None:
    await world.conversation("c", running.ids["ana"])
    before = (await people["lead"].get("/v1/conversations/c")).json()
    for target in (running.ids["bruno"], None, running.ids["ana"], running.ids["ana"]):
        await people["lead"].put("/v1/conversations/c/assignee", json={"account_id": target})
    told = (await people["lead"].get("/v1/conversations/c/messages")).json()["messages"]
    lines = [(it["content"]["original_kind"], it["content"].get("params", {})) for it in told]
    names = {login: account["name"] for login, account in await accounts_of(people["lead"])}
    assert lines == [
        ("transferred", {"before": names["ana"], "after": names["bruno"]}),
        ("queued", {"before": names["bruno"]}),
        ("transferred", {"after": names["ana"]}),
    ]
    assert {it["content"]["kind"] for it in told} == {"system"}
    after = (await people["lead"].get("/v1/conversations/c")).json()
    assert after.get("last") == before.get("last")
    assert after.get("unread") == before.get("unread")


async def accounts_of(client: httpx.AsyncClient) -> list[tuple[str, dict[str, str]]]:
    return [(it["login"], it) for it in (await client.get("/v1/snapshot")).json()["accounts"]]


async def test_what_a_colleague_works_on_is_not_taken_by_an_agent(
    running: RunningGateway, world: World, people: People
) -> None:
    await world.conversation("c")
    await people["ana"].put("/v1/conversations/c/claim")
    mine = {"account_id": running.ids["bruno"]}
    refused = await people["bruno"].put("/v1/conversations/c/assignee", json=mine)
    assert refused.status_code == 409
    assert refused.json() == {"code": "claimed_by_other", "params": {"account_id": running.ids["ana"]}}
    assert (await people["lead"].put("/v1/conversations/c/assignee", json=mine)).status_code == 200


async def test_the_claim_of_who_lost_sight_goes_with_it(running: RunningGateway, world: World, people: People) -> None:
    await world.conversation("c", running.ids["ana"])
    await people["ana"].put("/v1/conversations/c/claim")
    moved = await people["lead"].put("/v1/conversations/c/assignee", json={"account_id": running.ids["bruno"]})
    assert "claim" not in moved.json()
    assert (await people["bruno"].put("/v1/conversations/c/claim")).status_code == 200


async def test_only_available_agents_are_chosen_and_nothing_is_stolen(
    running: RunningGateway, world: World, people: People
) -> None:
    core = running.gateway.core
    await world.conversation("old")
    await core.database.write(lambda tx: core.assignment.requeue(tx, "old", world.now, by="", why="opened"))
    assert await core.database.write(lambda tx: core.routing.place(tx, "old", world.now)) is None
    await people["bruno"].put("/v1/me/available", json={"available": True})
    await world.conversation("hers", running.ids["ana"])

    async def owner() -> str | None:
        return (await people["lead"].get("/v1/conversations/old")).json().get("assignee_id")

    assert await eventually(owner, bool) == running.ids["bruno"]
    assert (await people["lead"].get("/v1/conversations/hers")).json()["assignee_id"] == running.ids["ana"]
    accounts = (await people["ana"].get("/v1/accounts")).json()
    assert {item["login"] for item in accounts if item.get("available")} == {"bruno"}
