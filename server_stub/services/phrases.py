"""Canned phrases from the operator's file; a broken file raises an alarm and leaves the last good set in use."""

from __future__ import annotations

from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from server_stub.contract.events import Alarm, AlarmCode
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import unknown_variables

FILE_NAME: Final = "phrases.json"
_LARGEST_FILE: Final = 1_000_000
_NO_FILE: Final = (-1, -1)


class _Written(msgspec.Struct, frozen=True):
    """A phrase as the operator writes it: whatever else stands there is not theirs to say."""

    key: str
    title: str
    text: str


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
        phrases = msgspec.json.decode(raw, type=list[_Written])
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
        unknown = unknown_variables(phrase.text)
        if unknown:
            raise PhraseProblem("unknown_variable", key=phrase.key, variable=unknown[0])
    return [Phrase(phrase.key, phrase.title, phrase.text) for phrase in phrases]


class Phrases:
    """The current set. `refresh` looks at the file again and is called by a worker. Building it blocks for a moment."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._looked_at: tuple[int, int] | None = None
        self._told: Alarm | None = None
        self._current = parse_phrases(default_phrases())
        with suppress(OSError, PhraseProblem):  # the first `refresh` tells what is wrong with it
            self._current = parse_phrases(path.read_bytes())

    def current(self) -> list[Phrase]:
        return self._current

    def refresh(self) -> Alarm | None:
        """Read the file if it changed. Answers with an alarm to raise or to clear, or None with nothing new to tell.

        The first answer is an alarm in any case: one may stand since before the gateway was restarted. Without a file
        the set that comes with the program is used. Blocks: call it in a thread.
        """
        try:
            alarm = self._read()
        except OSError as error:
            self._looked_at = None
            alarm = _broken(self._path, PhraseProblem("unreadable", detail=type(error).__name__))
        except PhraseProblem as problem:
            alarm = _broken(self._path, problem)
        if alarm is None or alarm == self._told:
            return None
        self._told = alarm
        return alarm

    def _read(self) -> Alarm | None:
        try:
            state = self._path.stat()
            stamp = (state.st_mtime_ns, state.st_size)
        except FileNotFoundError:
            stamp = _NO_FILE
        if stamp == self._looked_at:
            return None
        self._looked_at = stamp
        raw = default_phrases() if stamp == _NO_FILE else self._path.read_bytes()
        self._current = parse_phrases(raw)
        return Alarm(AlarmCode.PHRASES_UNREADABLE, cleared=True)


def _broken(path: Path, problem: PhraseProblem) -> Alarm:
    return Alarm(AlarmCode.PHRASES_UNREADABLE, {"file": path.name, **problem.params})
