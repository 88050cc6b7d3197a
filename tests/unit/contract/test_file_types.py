"""Files are known by what is in them."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from server_stub.contract.file_types import HEAD_BYTES, is_opus, sniff

_OFFICE = "application/vnd.openxmlformats-officedocument."
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
WORD, SHEET, SLIDES = (it.encode("utf-16-le") for it in ("WordDocument", "Workbook", "PowerPoint Document"))


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (37, 21), (10, 200, 30)).save(out, kind)
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "word/ xl/ ppt/ inside")
    return out.getvalue()


def opus(channels: int, *, before: bytes = bytes(20), codec: bytes = b"OpusHead\x01") -> bytes:
    return b"OggS\0\x02" + before + b"\x01\x13" + codec + bytes([channels]) + bytes(300)


@pytest.mark.parametrize(
    ("head", "mime_type"),
    [
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (picture("WEBP"), "image/webp"),
        (picture("GIF"), "image/gif"),
        (b"%PDF-1.7\n...", "application/pdf"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(300), "video/mp4"),
        (b"\0\0\0\x1cftypM4A \0\0\0\0M4A mp42isom" + bytes(300), "audio/mp4"),
        (archive("[Content_Types].xml", "word/document.xml"), _OFFICE + "wordprocessingml.document"),
        (archive("docProps/app.xml", "a", "b", "c", "d", "xl/workbook.xml"), _OFFICE + "spreadsheetml.sheet"),
        (archive("_rels/.rels", "ppt/presentation.xml"), _OFFICE + "presentationml.presentation"),
        (archive("readme.txt"), "application/zip"),
        ("Olá, café\r\n\tfim".encode(), "text/plain"),
        (b"caf\xe9 in latin-1", None),
        (b"with \x00 nul", None),
        (b"\x1b[31mterminal", None),
        (b"", None),
        (b"MZ\x90\x00" + bytes(100), "application/x-msdownload"),
    ],
)
def test_the_content_tells_the_type_whatever_the_name(head: bytes, mime_type: str | None) -> None:
    assert [sniff(head, name) for name in ("", "contrato.doc", "foto.jpg")] == [mime_type] * 3


@pytest.mark.parametrize(
    ("inside", "name", "mime_type"),
    [
        (WORD, "", "application/msword"),
        (SHEET, "", "application/vnd.ms-excel"),
        (SLIDES, "aula.xls", "application/vnd.ms-powerpoint"),
        (WORD + SHEET, "", "application/msword"),
        (WORD + SHEET, "planilha.xls", "application/vnd.ms-excel"),
        (WORD + SHEET, "aula.ppt", "application/msword"),
        (b"", "velho.doc", "application/msword"),
        (b"", "VELHO.XLS", "application/vnd.ms-excel"),
        (b"", "velho.ppt", "application/vnd.ms-powerpoint"),
        (b"", "carta.msg", None),
        (b"", "", None),
    ],
)
def test_old_office_files_are_told_by_their_streams_then_by_their_name(
    inside: bytes, name: str, mime_type: str | None
) -> None:
    assert sniff(OLE + inside, name) == mime_type


def test_text_cut_within_a_character_is_still_text() -> None:
    for letter in ("ã", "€", "😀"):
        head = ("x" * (HEAD_BYTES - 1) + letter).encode()[:HEAD_BYTES]
        assert sniff(head) == "text/plain"
    assert sniff("ã".encode()[:1]) is None
    assert sniff(b"\xc3" + b"x" * (HEAD_BYTES - 1)) is None


@pytest.mark.parametrize(
    ("head", "fine"),
    [
        (opus(1), True),
        (opus(2), False),
        (opus(0), False),
        (opus(1, codec=b"\x01vorbis\0\0"), False),
        (opus(1, before=bytes(600)), False),
        (opus(1).replace(b"OggS", b"RIFF"), False),
        (opus(1)[:37], False),
        (b"", False),
    ],
)
def test_only_opus_with_one_channel_is_a_voice_message(head: bytes, fine: bool) -> None:
    assert is_opus(head) is fine


@given(st.binary(max_size=400), st.sampled_from([b"", b"OggS", b"PK\x03\x04", OLE]), st.text(max_size=12))
def test_broken_files_break_nothing(data: bytes, start: bytes, name: str) -> None:
    sniff(start + data, name)
    is_opus(start + data)
