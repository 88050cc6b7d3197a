"""How this person likes the window on this computer; a small file beside the profile, without secrets."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from desktop.ui.theme.theme import Scheme

log = logging.getLogger("balcao.preferences")

SCALES = (0.9, 1.0, 1.15, 1.3, 1.5)
"""Text sizes on offer, as parts of 10 points."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """Each field is one setting; what a file does not hold or holds wrongly is as here."""

    language: str = ""
    """`pt_BR`, `en`, or empty for the system's."""
    scheme: Scheme = Scheme.SYSTEM
    text_scale: float = 1.0
    enter_sends: bool = True
    """False: Ctrl+Enter sends and Enter begins a new line."""
    sound: bool = True
    private_notifications: bool = True
    """True: a notification names who wrote, never what."""
    panel_open: bool = True


class PreferencesFile:
    """Reads once, writes at each change; keys of other versions are kept as they are."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: dict[str, Any] = {}
        self.current = self._load()

    def change(self, **values: object) -> Preferences:
        """Answer the new preferences; a disk that refuses costs only the memory of them."""
        self.current = replace(self.current, **values)
        self._kept |= asdict(self.current)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_text(json.dumps(self._kept, indent=2), encoding="utf-8")
            fresh.replace(self._path)
        except OSError as problem:
            log.warning("preferences were not kept: %s", type(problem).__name__)
        return self.current

    def _load(self) -> Preferences:
        try:
            read = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return Preferences()
        if not isinstance(read, dict):
            return Preferences()
        self._kept = read
        return _checked(read)


def _checked(read: dict[str, Any]) -> Preferences:
    known: dict[str, Any] = {}
    for item in fields(Preferences):
        value = read.get(item.name)
        if item.name == "scheme":
            if value in list(Scheme):
                known[item.name] = Scheme(value)
        elif item.name == "text_scale":
            if value in SCALES:
                known[item.name] = value
        elif isinstance(value, type(item.default)):
            known[item.name] = value
    return Preferences(**known)
