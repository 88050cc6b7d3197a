"""Secrets in the keyring of the person at this computer, or in memory where there is none."""

from __future__ import annotations

import logging
from typing import Any, Final

from desktop.application.ports import Secrets

SERVICE: Final = "balcao"
_UNFIT: Final = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""No keyring at all, one that forgets, and ones that write secrets in plain files."""
_log = logging.getLogger(__name__)


class MemorySecrets:
    """Implements application.ports.Secrets until the program ends."""

    persistent: Final = False

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self._values.get(name)

    def set(self, name: str, value: str) -> None:
        self._values[name] = value

    def delete(self, name: str) -> None:
        self._values.pop(name, None)


class KeyringSecrets:
    """Implements application.ports.Secrets. Blocks, and may ask the person to unlock: call it in a thread.

    A keyring that refuses at some moment is told once in the log; the values live on in memory.
    """

    persistent: Final = True

    def __init__(self, backend: Any) -> None:
        self._backend = backend
        self._memory = MemorySecrets()
        self._told = False

    def get(self, name: str) -> str | None:
        from keyring.errors import KeyringError

        try:
            kept: str | None = self._backend.get_password(SERVICE, name)
        except KeyringError as error:
            self._tell(error)
            kept = None
        return kept if kept is not None else self._memory.get(name)

    def set(self, name: str, value: str) -> None:
        from keyring.errors import KeyringError

        self._memory.set(name, value)
        try:
            self._backend.set_password(SERVICE, name, value)
        except KeyringError as error:
            self._tell(error)

    def delete(self, name: str) -> None:
        from keyring.errors import KeyringError, PasswordDeleteError

        self._memory.delete(name)
        try:
            self._backend.delete_password(SERVICE, name)
        except PasswordDeleteError:
            return
        except KeyringError as error:
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        if not self._told:
            _log.warning("the keyring refuses: %s", type(error).__name__)
        self._told = True


def find_secrets() -> Secrets:
    """The best usable keyring, else memory. Blocks (imports and D-Bus): call it in a thread."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    backend = keyring.get_keyring()
    candidates = list(backend.backends) if isinstance(backend, ChainerBackend) else [backend]
    for candidate in candidates:
        if not type(candidate).__module__.startswith(_UNFIT):
            return KeyringSecrets(candidate)
    return MemorySecrets()
