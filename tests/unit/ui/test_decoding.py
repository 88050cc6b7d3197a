"""Files of strangers: whole pictures are shown at the size they are needed, everything else is refused in bounds."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize

from desktop.ui.controllers.decoding import MOST_FRAME_BYTES, MOST_FRAMES, animation, decoded

SHOWN = QSize(150, 150)


def picture(form: str, size: tuple[int, int] = (900, 600), **more: object) -> bytes:
    made = io.BytesIO()
    image = Image.effect_noise(size, 60).convert("RGB")
    image.save(made, form, **more)
    return made.getvalue()


def moving(frames: int, side: int = 128) -> bytes:
    made = io.BytesIO()
    steps = [Image.new("RGBA", (side, side), (number * 2 % 256, number * 7 % 256, 90, 255)) for number in range(frames)]
    steps[0].save(made, "WEBP", save_all=True, append_images=steps[1:], duration=30, loop=0, lossless=True)
    return made.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "whatever.bin"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_decoded_to_the_size_that_is_shown(file: Path, form: str) -> None:
    file.write_bytes(picture(form))
    image = decoded(file, SHOWN)
    assert image is not None
    assert (image.width(), image.height()) == (225, 150)
    file.write_bytes(picture(form, (40, 30)))
    assert decoded(file, SHOWN).size() == QSize(40, 30)


def test_a_picture_lies_as_its_camera_was_held(file: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file.write_bytes(picture("JPEG", exif=exif))
    image = decoded(file, SHOWN)
    assert (image.width(), image.height()) == (150, 225)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
def test_a_truncated_picture_is_none(file: Path, form: str, share: float) -> None:
    whole = picture(form)
    file.write_bytes(whole[: int(len(whole) * share)])
    assert decoded(file, SHOWN) is None


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 100, b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4"]
)
def test_what_is_no_picture_is_none(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert decoded(file, SHOWN) is None
    assert animation(file, SHOWN) is None


def test_a_bomb_is_refused_before_it_is_decoded(file: Path) -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    header = (60_000).to_bytes(4) + (60_000).to_bytes(4) + b"\x08\x02\x00\x00\x00"
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00" * 1000)) + chunk(b"IEND", b"")
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    assert decoded(file, SHOWN) is None


def test_a_sticker_moves_and_one_picture_does_not(file: Path) -> None:
    file.write_bytes(moving(5))
    made = animation(file, SHOWN)
    assert made is not None
    assert (len(made.frames), made.frames[0].size()) == (5, SHOWN)
    assert all(delay >= 20 for delay in made.delays_ms)
    file.write_bytes(picture("WEBP"))
    assert animation(file, SHOWN) is None


def test_a_thousand_frames_cost_no_more_than_the_limit(file: Path) -> None:
    file.write_bytes(moving(1000, 64))
    for side in (150, 300):
        made = animation(file, QSize(side, side))
        assert made is not None
        assert len(made.frames) <= MOST_FRAMES
        assert sum(frame.sizeInBytes() for frame in made.frames) <= MOST_FRAME_BYTES
    file.write_bytes(moving(3, 1200))
    assert animation(file, SHOWN) is None
