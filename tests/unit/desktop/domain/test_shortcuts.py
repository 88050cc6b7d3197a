"""Whatever a person or a file does to the keys, no key means two things at one place."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.chords import parse
from desktop.domain.reserved_keys import Owner, Place, owner
from desktop.domain.shortcuts import Action, Objection, ShortcutTable, overlap, read_table

ACTIONS = (
    Action("find", ("Ctrl+F",), Place.WINDOW, "g", ""),
    Action("search", ("Ctrl+Shift+F", "F8"), Place.WINDOW, "g", ""),
    Action("take", ("Ctrl+M",), Place.WINDOW, "g", ""),
    Action("quote", ("Alt+Up",), Place.COMPOSER, "g", "", fixed=True),
    Action("play", ("Space",), Place.MESSAGES, "g", ""),
    Action("copy", ("Ctrl+C",), Place.VIEWER, "g", ""),
    Action("turn", ("R",), Place.VIEWER, "g", ""),
    Action("crop", ("R",), Place.EDITOR, "g", ""),
)
NAMES = [action.id for action in ACTIONS]
KEYS = ["Ctrl+F", "Ctrl+M", "F8", "Ctrl+Shift+F", "R", "C", "Space", "Alt+Up", "Ctrl+C", "Alt+F4", "Ctrl+J", "nonsense"]
Edit = tuple[str, str, str]
EDITS = st.lists(
    st.tuples(st.sampled_from(["assign", "clear", "restore", "all"]), st.sampled_from(NAMES), st.sampled_from(KEYS)),
    max_size=30,
)


def after(edits: list[Edit]) -> ShortcutTable:
    table = ShortcutTable(ACTIONS)
    for what, name, keys in edits:
        made: ShortcutTable | Objection
        if what == "assign":
            made = table.assign(name, keys)
        elif what == "restore":
            made = table.restore(name)
        else:
            made = table.clear(name) if what == "clear" else table.restore_all()
        table = made if isinstance(made, ShortcutTable) else table
    return table


def shared(table: ShortcutTable) -> list[tuple[str, str]]:
    """Pairs that would both answer one key."""
    return [
        (one.id, other.id)
        for one, other in combinations(table.actions, 2)
        if overlap(one.place, other.place)
        and {parse(keys) for keys in table.keys(one.id)} & {parse(keys) for keys in table.keys(other.id)}
    ]


@given(EDITS)
def test_no_two_actions_share_a_key_after_any_edits(edits: list[Edit]) -> None:
    table = after(edits)
    assert shared(table) == []
    assert table.keys("quote") == ("Alt+Up",)


@given(EDITS)
def test_what_was_kept_comes_back_as_it_was(edits: list[Edit]) -> None:
    table = after(edits)
    kept: dict[str, object] = {name: list(keys) for name, keys in table.chosen.items()}
    again, is_sound = read_table(ACTIONS, kept)
    assert is_sound
    assert again.chosen == table.chosen


HOSTILE = st.dictionaries(
    st.sampled_from([*NAMES, "unknown", ""]),
    st.one_of(
        st.none(),
        st.text(max_size=5),
        st.lists(st.one_of(st.sampled_from(KEYS), st.text(max_size=8), st.integers()), max_size=4),
    ),
    max_size=12,
)


@given(HOSTILE)
def test_a_hostile_file_makes_a_table_that_works(kept: dict[str, object]) -> None:
    table, _ = read_table(ACTIONS, kept)
    assert shared(table) == []
    assert [action.id for action in table.actions] == NAMES


def test_a_broken_line_is_noticed_and_falls_back() -> None:
    table, is_sound = read_table(ACTIONS, {"find": ["Ctrl+"], "take": ["Ctrl+J"]})
    assert not is_sound
    assert table.chosen == {"take": ("Ctrl+J",)}


def test_what_a_person_chose_goes_before_what_a_newer_version_wants() -> None:
    table, is_sound = read_table(ACTIONS, {"take": ["F8"]})
    assert is_sound
    assert table.keys("take") == ("F8",)
    assert table.keys("search") == ("Ctrl+Shift+F",)


def test_two_keys_can_be_swapped_by_way_of_nothing() -> None:
    table = ShortcutTable(ACTIONS)
    assert table.assign("find", "Ctrl+M") == Objection(action="take")
    steps = [("clear", "take", ""), ("assign", "find", "Ctrl+M"), ("assign", "take", "Ctrl+F")]
    swapped = after(steps)
    assert (swapped.keys("find"), swapped.keys("take")) == (("Ctrl+M",), ("Ctrl+F",))
    assert swapped.restore("find") == Objection(action="take")


def test_one_key_may_do_two_things_where_nobody_is_at_both() -> None:
    assert isinstance(ShortcutTable(ACTIONS).assign("turn", "Ctrl+F"), ShortcutTable)
    assert ShortcutTable(ACTIONS).assign("play", "Ctrl+F") == Objection(action="find")


@pytest.mark.parametrize(
    ("keys", "place", "who"),
    [
        ("Alt+F4", Place.WINDOW, Owner.SYSTEM),
        ("Meta+L", Place.VIEWER, Owner.SYSTEM),
        ("Ctrl+Alt+Q", Place.WINDOW, Owner.SYSTEM),
        ("Esc", Place.VIEWER, Owner.DIALOGS),
        ("Shift+Tab", Place.WINDOW, Owner.DIALOGS),
        ("Ctrl+C", Place.WINDOW, Owner.TEXT),
        ("Ctrl+Shift+Z", Place.WINDOW, Owner.TEXT),
        ("Ctrl+C", Place.VIEWER, None),
        ("Shift+A", Place.WINDOW, Owner.WRITING),
        ("A", Place.EDITOR, None),
        ("Home", Place.WINDOW, Owner.MOVING),
        ("Down", Place.MESSAGES, Owner.MOVING),
        ("Left", Place.MESSAGES, None),
        ("Shift+Up", Place.EDITOR, Owner.MOVING),
        ("F9", Place.WINDOW, None),
        ("Alt+A", Place.WINDOW, None),
    ],
)
def test_who_has_a_key_beside_the_actions(keys: str, place: Place, who: Owner | None) -> None:
    chord = parse(keys)
    assert chord is not None
    assert owner(chord, place) is who
