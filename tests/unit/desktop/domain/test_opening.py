"""What may be handed to another program, and how a file of the gallery is shown."""

from __future__ import annotations

import pytest

from desktop.domain.gallery import TEXT_BYTES, Show, readable, show_as
from desktop.domain.opening import Risk, opening_risk
from server_stub.contract.content import Media


@pytest.mark.parametrize(
    ("name", "head", "risk"),
    [
        ("foto.jpg", b"\xff\xd8\xff", Risk.NONE),
        ("Contrato FINAL.PDF", b"%PDF-1.7", Risk.NONE),
        ("planilha.xlsx", b"PK\x03\x04", Risk.NONE),
        ("fotos.zip", b"PK\x03\x04", Risk.UNKNOWN),
        ("semnome", b"qualquer", Risk.UNKNOWN),
        ("boleto.exe", b"MZ", Risk.PROGRAM),
        ("boleto.pdf.scr", b"MZ", Risk.PROGRAM),
        ("boleto.EXE. . ", b"", Risk.PROGRAM),
        ("foto.jpg", b"MZ\x90\x00", Risk.PROGRAM),
        ("texto.txt", b"#!/bin/sh", Risk.PROGRAM),
        ("nota.txt", b"\x7fELF", Risk.PROGRAM),
        ("pagina.html", b"<html>", Risk.PROGRAM),
        ("desenho.svg", b"<svg", Risk.PROGRAM),
        ("planilha.xlsm", b"PK\x03\x04", Risk.PROGRAM),
        ("atalho.desktop", b"[Desktop Entry]", Risk.PROGRAM),
    ],
)
def test_what_may_be_opened(name: str, head: bytes, risk: Risk) -> None:
    assert opening_risk(name, head) is risk


@pytest.mark.parametrize(
    ("mime_type", "show"),
    [
        ("image/jpeg", Show.PICTURE),
        ("image/svg+xml", Show.NOTHING),
        ("video/mp4", Show.FILM),
        ("audio/ogg; codecs=opus", Show.FILM),
        ("application/pdf", Show.PAGES),
        ("text/plain; charset=utf-8", Show.TEXT),
        ("application/zip", Show.NOTHING),
        ("", Show.NOTHING),
    ],
)
def test_how_a_file_is_shown(mime_type: str, show: Show) -> None:
    assert show_as(Media("m", mime_type)) is show


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("ação".encode(), "ação"),
        ("\ufeffação".encode(), "ação"),
        (b"x" + ("ã" * TEXT_BYTES).encode()[: TEXT_BYTES - 1], "x" + "ã" * (TEXT_BYTES // 2 - 1)),
        ("ação".encode("cp1252"), "ação"),
        ("ação".encode("utf-16"), "ação"),
        (b"MZ\x00\x01", None),
        (b"", ""),
    ],
)
def test_texts_are_read_in_what_they_were_written_in(data: bytes, text: str | None) -> None:
    assert readable(data) == text
