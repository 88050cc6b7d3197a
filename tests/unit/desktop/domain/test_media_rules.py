"""Rules about files that go with messages: names, captions, the way of each type, and how films are made to fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.captions import plan_captions
from desktop.domain.errors import LocalProblem
from desktop.domain.file_names import LONGEST, plain_name, true_name
from desktop.domain.film_plan import LIMIT_BYTES, Film, FilmWork, encoding_for, is_refused, work_for
from desktop.domain.media_route import Route, may_be_document, route_of
from desktop.domain.picture_bytes import PictureBroken, without_metadata

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("nota fiscal.pdf", "nota fiscal.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\foto.jpg", "foto.jpg"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("a\x00b\nc\x1b[2J.txt", "abc[2J.txt"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("contrato?.docx. . ", "contrato_.docx"),
        ("...", "file"),
        ("\u200b\u2066", "file"),
        ("", "file"),
        ("ação.png", "ação.png"),
        ("a   b.png", "a b.png"),
    ],
)
def test_a_name_is_what_it_seems(name: str, shown: str) -> None:
    assert plain_name(name) == shown


def test_a_long_name_keeps_its_suffix() -> None:
    made = plain_name("a" * 300 + ".pdf")
    assert len(made) == LONGEST
    assert made.endswith("a.pdf")


@given(st.text(max_size=400), st.sampled_from(["image/jpeg", "application/pdf", "text/plain"]))
def test_no_name_leaves_its_folder_or_hides_anything(name: str, mime_type: str) -> None:
    made = true_name(name, mime_type)
    assert 0 < len(made) <= LONGEST + 5
    assert not set(made) & set('/\\:*?"<>|\0\n\r\u202e\u2066')
    assert made.strip(". ") == made
    assert plain_name(made) == made or len(made) > LONGEST


@pytest.mark.parametrize(
    ("name", "mime_type", "sent"),
    [
        ("foto.exe", "image/jpeg", "foto.jpg"),
        ("foto.JPEG", "image/jpeg", "foto.JPEG"),
        ("foto", "image/png", "foto.png"),
        ("notas.txt", "text/plain", "notas.txt"),
        ("relatorio.2024", "application/pdf", "relatorio.pdf"),
    ],
)
def test_the_suffix_is_that_of_the_content(name: str, mime_type: str, sent: str) -> None:
    assert true_name(name, mime_type) == sent


@pytest.mark.parametrize(
    ("kinds", "own", "typed", "captions", "alone"),
    [
        (["image"], [""], "veja", ["veja"], ""),
        (["image", "document"], ["", "o boleto"], " veja ", ["veja", "o boleto"], ""),
        (["image", "document"], ["a foto", ""], "veja", ["a foto", "veja"], ""),
        (["voice", "image"], ["", ""], "veja", ["", "veja"], ""),
        (["voice"], ["não cabe"], "veja", [""], "veja"),
        (["image"], ["a foto"], "veja", ["a foto"], "veja"),
        (["sticker", "audio"], ["", ""], "", ["", ""], ""),
    ],
)
def test_what_was_typed_goes_exactly_once(
    kinds: list[str], own: list[str], typed: str, captions: list[str], alone: str
) -> None:
    plan = plan_captions(kinds, own, typed)
    assert (list(plan.captions), plan.alone) == (captions, alone)


@pytest.mark.parametrize(
    ("mime_type", "route", "choice"),
    [
        ("image/heic", Route.PICTURE, False),
        ("image/png", Route.PICTURE, True),
        ("audio/x-flac", Route.SOUND, False),
        ("video/webm", Route.FILM, False),
        ("video/mp4", Route.FILM, True),
        ("application/pdf", Route.KEEP, False),
        ("application/zip", Route.KEEP, False),
    ],
)
def test_each_type_has_its_way(mime_type: str, route: Route, choice: bool) -> None:
    assert route_of(mime_type, as_document=False) is route
    assert may_be_document(mime_type) is choice


def test_as_a_document_go_only_types_that_may_be_uploaded() -> None:
    assert route_of("image/png", as_document=True) is Route.KEEP
    assert route_of("application/pdf", as_document=True) is Route.KEEP
    with pytest.raises(LocalProblem, match="document_type_refused"):
        route_of("image/webp", as_document=True)


def film(**facts: object) -> Film:
    fine: dict[str, object] = {
        "mime_type": "video/mp4",
        "size": MB,
        "picture": "avc1",
        "sounds": ("mp4a",),
        "seconds": 20.0,
    }
    return Film(**(fine | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "work", "refused"),
    [
        ({}, FilmWork.KEEP, False),
        ({"sounds": ()}, FilmWork.KEEP, False),
        ({"mime_type": "video/3gpp"}, FilmWork.KEEP, False),
        ({"index_first": False}, FilmWork.REPACK, False),
        ({"mime_type": "video/quicktime"}, FilmWork.REPACK, True),
        ({"awkward": True}, FilmWork.ENCODE, False),
        ({"picture": "hvc1"}, FilmWork.ENCODE, True),
        ({"picture": ""}, FilmWork.ENCODE, True),
        ({"sounds": ("Opus",)}, FilmWork.ENCODE, True),
        ({"sounds": ("mp4a", "mp4a")}, FilmWork.ENCODE, True),
        ({"size": LIMIT_BYTES + 1}, FilmWork.ENCODE, True),
    ],
)
def test_a_film_is_touched_only_where_it_must_be(facts: dict[str, object], work: FilmWork, refused: bool) -> None:
    assert (work_for(film(**facts)), is_refused(film(**facts))) == (work, refused)


@pytest.mark.parametrize("seconds", [1.0, 30.0, 120.0, 600.0])
@pytest.mark.parametrize("sounds", [(), ("mp4a",)])
def test_what_is_encoded_fits(seconds: float, sounds: tuple[str, ...]) -> None:
    encoding = encoding_for(film(seconds=seconds, sounds=sounds))
    assert (encoding.picture_rate + encoding.sound_rate) * seconds / 8 <= LIMIT_BYTES * 0.95
    assert encoding.picture_rate >= 100_000
    assert bool(encoding.sound_rate) == bool(sounds)
    smaller = encoding_for(film(seconds=seconds, sounds=sounds), squeeze=0.8)
    assert smaller.picture_rate <= encoding.picture_rate


def test_longer_films_have_fewer_pixels_and_hours_are_refused() -> None:
    sides = [encoding_for(film(seconds=seconds)).longest_side for seconds in (20.0, 120.0, 400.0)]
    assert sides == [1280, 848, 640]
    with pytest.raises(LocalProblem) as refused:
        encoding_for(film(seconds=4000.0))
    assert (refused.value.code, refused.value.params) == ("film_too_long", {"minutes": 14})


@given(st.binary(max_size=200), st.sampled_from([b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b""]))
def test_any_bytes_are_bared_or_called_broken(data: bytes, start: bytes) -> None:
    try:
        bare = without_metadata(start + data)
    except PictureBroken:
        return
    assert len(bare) <= len(start + data)
