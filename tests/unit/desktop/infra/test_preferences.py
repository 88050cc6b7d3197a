"""Whatever lies where the preferences should, the program begins, and knows whether to say so."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from desktop.application.preferences import Preferences
from desktop.infra.preferences import JsonPreferences


def test_what_was_chosen_is_read_again(tmp_path: Path) -> None:
    file = JsonPreferences(tmp_path / "preferences.json")
    chosen = replace(
        Preferences(),
        theme="contrast_dark",
        text_percent=175,
        effects="few",
        shortcuts={"find": ["Ctrl+J"], "take": []},
    )
    file.save(chosen)
    assert file.load() == chosen
    assert not file.is_damaged


def test_nothing_there_is_no_damage(tmp_path: Path) -> None:
    file = JsonPreferences(tmp_path / "preferences.json")
    assert file.load() == Preferences()
    assert not file.is_damaged


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"theme": "dark"' + b" " * 1_000_001 + b"}",
        b'{"text_percent": ' + b"9" * 6000 + b"}",
    ],
)
def test_what_cannot_be_read_is_told_and_left_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(content)
    file = JsonPreferences(path)
    assert file.load() == Preferences()
    assert file.is_damaged


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", 7),
        ("theme", "pink"),
        ("text_percent", True),
        ("text_percent", 10_000),
        ("effects", "many"),
        ("shortcuts", []),
        ("shortcuts", {"find": "Ctrl+J"}),
        ("shortcuts", {"find": ["x" * 99]}),
        ("shortcuts", {"find": [[[[[]]]]]}),
        ("shortcuts", {f"n{number}": [] for number in range(5000)}),
    ],
)
def test_one_wrong_setting_costs_only_itself(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps(asdict(Preferences(language="en")) | {name: value}), encoding="utf-8")
    file = JsonPreferences(path)
    found = file.load()
    assert file.is_damaged
    assert found.language == "en"
    assert found == found.bounded()
    file.save(found)
    file.load()
    assert not file.is_damaged
