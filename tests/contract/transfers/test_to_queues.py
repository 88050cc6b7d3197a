"""A conversation goes to another queue: who sees it then, what the customer waits, and what stands in the way."""

from __future__ import annotations

import msgspec
import pytest

from server_stub.contract.events import ConversationLeft, EventKind
from server_stub.contract.model import Role
from server_stub.contract.queues import Member, Queue
from server_stub.contract.transfers import TargetQueue
from server_stub.storage.database import Tx
from tests.contract.transfers.conftest import CARD, SUPPORT, Counter
from tests.helpers.following import Follower, follow
from tests.helpers.gateway import PASSWORD

TO_SUPPORT = {"to_queue": SUPPORT}


def left(follower: Follower) -> list[str]:
    told = (it.data for it in follower.events if it.kind == EventKind.CONVERSATION_LEFT)
    return [msgspec.json.decode(data, type=ConversationLeft).conversation_id for data in told]


async def add_queue(counter: Counter, queue: Queue) -> None:
    core = counter.shop.running.gateway.core

    def work(tx: Tx) -> None:
        core.queue_rows.save(tx, queue, "test", core.clock())

    await core.database.write(work)


async def test_it_is_nobodys_in_the_other_queue_and_goes_on_waiting(counter: Counter) -> None:
    talk = await counter.shop.conversation("carla", "Minha internet caiu")
    before = await counter.truth(talk.id)
    assert before.case is not None
    assert await counter.who_sees(talk.id) == {"ana", "bruno", "carla", "lead"}
    await counter.put("carla", talk.id, "assignee", {"account_id": counter.ids["carla"]})
    counter.shop.clock.ahead += 60_000
    told = await counter.does("carla", talk.id, "transfer", {**TO_SUPPORT, "card": CARD})
    assert (told.assignee_id, told.queue_id) == (None, SUPPORT)
    assert told.case is not None
    assert (told.case.state, told.case.queue_id) == ("queued", SUPPORT)
    assert told.case.queued_at is not None
    assert abs(told.case.queued_at - before.case.opened_at) < 5_000
    assert await counter.who_sees(talk.id) == {"ana", "bruno", "lead"}
    moved = {"queue": "Suporte", "before": "Carla Dias", **CARD}
    assert (await counter.lines(talk.id))[-1] == ("moved_to_queue", moved)
    assert (await counter.log(talk.id))[-1] == ("queued", "carla", "transfer")


async def test_who_loses_sight_is_told_at_once_and_who_gains_it_as_well(counter: Counter) -> None:
    start = (await counter.snapshot("carla")).seq
    async with follow(counter.clients["carla"], start) as carla, follow(counter.clients["bruno"], start) as bruno:
        talk = await counter.taken("carla", "ana")
        await bruno.until(lambda: left(bruno) == [talk])
        await counter.does("carla", talk, "transfer", TO_SUPPORT)
        await carla.until(lambda: left(carla) == [talk])
        await bruno.until(lambda: [it for it in bruno.events[-4:] if it.kind == EventKind.CONVERSATION])
        assert (await counter.says("carla", talk, "ainda aí?")).status_code == 404
        answer = await counter.clients["carla"].get(f"/v1/conversations/{talk}/messages")
        assert answer.status_code == 404
    assert [it.id for it in (await counter.snapshot("carla")).conversations] == []
    assert [it.id for it in (await counter.snapshot("bruno")).conversations] == [talk]
    assert (await counter.snapshot("carla")).contacts == []


async def test_somebody_free_gets_it_at_once(counter: Counter) -> None:
    talk = await counter.taken("carla")
    await counter.clients["bruno"].put("/v1/me/available", json={"available": True})
    await counter.does("carla", talk, "transfer", TO_SUPPORT)
    await counter.until(talk, assignee_id=counter.ids["bruno"])


async def test_only_who_has_it_or_a_lead_hands_it_on(counter: Counter) -> None:
    talk = await counter.shop.conversation("carla")
    assert await counter.refused("ana", talk.id, "transfer", TO_SUPPORT) == ("forbidden", {})
    assert (await counter.does("lead", talk.id, "transfer", TO_SUPPORT)).queue_id == SUPPORT
    taken = await counter.taken("ana", "bruno")
    assert await counter.refused("bruno", taken, "transfer", TO_SUPPORT) == ("not_found", {})


async def test_what_stands_in_the_way_is_told_before_and_at_the_transfer(counter: Counter) -> None:
    accounts = counter.shop.running.gateway.core.accounts
    dora = await accounts.add("dora", "Dora", Role.AGENT, PASSWORD)
    await accounts.disable("dora")
    await add_queue(counter, Queue("empty", "Ninguém", 2))
    await add_queue(counter, Queue("left", "De quem saiu", 2, members=[Member(dora.id)]))
    await add_queue(counter, Queue("closed", "Fechada", 3, everyone=True, hours=["", "", "", "", "", "", ""]))
    await add_queue(counter, Queue("off", "Desligada", 4, everyone=True, enabled=False))
    talk = await counter.taken("ana")
    found = {it.queue_id: it for it in (await counter.targets("ana", talk)).queues}
    assert {name: it.obstacle for name, it in found.items()} == {
        "general": "same_queue",
        SUPPORT: "",
        "empty": "no_members",
        "left": "no_members",
        "closed": "closed",
    }
    assert found[SUPPORT] == TargetQueue(SUPPORT, "Suporte", 0, 0, True, "")
    refusals = {
        "general": ("target_unavailable", {"why": "same_queue"}),
        "empty": ("queue_empty", {}),
        "left": ("queue_empty", {}),
        "closed": ("target_unavailable", {"why": "closed"}),
        "off": ("target_unavailable", {"why": "closed"}),
        "nowhere": ("target_unavailable", {"why": "gone"}),
    }
    for queue_id, refusal in refusals.items():
        assert await counter.refused("ana", talk, "transfer", {"to_queue": queue_id}) == refusal
    both = {"to_queue": SUPPORT, "to_account": counter.ids["bruno"]}
    assert await counter.refused("ana", talk, "transfer", both) == ("bad_request", {"field": "to_account"})
    warm = {"to_queue": SUPPORT, "kind": "warm"}
    assert await counter.refused("ana", talk, "transfer", warm) == ("bad_request", {"field": "kind"})


async def test_after_so_many_only_a_lead_moves_it_on(counter: Counter) -> None:
    await counter.set_policy(most_transfers=1)
    talk = await counter.taken("ana")
    await counter.does("ana", talk, "transfer", TO_SUPPORT)
    await counter.put("ana", talk, "assignee", {"account_id": counter.ids["ana"]})
    back = {"to_queue": "general"}
    assert await counter.refused("ana", talk, "transfer", back) == ("too_many_transfers", {"limit": 1})
    wish = {"to_account": counter.ids["bruno"]}
    assert await counter.refused("ana", talk, "transfer", wish) == ("too_many_transfers", {"limit": 1})
    assert await counter.obstacles("ana", talk) == {
        "admin": "offline",
        "bruno": "too_many_transfers",
        "carla": "not_member",
        "lead": "not_member",
    }
    assert (await counter.obstacles("ana", talk, kind="consult"))["bruno"] == ""
    assert (await counter.does("lead", talk, "transfer", back)).queue_id == "general"


async def test_agents_with_their_state_and_load_and_what_stands_in_the_way(counter: Counter) -> None:
    talk = await counter.taken("ana")
    await counter.clients["bruno"].put("/v1/session/state", json={"state": "pause", "reason": "private"})
    await counter.clients["carla"].post("/v1/logout")
    found = {it.name: it for it in (await counter.targets("ana", talk)).agents}
    assert (found["Bruno Lima"].state, found["Bruno Lima"].obstacle) == ("pause", "pause")
    assert (found["Carla Dias"].state, found["Carla Dias"].obstacle) == ("offline", "offline")
    assert found["Lia Líder"].obstacle == ""
    wish = {"to_account": counter.ids["bruno"]}
    assert await counter.refused("ana", talk, "transfer", wish) == ("target_unavailable", {"why": "pause"})
    assert (await counter.does("lead", talk, "transfer", wish)).offer is not None
    gone = {"to_account": counter.ids["carla"]}
    await counter.does("lead", talk, "offer/cancel")
    assert await counter.refused("lead", talk, "transfer", gone) == ("target_unavailable", {"why": "offline"})


async def test_a_full_agent_is_left_alone_but_by_leads(counter: Counter) -> None:
    core = counter.shop.running.gateway.core
    profile = await core.database.read(lambda tx: core.queues.profile(tx, counter.ids["bruno"]))
    small = msgspec.structs.replace(profile, capacity=30)
    await core.database.write(lambda tx: core.queue_rows.save_profile(tx, small))
    await counter.taken("bruno", "bruno")
    talk = await counter.taken("ana")
    bruno = next(it for it in (await counter.targets("ana", talk)).agents if it.name == "Bruno Lima")
    assert (bruno.load, bruno.capacity, bruno.open_cases, bruno.obstacle) == (25, 30, 1, "full")
    wish = {"to_account": counter.ids["bruno"]}
    assert await counter.refused("ana", talk, "transfer", wish) == ("target_unavailable", {"why": "full"})
    assert (await counter.does("lead", talk, "transfer", wish)).offer is not None


async def test_what_is_closed_goes_nowhere(counter: Counter) -> None:
    talk = await counter.taken("ana")
    case = (await counter.truth(talk)).case
    assert case is not None
    assert (await counter.clients["ana"].post(f"/v1/cases/{case.id}/close", json={})).status_code == 200
    assert await counter.refused("ana", talk, "transfer", TO_SUPPORT) == ("case_closed", {})


async def test_a_queue_that_asks_goes_on_to_the_next_who_may(counter: Counter) -> None:
    """Whoever declined, or let it pass, is not asked again before the others."""
    await counter.set_queue(SUPPORT, offer_seconds=30)
    talk = await counter.taken("carla")
    for who in ("ana", "bruno"):
        await counter.clients[who].put("/v1/me/available", json={"available": True})
    await counter.does("carla", talk, "transfer", TO_SUPPORT)
    first = await counter.shop_offer(talk, {"ana", "bruno"})
    assert (await counter.truth(talk)).assignee_id is None
    answer = await counter.post(first, talk, "offer/decline", {"reason": "busy"})
    assert answer.status_code == 204
    second = await counter.shop_offer(talk, {"ana", "bruno"} - {first})
    taken = await counter.does(second, talk, "offer/accept")
    assert taken.assignee_id == counter.ids[second]
    assert taken.case is not None
    assert (taken.case.state, taken.case.queue_id) == ("assigned", SUPPORT)
    assert (await counter.log(talk))[-4:] == [
        ("offered", first, "queue"),
        ("declined", first, "busy"),
        ("offered", second, "queue"),
        ("assigned", second, "routed"),
    ]
    assert "returned" not in [kind for kind, _ in await counter.lines(talk)]


@pytest.mark.parametrize("kind", ["queue", "transfer"])
async def test_who_left_the_queue_since_they_were_asked_takes_nothing_of_it(counter: Counter, kind: str) -> None:
    talk = await counter.taken("ana")
    await counter.does("ana", talk, "transfer", TO_SUPPORT)
    if kind == "queue":
        await counter.set_queue(SUPPORT, offer_seconds=600)
        await counter.clients["bruno"].put("/v1/me/available", json={"available": True})
        assert await counter.shop_offer(talk, {"bruno"}) == "bruno"
    else:
        await counter.put("ana", talk, "assignee", {"account_id": counter.ids["ana"]})
        await counter.ask("ana", talk, "bruno")
    await counter.set_queue(SUPPORT, members=[Member(counter.ids["ana"])])
    assert await counter.refused("bruno", talk, "offer/accept") == ("offer_gone", {})
    assert (await counter.truth(talk)).assignee_id == (counter.ids["ana"] if kind == "transfer" else None)
