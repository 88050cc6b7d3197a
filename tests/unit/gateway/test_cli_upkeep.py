"""balcao-gateway quarantine and retention: counts and places, never content."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from server_stub.cli import main
from server_stub.core import Core
from server_stub.storage.database import Tx
from server_stub.storage.repositories.quarantine import Quarantine

KEY = "ab" * 32


def test_the_quarantine_is_listed_without_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALCAO_MASTER_KEY", KEY)
    data = tmp_path / "data"

    def command() -> str:
        result = CliRunner().invoke(main, ["quarantine", "list", "--data", str(data)])
        assert result.exit_code == 0, result.output
        return result.output

    assert command() == "Nothing is in quarantine.\n"

    async def fill() -> None:
        core = Core(data, bytes.fromhex(KEY))
        core.start()

        def work(tx: Tx) -> None:
            rows = Quarantine(core.vault)
            rows.add(
                tx, 1, "entry[0]", "invalid_item", "KeyError in Incoming", b"segredo 5511987654321", 1_795_400_000_000
            )
            rows.add(tx, 2, "", "invalid_json", "", b"{", 1_795_400_000_000)

        await core.database.write(work)
        await core.stop()

    asyncio.run(fill())
    told = command()
    assert told.splitlines() == [
        "invalid_item: 1",
        "invalid_json: 1",
        "#1 2026-11-23 02:13:20Z invalid_item entry[0] (KeyError in Incoming)",
        "#2 2026-11-23 02:13:20Z invalid_json whole body (no detail)",
    ]
    assert "segredo" not in told
