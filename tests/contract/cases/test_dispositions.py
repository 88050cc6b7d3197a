"""How closed cases are classified: one tree, changed as a whole, that forgets nothing that was used."""

from __future__ import annotations

from typing import Any

import msgspec

from server_stub.contract.cases import Disposition, Outcome, tree_mark
from server_stub.contract.queues import Queue
from tests.contract.cases.conftest import Service


def plain(nodes: list[Disposition]) -> list[Any]:
    return [msgspec.to_builtins(node) for node in nodes]


async def tree_of(service: Service) -> list[Disposition]:
    return await service.ask("/v1/dispositions", list[Disposition])


async def test_every_company_begins_with_a_tree_that_knows_every_outcome(service: Service) -> None:
    tree = await tree_of(service)
    assert {node.outcome for node in tree if node.outcome} == {it.value for it in Outcome}
    assert (await service.snapshot(service.agent)).dispositions == tree
    answer = await service.do("PUT", "/v1/dispositions", plain(tree), by=service.boss)
    assert answer.status_code == 200, answer.text
    assert await tree_of(service) == tree


async def test_only_administrators_change_it(service: Service) -> None:
    for who in (service.agent, service.lead):
        assert (await service.do("PUT", "/v1/dispositions", [], by=who)).status_code == 403


async def test_what_was_used_is_switched_off_and_the_rest_goes(service: Service) -> None:
    case = await service.case_of()
    await service.moved(case.brief.id, "close", {"disposition_id": "order-customer"})
    kept = [Disposition("only", "Só isto", outcome="solved")]
    answer = await service.do("PUT", "/v1/dispositions", plain(kept), by=service.boss)
    tree = msgspec.json.decode(answer.content, type=list[Disposition])
    assert {(node.id, node.active) for node in tree} == {("only", True), ("order", False), ("order-customer", False)}
    assert (await service.case(case.brief.id)).disposition_id == "order-customer"
    again = [node for node in tree if node.active]
    tree = msgspec.json.decode(
        (await service.do("PUT", "/v1/dispositions", plain(again), by=service.boss)).content, type=list[Disposition]
    )
    assert len(tree) == 3


async def test_a_case_takes_a_leaf_of_its_queue_and_needs_one_where_the_queue_says_so(service: Service) -> None:
    case = await service.case_of()
    await service.set_queue(disposition_required=True)
    core = service.shop.running.gateway.core
    await core.database.write(lambda tx: core.queue_rows.save(tx, Queue("other", "Outra"), "test", 1))
    tree = await tree_of(service)
    tree.append(Disposition("elsewhere", "De outra fila", queue_id="other", outcome="solved"))
    assert (await service.do("PUT", "/v1/dispositions", plain(tree), by=service.boss)).status_code == 200
    for wish, code in (("", "disposition_required"), ("question", "disposition_unknown"), ("x", "disposition_unknown")):
        answer = await service.do("POST", f"/v1/cases/{case.brief.id}/close", {"disposition_id": wish})
        assert (answer.status_code, answer.json()["code"]) == (400, code)
    answer = await service.do("POST", f"/v1/cases/{case.brief.id}/close", {"disposition_id": "elsewhere"})
    assert answer.json()["code"] == "disposition_unknown"
    assert (await service.moved(case.brief.id, "close", {"disposition_id": "complaint-noted"})).outcome == "complaint"


async def test_a_bad_tree_is_refused_by_name_and_changes_nothing(service: Service) -> None:
    before = await tree_of(service)
    for node, field in ((Disposition("a", "A"), "outcome"), (Disposition("a", "A", "", "nowhere", "spam"), "queue_id")):
        answer = await service.do("PUT", "/v1/dispositions", plain([node]), by=service.boss)
        assert (answer.status_code, answer.json()) == (400, {"code": "value_invalid", "params": {"field": field}})
    assert await tree_of(service) == before


async def test_desktops_are_told_of_a_change(service: Service) -> None:
    await service.do("PUT", "/v1/dispositions", plain([Disposition("a", "A", outcome="spam")]), by=service.boss)
    rows = await service.shop.rows("SELECT conversation_id, account_id FROM event WHERE kind = 'dispositions'")
    assert [tuple(row) for row in rows] == [(None, None)]


async def test_the_second_of_two_who_replace_it_is_told(service: Service) -> None:
    """Else all that the first one wrote would be gone unseen."""
    seen = tree_mark(await tree_of(service))
    mine, theirs = [Disposition("a", "A", outcome="solved")], [Disposition("b", "B", outcome="solved")]
    path = f"/v1/dispositions?seen={seen}"
    assert (await service.do("PUT", path, plain(theirs), by=service.boss)).status_code == 200
    refused = await service.do("PUT", path, plain(mine), by=service.boss)
    assert (refused.status_code, refused.json()["code"]) == (409, "state_conflict")
    assert await tree_of(service) == theirs
    again = await service.do("PUT", f"/v1/dispositions?seen={tree_mark(theirs)}", plain(mine), by=service.boss)
    assert again.status_code == 200, again.text
