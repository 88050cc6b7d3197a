"""Proof packs and the ledger's state over HTTP: for leads and administrators, whole, and leaving nothing behind."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest

from server_stub.areas.proof import FOLDER
from server_stub.contract.events import Alarm, AlarmCode
from server_stub.contract.ids import new_id
from server_stub.contract.ledger import LedgerState
from server_stub.contract.model import Role
from server_stub.core import now_ms
from server_stub.services.checkpoints import LONGEST_MS
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Evidence, NewEvent
from server_stub.storage.repositories.ledger_evidence import IN_ROW
from server_stub.storage.repositories.people import People, Profile
from server_stub.storage.repositories.visibility import Viewer
from tests.helpers.gateway import RunningGateway, run_gateway
from tests.helpers.packs import problems
from tests.helpers.shop import MovableClock


async def person(running: RunningGateway, *, events: int = 3, large: bool = False) -> str:
    """A contact with some history; their id."""
    core = running.gateway.core

    def work(tx: Tx) -> str:
        owner = People(core.vault).create(tx, Profile("Ana Souza", "+5511988887777"), now_ms())
        for number in range(events):
            now = now_ms()
            event = NewEvent(
                event_id=new_id(now),
                contact_id=owner.contact_id,
                key_id=owner.key_id,
                type="GRANTED",
                purpose="txn.order",
                brand=core.brand,
                channel="whatsapp",
                source="button",
                actor="person",
                captured_at=now,
                recorded_at=now,
                payload={"number": number},
            )
            body = bytes(range(256)) * (IN_ROW // 64) if large else b"quero"
            core.ledger.append(tx, event, Evidence("audio/ogg" if large else "text/plain", body, now))
        return owner.contact_id

    return await core.database.write(work)


async def state(running: RunningGateway) -> LedgerState:
    async with running.client("lead") as lead:
        answer = await lead.get("/v1/ledger")
    assert answer.status_code == 200
    return msgspec.json.decode(answer.content, type=LedgerState)


def left_behind(running: RunningGateway) -> list[Path]:
    folder = running.gateway.core.database.path.parent / FOLDER
    return list(folder.iterdir()) if folder.exists() else []


async def test_a_lead_takes_a_pack_away_that_verifies(running: RunningGateway, tmp_path: Path) -> None:
    contact_id = await person(running)
    async with running.client("lead") as lead:
        answer = await lead.get(
            f"/v1/contacts/{contact_id}/proof-pack", params={"ground": "Pedido do PROCON"}, timeout=60
        )
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["content-disposition"].startswith("attachment")
    target = tmp_path / "taken.zip"
    target.write_bytes(answer.content)
    assert problems(target) == []
    assert left_behind(running) == []
    core = running.gateway.core
    payload = await core.database.read(lambda tx: core.ledger.payload(tx, core.ledger.last_seq(tx)))
    assert (payload["ground"], payload["asked_by_name"]) == ("Pedido do PROCON", "Lia Líder")
    sql = "SELECT type, actor FROM consent_event ORDER BY seq DESC LIMIT 1"
    newest = await core.database.read(lambda tx: tx.driver.execute(sql).fetchone())
    assert newest == ("EXPORT_MADE", running.ids["lead"])


async def test_agents_get_neither_packs_nor_the_state(running: RunningGateway) -> None:
    contact_id = await person(running)
    size = await running.gateway.core.database.read(running.gateway.core.ledger.last_seq)
    async with running.client("ana") as agent:
        for path in (f"/v1/contacts/{contact_id}/proof-pack", "/v1/ledger"):
            assert (await agent.get(path)).status_code == 403
    assert await running.gateway.core.database.read(running.gateway.core.ledger.last_seq) == size


async def test_nobody_has_no_pack(running: RunningGateway) -> None:
    async with running.client("lead") as lead:
        assert (await lead.get("/v1/contacts/nobody/proof-pack", timeout=60)).status_code == 404
    assert left_behind(running) == []


async def test_several_packs_at_once(running: RunningGateway, tmp_path: Path) -> None:
    contacts = [await person(running) for _ in range(3)]
    async with running.client("lead") as lead:
        paths = [f"/v1/contacts/{contact_id}/proof-pack" for contact_id in contacts * 2]
        answers = await asyncio.gather(*(lead.get(path, timeout=60) for path in paths))
    for number, answer in enumerate(answers):
        assert answer.status_code == 200
        target = tmp_path / f"{number}.zip"
        target.write_bytes(answer.content)
        assert problems(target) == []
    assert await running.gateway.core.ledger_watch.look() is None


async def test_a_download_that_is_broken_off_leaves_nothing(running: RunningGateway) -> None:
    contact_id = await person(running, large=True)
    async with (
        running.client("lead") as lead,
        lead.stream("GET", f"/v1/contacts/{contact_id}/proof-pack", timeout=60) as answer,
    ):
        assert answer.status_code == 200
        await anext(answer.aiter_raw(1024))
    assert left_behind(running) == []
    assert (await state(running)).broken_at is None


async def test_the_state_tells_of_checkpoints_and_of_damage(running: RunningGateway) -> None:
    await person(running)
    core = running.gateway.core
    signed = await core.checkpoints.sign()
    assert signed is not None
    whole = await state(running)
    assert (whole.size, whole.checkpoint_size, whole.root) == (signed.size, signed.size, signed.root)
    assert whole.checkpoint_at == signed.signed_at
    assert whole.broken_at is None
    assert len(whole.key_fingerprint.split()) == 10


@pytest.mark.parametrize(
    ("damage", "mend", "alarm", "what"),
    [
        (
            "UPDATE ledger_checkpoint SET signed_at = signed_at + 1",
            "UPDATE ledger_checkpoint SET signed_at = signed_at - 1",
            AlarmCode.CHECKPOINT_BROKEN,
            "checkpoint",
        ),
        (
            "UPDATE notice_version SET body = body || '!' WHERE purpose = 'mkt.promotions'",
            "UPDATE notice_version SET body = rtrim(body, '!') WHERE purpose = 'mkt.promotions'",
            AlarmCode.LEDGER_BROKEN,
            "notice",
        ),
    ],
)
async def test_damage_is_an_alarm_until_it_is_mended(
    running: RunningGateway, damage: str, mend: str, alarm: AlarmCode, what: str
) -> None:
    core = running.gateway.core
    await person(running)
    signed = await core.checkpoints.sign()
    assert signed is not None

    viewer = Viewer(running.ids["admin"], Role.ADMIN)

    def standing(tx: Tx) -> list[Alarm]:
        known = (AlarmCode.CHECKPOINT_BROKEN, AlarmCode.LEDGER_BROKEN)
        return [it for it in core.alarm_rows.standing(tx, viewer) if it.code in known]

    def force(tx: Tx, sql: str) -> None:
        tx.driver.execute("DROP TRIGGER IF EXISTS ledger_checkpoint_no_update")
        tx.driver.execute(sql)

    await core.database.write(lambda tx: force(tx, damage))
    await running.gateway.core.ledger_watch.look()
    assert [it.code for it in await core.database.read(standing)] == [alarm]
    assert (await state(running)).broken_what == what
    async with running.client("admin") as admin:
        assert (await admin.get("/v1/health")).json()["checks"]["ledger"] is False
    await core.database.write(lambda tx: force(tx, mend))
    await running.gateway.core.ledger_watch.look()
    assert await core.database.read(standing) == []
    assert (await state(running)).broken_at is None


async def test_no_pack_of_a_ledger_that_is_broken(running: RunningGateway) -> None:
    contact_id = await person(running)
    core = running.gateway.core
    sql = "INSERT INTO setting (name, value) VALUES ('ledger.broken', '2')"
    await core.database.write(lambda tx: tx.driver.execute(sql))
    async with running.client("lead") as lead:
        answer = await lead.get(f"/v1/contacts/{contact_id}/proof-pack", timeout=60)
    assert (answer.status_code, answer.json()["params"]["reason"]) == (403, "DENY_LEDGER_INTEGRITY")
    assert left_behind(running) == []


async def test_new_events_that_do_not_hold_are_told_before_the_next_verification(tmp_path: Path) -> None:
    clock = MovableClock()
    async with run_gateway(tmp_path, clock=clock) as running:
        core = running.gateway.core
        await person(running)
        await core.checkpoints.sign()
        await person(running)
        seq = await core.database.read(core.ledger.last_seq)

        def force(tx: Tx) -> None:
            tx.driver.execute("DROP TRIGGER consent_event_no_update")
            tx.driver.execute("UPDATE consent_event SET proof_level = 5 WHERE seq = ?", (seq,))

        await core.database.write(force)
        clock.ahead = LONGEST_MS
        await running.gateway.proof.sign_checkpoint()
        assert (await state(running)).broken_at == seq


async def test_a_full_disk_is_told_and_leaves_the_gateway_well(running: RunningGateway) -> None:
    """A file stands where the folder for packs should be: nothing can be written there."""
    contact_id = await person(running)
    folder = running.gateway.core.database.path.parent / FOLDER
    folder.write_text("in the way")
    async with running.client("lead") as lead:
        answer = await lead.get(f"/v1/contacts/{contact_id}/proof-pack", timeout=60)
        assert (answer.status_code, answer.json()["code"]) == (503, "storage_unavailable")
        folder.unlink()
        assert (await lead.get(f"/v1/contacts/{contact_id}/proof-pack", timeout=60)).status_code == 200
