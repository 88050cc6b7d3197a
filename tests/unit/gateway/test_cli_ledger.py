"""balcao-gateway ledger … as an administrator uses it: what is said, what is written, what is left alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server_stub.cli import main
from server_stub.cli_common import run_in_core
from server_stub.config import load_config
from server_stub.contract.ids import new_id
from server_stub.core import Core, now_ms
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import NewEvent
from server_stub.storage.repositories.people import People, Profile
from tests.helpers.packs import problems

Line = Callable[..., Result]


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    monkeypatch.setenv("BALCAO_MASTER_KEY", "11" * 32)
    monkeypatch.setenv("BALCAO_DATA_DIR", str(tmp_path / "data"))
    return lambda *arguments: CliRunner().invoke(main, ["ledger", *arguments])


def within(work: Callable[[Core, Tx], object]) -> object:
    """Do something in the store that the commands work on."""

    async def run(core: Core) -> object:
        return await core.database.write(lambda tx: work(core, tx))

    return run_in_core(load_config(os.environ, {}), run)


def somebody(core: Core, tx: Tx) -> str:
    """A person with two events; their id."""
    owner = People(core.vault).create(tx, Profile("Ana Souza", "+5511988887777"), now_ms())
    for kind in ("GRANTED", "REVOKED"):
        now = now_ms()
        core.ledger.append(
            tx,
            NewEvent(
                event_id=new_id(now),
                contact_id=owner.contact_id,
                key_id=owner.key_id,
                type=kind,
                purpose="txn.order",
                brand=core.brand,
                channel="whatsapp",
                source="button",
                actor="person",
                captured_at=now,
                recorded_at=now,
            ),
        )
    return owner.contact_id


def test_a_pack_of_one_person(line: Line, tmp_path: Path) -> None:
    contact_id = str(within(somebody))
    target = tmp_path / "ana.zip"
    done = line("export", contact_id, "--out", str(target), "--ground", "Pedido da ANPD")
    assert done.exit_code == 0, done.output
    assert "3 events, checkpoint over 3" in done.output
    assert problems(target) == []
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    verified = line("verify")
    assert verified.exit_code == 0
    assert "The ledger is whole: 3 entries.\nLast checkpoint: 3 entries, root " in verified.output
    key = next(it for it in done.output.splitlines() if it.startswith("Signing key: "))
    assert key in verified.output


def test_a_pack_of_everybody(line: Line, tmp_path: Path) -> None:
    within(somebody)
    within(somebody)
    target = tmp_path / "all.zip"
    assert line("export", "--all", "--out", str(target)).exit_code == 0
    assert problems(target) == []


def test_an_existing_file_is_not_overwritten(line: Line, tmp_path: Path) -> None:
    contact_id = str(within(somebody))
    target = tmp_path / "taken.zip"
    target.write_text("mine")
    done = line("export", contact_id, "--out", str(target))
    assert (done.exit_code, target.read_text()) == (1, "mine")
    assert "exists already" in done.output
    assert line("verify").output.startswith("The ledger is whole: 2 entries.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody"], "There is no contact of this id."),
        (["nobody", "--ground", "x" * 501], "The ground may have 500 characters, not 501."),
        ([], "Name one contact by its id, or say --all."),
        (["someone", "--all"], "Name one contact by its id, or say --all."),
    ],
)
def test_what_cannot_be_is_said_and_leaves_no_file(line: Line, tmp_path: Path, arguments: list[str], said: str) -> None:
    within(somebody)
    done = line("export", *arguments, "--out", str(tmp_path / "pack.zip"))
    assert done.exit_code in (1, 2)
    assert said in done.output
    assert not (tmp_path / "pack.zip").exists()


def test_a_folder_that_is_not_there_is_said_plainly(line: Line, tmp_path: Path) -> None:
    done = line("export", "--all", "--out", str(tmp_path / "no" / "pack.zip"))
    assert done.exit_code == 1
    assert "cannot be written" in done.output


def test_damage_is_told_with_its_place_and_no_pack_is_made(line: Line, tmp_path: Path) -> None:
    contact_id = str(within(somebody))
    assert line("export", contact_id, "--out", str(tmp_path / "before.zip")).exit_code == 0

    def tamper(core: Core, tx: Tx) -> None:
        for table in ("consent_event", "ledger_checkpoint"):
            tx.driver.execute(f"DROP TRIGGER {table}_no_update")
        tx.driver.execute("UPDATE consent_event SET purpose = 'mkt.promotions' WHERE seq = 2")
        tx.driver.execute("UPDATE ledger_checkpoint SET signed_at = 1")

    within(tamper)
    told = line("verify")
    assert told.exit_code == 1
    assert "broken at entry 2" in told.output
    assert "entry 2 was changed" in told.output
    assert "the checkpoint over 3 entries is missing, was changed" in told.output
    done = line("export", contact_id, "--out", str(tmp_path / "after.zip"))
    assert done.exit_code == 1
    assert "does not hold at entry 2" in done.output
    assert not (tmp_path / "after.zip").exists()
