"""Pictures leave as WhatsApp takes them: upright, in sRGB, within 5 MB, without the place where they were taken."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from desktop.domain.errors import LocalProblem
from desktop.domain.prepared import Done, Prepared, QuietWatch
from desktop.infra.media.pictures import prepare_picture
from desktop.infra.media.sources import Source
from desktop.infra.media.stopping import Unwanted
from desktop.infra.media.workshop import Workshop
from tests.helpers.media_files import CAMERA, GPS, bomb, moving, noise, photograph, picture, scene
from tests.helpers.source_tree import ROOT

Chosen = Callable[[str, bytes], Source]
Prepare = Callable[[str, bytes], Prepared]
MEGABYTE = 1024 * 1024
RED, BLUE = (220, 20, 20), (20, 40, 200)


@pytest.fixture
def prepare(chosen: Chosen, workshop: Workshop) -> Prepare:
    return lambda name, data: prepare_picture(chosen(name, data), workshop, QuietWatch())


def opened(prepared: Prepared) -> Image.Image:
    image = Image.open(io.BytesIO(prepared.path.read_bytes()))
    image.load()
    assert image.info.get("icc_profile") is None or b"sRGB" in image.info["icc_profile"]
    assert f"image/{image.format}".lower() == prepared.mime_type
    assert prepared.size == prepared.path.stat().st_size <= 5 * MEGABYTE
    return image


def near(found: object, wanted: tuple[int, ...]) -> bool:
    assert isinstance(found, tuple)
    return len(found) == len(wanted) and all(abs(one - other) < 12 for one, other in zip(found, wanted, strict=True))


def test_a_picture_that_is_fine_is_not_touched(prepare: Prepare, chosen: Chosen) -> None:
    for name, data in (("a.png", picture(scene(), "PNG")), ("b.png", picture(scene(mode="RGBA"), "PNG"))):
        prepared = prepare(name, data)
        assert (prepared.path.name, prepared.done, prepared.temporary) == (name, (Done.UNCHANGED,), False)
        assert (prepared.kind, prepared.mime_type) == ("image", "image/png")


def test_place_and_camera_go_and_every_pixel_stays(prepare: Prepare) -> None:
    data = photograph()
    prepared = prepare("praia.jpg", data)
    sent = opened(prepared)
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(GPS)
    assert not sent.getexif()
    assert sent.tobytes() == Image.open(io.BytesIO(data)).tobytes()
    bytes_sent = prepared.path.read_bytes()
    assert b"segredo" not in bytes_sent
    assert b"Telefone" not in bytes_sent
    assert prepared.done == (Done.PLACE_REMOVED,)
    assert prepared.path.name == "praia.jpg"
    assert prepared.temporary


def test_words_beside_a_png_go_too(prepare: Prepare) -> None:
    words = PngInfo()
    words.add_text("Author", "Maria", zip=True)
    prepared = prepare("a.png", picture(scene(), "PNG", pnginfo=words))
    assert opened(prepared).info == {}
    assert prepared.done == (Done.DETAILS_REMOVED,)


def test_the_film_behind_a_picture_goes_too(prepare: Prepare) -> None:
    data = picture(scene(), "JPEG")
    prepared = prepare("movimento.jpg", data + b"\0\0\0\x18ftypmp42" + b"film" * 500)
    assert b"film" not in prepared.path.read_bytes()
    assert opened(prepared).size == (64, 48)


@pytest.mark.parametrize("orientation", range(2, 9))
def test_it_is_upright_whatever_the_telephone_wrote(prepare: Prepare, orientation: int) -> None:
    turned = scene().transpose(
        {
            2: Image.Transpose.FLIP_LEFT_RIGHT,
            3: Image.Transpose.ROTATE_180,
            4: Image.Transpose.FLIP_TOP_BOTTOM,
            5: Image.Transpose.TRANSPOSE,
            6: Image.Transpose.ROTATE_90,
            7: Image.Transpose.TRANSVERSE,
            8: Image.Transpose.ROTATE_270,
        }[orientation]
    )
    prepared = prepare("a.jpg", photograph(orientation=orientation, image=turned))
    sent = opened(prepared)
    assert sent.size == (64, 48)
    assert near(sent.getpixel((8, 8)), RED)
    assert near(sent.getpixel((56, 40)), BLUE)
    assert not sent.getexif()
    assert {Done.TURNED, Done.PLACE_REMOVED} <= set(prepared.done)


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "GIF", "WEBP", "ICO"])
def test_other_formats_become_one_that_is_taken(prepare: Prepare, kind: str) -> None:
    prepared = prepare(f"quadro.{kind.lower()}", picture(scene(), kind))
    sent = opened(prepared)
    assert sent.mode in ("RGB", "RGBA")
    assert near(sent.getpixel((4, 4))[:3], RED)
    assert Done.CONVERTED in prepared.done
    assert prepared.path.name in ("quadro.png", "quadro.jpg")


def test_pictures_of_iphones_are_read(prepare: Prepare) -> None:
    data = (ROOT / "tests" / "fixtures" / "media" / "small.heic").read_bytes()
    prepared = prepare("IMG_0001.HEIC", data)
    assert prepared.mime_type == "image/jpeg"
    assert near(opened(prepared).getpixel((4, 4)), RED)
    assert prepared.path.name == "IMG_0001.jpg"


def deep() -> Image.Image:
    """Sixteen bits a sample."""
    return scene(mode="L").point(lambda value: value * 257, "I").convert("I;16")


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "LA", "I;16"])
def test_every_kind_of_colours_ends_as_eight_bit_colours(prepare: Prepare, mode: str) -> None:
    image = deep() if mode == "I;16" else scene(mode=mode)
    kind = "JPEG" if mode == "CMYK" else "PNG"
    sent = opened(prepare("a", picture(image, kind)))
    assert sent.mode in ("RGB", "RGBA")
    corner, far = sent.convert("L").getpixel((4, 4)), sent.convert("L").getpixel((60, 44))
    assert isinstance(corner, int)
    assert isinstance(far, int)
    if mode != "1":
        assert abs(corner - 80) < 24
        assert abs(far - 52) < 24


def test_transparency_stays(prepare: Prepare) -> None:
    image = scene(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    sent = opened(prepare("logo.webp", picture(image, "WEBP", lossless=True)))
    assert (sent.format, sent.mode) == ("PNG", "RGBA")
    assert sent.getextrema()[3] != (255, 255)


def test_foreign_colours_are_translated(prepare: Prepare) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    renamed = bytearray(srgb.tobytes())
    at = renamed.find("sRGB".encode("utf-16-be"))
    renamed[at : at + 8] = "Fake".encode("utf-16-be")
    prepared = prepare("a.jpg", picture(scene(), "JPEG", icc_profile=bytes(renamed), quality=95))
    assert prepared.temporary
    assert opened(prepared).info.get("icc_profile") is None
    assert near(opened(prepared).getpixel((4, 4)), RED)


def test_a_profile_that_makes_no_sense_is_left_out(prepare: Prepare) -> None:
    sent = opened(prepare("a.jpg", picture(scene(), "JPEG", icc_profile=b"nonsense" * 30)))
    assert near(sent.getpixel((4, 4)), RED)


def test_what_is_too_large_is_made_to_fit(prepare: Prepare) -> None:
    data = picture(noise(1800, 1500), "PNG")
    assert len(data) > 5 * MEGABYTE
    prepared = prepare("foto.png", data)
    assert prepared.mime_type == "image/jpeg"
    assert {Done.SMALLER, Done.CONVERTED} <= set(prepared.done)
    assert opened(prepared).size == (1800, 1500)


def test_what_shows_through_is_scaled_until_it_fits(prepare: Prepare) -> None:
    prepared = prepare("foto.png", picture(noise(1300, 1100, "RGBA"), "PNG"))
    assert Done.SCALED in prepared.done
    assert opened(prepared).mode == "RGBA"


def test_a_huge_picture_has_fewer_pixels_afterwards(prepare: Prepare) -> None:
    prepared = prepare("cartaz.bmp", picture(scene(6000, 300), "BMP"))
    assert opened(prepared).size == (4096, 205)
    assert Done.SCALED in prepared.done


def test_the_first_frame_of_what_moves_is_sent_and_told(prepare: Prepare) -> None:
    prepared = prepare("a.webp", moving("WEBP", 1000, (16, 16)))
    assert Done.FIRST_FRAME in prepared.done
    assert opened(prepared).size == (16, 16)


@pytest.mark.parametrize("frames", [1, 3])
def test_a_sticker_stays_one(prepare: Prepare, frames: int) -> None:
    data = moving("WEBP", frames, (512, 512))
    prepared = prepare("s.webp", data)
    assert (prepared.kind, prepared.mime_type, prepared.done) == ("sticker", "image/webp", (Done.UNCHANGED,))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_a_picture_that_is_cut_off_is_told(prepare: Prepare, kind: str) -> None:
    data = picture(noise(120, 90), kind)
    with pytest.raises(LocalProblem, match="file_damaged"):
        prepare("a", data[: len(data) // 2])


def test_a_picture_that_lies_about_its_length_is_told(prepare: Prepare) -> None:
    data = bytearray(picture(scene(), "PNG"))
    at = data.find(b"IDAT") - 4
    data[at : at + 4] = struct.pack(">I", 0x7FFFFFFF)
    with pytest.raises(LocalProblem, match="file_damaged"):
        prepare("a.png", bytes(data))


def test_a_bomb_is_refused_before_it_is_opened(prepare: Prepare) -> None:
    with pytest.raises(LocalProblem) as refused:
        prepare("a.png", bomb())
    assert (refused.value.code, refused.value.params) == ("picture_too_large", {"megapixels": 80})


def test_what_nobody_wants_any_more_is_not_finished(chosen: Chosen, workshop: Workshop) -> None:
    with pytest.raises(Unwanted):
        prepare_picture(chosen("a.bmp", picture(scene(), "BMP")), workshop, QuietWatch(stopped=True))


def test_the_camera_is_not_in_what_is_made_anew(prepare: Prepare) -> None:
    exif = Image.Exif()
    exif[CAMERA] = "Telefone 7"
    prepared = prepare("a.webp", picture(scene(), "WEBP", exif=exif))
    assert b"Telefone" not in prepared.path.read_bytes()
    assert Done.DETAILS_REMOVED in prepared.done
