"""The wall over HTTP: what is counted and listed, who may look, and that a look is seen in the audit log only."""

from __future__ import annotations

import httpx
import msgspec

from server_stub.contract.cases import CaseEvent
from server_stub.contract.wall import AuditPage, CaseNow, QueueNow, Wall
from server_stub.domain.business_hours import day_of, day_span
from server_stub.domain.metrics.service import queue_figures
from server_stub.domain.metrics.stays import stays
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRows
from tests.helpers.shop import Shop, eventually

MINUTE = 60_000


async def wall_of(client: httpx.AsyncClient) -> Wall:
    answer = await client.get("/v1/wall")
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=Wall)


async def general(client: httpx.AsyncClient) -> QueueNow:
    return next(it for it in (await wall_of(client)).queues if it.queue_id == "general")


async def case_of(client: httpx.AsyncClient, conversation_id: str) -> CaseNow:
    return next(it for it in (await wall_of(client)).cases if it.conversation_id == conversation_id)


async def audit_of(client: httpx.AsyncClient, **wanted: str | int) -> AuditPage:
    answer = await client.get("/v1/audit", params=wanted)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=AuditPage)


async def take(shop: Shop, conversation_id: str) -> None:
    path = f"/v1/conversations/{conversation_id}/assignee"
    answer = await shop.agent.put(path, json={"account_id": shop.running.ids["ana"]})
    assert answer.status_code == 200, answer.text


async def test_a_case_from_waiting_to_answered(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana", "Oi, tudo bem?")
    waiting, case = await general(lead), await case_of(lead, conversation.id)
    assert (waiting.waiting, waiting.open_cases, waiting.answered, waiting.sla_percent) == (1, 1, 0, None)
    assert waiting.longest_since == case.waiting_since
    assert (case.contact_name, case.state) == (shop.sim.core.world.users["ana"].name, "queued")
    assert (case.unanswered, case.mood) == (1, "calm")
    await take(shop, conversation.id)
    await shop.send(conversation.id, text="Tudo ótimo!")
    answered, case = await general(lead), await case_of(lead, conversation.id)
    assert (answered.waiting, answered.answered, answered.within_target, answered.sla_percent) == (0, 1, 1, 100.0)
    assert (case.agent_id, case.waiting_since, case.unanswered) == (shop.running.ids["ana"], None, 0)
    people = {it.account_id for it in (await wall_of(lead)).agents}
    assert people == set(shop.running.ids.values())


async def test_a_late_answer_is_not_within_the_target(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    await general(lead)
    shop.clock.ahead += 6 * MINUTE
    assert (await case_of(lead, conversation.id)).mood == "impatient"
    await take(shop, conversation.id)
    found = await general(lead)
    assert (found.answered, found.within_target, found.sla_percent) == (1, 0, 0.0)


async def test_the_wall_says_what_the_raw_log_says(shop: Shop, lead: httpx.AsyncClient) -> None:
    """Equal to the figures worked out from all rows of the log at once."""
    keys = ["ana", "bruno", "carla"]
    talks = [await shop.conversation(key) for key in keys]
    for late, talk in zip((0, 4, 8), talks, strict=True):
        shop.clock.ahead += late * MINUTE
        await take(shop, talk.id)
        await general(lead)
    core = shop.running.gateway.core

    def rows(tx: Tx) -> tuple[list[CaseEvent], str]:
        cases = [row[0] for row in tx.driver.execute("SELECT id FROM case_file").fetchall()]
        events = sorted((it for one in cases for it in CaseRows().events(tx, one)), key=lambda it: it.seq)
        return events, core.registers.company(tx).zone

    events, zone = await core.database.read(rows)
    midnight = day_span(day_of(shop.clock(), zone), zone).start
    whole = queue_figures(stays(events), 300_000, midnight, shop.clock() + 1)
    now = await general(lead)
    assert (now.answered, now.within_target, now.sla_percent) == (whole.answered, whole.within, whole.sla_percent)
    assert whole.answered == 3


async def test_words_of_anger_are_seen_at_the_wall_and_stored_nowhere(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana", "Isso é um absurdo!")
    assert (await case_of(lead, conversation.id)).mood == "upset"
    kept = await shop.rows("SELECT * FROM case_file")
    assert "upset" not in repr(kept)
    await shop.send(conversation.id, text="Peço desculpas, vou resolver.")
    assert (await case_of(lead, conversation.id)).mood == "calm"


async def test_looking_is_written_down_and_changes_nothing(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    before = await shop.conversation_of("ana")
    newest = (await shop.snapshot()).seq
    answer = await lead.post(f"/v1/conversations/{conversation.id}/look")
    assert answer.status_code == 204, answer.text
    for page in ("", "/messages", "/files"):
        assert (await lead.get(f"/v1/conversations/{conversation.id}{page}")).status_code == 200
    after = await shop.conversation_of("ana")
    assert (after.unread, after.claim, after.assignee_id) == (before.unread, None, before.assignee_id)
    assert after.unread == 1
    assert (await shop.snapshot()).seq == newest, "nobody is told"
    (row,) = (await audit_of(lead)).rows
    assert (row.action, row.account_id, row.conversation_id) == ("look", shop.running.ids["lead"], conversation.id)


async def test_agents_see_no_wall_no_audit_and_look_at_nothing(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    for path in ("/v1/wall", "/v1/audit"):
        assert (await shop.agent.get(path)).json()["code"] == "forbidden"
    assert (await shop.agent.post(f"/v1/conversations/{conversation.id}/look")).json()["code"] == "forbidden"
    assert (await lead.post("/v1/conversations/none/look")).json()["code"] == "not_found"
    assert (await audit_of(lead)).rows == []


async def test_what_leads_do_with_others_is_in_the_audit_log(
    shop: Shop, lead: httpx.AsyncClient, bruno: httpx.AsyncClient
) -> None:
    conversation = await shop.conversation("ana")
    path, ids = f"/v1/conversations/{conversation.id}", shop.running.ids
    await take(shop, conversation.id)
    note = {"client_id": "n1", "text": "pergunte o CPF", "mentions": []}
    noted = await lead.post(f"{path}/notes", json=note)
    assert noted.status_code in (200, 201), noted.text
    assert (await lead.post(f"{path}/notes", json=note)).status_code == noted.status_code
    await shop.agent.post(f"{path}/notes", json={**note, "client_id": "n2"})
    await lead.put(f"{path}/assignee", json={"account_id": ids["bruno"]})
    await lead.put(f"{path}/assignee", json={"account_id": ids["lead"]})
    await lead.put(f"{path}/assignee", json={"account_id": None})
    await bruno.put(f"{path}/assignee", json={"account_id": ids["bruno"]})
    rows = [(it.action, it.detail) for it in reversed((await audit_of(lead)).rows)]
    assert rows == [
        ("whisper", noted.json()["id"]),
        ("reassign", f"{ids['ana']}>{ids['bruno']}"),
        ("take_over", ids["bruno"]),
    ]
    assert "CPF" not in repr(await shop.rows("SELECT * FROM audit"))


async def test_the_audit_log_in_pages_and_by_filter(shop: Shop, lead: httpx.AsyncClient) -> None:
    talks = [(await shop.conversation(key)).id for key in ("ana", "bruno")]
    for number in range(5):
        await lead.post(f"/v1/conversations/{talks[number % 2]}/look")
    first = await audit_of(lead, limit=2)
    second = await audit_of(lead, limit=2, before=first.before or 0)
    third = await audit_of(lead, limit=2, before=second.before or 0)
    seqs = [it.seq for page in (first, second, third) for it in page.rows]
    assert seqs == sorted(seqs, reverse=True)
    assert (len(seqs), third.before) == (5, None)
    assert len((await audit_of(lead, conversation=talks[0])).rows) == 3
    assert (await audit_of(lead, action="barge")).rows == []
    assert {it.conversation_id: it.customer for it in first.rows} == {talks[0]: "Ana Souza", talks[1]: "Bruno Lima"}
    assert (await lead.get("/v1/audit", params={"limit": 0})).status_code == 400


async def test_an_export_of_a_person_is_written_down(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    assert (await lead.get(f"/v1/contacts/{conversation.contact_id}/export")).status_code == 200
    found = await eventually(lambda: audit_of(lead), lambda page: page.rows)
    assert [(it.action, it.detail) for it in found.rows] == [("export", conversation.contact_id)]
