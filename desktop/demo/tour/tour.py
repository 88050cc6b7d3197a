"""The way of the tour: who does what in which order, then the pictures in light and in dark."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

import click
from PIL import Image
from PySide6.QtWidgets import QApplication

from desktop.demo.backstage import Backstage
from desktop.demo.driver import StoryError
from desktop.demo.play import on_stage
from desktop.demo.seats import two_seats
from desktop.demo.tour import camera, files, looking, props, shop, team, things, words, writing
from desktop.demo.tour.cast import Cast
from desktop.demo.tour.catalogue import pictures
from desktop.demo.tour.guide import Guide
from desktop.demo.tour.page import page
from desktop.demo.tour.photographer import Photographer
from desktop.demo.tour.sound_file import SoundFileMicrophone
from desktop.front import Dress

Act = Callable[[Guide], Awaitable[None]]
Screen = Callable[[Photographer], Awaitable[Image.Image]]
SCHEMES: Final = ("light", "dark")

PARTS: Final[dict[str, tuple[Act, ...]]] = {
    "words": (words.words, words.answers),
    "files": (files.files_received, files.files_sent),
    "things": (things.places, things.calls, things.lines, things.not_handed_over),
    "shop": (shop.catalogue, shop.permission, shop.templates, shop.stop),
    "team": (team.handed_over, team.ticks, team.failures),
}
"""In their order: later ones build upon nothing of the earlier ones."""

SCREENS: Final[dict[str, Screen]] = {
    "screen-window": looking.window,
    "screen-template": writing.template,
    "screen-phrases": writing.phrases,
    "screen-emoji": writing.emoji,
    "screen-completion": writing.completion,
    "screen-attachments": writing.attachments,
    "screen-drop": writing.drop,
    "screen-editor": writing.editor,
    "screen-recording": writing.recording,
    "screen-preview": writing.preview,
    "screen-studio": writing.studio,
    "screen-viewer": looking.viewer,
    "screen-find": looking.find,
    "screen-search": looking.search,
    "screen-reaction": looking.reaction,
    "screen-location": looking.location,
    "screen-card": looking.card,
    "screen-note": looking.note,
    "screen-versions": looking.versions,
    "screen-trace": looking.trace,
    "screen-shortcuts": looking.shortcuts,
    "screen-settings": looking.settings,
}
"""Taken only on a whole tour: they show what came before."""


def go(data: Path, out: Path, *, parts: Sequence[str], schemes: Sequence[str], language: str) -> int:
    """Make the pictures of these parts in `out`; the answer is the exit code. Raises BackstageError, StoryError."""

    async def act(stage: Backstage, wear: Dress) -> None:
        QApplication.setCursorFlashTime(0)
        props.lay_out(data / "props")
        crashes: list[str] = []
        stop_listening = wear.reporter.listen(crashes.append)
        try:
            await _visit(stage, wear, data, out, parts, schemes, language)
        finally:
            stop_listening()
            # What Python put there would outlive Python at the end of the program.
            QApplication.clipboard().clear()
        if crashes:
            raise StoryError(f"something went wrong on the way: {', '.join(crashes)}")

    return on_stage(data, data, act, headless=True)


async def _visit(
    stage: Backstage, wear: Dress, data: Path, out: Path, parts: Sequence[str], schemes: Sequence[str], language: str
) -> None:
    def microphone() -> SoundFileMicrophone:
        return SoundFileMicrophone(data / "props" / "recado.ogg")

    async with two_seats(stage, wear, data, language, microphone=microphone) as seats, Cast(stage.sim_url) as cast:
        guide = Guide(seats, cast, data / "props", wear.theme)
        photo = Photographer(guide)
        photo.fit()
        try:
            await _play(guide, parts)
            taken = await _take(photo, schemes, is_whole=set(parts) == set(PARTS))
        except StoryError:
            await guide.hands.shot(out, "where_it_stopped")
            raise
        for name, halves in taken.items():
            camera.save(camera.sheet(halves, beside=name in SCREENS), out / f"{name}.png")
        if set(taken) == set(pictures()):
            out.with_suffix(".md").write_text(page(), encoding="utf-8")
        click.echo(f"{len(taken)} pictures are in {out}.")


async def _play(guide: Guide, parts: Sequence[str]) -> None:
    if "team" in parts:
        await team.before_duty(guide)
    await guide.on_duty(guide.hands, guide.scene, yes=True)
    for part in parts:
        click.echo(f"Part of the tour: {part} …")
        for act in PARTS[part]:
            await act(guide)


async def _take(photo: Photographer, schemes: Sequence[str], *, is_whole: bool) -> dict[str, list[Image.Image]]:
    """By name, one picture for each scheme."""
    guide = photo.guide
    taken: dict[str, list[Image.Image]] = {}
    for scheme in schemes:
        click.echo(f"Pictures in {scheme} …")
        await guide.open(guide.spots[0].customer)
        if guide.theme.scheme.value != scheme:
            await guide.scene.prefer("theme", scheme)
        for spot in sorted(guide.spots, key=lambda it: it.customer):
            taken.setdefault(spot.name, []).append(await photo.message(spot))
        for name, screen in SCREENS.items() if is_whole else ():
            taken.setdefault(name, []).append(await screen(photo))
    return taken
