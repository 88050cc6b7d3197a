"""Preferences as a small readable file beside the stores."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from desktop.application.preferences import Preferences
from desktop.infra.files import replace_file


class JsonPreferences:
    """Implements application.preferences.PreferencesFile. A setting that this version does not know is left out.

    It is read before the first paint, and so with what Python has anyway.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Preferences:
        defaults = asdict(Preferences())
        kept = self._read()
        known = {name: kept[name] for name, value in defaults.items() if type(kept.get(name)) is type(value)}
        return Preferences(**(defaults | known)).bounded()

    def save(self, preferences: Preferences) -> None:
        replace_file(self._path, json.dumps(asdict(preferences), indent=2).encode())

    def _read(self) -> dict[str, object]:
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}
