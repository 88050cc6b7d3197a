"""Which action has which keys, and what may be changed about it: no key ever means two things at one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from desktop.domain.chords import Chord, parse
from desktop.domain.reserved_keys import Owner, Place, owner

_WITHIN_WINDOW: Final = frozenset({Place.WINDOW, Place.MESSAGES, Place.COMPOSER})


@dataclass(frozen=True, slots=True)
class Action:
    """`keys`: what it has from the start; `text`: what it does, to be translated (ui.texts.shortcuts).

    A `fixed` one is handled by the control that has the focus: it is told of, keeps others away, and never changes.
    """

    id: str
    keys: tuple[str, ...]
    place: Place
    group: str
    text: str
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a key cannot be had: an action has it, or `owner` has it; neither means that it is no key at all."""

    action: str = ""
    owner: Owner | None = None


def overlap(one: Place, other: Place) -> bool:
    """Whether a key pressed at one place is heard at the other."""
    if one is other:
        return True
    return Place.WINDOW in (one, other) and {one, other} <= _WITHIN_WINDOW


class ShortcutTable:
    """Immutable: every change answers another table. `chosen` holds what differs from the start."""

    def __init__(self, actions: Iterable[Action], chosen: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._actions = {action.id: action for action in actions}
        self.chosen: dict[str, tuple[str, ...]] = {
            name: keys for name, keys in (chosen or {}).items() if keys != self._actions[name].keys
        }

    @property
    def actions(self) -> tuple[Action, ...]:
        return tuple(self._actions.values())

    def keys(self, action_id: str) -> tuple[str, ...]:
        """In Qt's portable words; empty for an action without a key. KeyError for an unknown action."""
        return self.chosen.get(action_id, self._actions[action_id].keys)

    def objection(self, action_id: str, keys: str) -> Objection | None:
        """Why this action cannot have these keys; None when it can."""
        chord, place = parse(keys), self._actions[action_id].place
        if chord is None:
            return Objection()
        if chord in _chords(self._actions[action_id].keys):
            return self._taken(action_id, chord, place)
        reserved = owner(chord, place)
        return Objection(owner=reserved) if reserved is not None else self._taken(action_id, chord, place)

    def assign(self, action_id: str, keys: str) -> ShortcutTable | Objection:
        """These keys instead of all that the action had."""
        if self._actions[action_id].fixed:
            return Objection(action=action_id)
        chord = parse(keys)
        objection = self.objection(action_id, keys)
        if objection is not None or chord is None:
            return objection or Objection()
        return self._with(action_id, (chord.text,))

    def clear(self, action_id: str) -> ShortcutTable:
        """No key at all."""
        return self if self._actions[action_id].fixed else self._with(action_id, ())

    def restore(self, action_id: str) -> ShortcutTable | Objection:
        """As from the start, where nothing else has one of those keys now."""
        action = self._actions[action_id]
        for keys in action.keys:
            objection = self.objection(action_id, keys)
            if objection is not None:
                return objection
        return self._with(action_id, action.keys)

    def restore_all(self) -> ShortcutTable:
        return ShortcutTable(self.actions)

    def _with(self, action_id: str, keys: tuple[str, ...]) -> ShortcutTable:
        return ShortcutTable(self.actions, self.chosen | {action_id: keys})

    def _taken(self, action_id: str, chord: Chord, place: Place) -> Objection | None:
        for other in self._actions.values():
            if other.id != action_id and overlap(place, other.place) and chord in _chords(self.keys(other.id)):
                return Objection(action=other.id)
        return None


def read_table(actions: Iterable[Action], kept: Mapping[str, object]) -> tuple[ShortcutTable, bool]:
    """What was kept, as far as it makes sense, and whether all of it did.

    What a person chose goes before what the program begins with: a newer version may want a key that they gave away.
    """
    bare = ShortcutTable(actions)
    known = {action.id: action for action in bare.actions if not action.fixed}
    wanted = {name: _read_keys(keys) for name, keys in kept.items() if name in known}
    sound = len(wanted) == len(kept) and None not in wanted.values()
    fixed = [action for action in bare.actions if action.fixed]
    chosen = _chosen(known, fixed, {name: keys for name, keys in wanted.items() if keys is not None})
    table = ShortcutTable(bare.actions, chosen)
    return table, sound and all(table.keys(name) == keys for name, keys in wanted.items())


def _chosen(
    known: Mapping[str, Action], fixed: Iterable[Action], wanted: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Each action gets those of its keys that are still free: first what a person chose, then the rest."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(known, ())
    everything = tuple(chain(known.values(), fixed))
    for name, keys in wanted.items():
        found[name] = _free(ShortcutTable(everything, found), name, keys)
    for name, action in known.items():
        was_cleared = wanted.get(name) == ()
        if not found[name] and not was_cleared:
            found[name] = _free(ShortcutTable(everything, found), name, action.keys)
    return found


def _free(table: ShortcutTable, name: str, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(each for each in keys if table.objection(name, each) is None)


def _read_keys(found: object) -> tuple[str, ...] | None:
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        return None
    chords = [parse(each) for each in found]
    return tuple(dict.fromkeys(each.text for each in chords if each is not None)) if None not in chords else None


def _chords(keys: Iterable[str]) -> frozenset[Chord]:
    return frozenset(made for made in map(parse, keys) if made is not None)
