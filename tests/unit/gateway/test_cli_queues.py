"""balcao-gateway queues: what an administrator at the machine is shown."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from server_stub.cli import main
from server_stub.contract.queues import Member, Queue
from server_stub.core import Core
from server_stub.storage.database import Tx
from tests.helpers.blank_store import KEY, place_store
from tests.helpers.world import World


def test_queues_are_listed_with_what_waits_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALCAO_MASTER_KEY", KEY.hex())
    place_store(tmp_path)

    async def fill() -> None:
        core = Core(tmp_path, KEY)
        core.start()

        def work(tx: Tx) -> None:
            core.queue_rows.save(tx, Queue("q1", "Vendas", 1, enabled=False, members=[Member("a"), Member("b")]), "", 1)

        await core.database.write(work)
        await World(core.database, core.vault, core.clock()).conversation("c")
        await core.database.write(lambda tx: tx.driver.execute("UPDATE case_file SET queue_id = 'general'"))
        await core.stop()

    asyncio.run(fill())
    result = CliRunner().invoke(main, ["queues", "--data", str(tmp_path)])
    assert result.output.splitlines() == [
        "general\tusual\teveryone\t1 open\tAtendimento",
        "q1\toff\t2 members\t0 open\tVendas",
    ]
