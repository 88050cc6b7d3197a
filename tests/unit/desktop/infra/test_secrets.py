"""The keyring, or memory and a clear flag; never a plain file."""

import keyring
import keyring.errors
import pytest
from keyring.backends import chainer, fail, null

from desktop.infra.secrets import SERVICE, KeyringSecrets, find_secrets
from tests.helpers.desks import MemoryKeyring


@pytest.fixture(autouse=True)
def restored_keyring():  # type: ignore[no-untyped-def]
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_a_real_keyring_is_used() -> None:
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    secrets = find_secrets()
    assert secrets.persistent
    secrets.set("token", "abc")
    assert backend.values == {(SERVICE, "token"): "abc"}
    assert find_secrets().get("token") == "abc"
    secrets.delete("token")
    secrets.delete("token")
    assert secrets.get("token") is None


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring()])
def test_no_keyring_means_memory_and_says_so(backend) -> None:  # type: ignore[no-untyped-def]
    keyring.set_keyring(backend)
    secrets = find_secrets()
    assert not secrets.persistent
    secrets.set("token", "abc")
    assert secrets.get("token") == "abc"
    assert find_secrets().get("token") is None


class PlainFiles(MemoryKeyring):
    """Stands for keyrings.alt, by its module's name."""


PlainFiles.__module__ = "keyrings.alt.file"


def test_a_keyring_that_writes_plain_files_is_refused() -> None:
    keyring.set_keyring(PlainFiles())
    assert not find_secrets().persistent


def test_a_chain_is_searched_for_a_fit_one() -> None:
    good = MemoryKeyring()

    class Chain(chainer.ChainerBackend):
        backends = [PlainFiles(), good]  # noqa: RUF012 - a class property there

    keyring.set_keyring(Chain())
    secrets = find_secrets()
    assert isinstance(secrets, KeyringSecrets)
    secrets.set("a", "b")
    assert good.values


class Locked(MemoryKeyring):
    """The person did not unlock it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked("no")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.KeyringLocked("no")

    def delete_password(self, service: str, username: str) -> None:
        raise keyring.errors.KeyringLocked("no")


def test_a_locked_keyring_is_told_once_and_values_live_on(expected_logs) -> None:  # type: ignore[no-untyped-def]
    expected_logs("the keyring refuses: KeyringLocked")
    secrets = KeyringSecrets(Locked())
    secrets.set("a", "b")
    assert secrets.get("a") == "b"
    secrets.delete("a")
    assert secrets.get("a") is None
    assert len(expected_logs.lines) == 1
