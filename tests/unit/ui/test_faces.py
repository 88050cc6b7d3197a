"""Initials and their colours."""

from __future__ import annotations

import pytest

from desktop.ui.delegates.voice_part import wave_bars
from desktop.ui.theme.faces import face_colours, initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mariana Albuquerque", "MA"),
        ("Ana Luísa Ferreira", "AL"),
        ("Maria da Silva", "MS"),
        ("ícaro", "Í"),
        ("@lua_nova", "LN"),
        ("+55 11 98123-4567", "#"),
        ("de", "D"),
        ("", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_person_keeps_the_colours() -> None:
    assert face_colours("contact-1") == face_colours("contact-1")
    assert len({face_colours(f"contact-{number}") for number in range(60)}) == 7


def test_a_waveform_belongs_to_its_sound() -> None:
    assert wave_bars("media-1") == wave_bars("media-1")
    assert wave_bars("media-1") != wave_bars("media-2")
    assert all(0 < bar <= 1 for bar in wave_bars("media-1"))
