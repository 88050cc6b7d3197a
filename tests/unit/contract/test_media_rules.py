"""What WhatsApp takes, as what, and how much of it."""

from __future__ import annotations

import pytest

from server_stub.contract.content import Kind
from server_stub.contract.media_rules import ALLOWED, HEADER_TYPES, LARGEST, fits_header, kind_for, limit_of

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("mime_type", "kind", "limit"),
    [
        ("image/png", Kind.IMAGE, 5 * MEGABYTE),
        ("Audio/OGG; codecs=opus", Kind.VOICE, 16 * MEGABYTE),
        ("audio/mpeg", Kind.AUDIO, 16 * MEGABYTE),
        ("video/3gpp", Kind.VIDEO, 16 * MEGABYTE),
        ("text/plain", Kind.DOCUMENT, 100 * MEGABYTE),
    ],
)
def test_each_type_has_a_kind_and_a_limit(mime_type: str, kind: Kind, limit: int) -> None:
    assert (kind_for(mime_type), limit_of(mime_type), limit_of(mime_type, animated=True)) == (kind, limit, limit)


def test_a_sticker_that_moves_may_be_larger() -> None:
    assert (limit_of("image/webp"), limit_of("image/webp", animated=True)) == (100 * 1024, 500 * 1024)


def test_what_is_nothing_else_is_a_document_but_has_no_limit() -> None:
    assert kind_for("application/zip") is Kind.DOCUMENT
    with pytest.raises(KeyError):
        limit_of("application/zip")


def test_nothing_is_larger_than_the_largest() -> None:
    assert max(limit_of(mime_type, animated=True) for mime_type in ALLOWED) == LARGEST
    assert set().union(*HEADER_TYPES.values()) <= ALLOWED.keys()


@pytest.mark.parametrize(
    ("kind", "mime_type", "fits"),
    [
        ("IMAGE", "image/jpeg", True),
        ("IMAGE", "image/png", True),
        ("IMAGE", "image/webp", False),
        ("IMAGE", "application/pdf", False),
        ("VIDEO", "video/mp4", True),
        ("VIDEO", "video/3gpp", True),
        ("VIDEO", "image/png", False),
        ("DOCUMENT", "application/pdf", True),
        ("DOCUMENT", "text/plain", False),
        ("DOCUMENT", "image/png", False),
        ("TEXT", "image/png", False),
        ("", "application/pdf", False),
    ],
)
def test_which_file_may_stand_above_the_text(kind: str, mime_type: str, fits: bool) -> None:
    assert fits_header(kind, mime_type) is fits
