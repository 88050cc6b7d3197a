"""Small pictures of what strangers send: of good files one, of hostile ones none, and never any harm."""

from __future__ import annotations

import io
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from server_stub.pictures.drawer import LARGEST_PICTURE, Drawer
from server_stub.pictures.drawing import SIDE
from tests.helpers.media_files import bomb, picture

SAMPLES = Path(__file__).parents[3] / "server_stub" / "cloud_sim" / "media"


@pytest.fixture
async def drawer() -> AsyncIterator[Drawer]:
    made = Drawer(patience=60)
    yield made
    await made.close()


async def test_a_picture_becomes_a_small_one_that_stands_upright(drawer: Drawer) -> None:
    lying = Image.linear_gradient("L").convert("RGB").resize((1600, 1200))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    whole = picture(lying, "JPEG", quality=95, exif=exif.tobytes())
    drawn = await drawer.small("image/jpeg", whole)
    with Image.open(io.BytesIO(drawn)) as small:
        assert (small.format, small.size) == ("WEBP", (SIDE * 3 // 4, SIDE))
    assert len(drawn) < len(whole)


async def test_what_can_be_seen_through_stays_so(drawer: Drawer) -> None:
    drawn = await drawer.small("image/png", picture(Image.new("RGBA", (900, 900), (10, 20, 30, 0)), "PNG"))
    with Image.open(io.BytesIO(drawn)) as small:
        assert small.has_transparency_data


async def test_of_hostile_files_there_is_none_and_the_next_is_drawn(drawer: Drawer) -> None:
    good = (SAMPLES / "parcel.jpg").read_bytes()
    for data in (b"", b"\x00" * 5000, good[:2000], good[:-1] + b"", bomb(), b"GIF89a" + b"\xff" * 500):
        drawn = await drawer.small("image/jpeg", data)
        assert drawn == b"" or data == good[:-1]
        assert await drawer.small("image/jpeg", good)
    assert not drawer.can_draw("image/jpeg", LARGEST_PICTURE + 1)
    assert not drawer.can_draw("application/pdf", 10)


async def test_one_that_takes_too_long_is_given_up_and_the_program_with_it() -> None:
    hasty = Drawer(patience=0.001)
    assert await hasty.small("image/jpeg", (SAMPLES / "parcel.jpg").read_bytes()) == b""
    assert hasty._program is None
    await hasty.close()


async def test_of_a_film_its_first_picture_where_this_machine_can(drawer: Drawer) -> None:
    film = (SAMPLES / "clip.mp4").read_bytes()
    drawn = await drawer.small("video/mp4", film)
    assert bool(drawn) is drawer.can_draw("video/mp4", len(film)) is (shutil.which("ffmpeg") is not None)
    assert await drawer.small("video/mp4", film[:300]) == b""
    assert await drawer.small("video/mp4", b"ftyp" * 40) == b""
