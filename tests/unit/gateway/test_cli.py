"""The command line as an administrator uses it, in processes of its own where that matters."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server_stub.cli import main
from server_stub.cli_common import run_in_core
from server_stub.config import load_config
from server_stub.core import Core
from server_stub.storage.tables import consent

PASSWORD = "correto cavalo bateria\n"


class Line:
    """Runs commands on one data directory."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.key_file = folder / "keys" / "master.key"
        self.data = folder / "data"
        monkeypatch.setenv("BALCAO_MASTER_KEY_FILE", str(self.key_file))
        monkeypatch.setenv("BALCAO_DATA_DIR", str(self.data))

    def __call__(self, *arguments: str, give: str = "") -> Result:
        return CliRunner().invoke(main, list(arguments), input=give)


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    return Line(tmp_path, monkeypatch)


def test_init_makes_everything_once(line: Line) -> None:
    first = line("init", "--password-stdin", give=PASSWORD)
    assert first.exit_code == 0, first.output
    assert str(line.key_file) in first.output
    key = line.key_file.read_text()
    assert key.strip() not in first.output
    if os.name == "posix":
        assert stat.S_IMODE(line.key_file.stat().st_mode) == 0o600
        assert stat.S_IMODE(line.data.stat().st_mode) == 0o700
    assert json.loads((line.data / "phrases.json").read_text("utf-8"))
    again = line("init")
    assert (again.exit_code, line.key_file.read_text()) == (0, key)
    assert "Already set up. Administrators: admin" in again.output


def test_init_never_makes_a_second_key_for_a_store_that_has_lost_its_own(line: Line) -> None:
    line("init", "--password-stdin", give=PASSWORD)
    line.key_file.unlink()
    lost = line("init")
    assert lost.exit_code == 1
    assert "master key is nowhere to be found" in lost.output
    assert not line.key_file.exists()


def test_a_wrong_key_is_said_plainly(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    line("init", "--password-stdin", give=PASSWORD)
    monkeypatch.setenv("BALCAO_MASTER_KEY", "00" * 32)
    wrong = line("user", "list")
    assert (wrong.exit_code, wrong.output.count("\n")) == (1, 1)
    assert "made with another master key" in wrong.output


def test_a_first_administrator_with_a_weak_password_may_be_tried_again(line: Line) -> None:
    weak = line("init", "--password-stdin", give="curta\n")
    assert (weak.exit_code, "at least 10 characters" in weak.output) == (1, True)
    assert line("init", "--password-stdin", give=PASSWORD).exit_code == 0


def test_users_from_first_to_last(line: Line) -> None:
    line("init", "--password-stdin", give=PASSWORD)
    added = line("user", "add", "ana", "--name", "Ana Souza", "--password-stdin", give=PASSWORD)
    assert added.output == "Added ana\tagent\tactive\tAna Souza\n"
    assert line("user", "role", "ana", "lead").exit_code == 0
    assert line("user", "disable", "ana").exit_code == 0
    assert "ana\tlead\tdisabled\tAna Souza" in line("user", "list").output
    assert line("user", "enable", "ana").exit_code == 0
    assert line("user", "password", "ana", "--password-stdin", give="outra senha longa\n").exit_code == 0
    assert line("user", "logout", "ana").exit_code == 0
    unknown = line("user", "logout", "ninguem")
    assert (unknown.exit_code, "no such login" in unknown.output) == (1, True)


def test_the_ledger_of_a_new_store_is_whole(line: Line) -> None:
    line("init", "--password-stdin", give=PASSWORD)
    answer = line("ledger", "verify")
    assert (answer.exit_code, answer.output) == (0, "The ledger is whole: 0 entries.\n")


def test_an_entry_that_nobody_wrote_breaks_the_ledger(line: Line) -> None:
    line("init", "--password-stdin", give=PASSWORD)
    forged = dict.fromkeys(
        ("event_id", "contact_id", "brand", "purpose", "channel", "type", "actor", "source", "key_id"), "x"
    ) | dict.fromkeys(("payload_commitment", "prev_hash", "hash"), "00")

    async def forge(core: Core) -> None:
        row = consent.consent_event.insert().values(**forged, captured_at=1, recorded_at=1)
        await core.database.write(lambda tx: tx.execute(row))

    run_in_core(load_config(os.environ), forge)
    answer = line("ledger", "verify")
    assert answer.exit_code == 1
    assert "broken at entry 1" in answer.output


def test_a_prompted_password_is_asked_twice_and_not_shown(line: Line) -> None:
    answer = line("init", give=PASSWORD * 2)
    assert answer.exit_code == 0, answer.output
    assert PASSWORD.strip() not in answer.output


def test_no_command_takes_a_secret_as_an_argument() -> None:
    def options(command) -> list[str]:
        own = [name for parameter in command.params for name in parameter.opts]
        return own + [name for child in getattr(command, "commands", {}).values() for name in options(child)]

    suspicious = [
        name for name in options(main) if any(word in name for word in ("secret", "token", "password", "key"))
    ]
    assert sorted(set(suspicious)) == ["--keyring", "--password-stdin"]


def test_serving_without_setup_says_what_to_do(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALCAO_MASTER_KEY", "00" * 32)
    missing = line("serve")
    assert "BALCAO_APP_SECRET is not set" in missing.output
    for name in ("APP_SECRET", "VERIFY_TOKEN", "ACCESS_TOKEN"):
        monkeypatch.setenv(f"BALCAO_{name}", "x")
    assert "Run “balcao-gateway init” first" in line("serve").output


def test_the_description_is_printed() -> None:
    answer = subprocess.run([sys.executable, "-m", "server_stub.cli", "openapi"], capture_output=True, check=True)
    assert "/v1/snapshot" in json.loads(answer.stdout)["paths"]
