"""What was typed into a form and not saved yet: it outlives another record, another page, and another look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

NEW = ""
"""The key of a record that is not there yet."""


@dataclass(frozen=True, slots=True)
class Typed:
    """`base`: what stood there when somebody typed `value`."""

    base: object
    value: object


Left = dict[str, dict[str, Typed]]
"""By record, then by field."""


class TypedValues:
    """`read` and `write`: the values of the form by field, in one shape for both.

    The form is compared with what it was filled with, so it has to be put aside before its choices change.
    """

    def __init__(self, read: Callable[[], dict[str, object]], write: Callable[[Mapping[str, object]], None]) -> None:
        self._read, self._write = read, write
        self._saving: dict[str, object] | None = None
        """What the form had been filled with when its values went to be saved."""
        self.left: Left = {}
        self.filled: dict[str, object] = {}
        self.key: str | None = None
        """The record in the form; None while there is none to speak of."""

    def begin(self, key: str) -> list[str]:
        """The form was filled with this record: what was left of it stands there again.

        Names of fields that somebody else changed meanwhile, under what is typed here.
        """
        self.key, self.filled = key, self._read()
        left = self.left.get(key, {})
        self._type_again(left)
        return [name for name, it in left.items() if self.filled.get(name) not in (it.base, it.value)]

    def rebase(self) -> None:
        """The form was filled anew with the same record: what is typed from now on is compared with that."""
        self.filled = self._read()

    @property
    def shows_saved(self) -> bool:
        """The form still holds what is being saved."""
        return self._saving is not None and self.filled is self._saving

    def typed(self) -> dict[str, Typed]:
        """By field, what differs from what the form was filled with."""
        if self.key is None:
            return {}
        found = {name: Typed(self.filled.get(name), value) for name, value in self._read().items()}
        return {name: it for name, it in found.items() if it.base != it.value}

    def put_aside(self) -> None:
        """Remember it, and leave it where it stands."""
        if self.key is None or self.shows_saved:
            return
        self.left.pop(self.key, None)
        if typed := self.typed():
            self.left[self.key] = typed

    def let_go(self) -> None:
        """Remember it: the form is about to show something else."""
        self.put_aside()
        self.key = None

    def forget(self) -> None:
        """Of the record that is shown."""
        if self.key is not None:
            self.left.pop(self.key, None)
        self.key = None

    @contextmanager
    def being_saved(self) -> Iterator[None]:
        """What is typed now is saved within; where that fails it is still there, whatever the form shows then."""
        key, typed = self.key, self.typed()
        self._saving = self.filled
        if key is not None:
            self.left.pop(key, None)
        try:
            yield
        except BaseException:
            if key is not None and typed and not self.shows_saved:
                self.left[key] = typed
                if key == self.key:
                    self._type_again(typed)
            raise
        finally:
            self._saving = None

    def _type_again(self, left: Mapping[str, Typed]) -> None:
        if left:
            self._write({**self._read(), **{name: it.value for name, it in left.items()}})
