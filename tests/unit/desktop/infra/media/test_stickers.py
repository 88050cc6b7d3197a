"""Stickers by size, format and dimensions, whatever they are made of; the stand-in for Meta agrees."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from desktop.domain.errors import LocalProblem
from desktop.domain.prepared import QuietWatch
from desktop.domain.sticker import MOVING_BYTES, STILL_BYTES, Fit, MadeSticker
from desktop.infra.media.stickers import StickerMaker
from server_stub.cloud_sim.media.inspect import trouble_with
from server_stub.cloud_sim.media.store import Media
from tests.helpers.media_files import bomb, moving, noise, photograph, picture, scene


@pytest.fixture
async def maker(tmp_path: Path) -> AsyncIterator[StickerMaker]:
    parent = tmp_path / "runtime"
    parent.mkdir()
    made = StickerMaker(parent)
    yield made
    await made.close()
    assert list(parent.iterdir()) == []


async def make(maker: StickerMaker, path: Path, data: bytes, fit: Fit = Fit.WHOLE) -> tuple[MadeSticker, Image.Image]:
    path.write_bytes(data)
    made = await maker.make(path, fit=fit, watch=QuietWatch())
    written = made.path.read_bytes()
    assert len(written) == made.size <= made.limit
    assert trouble_with(Media("1", written, "image/webp", "n", "upload", 1), "sticker") is None
    opened = Image.open(io.BytesIO(written))
    assert (opened.format, opened.size) == ("WEBP", (512, 512))
    assert getattr(opened, "n_frames", 1) == made.frames
    return made, opened


@pytest.mark.parametrize(("width", "height"), [(64, 48), (1, 900), (3000, 1200), (512, 512)])
@pytest.mark.parametrize("fit", list(Fit))
async def test_any_shape_becomes_a_square(
    maker: StickerMaker, tmp_path: Path, width: int, height: int, fit: Fit
) -> None:
    made, opened = await make(maker, tmp_path / "foto.png", picture(scene(width, height), "PNG"), fit)
    assert made.limit == STILL_BYTES
    corners = [opened.convert("RGBA").getpixel(at)[3] for at in ((0, 0), (511, 0), (0, 511), (511, 511))]
    is_padded = fit is Fit.WHOLE and width != height
    assert (0 in corners) is is_padded


async def test_a_photograph_stands_upright_and_tells_nothing(maker: StickerMaker, tmp_path: Path) -> None:
    made, opened = await make(maker, tmp_path / "foto.jpg", photograph(orientation=3), Fit.CROP)
    red, _, blue, _ = opened.convert("RGBA").getpixel((500, 500))
    assert red > 150 > blue
    assert b"Telefone" not in made.path.read_bytes()
    assert not opened.getexif()


async def test_what_no_format_makes_smaller_still_fits(maker: StickerMaker, tmp_path: Path) -> None:
    made, _ = await make(maker, tmp_path / "ruido.png", picture(noise(600, 600), "PNG"), Fit.CROP)
    assert made.size <= STILL_BYTES


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
async def test_what_moves_goes_on_moving(maker: StickerMaker, tmp_path: Path, kind: str) -> None:
    made, opened = await make(maker, tmp_path / f"festa.{kind.lower()}", moving(kind, 8))
    assert (made.frames, made.was_frames, made.limit, made.is_moving) == (8, 8, MOVING_BYTES, True)
    opened.seek(1)
    opened.load()
    assert opened.info["duration"] == 40


async def test_a_thousand_frames_are_thinned_and_cut(maker: StickerMaker, tmp_path: Path) -> None:
    made, _ = await make(maker, tmp_path / "longo.webp", moving("WEBP", 1000, (16, 16)))
    assert made.is_cut
    assert made.was_frames == 250
    assert 2 <= made.frames <= 60


async def test_frames_full_of_noise_are_dropped_until_it_fits(maker: StickerMaker, tmp_path: Path) -> None:
    frames = [noise(200, 200).rotate(90 * turn) for turn in range(4)] * 3
    gif = picture(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0)
    made, _ = await make(maker, tmp_path / "ruido.gif", gif, Fit.CROP)
    assert made.is_moving
    assert made.frames < made.was_frames == 12


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"no picture at all", "file_damaged"),
        (picture(scene(), "PNG")[:60], "file_damaged"),
        (moving("GIF", 5)[:-200], "file_damaged"),
        (bomb(), "picture_too_large"),
    ],
)
async def test_what_cannot_be_one_is_refused(maker: StickerMaker, tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(data)
    with pytest.raises(LocalProblem) as told:
        await maker.make(path, fit=Fit.WHOLE, watch=QuietWatch())
    assert told.value.code == code


async def test_a_folder_and_a_missing_file_are_refused(maker: StickerMaker, tmp_path: Path) -> None:
    for path, code in ((tmp_path, "file_not_ordinary"), (tmp_path / "gone.png", "file_unreadable")):
        with pytest.raises(LocalProblem) as told:
            await maker.make(path, fit=Fit.WHOLE, watch=QuietWatch())
        assert told.value.code == code


class StopsAt(QuietWatch):
    """Wanted no more once so much is done."""

    def told(self, done: float) -> None:
        if done >= 0.2:
            self.stop()


async def test_who_stops_it_leaves_nothing(maker: StickerMaker, tmp_path: Path) -> None:
    path = tmp_path / "festa.gif"
    path.write_bytes(moving("GIF", 20))
    with pytest.raises(LocalProblem) as told:
        await maker.make(path, fit=Fit.WHOLE, watch=StopsAt())
    assert told.value.code == "not_wanted"


async def test_a_cancelled_task_leaves_nothing(maker: StickerMaker, tmp_path: Path) -> None:
    path = tmp_path / "festa.gif"
    path.write_bytes(moving("GIF", 30))
    task = asyncio.get_running_loop().create_task(maker.make(path, fit=Fit.WHOLE, watch=QuietWatch()), name="make")
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    made = await maker.make(path, fit=Fit.WHOLE, watch=QuietWatch())
    assert made.frames == 30
    await maker.clear(made.path)
    assert not made.path.exists()
