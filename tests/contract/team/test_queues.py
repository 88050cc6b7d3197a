"""Queues over HTTP: who may change what, what is refused, and that nothing is left behind in one that is removed."""

from __future__ import annotations

from server_stub.contract.events import EventKind
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import queue_scope
from server_stub.contract.queues import AgentProfile, Member, Queue, ServicePolicy
from server_stub.contract.requests import Snapshot
from tests.contract.team.conftest import Floor
from tests.helpers.following import follow
from tests.helpers.shop import eventually


async def test_administrators_open_queues_and_everybody_reads_them(floor: Floor) -> None:
    sales = await floor.add(name="Vendas", members=[{"account_id": floor.ids["ana"]}], answer_seconds=60)
    assert sales.revision == 1
    assert await floor.queue(sales.id) == sales
    snapshot = await floor.ask("bruno", "/v1/snapshot", Snapshot)
    assert [it.name for it in snapshot.queues] == ["Atendimento", "Vendas"]
    assert [it.account_id for it in snapshot.team] == [floor.ids[who] for who in ("admin", "ana", "bruno", "lead")]
    for who in ("ana", "lead"):
        assert (await floor.refused(who, "POST", "/v1/queues", {"id": "", "name": "X"}))[:2] == (403, "forbidden")


async def test_what_is_wrong_is_named(floor: Floor) -> None:
    refusal = await floor.refused("admin", "POST", "/v1/queues", {"id": "", "name": "ATENDIMENTO"})
    assert refusal == (400, "value_invalid", {"field": "name"})


async def test_overflow_never_comes_back(floor: Floor) -> None:
    first = await floor.add(name="A")
    second = await floor.add(name="B", overflow_to=first.id)
    third = await floor.add(name="C", overflow_to=second.id)
    body = {"id": first.id, "name": "A", "overflow_to": third.id, "revision": 1}
    assert (await floor.refused("admin", "PUT", f"/v1/queues/{first.id}", body))[2] == {"field": "overflow_to"}


async def test_leads_change_members_and_nothing_else_and_the_slower_one_is_told(floor: Floor) -> None:
    sales = await floor.add(name="Vendas")
    mine = await floor.change(sales, "lead", members=[Member(floor.ids["bruno"])])
    assert mine.revision == 2
    path, body = f"/v1/queues/{sales.id}", {"id": sales.id, "name": "Outra", "revision": 2}
    assert (await floor.refused("lead", "PUT", path, body))[:2] == (403, "forbidden")
    assert (await floor.refused("ana", "PUT", path, body))[:2] == (403, "forbidden")
    assert (await floor.refused("admin", "PUT", path, {**body, "revision": 1}))[:2] == (409, "state_conflict")
    assert (await floor.refused("admin", "PUT", "/v1/queues/none", body))[:2] == (404, "not_found")


async def test_those_whose_view_changes_are_told_to_look_anew(floor: Floor) -> None:
    sales = await floor.add(name="Vendas", members=[{"account_id": floor.ids["ana"]}])
    start = (await floor.ask("ana", "/v1/snapshot", Snapshot)).seq
    async with follow(floor.clients["ana"], start) as ana, follow(floor.clients["bruno"], start) as bruno:
        both = await floor.change(sales, members=[Member(floor.ids["ana"]), Member(floor.ids["bruno"])])
        await bruno.until(lambda: len(bruno.events) == 2)
        await floor.change(both, members=[Member(floor.ids["bruno"])])
        await ana.until(lambda: len(ana.events) == 3)
        await bruno.until(lambda: len(bruno.events) == 3)
    assert [it.kind for it in bruno.events] == [EventKind.QUEUE, EventKind.REFRESH, EventKind.QUEUE]
    assert [it.kind for it in ana.events] == [EventKind.QUEUE, EventKind.QUEUE, EventKind.REFRESH]


async def test_whoever_leaves_a_queue_gives_its_cases_back(floor: Floor) -> None:
    talk = await floor.taken("ana")
    general = await floor.queue("general")
    await floor.change(general, everyone=False, members=[Member(floor.ids["bruno"])])
    assert await floor.owner(talk) is None
    assert await floor.notes(talk) == [{"before": "Ana Souza"}]
    assert (await floor.clients["ana"].get(f"/v1/conversations/{talk}")).status_code == 404


async def test_a_queue_with_cases_is_removed_only_with_a_place_for_them(floor: Floor) -> None:
    sales = await floor.add(name="Vendas", everyone=True)
    other = await floor.add(name="Suporte", everyone=True, overflow_to=sales.id)
    await floor.set_policy(default_queue=sales.id)
    waiting, held = (await floor.shop.conversation("carla")).id, await floor.taken("ana", "bruno")
    await floor.set_policy()
    (before,) = await floor.shop.rows("SELECT queued_at FROM case_file WHERE conversation_id = ?", waiting)
    path = f"/v1/queues/{sales.id}"
    assert await floor.refused("admin", "DELETE", path, {}) == (409, "queue_in_use", {"count": 2})
    assert (await floor.refused("admin", "DELETE", path, {"move_to": sales.id}))[2] == {"field": "move_to"}
    assert (await floor.refused("lead", "DELETE", path, {"move_to": other.id}))[1] == "forbidden"
    floor.shop.clock.ahead += 60_000
    assert (await floor.does("admin", "DELETE", path, {"move_to": other.id})).status_code == 204
    rows = await floor.shop.rows("SELECT conversation_id, queue_id, state, queued_at FROM case_file ORDER BY opened_at")
    assert rows == [(waiting, other.id, "queued", before[0]), (held, other.id, "assigned", None)]
    assert await floor.owner(held) == "ana"
    assert [it.name for it in await floor.ask("ana", "/v1/queues", list[Queue])] == ["Atendimento", "Suporte"]
    assert (await floor.queue(other.id)).overflow_to == ""
    logged = await floor.shop.rows("SELECT kind FROM case_event WHERE detail = 'queue_removed' ORDER BY id")
    assert logged == [("queued",), ("assigned",)]


async def test_the_usual_queue_stays(floor: Floor) -> None:
    assert (await floor.refused("admin", "DELETE", "/v1/queues/general", {}))[2] == {"field": "id"}
    general = await floor.queue("general")
    body = {"id": "general", "name": general.name, "enabled": False, "revision": general.revision}
    assert (await floor.refused("admin", "PUT", "/v1/queues/general", body))[2] == {"field": "enabled"}
    assert (await floor.refused("admin", "PUT", "/v1/service-policy", {"default_queue": "x"}))[2] == {
        "field": "default_queue"
    }


async def test_what_waits_in_a_queue_that_is_switched_off_is_found(floor: Floor) -> None:
    sales = await floor.add(name="Vendas", everyone=True)
    await floor.set_policy(default_queue=sales.id)
    talk = await floor.shop.conversation("carla")
    await floor.set_policy()
    await floor.change(sales, enabled=False)
    await floor.tick()
    await eventually(
        lambda: floor.shop.rows("SELECT queue_id FROM case_file WHERE conversation_id = ?", talk.id),
        lambda rows: rows == [("general",)],
    )


async def test_the_policy_is_read_by_all_and_set_by_administrators(floor: Floor) -> None:
    await floor.set_policy(grace_seconds=30, on_pause="return_waiting")
    found = await floor.ask("ana", "/v1/service-policy", ServicePolicy)
    assert (found.grace_seconds, found.on_pause) == (30, "return_waiting")
    assert (await floor.refused("lead", "PUT", "/v1/service-policy", {}))[1] == "forbidden"
    for revision in (0, 2):
        body = {"reopen_hours": 1, "revision": revision}
        assert await floor.refused("admin", "PUT", "/v1/service-policy", body) == (409, "state_conflict", {})
    assert await floor.ask("ana", "/v1/service-policy", ServicePolicy) == found
    for field, value in (("grace_seconds", -1), ("holiday_state", "XX"), ("protocol_text", "{agent}")):
        assert (await floor.refused("admin", "PUT", "/v1/service-policy", {field: value}))[2] == {"field": field}


async def test_profiles_are_set_by_leads_and_agents_read_their_own(floor: Floor) -> None:
    path = f"/v1/team/{floor.ids['ana']}"
    body = {"account_id": "ignored", "capacity": 50, "skills": {"inglês": 3}, "shift": ["09:00-15:00"] * 7}
    assert (await floor.does("lead", "PUT", path, body)).status_code == 200
    (own,) = await floor.ask("ana", "/v1/team", list[AgentProfile])
    assert (own.account_id, own.capacity, own.skills) == (floor.ids["ana"], 50, {"inglês": 3})
    assert await floor.refused("admin", "PUT", path, {**body, "capacity": 80}) == (409, "state_conflict", {})
    assert len(await floor.ask("lead", "/v1/team", list[AgentProfile])) == 4
    assert (await floor.standing("ana")).capacity == 50
    assert (await floor.refused("ana", "PUT", path, body))[1] == "forbidden"
    assert (await floor.refused("lead", "PUT", "/v1/team/none", body))[1] == "not_found"
    for field, value in (("capacity", -1), ("languages", ["?"]), ("shift", ["x"])):
        assert (await floor.refused("lead", "PUT", path, {**body, field: value}))[2] == {"field": field}


async def test_phrases_of_a_queue_go_with_it(floor: Floor) -> None:
    sales = await floor.add(name="Vendas", everyone=True)
    path = f"/v1/phrases/{queue_scope(sales.id)}/troca"
    assert (await floor.does("lead", "PUT", path, {"title": "", "text": "Como trocar"})).status_code == 200
    assert queue_scope(sales.id) in {it.scope for it in await floor.ask("ana", "/v1/phrases", list[Phrase])}
    assert (await floor.does("admin", "DELETE", f"/v1/queues/{sales.id}", {})).status_code == 204
    assert queue_scope(sales.id) not in {it.scope for it in await floor.ask("ana", "/v1/phrases", list[Phrase])}
    assert (await floor.refused("lead", "PUT", path, {"title": "", "text": "De novo"}))[0] == 404


async def test_who_served_a_queue_that_is_removed_looks_anew(floor: Floor) -> None:
    """What was closed in it is shown to leads only from then on, so no agent's desktop may keep it."""
    sales = await floor.add(name="Vendas", members=[{"account_id": floor.ids["ana"]}])
    await floor.set_policy(default_queue=sales.id)
    talk = await floor.taken("ana")
    (case,) = await floor.shop.rows("SELECT id FROM case_file")
    assert (await floor.does("ana", "POST", f"/v1/cases/{case[0]}/close", {})).status_code == 200
    await floor.set_policy()
    start = (await floor.ask("ana", "/v1/snapshot", Snapshot)).seq
    async with follow(floor.clients["ana"], start) as ana, follow(floor.clients["bruno"], start) as bruno:
        assert (await floor.does("admin", "DELETE", f"/v1/queues/{sales.id}", {})).status_code == 204
        for one in (ana, bruno):
            await one.until(lambda one=one: any(it.kind == EventKind.QUEUE_REMOVED for it in one.events))
    assert [EventKind.REFRESH in {it.kind for it in one.events} for one in (ana, bruno)] == [True, False]
    assert (await floor.clients["ana"].get(f"/v1/conversations/{talk}")).status_code == 404


async def test_a_talk_that_is_over_does_not_go_on_because_its_queue_or_its_agent_goes(floor: Floor) -> None:
    sales = await floor.add(name="Vendas", everyone=True)
    await floor.set_policy(default_queue=sales.id)
    talk = await floor.taken("ana")
    await floor.set_policy()
    (case,) = await floor.shop.rows("SELECT id FROM case_file")
    assert (await floor.does("ana", "POST", f"/v1/cases/{case[0]}/wrap-up", None)).status_code == 200
    assert (await floor.does("admin", "DELETE", f"/v1/queues/{sales.id}", {"move_to": "general"})).status_code == 204
    await floor.shop.running.gateway.core.accounts.disable("ana")
    look = "SELECT state, queue_id FROM case_file WHERE conversation_id = ?"
    assert await floor.shop.rows(look, talk) == [("wrapping_up", "general")]
    logged = await floor.shop.rows("SELECT kind FROM case_event ORDER BY id")
    assert logged[-1] == ("wrap_up",)
    floor.shop.clock.ahead += 120_000
    await eventually(lambda: floor.shop.rows(look, talk), lambda rows: rows == [("closed", "general")])
    assert await floor.owner(talk) is None


async def test_who_writes_again_after_their_agent_was_disabled_waits_for_another(floor: Floor) -> None:
    talk = await floor.taken("ana")
    (case,) = await floor.shop.rows("SELECT id FROM case_file")
    assert (await floor.does("ana", "POST", f"/v1/cases/{case[0]}/wrap-up", None)).status_code == 200
    await floor.shop.running.gateway.core.accounts.disable("ana")
    floor.shop.customer_says("carla", "Só mais uma coisa")
    look = "SELECT state FROM case_file WHERE conversation_id = ?"
    await eventually(lambda: floor.shop.rows(look, talk), lambda rows: rows != [("wrapping_up",)])
    await floor.shop.running.gateway.team.sweep.run()
    assert await floor.shop.rows(look, talk) == [("queued",)]
    assert await floor.owner(talk) is None
