"""What the command line says about problems: one sentence each, with what to do."""

from __future__ import annotations

from typing import Final

from server_stub.config import ConfigProblem
from server_stub.services.accounts import AccountProblem
from server_stub.storage.keys import KeyProblem

Problem = ConfigProblem | KeyProblem | AccountProblem

_SENTENCES: Final[dict[str, str]] = {
    "value_invalid": "A setting has a wrong value: {detail}. Mend it in gateway.toml, the environment or the options.",
    "file_missing": "There is no settings file {path}. Name an existing one or leave the option out.",
    "file_unreadable": "The settings file {path} cannot be read ({detail}). Check its owner and permissions.",
    "file_not_toml": "The settings file {path} is not valid TOML: {detail}.",
    "secret_in_file": (
        "{path} holds the secret “{name}”. Take it out and give it by {variable}, {variable}_FILE or the keyring."
    ),
    "secret_missing": (
        "{variable} is not set. Set it, or {variable}_FILE to a file of mode 0600, or keep it in the keyring with"
        " “keyring set balcao-gateway {entry}”."
    ),
    "secret_file_not_private": "{path} ({variable}) can be read by others. Run: chmod 600 {path}",
    "secret_file_unreadable": "{path} ({variable}) cannot be read. Check that it exists and who owns it.",
    "master_key_missing": "There is no master key. Run “balcao-gateway init”, or set {variable} or {file_variable}.",
    "master_key_lost": (
        "{path} holds a store, but its master key is nowhere to be found. Bring back the key ({key_file}, or"
        " BALCAO_MASTER_KEY, BALCAO_MASTER_KEY_FILE, the keyring); without it nothing in the store can be read."
    ),
    "master_key_malformed": "The master key in {place} is not one: it must be 64 hexadecimal digits.",
    "master_key_file_unreadable": "The master key file {path} cannot be read. Check that it exists and who owns it.",
    "master_key_file_not_private": "The master key file {path} can be read by others. Run: chmod 600 {path}",
    "master_key_file_exists": "{path} exists already and is never overwritten. Name another file.",
    "master_key_wrong": "{path} was made with another master key. Give the key that belongs to it.",
    "keyring_unavailable": (
        "There is no usable keyring here, and no other master key. Run “balcao-gateway init”, or set"
        " BALCAO_MASTER_KEY or BALCAO_MASTER_KEY_FILE."
    ),
    "login_taken": "This login exists already. Choose another, or see “balcao-gateway user list”.",
    "login_invalid": "A login has 2 to 64 small letters, digits or . _ @ + - and begins with a letter or digit.",
    "login_unknown": "There is no such login. See “balcao-gateway user list”.",
    "name_empty": "The name must not be empty.",
    "last_admin": "This is the only administrator. Make somebody else administrator first.",
    "password_too_short": "A password needs at least 10 characters.",
    "password_too_long": "A password may have at most 1024 characters.",
}


def sentence(problem: Problem) -> str:
    """For the administrator. Every code has one: a test walks them."""
    params = getattr(problem, "params", {})
    return _SENTENCES[problem.code].format_map(params)


def known_codes() -> frozenset[str]:
    return frozenset(_SENTENCES)
