"""Preferences as a small readable file beside the stores."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from desktop.application.preferences import Preferences
from desktop.infra.files import replace_file

_LONGEST = 1_000_000
"""Bytes; ours has some hundreds, and what is longer is cut and so cannot be read."""


class JsonPreferences:
    """Implements application.preferences.PreferencesFile. A setting that this version does not know is left out.

    It is read before the first paint, and so with what Python has anyway.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.is_damaged = False

    def load(self) -> Preferences:
        """Whatever lies there, the program begins."""
        defaults = asdict(Preferences())
        self.is_damaged = False
        kept = self._read()
        known = {name: kept[name] for name, value in defaults.items() if type(kept.get(name)) is type(value)}
        self.is_damaged |= len(known) < len(defaults.keys() & kept.keys())
        found = Preferences(**(defaults | known))
        bounded = found.bounded()
        self.is_damaged |= bounded != found
        return bounded

    def save(self, preferences: Preferences) -> None:
        replace_file(self._path, json.dumps(asdict(preferences), indent=2).encode())

    def _read(self) -> dict[str, object]:
        try:
            with self._path.open("rb") as file:
                found = json.loads(file.read(_LONGEST))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            found = None
        self.is_damaged = not isinstance(found, dict)
        return found if isinstance(found, dict) else {}
