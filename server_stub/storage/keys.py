"""Where the master key comes from: the environment, a file that only its owner may read, or the system's keyring."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

KEY_VARIABLE: Final = "BALCAO_MASTER_KEY"
FILE_VARIABLE: Final = "BALCAO_MASTER_KEY_FILE"
_SERVICE: Final = "balcao-gateway"
_ENTRY: Final = "master-key"
_BYTES: Final = 32


class KeyProblem(Exception):
    """The master key cannot be had or does not fit. `code` tells which, `params` never hold key material.

    Codes: master_key_missing, master_key_malformed, master_key_file_unreadable, master_key_file_not_private,
    master_key_file_exists, master_key_wrong, keyring_unavailable.
    """

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def new_master_key() -> bytes:
    return secrets.token_bytes(_BYTES)


def load_master_key(environment: Mapping[str, str]) -> bytes:
    """The key from the first place that is configured: variable, file, keyring. Raises KeyProblem."""
    if environment.get(KEY_VARIABLE):
        return _parse(environment[KEY_VARIABLE], place=KEY_VARIABLE)
    if environment.get(FILE_VARIABLE):
        return read_key_file(Path(environment[FILE_VARIABLE]))
    return read_keyring()


def read_key_file(path: Path) -> bytes:
    """The key in a file of 64 hexadecimal digits. Refused where anybody but the owner has any access to it.

    On Windows there are no such mode bits: the file inherits the permissions of its folder.
    """
    try:
        with path.open("rb") as file:
            if os.name == "posix" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise KeyProblem("master_key_file_not_private", path=str(path))
            content = file.read(1024)
    except OSError as error:
        raise KeyProblem("master_key_file_unreadable", path=str(path)) from error
    return _parse(content.decode("ascii", "replace"), place=str(path))


def write_key_file(path: Path, key: bytes) -> None:
    """Make a new file with mode 0600. Never overwrites: losing a master key is losing everything it seals."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyProblem("master_key_file_exists", path=str(path)) from error
    with os.fdopen(descriptor, "w") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_keyring() -> bytes:
    """The key kept by the operating system. Raises KeyProblem where there is no keyring or no key in it."""
    import keyring.errors

    _require_keyring()
    try:
        stored = keyring.get_password(_SERVICE, _ENTRY)
    except keyring.errors.KeyringError as error:
        raise KeyProblem("keyring_unavailable") from error
    if stored is None:
        raise KeyProblem("master_key_missing", variable=KEY_VARIABLE, file_variable=FILE_VARIABLE)
    return _parse(stored, place="keyring")


def write_keyring(key: bytes) -> None:
    """Hand the key to the operating system's keyring. Raises KeyProblem where there is none."""
    import keyring.errors

    _require_keyring()
    try:
        keyring.set_password(_SERVICE, _ENTRY, key.hex())
    except keyring.errors.KeyringError as error:
        raise KeyProblem("keyring_unavailable") from error


def _require_keyring() -> None:
    """Backends that keep secrets in plain files, or forget them, are as good as none."""
    import keyring

    module = type(keyring.get_keyring()).__module__
    if module.startswith(("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")):
        raise KeyProblem("keyring_unavailable", variable=KEY_VARIABLE, file_variable=FILE_VARIABLE)


def _parse(text: str, *, place: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        raise KeyProblem("master_key_malformed", place=place) from None
    if len(key) != _BYTES:
        raise KeyProblem("master_key_malformed", place=place)
    return key
