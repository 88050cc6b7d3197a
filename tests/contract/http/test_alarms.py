"""Who is told that something must be mended: leads and admins, in the snapshot and in the stream; agents never."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

import msgspec

from server_stub.contract.events import Alarm, AlarmCode
from server_stub.contract.model import Role
from server_stub.contract.requests import Snapshot
from server_stub.gateway import Gateway
from server_stub.storage.repositories.visibility import Viewer
from tests.helpers.following import Follower, follow
from tests.helpers.gateway import APP_SECRET, RunningGateway, quick_passwords, settings_for
from tests.helpers.shop import eventually
from tests.helpers.webhook_posts import signature

BROKEN = b"[{"
LEAD = Viewer("lead", Role.LEAD)


async def snapshot(running: RunningGateway, login: str) -> Snapshot:
    async with running.client(login) as client:
        return msgspec.json.decode((await client.get("/v1/snapshot")).content, type=Snapshot)


async def standing(running: RunningGateway, login: str) -> list[Alarm]:
    return (await snapshot(running, login)).alarms


def alarms(follower: Follower) -> list[Alarm]:
    return [msgspec.json.decode(event.data, type=Alarm) for event in follower.events if event.kind == "alarm"]


async def tell(running: RunningGateway, alarm: Alarm) -> None:
    core = running.gateway.core
    await core.database.write(lambda tx: core.alarms.tell(tx, alarm, core.clock()))


async def test_leads_and_admins_hear_of_it_at_once_and_when_they_sign_in_later(running: RunningGateway) -> None:
    raised = Alarm(AlarmCode.LEDGER_BROKEN, {"seq": 2})
    cleared = msgspec.structs.replace(raised, cleared=True)
    start = (await snapshot(running, "lead")).seq
    async with AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(running.client(login)) for login in ("admin", "lead", "ana")]
        admin, lead, ana = [await stack.enter_async_context(follow(client, start)) for client in clients]
        await tell(running, raised)
        await tell(running, raised)
        assert [await standing(running, login) for login in ("admin", "lead", "ana")] == [[raised], [raised], []]
        await tell(running, cleared)
        for follower in (admin, lead):
            await follower.until(lambda follower=follower: len(alarms(follower)) == 2)
        # An event for everybody that comes after them: an agent's stream has passed the alarms by then.
        assert (await clients[2].put("/v1/me/available", json={"available": True})).status_code == 200
        await ana.until(lambda: ana.events)
    assert alarms(admin) == alarms(lead) == [raised, cleared]
    assert alarms(ana) == []
    assert await standing(running, "lead") == []


async def test_what_is_quarantined_stands_until_all_of_it_is_understood(running: RunningGateway) -> None:
    headers = {"x-hub-signature-256": signature(BROKEN, APP_SECRET)}
    async with running.client("lead") as client:
        assert (await client.post("/webhook", content=BROKEN, headers=headers)).status_code == 200
        async with follow(client, 0) as lead:
            await lead.until(lambda: alarms(lead))
            assert await standing(running, "lead") == [Alarm(AlarmCode.QUARANTINE, {"count": 1})]
            assert await running.gateway.receiving.retry_quarantined() == 1
            await lead.until(lambda: len(alarms(lead)) == 3)
    assert [(alarm.params["count"], alarm.cleared) for alarm in alarms(lead)] == [(1, False), (0, True), (1, False)]
    assert await standing(running, "ana") == []


async def test_a_phrases_file_mended_while_the_gateway_was_down_is_no_alarm(tmp_path: Path) -> None:
    config, secrets = settings_for(tmp_path)
    found = []
    for content, good in ((BROKEN, bool), (b"[]", lambda standing: not standing)):
        (tmp_path / "phrases.json").write_bytes(content)
        gateway = Gateway(config, secrets, passwords=quick_passwords())
        await gateway.start()
        rows, database = gateway.core.alarm_rows, gateway.core.database
        found += await eventually(lambda: database.read(lambda tx: rows.standing(tx, LEAD)), good)  # noqa: B023
        await gateway.stop()
    assert [(alarm.code, alarm.params["reason"]) for alarm in found] == [(AlarmCode.PHRASES_UNREADABLE, "not_json")]
