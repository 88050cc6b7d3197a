"""Canned phrases from a file that the team edits; a broken file raises an alarm and leaves the last good set in use."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from server_stub.contract.events import Alarm
from server_stub.contract.model import Phrase

FILE_NAME: Final = "phrases.json"
ALARM: Final = "phrases_unreadable"
VARIABLES: Final = frozenset({"contato.nome", "agente.nome", "protocolo"})
_LARGEST_FILE: Final = 1_000_000
_VARIABLE: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


class PhraseProblem(Exception):
    """The file cannot be used. `params` tell where, for a person who edits it."""

    def __init__(self, reason: str, **params: str | int) -> None:
        super().__init__(reason)
        self.params: dict[str, str | int] = {"reason": reason, **params}


def default_phrases() -> bytes:
    """The set that comes with the program."""
    return (files("resources") / "phrases" / "pt_BR.json").read_bytes()


def parse_phrases(raw: bytes) -> list[Phrase]:
    """Raises PhraseProblem: not_json, wrong_shape, too_large, empty_key, repeated_key, unknown_variable."""
    if len(raw) > _LARGEST_FILE:
        raise PhraseProblem("too_large", limit=_LARGEST_FILE)
    try:
        phrases = msgspec.json.decode(raw, type=list[Phrase])
    except msgspec.ValidationError as error:
        raise PhraseProblem("wrong_shape", detail=str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PhraseProblem("not_json", detail=str(error)) from None
    seen: set[str] = set()
    for number, phrase in enumerate(phrases, start=1):
        if not phrase.key or phrase.key != phrase.key.strip() or "/" in phrase.key:
            raise PhraseProblem("empty_key", phrase=number)
        if phrase.key in seen:
            raise PhraseProblem("repeated_key", phrase=number, key=phrase.key)
        seen.add(phrase.key)
        unknown = set(_VARIABLE.findall(phrase.text)) - VARIABLES
        if unknown:
            raise PhraseProblem("unknown_variable", key=phrase.key, variable=min(unknown))
    return phrases


class Phrases:
    """The current set. `refresh` looks at the file again and is called by a worker."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int] | None = None
        self._broken = False
        self._current = parse_phrases(default_phrases())

    def current(self) -> list[Phrase]:
        return self._current

    def refresh(self) -> Alarm | None:
        """Read the file if it changed. Answers with an alarm to raise or to clear, or None with nothing to tell.

        Without a file the set that comes with the program is used. Blocks: call it in a thread.
        """
        try:
            state = self._path.stat()
            stamp: tuple[int, int] | None = (state.st_mtime_ns, state.st_size)
        except FileNotFoundError:
            stamp = None
        except OSError as error:
            return self._raise(PhraseProblem("unreadable", detail=type(error).__name__))
        if stamp == self._stamp:
            return None
        self._stamp = stamp
        try:
            raw = default_phrases() if stamp is None else self._path.read_bytes()
            self._current = parse_phrases(raw)
        except OSError as error:
            return self._raise(PhraseProblem("unreadable", detail=type(error).__name__))
        except PhraseProblem as problem:
            return self._raise(problem)
        return self._clear()

    def _raise(self, problem: PhraseProblem) -> Alarm:
        self._broken = True
        return Alarm(ALARM, {"file": self._path.name, **problem.params})

    def _clear(self) -> Alarm | None:
        was_broken, self._broken = self._broken, False
        return Alarm(ALARM, cleared=True) if was_broken else None
