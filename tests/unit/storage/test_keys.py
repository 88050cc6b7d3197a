"""The master key: each place it may come from, and each way it may be wrong."""

from __future__ import annotations

from pathlib import Path

import keyring
import keyring.backend
import pytest

from server_stub.storage.keys import (
    FILE_VARIABLE,
    KEY_VARIABLE,
    KeyProblem,
    load_master_key,
    new_master_key,
    write_key_file,
    write_keyring,
)


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A real backend that keeps what it is given for the length of a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[(service, username)] = password


@pytest.fixture
def backend() -> MemoryKeyring:
    previous = keyring.get_keyring()
    chosen = MemoryKeyring()
    keyring.set_keyring(chosen)
    yield chosen
    keyring.set_keyring(previous)


def code_of(environment: dict[str, str]) -> str:
    with pytest.raises(KeyProblem) as raised:
        load_master_key(environment)
    assert all("ab" * 8 not in value for value in raised.value.params.values())
    return raised.value.code


def test_the_environment_comes_first(tmp_path: Path) -> None:
    key = new_master_key()
    write_key_file(tmp_path / "key", new_master_key())
    assert load_master_key({KEY_VARIABLE: key.hex(), FILE_VARIABLE: str(tmp_path / "key")}) == key


def test_a_private_file_is_read(tmp_path: Path) -> None:
    key = new_master_key()
    path = tmp_path / "key"
    write_key_file(path, key)
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_master_key({FILE_VARIABLE: str(path)}) == key


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "key"
    write_key_file(path, new_master_key())
    path.chmod(mode)
    assert code_of({FILE_VARIABLE: str(path)}) == "master_key_file_not_private"


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    write_key_file(tmp_path / "key", new_master_key())
    with pytest.raises(KeyProblem) as raised:
        write_key_file(tmp_path / "key", new_master_key())
    assert raised.value.code == "master_key_file_exists"


@pytest.mark.parametrize("text", ["abab", "zz" * 32, "ab" * 33, "chave secreta", "ção" * 30])
def test_what_is_not_a_key_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "key"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    assert code_of({KEY_VARIABLE: text}) == "master_key_malformed"
    assert code_of({FILE_VARIABLE: str(path)}) == "master_key_malformed"


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert code_of({FILE_VARIABLE: str(tmp_path / "none")}) == "master_key_file_unreadable"


def test_the_keyring_is_the_last_place(backend: MemoryKeyring) -> None:
    assert code_of({}) == "master_key_missing"
    key = new_master_key()
    write_keyring(key)
    assert load_master_key({}) == key


def test_without_a_keyring_nothing_is_written_to_a_plain_file() -> None:
    assert code_of({}) == "keyring_unavailable"
    with pytest.raises(KeyProblem):
        write_keyring(new_master_key())
