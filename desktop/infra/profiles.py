"""Profiles: several accounts on one computer, each with its own files and its own entries in the keyring."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.application.ports import Secrets

_NAME = re.compile(r"[A-Za-z0-9._-]{1,40}")


class ProfileSecrets:
    """Implements application.ports.Secrets: puts the profile in front of every name."""

    def __init__(self, inner: Secrets, profile: str) -> None:
        self._inner, self._prefix = inner, f"profile {profile} "

    @property
    def persistent(self) -> bool:
        return self._inner.persistent

    def get(self, name: str) -> str | None:
        return self._inner.get(self._prefix + name)

    def set(self, name: str, value: str) -> None:
        self._inner.set(self._prefix + name, value)

    def delete(self, name: str) -> None:
        self._inner.delete(self._prefix + name)


def is_profile_name(name: str) -> bool:
    """It becomes the name of a folder: letters, digits, dot, dash and underscore, but not only dots."""
    return bool(_NAME.fullmatch(name)) and bool(name.strip("."))


def profile_secrets(profile: str) -> Secrets:
    """Blocks: call it in a thread."""
    from desktop.infra.secrets import find_secrets

    found = find_secrets()
    return ProfileSecrets(found, profile) if profile else found


def profile_data(data: Path | None, profile: str) -> Path | None:
    """The folder of a profile; None for the person's own folders without a profile."""
    if not profile:
        return data
    if not is_profile_name(profile):
        raise ValueError("profile")
    if data is None:
        import platformdirs

        from desktop.infra.paths import APP

        data = Path(platformdirs.user_data_dir(APP, appauthor=False))
    return data / "profiles" / profile
