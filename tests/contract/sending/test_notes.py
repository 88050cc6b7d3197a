"""Notes stay inside: never a job, never a preview, never our last words; and the recorder tells a message's way."""

from __future__ import annotations

import itertools
from typing import Any

import httpx
import msgspec
import pytest

from server_stub.contract.content import Kind
from server_stub.contract.model import Message
from server_stub.contract.registers import Company
from server_stub.contract.requests import Snapshot
from server_stub.contract.trace import Trace
from server_stub.services.dispatching import NOT_SENDABLE
from tests.helpers.shop import Shop, eventually

SECRET = "O cliente está nervoso, cuidado"
_ids = itertools.count(1)


async def write(shop: Shop, conversation_id: str, text: str = SECRET, **more: Any) -> httpx.Response:
    body = {"client_id": f"n{next(_ids)}", "text": text, **more}
    return await shop.agent.post(f"/v1/conversations/{conversation_id}/notes", json=body)


async def test_a_note_is_seen_by_colleagues_and_offered_to_nobody(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    bruno = shop.running.ids["bruno"]
    answer = await write(shop, conversation.id, mentions=[bruno], client_id="same")
    assert answer.status_code == 201
    again = await write(shop, conversation.id, mentions=[bruno], client_id="same")
    assert again.json()["id"] == answer.json()["id"]
    assert (await write(shop, conversation.id, client_id="same")).json()["code"] == "client_id_reused"
    note = await shop.message(conversation.id, answer.json()["id"])
    assert (note.content.kind, note.content.text, note.content.mentions) == (Kind.NOTE, SECRET, [bruno])
    assert (note.author_id, note.direction) == (shop.running.ids["ana"], "out")
    assert await shop.rows("SELECT 1 FROM send_job") == []
    last = (await shop.snapshot()).conversations[0].last
    assert last is not None
    assert last.message_id != note.id
    reply = await shop.send(conversation.id, text="Bom dia", quote_id=note.id)
    await shop.until_status(conversation.id, reply.message.id, "read")
    assert all(SECRET not in str(request.body) for request in shop.sim.core.requests)
    (sent,) = shop.sent_for(reply.message.id)
    assert "context" not in sent.body


async def called(shop: Shop, token: str) -> list[str]:
    """Whom the one conversation says to call, as this person's desktop begins."""
    answer = await shop.agent.get("/v1/snapshot", headers={"Authorization": f"Bearer {token}"})
    return msgspec.json.decode(answer.content, type=Snapshot).conversations[0].mentioned


async def test_who_is_called_has_a_mark_until_they_have_looked(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    ana, bruno = shop.running.ids["ana"], shop.running.ids["bruno"]
    theirs = await shop.running.token("bruno")
    assert (await write(shop, conversation.id, mentions=[bruno, ana])).status_code == 201
    assert await called(shop, theirs) == [bruno]
    path = f"/v1/conversations/{conversation.id}/mention"
    assert (await shop.agent.delete(path)).status_code == 204
    assert await called(shop, theirs) == [bruno], "the author has nothing to look at, and looks for nobody else"
    mine = {"Authorization": f"Bearer {theirs}"}
    assert (await shop.agent.delete(path, headers=mine)).status_code == 204
    assert await called(shop, theirs) == []
    kinds = await shop.rows("SELECT kind FROM event ORDER BY seq DESC LIMIT 2")
    assert kinds == [("conversation",), ("message",)]
    assert (await shop.agent.delete(path, headers=mine)).status_code == 204
    assert await shop.rows("SELECT kind FROM event ORDER BY seq DESC LIMIT 2") == kinds
    assert (await shop.agent.delete("/v1/conversations/nothing/mention")).status_code == 404


async def test_even_a_job_that_should_not_exist_does_not_let_a_note_out(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    note = (await write(shop, conversation.id)).json()["id"]
    sql = (
        "INSERT INTO send_job (message_id, channel_number_id, contact_id, conversation_id, state, kind, purpose,"
        " next_attempt_at, created_at, attempts) SELECT ?, channel_number_id, contact_id, id, 'queued', 'F', 'reply',"
        " 0, 0, 0 FROM conversation WHERE id = ?"
    )
    await shop.running.gateway.core.database.write(lambda tx: tx.driver.execute(sql, (note, conversation.id)))
    shop.running.gateway.outgoing.dispatcher.wake()
    failed = await shop.until_status(conversation.id, note, "failed", "sent")
    assert failed.failure is None or failed.failure.code == NOT_SENDABLE
    await eventually(lambda: shop.rows("SELECT state FROM send_job"), lambda rows: rows == [("failed",)])
    assert shop.sent_for(note) == []
    assert all(SECRET not in str(request.body) for request in shop.sim.core.requests)


async def test_a_wrong_note_is_refused(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    for text, more, code in (
        ("  ", {}, "text_empty"),
        ("x" * 4097, {}, "text_too_long"),
        (SECRET, {"mentions": ["nobody"]}, "bad_request"),
        (SECRET, {"client_id": ""}, "bad_request"),
    ):
        assert (await write(shop, conversation.id, text, **more)).json()["code"] == code
    me = {"account_id": shop.running.ids["ana"]}
    await shop.agent.put(f"/v1/conversations/{conversation.id}/assignee", json=me)
    unseen = await write(shop, conversation.id, mentions=[shop.running.ids["bruno"]])
    assert unseen.json()["code"] == "mention_unseen"
    assert (await write(shop, "nothing")).status_code == 404
    assert await shop.rows("SELECT 1 FROM message WHERE kind = 'note'") == []


async def traced(shop: Shop, message: Message) -> Trace:
    return await shop.get(f"/v1/messages/{message.id}/trace", Trace)


async def test_the_way_of_a_message_is_told_step_by_step(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    (theirs,) = await shop.messages(conversation.id)
    assert [step.kind for step in (await traced(shop, theirs)).steps] == ["said", "received"]
    accepted = await shop.send(conversation.id, text="Bom dia", composed_at=shop.clock() - 5_000)
    ours = await shop.until_status(conversation.id, accepted.message.id, "read")
    told = await traced(shop, ours)
    assert [step.kind for step in told.steps[:3]] == ["composed", "accepted", "judged"]
    assert told.steps[1].params == {"author": ours.author_name}
    judged = [step.params for step in told.steps if step.kind == "judged"]
    assert [it["stage"] for it in judged] == ["acceptance", "dispatch"]
    assert {(it["verdict"], it["reason"]) for it in judged} == {("allow", "ALLOW_REPLY_IN_WINDOW")}
    assert [step.params["status"] for step in told.steps if step.kind == "status"] == ["sent", "delivered", "read"]
    assert msgspec.to_builtins(told.steps[-1]) == {"kind": "offered", "params": {"attempts": 1}}
    (sent,) = shop.sent_for(ours.id)
    assert (told.wamid, told.zone) == (sent.wamid, Company().zone)
    assert (await shop.agent.get("/v1/messages/nothing/trace")).status_code == 404


@pytest.mark.parametrize("path", ["trace", "reaction"])
async def test_who_may_not_see_the_conversation_learns_nothing(shop: Shop, path: str) -> None:
    conversation = await shop.conversation("ana")
    (theirs,) = await shop.messages(conversation.id)
    async with shop.running.client("lead") as lead:
        bruno = {"account_id": shop.running.ids["bruno"]}
        await lead.put(f"/v1/conversations/{conversation.id}/assignee", json=bruno)
    method = "GET" if path == "trace" else "PUT"
    body = None if path == "trace" else {"client_id": "r", "emoji": "👍"}
    answer = await shop.agent.request(method, f"/v1/messages/{theirs.id}/{path}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
