"""Plays it in each look, and leaves one picture a step, light beside dark."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
from PIL import Image

from desktop.demo.team.together import Happened, play
from desktop.demo.tour import camera

STEPS: Final = (
    "whom",
    "card",
    "waits",
    "offered",
    "note",
    "together",
    "joined",
    "taken_over",
    "left",
    "wall",
    "look",
)
"""Every picture that the play takes, in its order."""


def show(data: Path, out: Path, *, steps: Sequence[str], schemes: Sequence[str], language: str, ratio: float) -> str:
    """What happened in each look, as JSON.

    Raises BackstageError, StoryError; then `out` shows where each desktop stopped.
    """
    halves: dict[str, list[Image.Image]] = {step: [] for step in steps}
    happened: list[Happened] = []
    for scheme in schemes:
        folder = data / scheme
        folder.mkdir(parents=True)
        try:
            happened.append(asyncio.run(play(folder, folder, scheme=scheme, language=language, ratio=ratio)))
        finally:
            for stopped in folder.glob("where_it_stopped*.png"):
                stopped.replace(out / stopped.name)
        for step, taken in halves.items():
            taken.append(Image.open(folder / f"{step}.png").convert("RGB"))
    for step, taken in halves.items():
        camera.save(camera.sheet(taken, beside=True), out / f"{step.replace('_', '-')}.png")
    return msgspec.json.format(msgspec.json.encode(happened).decode())
