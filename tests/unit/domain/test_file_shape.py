"""Sizes and lengths are read from headers."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from server_stub.domain.file_shape import Shape, shape


def picture(kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (37, 21), (10, 200, 30)).save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_sizes_are_read_from_headers(kind: str) -> None:
    assert shape(picture(kind), b"") == Shape(37, 21)
    assert shape(picture("WEBP", lossless=True), b"") == Shape(37, 21)


def test_moving_stickers_are_told_from_still_ones() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (512, 512), (n * 80, 0, 0)) for n in range(3)]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    assert shape(out.getvalue(), b"") == Shape(512, 512, animated=True)


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBP", b"OggS"]),
)
def test_broken_files_break_nothing(data: bytes, start: bytes) -> None:
    found = shape(start + data, data)
    assert found.width >= 0
    assert found.duration_ms >= 0
