"""Preferences as a small readable file beside the stores."""

from __future__ import annotations

from pathlib import Path

import msgspec

from desktop.application.preferences import Preferences
from desktop.infra.files import read_json, replace_file


class JsonPreferences:
    """Implements application.preferences.PreferencesFile. A setting that this version does not know is left out."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Preferences:
        return (read_json(self._path, Preferences) or Preferences()).bounded()

    def save(self, preferences: Preferences) -> None:
        replace_file(self._path, msgspec.json.format(msgspec.json.encode(preferences)))
