"""Files are known by what is in them."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from server_stub.domain.file_kind import HEAD_BYTES, Shape, shape, sniff

_OFFICE = "application/vnd.openxmlformats-officedocument."


def picture(kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (37, 21), (10, 200, 30)).save(out, kind, **more)
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "word/ xl/ ppt/ inside")
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "mime_type"),
    [
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (picture("WEBP"), "image/webp"),
        (picture("GIF"), "image/gif"),
        (b"%PDF-1.7\n...", "application/pdf"),
        (archive("[Content_Types].xml", "word/document.xml"), _OFFICE + "wordprocessingml.document"),
        (archive("docProps/app.xml", "a", "b", "c", "d", "xl/workbook.xml"), _OFFICE + "spreadsheetml.sheet"),
        (archive("_rels/.rels", "ppt/presentation.xml"), _OFFICE + "presentationml.presentation"),
        (archive("readme.txt"), "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), None),
        ("Olá, café\r\n\tfim".encode(), "text/plain"),
        (b"caf\xe9 in latin-1", None),
        (b"with \x00 nul", None),
        (b"\x1b[31mterminal", None),
        (b"", None),
        (b"MZ\x90\x00" + bytes(100), "application/x-msdownload"),
    ],
)
def test_sniff(head: bytes, mime_type: str | None) -> None:
    assert sniff(head) == mime_type


def test_text_cut_within_a_character_is_still_text() -> None:
    long = "ã" * HEAD_BYTES
    assert sniff(long.encode()[: HEAD_BYTES - 1] + b"\xc3"[:1]) in ("text/plain", None)
    assert sniff(("x" + long).encode()[:HEAD_BYTES]) == "text/plain"
    assert sniff("ã".encode()[:1]) is None


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
    st.sampled_from([b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBP", b"OggS", b"PK\x03\x04"]),
)
def test_broken_files_break_nothing(data: bytes, start: bytes) -> None:
    found = shape(start + data, data)
    assert found.width >= 0
    assert found.duration_ms >= 0
    sniff(start + data)
