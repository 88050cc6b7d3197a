"""Canned phrases: the shipped set is sound, a broken file keeps the last good one and says where it is broken."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from server_stub.contract.events import Alarm, AlarmCode
from server_stub.services.phrases import PhraseProblem, Phrases, default_phrases, parse_phrases

WELL = Alarm(AlarmCode.PHRASES_UNREADABLE, cleared=True)


def write(path: Path, content: bytes, *, stamp: int) -> None:
    path.write_bytes(content)
    os.utime(path, ns=(stamp, stamp))  # the clock of some file systems ticks slower than this test


def one(key: str, text: str = "Olá") -> bytes:
    return json.dumps([{"key": key, "title": "t", "text": text}]).encode()


def test_the_shipped_set_is_sound() -> None:
    phrases = parse_phrases(default_phrases())
    assert len(phrases) >= 20
    assert all(phrase.title and phrase.text for phrase in phrases)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"[", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b"{}", "wrong_shape"),
        (b'[{"key": 1}]', "wrong_shape"),
        (one(""), "empty_key"),
        (one("a/b"), "empty_key"),
        (one("oi")[:-1] + b"," + one("oi")[1:], "repeated_key"),
        (one("oi", "Olá {{contato.cpf}}"), "unknown_variable"),
        (b" " * 1_000_001, "too_large"),
    ],
)
def test_what_is_wrong_is_named(raw: bytes, reason: str) -> None:
    with pytest.raises(PhraseProblem, match=f"^{reason}$"):
        parse_phrases(raw)


def test_gaps_for_the_agent_have_any_name() -> None:
    (phrase,) = parse_phrases(one("prazo", "Chega em {{?dias}} dias, {{contato.nome}}."))
    assert phrase.text == "Chega em {{?dias}} dias, {{contato.nome}}."


def test_a_broken_file_keeps_the_last_good_set(tmp_path: Path) -> None:
    path = tmp_path / "phrases.json"
    phrases = Phrases(path)
    write(path, one("nova"), stamp=1)
    assert phrases.refresh() == WELL  # whatever was told before the gateway was restarted is over
    assert phrases.refresh() is None
    write(path, b"[{", stamp=2)
    alarm = phrases.refresh()
    assert alarm is not None
    assert (alarm.code, alarm.params["reason"], alarm.cleared) == ("phrases_unreadable", "not_json", False)
    assert [phrase.key for phrase in phrases.current()] == ["nova"]
    assert phrases.refresh() is None  # told once
    write(path, one("outra"), stamp=3)
    assert phrases.refresh() == WELL
    assert [phrase.key for phrase in phrases.current()] == ["outra"]


def test_without_a_file_the_shipped_set_is_used(tmp_path: Path) -> None:
    path = tmp_path / "phrases.json"
    phrases = Phrases(path)
    write(path, one("nova"), stamp=1)
    phrases.refresh()
    path.unlink()
    assert phrases.refresh() is None
    assert phrases.current() == parse_phrases(default_phrases())


def test_a_path_that_cannot_be_read_is_told_once_and_looked_at_again(tmp_path: Path) -> None:
    path = tmp_path / "phrases.json"
    phrases = Phrases(path)
    path.mkdir()
    alarm = phrases.refresh()
    assert alarm is not None
    assert (alarm.params["reason"], alarm.cleared) == ("unreadable", False)
    assert phrases.refresh() is None
    path.rmdir()
    assert phrases.refresh() == WELL
