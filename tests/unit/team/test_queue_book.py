"""The register of queues: what every store begins with, what is remembered, and that it is never an old state."""

from __future__ import annotations

from pathlib import Path

import pytest

from server_stub.contract.model import Role
from server_stub.contract.queues import AgentProfile, Member, Queue, ServicePolicy
from server_stub.core import Core
from server_stub.storage.database import Tx
from tests.helpers.blank_store import KEY
from tests.unit.team.conftest import Clock


async def test_a_new_store_has_one_queue_that_all_serve(core: Core) -> None:
    ana = await core.accounts.add("ana", "Ana", Role.AGENT, "correto cavalo bateria")

    def look(tx: Tx) -> tuple[list[Queue], str, list[str], bool]:
        book = core.queues
        return book.all(tx), book.queue_for(tx, "n1").id, book.members(tx, "general"), book.is_member(tx, "x", ana.id)

    queues, usual, members, serves_none = await core.database.read(look)
    assert [(it.id, it.name, it.everyone, it.enabled) for it in queues] == [("general", "Atendimento", True, True)]
    assert usual == "general"
    assert members == [ana.id]
    assert not serves_none


async def test_what_is_written_is_read_back_whole(core: Core) -> None:
    queue = Queue("q1", "Vendas", members=[Member("b", 1), Member("a", 2)], hours=["09:00-18:00"] * 7, revision=3)
    policy = ServicePolicy(default_queue="q1", grace_seconds=5)
    profile = AgentProfile("a", capacity=50, skills={"inglês": 3})

    def write(tx: Tx) -> None:
        core.queue_rows.save(tx, queue, "admin", 5)
        core.queue_rows.save_policy(tx, policy)
        core.queue_rows.save_profile(tx, profile)

    await core.database.write(write)
    book = core.queues
    assert await core.database.read(lambda tx: book.get(tx, "q1")) == queue
    assert await core.database.read(book.policy) == policy
    assert await core.database.read(lambda tx: book.profile(tx, "a")) == profile
    assert await core.database.read(lambda tx: book.profile(tx, "b")) == AgentProfile("b")
    assert await core.database.read(lambda tx: book.members(tx, "q1")) == ["b", "a"]
    assert await core.database.read(lambda tx: book.usual(tx).id) == "q1"
    assert await core.database.read(lambda tx: book.queues_of(tx, "a")) == ["general", "q1"]


async def test_another_process_is_read_at_once(core: Core, clock: Clock, tmp_path: Path) -> None:
    assert len(await core.database.read(core.queues.all)) == 1
    other = Core(tmp_path, KEY, clock=clock)
    other.start()
    await other.database.write(lambda tx: other.queue_rows.save(tx, Queue("q1", "Vendas"), "admin", 5))
    await other.stop()
    assert [it.id for it in await core.database.read(core.queues.all)] == ["general", "q1"]


async def test_a_change_that_was_rolled_back_is_forgotten(core: Core) -> None:
    def fails(tx: Tx) -> None:
        core.queue_rows.save(tx, Queue("q1", "Vendas"), "admin", 5)
        assert len(core.queues.all(tx)) == 2
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        await core.database.write(fails)
    await core.database.write(lambda tx: core.queue_rows.save(tx, Queue("q2", "Cobrança"), "admin", 5))
    assert [it.id for it in await core.database.read(core.queues.all)] == ["general", "q2"]


async def test_a_number_has_a_queue_while_that_is_enabled(core: Core) -> None:
    for queue in (
        Queue("q1", "A", position=1, channel_numbers=["n1"], enabled=False),
        Queue("q2", "B", position=2, channel_numbers=["n1"]),
        Queue("q3", "C", position=3, channel_numbers=["n1"]),
    ):
        await core.database.write(lambda tx, it=queue: core.queue_rows.save(tx, it, "admin", 5))
    assert await core.database.read(lambda tx: core.queues.queue_for(tx, "n1").id) == "q2"
    assert await core.database.read(lambda tx: core.queues.queue_for(tx, "n2").id) == "general"


async def test_a_removed_queue_keeps_its_name(core: Core) -> None:
    await core.database.write(lambda tx: core.queue_rows.save(tx, Queue("q1", "Vendas"), "admin", 5))
    await core.database.write(lambda tx: core.queue_rows.remove(tx, "q1", "admin", 6))
    assert await core.database.read(lambda tx: core.queues.get(tx, "q1")) is None
    assert await core.database.read(lambda tx: core.queues.name(tx, "q1")) == "Vendas"
    assert await core.database.read(lambda tx: core.queues.members(tx, "q1")) == []


@pytest.mark.parametrize("kept", ["nothing", "[1]", '{"strategy": "of_tomorrow", "offer_seconds": "soon", "new": 1}'])
async def test_what_another_version_wrote_does_not_stop_this_one(core: Core, kept: str) -> None:
    def write(tx: Tx) -> None:
        tx.driver.execute("UPDATE queue SET settings = ? WHERE id = 'general'", (kept,))
        core.queue_rows.save_profile(tx, AgentProfile("a"))
        tx.driver.execute("UPDATE agent_profile SET settings = ?", (kept,))
        tx.driver.execute("INSERT INTO setting (name, value) VALUES ('service.policy', ?)", (kept,))

    await core.database.write(write)
    (queue,) = await core.database.read(core.queues.all)
    assert queue == Queue("general", "Atendimento", everyone=True, revision=1)
    assert await core.database.read(core.queues.policy) == ServicePolicy()
    assert await core.database.read(lambda tx: core.queues.profile(tx, "a")) == AgentProfile("a")
