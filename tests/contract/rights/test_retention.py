"""What is over its time goes, class by class; what proves permission never does. And the register of incidents."""

from __future__ import annotations

import asyncio
import csv
import io
from pathlib import Path

import httpx
import msgspec
import pytest
from click.testing import CliRunner
from PIL import Image

from server_stub.cli import main
from server_stub.contract.rights import Incident, RetentionRule, RetentionRun
from server_stub.domain.retention import CLASSES
from server_stub.storage.database import Tx
from tests.helpers.shop import Shop, eventually

DAY = 86_400_000
NEVER = ("consent_event", "suppression", "notice_version", "ledger_checkpoint", "evidence")


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (30, 60, 200)).save(out, "PNG")
    return out.getvalue()


async def run(admin: httpx.AsyncClient, *, dry: bool) -> RetentionRun:
    answer = await admin.post("/v1/retention/run", params={"dry": str(dry).lower()})
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=RetentionRun)


async def close_cases(shop: Shop) -> None:
    now = shop.clock()

    def work(tx: Tx) -> None:
        tx.driver.execute("UPDATE case_file SET state = 'closed', closed_at = ?", (now,))

    await shop.running.gateway.core.database.write(work)


async def counts(shop: Shop) -> dict[str, int]:
    return {table: int((await shop.rows(f"SELECT count(*) FROM {table}"))[0][0]) for table in NEVER}


async def told_removed(client: httpx.AsyncClient, conversation_id: str) -> list[str]:
    """Of the stream from its beginning, until the conversation is told as it stands after messages were removed."""
    gone: list[str] = []
    async with asyncio.timeout(30), client.stream("GET", "/v1/events", params={"after": 0}) as stream:
        async for line in stream.aiter_lines():
            if not line.startswith("data:"):
                continue
            event = msgspec.json.decode(line.removeprefix("data:").strip())
            if event.get("conversation_id") != conversation_id:
                continue
            if event["kind"] == "messages_removed":
                gone += event["data"]["message_ids"]
            elif gone and event["kind"] == "conversation":
                assert event["data"].get("last") is None
                return gone
    raise AssertionError("never told")


async def test_desktops_hear_which_messages_went(shop: Shop) -> None:
    conversation = await shop.conversation("ana", "Oi, tudo bem?")
    other = await shop.conversation("bruno", "ainda aberto")
    gone = {it.id for it in await shop.everything(conversation.id)}
    sql = "UPDATE case_file SET state = 'closed', closed_at = ? WHERE conversation_id = ?"
    closed = (shop.clock(), conversation.id)
    await shop.running.gateway.core.database.write(lambda tx: tx.driver.execute(sql, closed))
    shop.clock.ahead = 732 * DAY
    async with shop.running.client("admin") as admin:
        removed = (await run(admin, dry=False)).removed["messages"]
        assert removed == len(gone) == 2  # what was said, and that a case was opened
        assert set(await told_removed(admin, conversation.id)) == gone
    assert set(await shop.rows("SELECT conversation_id FROM message")) == {(other.id,)}


async def test_messages_go_two_years_after_their_case_and_consents_stay(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    uploaded = await shop.agent.post(f"/v1/conversations/{conversation.id}/media?file_name=a.png", content=picture())
    sent = await shop.send(conversation.id, media_id=uploaded.json()["media"]["id"])
    await shop.until_status(conversation.id, sent.message.id, "read")
    await shop.own_act(conversation.contact_id)
    await close_cases(shop)
    other = await shop.conversation("bruno", "ainda aberto")
    kept = await counts(shop)
    shop.clock.ahead = 729 * DAY
    async with shop.running.client("admin") as admin:
        assert "messages" not in (await run(admin, dry=False)).removed
    shop.clock.ahead = 732 * DAY
    # Lines belong to the case, too: opened, and what was agreed to in it.
    of = "SELECT count(*) FROM message WHERE conversation_id = ?"
    async with shop.running.client("admin") as admin:
        planned = await run(admin, dry=True)
        assert planned.removed["messages"] == 4
        assert await shop.rows(of, conversation.id) == [(4,)]
        done = await run(admin, dry=False)
    assert done.removed["messages"] == 4
    assert await shop.rows(of, conversation.id) == [(0,)]
    assert await shop.rows(of, other.id) == [(2,)]
    assert list((shop.running.gateway.config.data_path / "media").iterdir()) == []
    assert {**kept, "ledger_checkpoint": 0} == {**(await counts(shop)), "ledger_checkpoint": 0}
    runs = await shop.rows("SELECT actor, removed FROM retention_run ORDER BY id")
    assert len(runs) == 2
    assert runs[1][0] == shop.running.ids["admin"]
    assert msgspec.json.decode(runs[1][1]) == done.removed


async def test_rules_can_be_longer_and_never_below_the_floor(shop: Shop, admin: httpx.AsyncClient) -> None:
    rules = msgspec.json.decode((await admin.get("/v1/retention")).content, type=list[RetentionRule])
    assert [(it.data_class, it.days, it.floor_days) for it in rules] == [(it.name, it.days, it.floor) for it in CLASSES]
    answer = await admin.put("/v1/retention/messages", json={"days": 1825})
    assert msgspec.json.decode(answer.content, type=RetentionRule).days == 1825
    answer = await admin.put("/v1/retention/messages", json={"days": 729})
    assert (answer.status_code, answer.json()["params"]) == (400, {"field": "days", "floor": 730})
    assert (await admin.put("/v1/retention/consent_event", json={"days": 1})).status_code == 404
    for client in (shop.agent,):
        assert (await client.get("/v1/retention")).status_code == 403
        assert (await client.post("/v1/retention/run")).status_code == 403
        assert (await client.get("/v1/incidents")).status_code == 403


async def test_every_class_is_counted_and_emptied_alike(shop: Shop, admin: httpx.AsyncClient) -> None:
    """A dry run tells what a run then does, for each class that has something."""
    conversation = await shop.conversation("ana")
    request = await shop.agent.post(f"/v1/contacts/{conversation.contact_id}/rights-requests", json={"right": "access"})
    await admin.post(f"/v1/rights-requests/{request.json()['protocol']}/answer", json={"answer": "ok"})
    await shop.agent.post(f"/v1/contacts/{conversation.contact_id}/evidence", content=b"Sim")
    await shop.running.gateway.receiving.worker.finished()
    await close_cases(shop)
    known_at = shop.clock()
    await admin.post("/v1/incidents", json={"title": "Notebook perdido", "description": "", "known_at": known_at})
    shop.clock.ahead = 3000 * DAY
    async with shop.running.client("admin") as again:
        planned = await run(again, dry=True)
        done = await run(again, dry=False)
        assert planned.removed == done.removed
        expected = {"messages", "journal", "rights_requests", "incidents", "uploads", "sessions"}
        assert expected <= planned.removed.keys()
        assert (await run(again, dry=True)).removed == {}
    assert list((shop.running.gateway.config.data_path / "evidence-uploads").iterdir()) == []


async def test_ids_of_an_erased_persons_messages_go_last(shop: Shop, admin: httpx.AsyncClient) -> None:
    """They hold the number; until WhatsApp has stopped repeating they keep what was erased from coming back."""
    conversation = await shop.conversation("ana")
    await shop.agent.post(f"/v1/contacts/{conversation.contact_id}/rights-requests", json={"right": "erasure"})
    assert (await admin.post(f"/v1/contacts/{conversation.contact_id}/erasure")).status_code == 200
    assert "erased_remains" not in (await run(admin, dry=False)).removed
    shop.clock.ahead = 31 * DAY
    async with shop.running.client("admin") as again:
        assert (await run(again, dry=False)).removed["erased_remains"] == 1
    assert await shop.rows("SELECT count(wamid) FROM message") == [(0,)]


async def test_two_runs_at_once_remove_everything_once(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    for number in range(3):
        shop.customer_says("ana", f"mais {number}")
    await eventually(lambda: shop.messages(conversation.id), lambda found: len(found) == 4, 20)
    await close_cases(shop)
    shop.clock.ahead = 800 * DAY
    async with shop.running.client("admin") as again:
        runs = await asyncio.gather(run(again, dry=False), run(again, dry=False))
    assert sum(it.removed.get("messages", 0) for it in runs) == 5  # with the line that tells of the case


def test_the_command_line_counts_and_removes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALCAO_MASTER_KEY", "ab" * 32)
    for options in (["--dry-run"], []):
        result = CliRunner().invoke(main, ["retention", "run", "--data", str(tmp_path / "data"), *options])
        assert (result.exit_code, result.output) == (0, "Nothing is over its time.\n")


async def test_an_incident_says_until_when_whom_to_tell(shop: Shop, admin: httpx.AsyncClient) -> None:
    told = {"title": "Acesso indevido", "description": "Senha fraca", "known_at": shop.clock(), "relevant_risk": True}
    answer = await admin.post("/v1/incidents", json=told)
    assert answer.status_code == 201, answer.text
    incident = msgspec.json.decode(answer.content, type=Incident)
    assert incident.known_at < incident.notify_by < incident.known_at + 15 * DAY
    assert incident.register_until - incident.known_at >= 5 * 365 * DAY
    changed = {**told, "people_told_at": shop.clock(), "affected": 12}
    answer = await admin.put(f"/v1/incidents/{incident.id}", json=changed)
    assert answer.json()["affected"] == 12
    (kept,) = msgspec.json.decode((await admin.get("/v1/incidents")).content, type=list[Incident])
    assert (kept.id, kept.affected, kept.notify_by) == (incident.id, 12, incident.notify_by)
    (row,) = await shop.rows("SELECT detail_enc FROM incident")
    assert b"Senha" not in row[0]


async def test_impossible_incidents_are_refused(shop: Shop, admin: httpx.AsyncClient) -> None:
    wrong = {"title": " ", "known_at": 0, "affected": -1, "closed_at": 1, "description": "x" * 20_001}
    for field, value in wrong.items():
        told = {"title": "Incidente", "description": "", "known_at": shop.clock(), field: value}
        answer = await admin.post("/v1/incidents", json=told)
        assert (answer.json()["code"], answer.json()["params"]) == ("value_invalid", {"field": field})
        assert (await admin.put("/v1/incidents/nothing", json=told)).status_code == 404


async def test_those_affected_are_listed_with_their_addresses(shop: Shop, admin: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    await shop.conversation("bruno")
    await admin.put(f"/v1/contacts/{conversation.contact_id}", json={"email": "ana@example.com"})
    answer = await admin.post("/v1/incidents/affected", json={"contact_ids": [conversation.contact_id, "nobody"]})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(it["contact_id"], it["email"]) for it in rows] == [(conversation.contact_id, "ana@example.com")]
    assert rows[0]["phone"].startswith("+55")
    answer = await admin.post("/v1/incidents/affected", json={})
    assert len(answer.content.splitlines()) == 3
