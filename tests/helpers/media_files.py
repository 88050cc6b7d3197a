"""Small pictures, sounds and films made on the spot, sound and broken."""

from __future__ import annotations

import io
import math
import random
import struct
import subprocess
import wave
import zlib
from array import array
from pathlib import Path

from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

ORIENTATION, GPS, CAMERA = 0x0112, 0x8825, 0x0110
SAO_PAULO = {1: "S", 2: (IFDRational(23), IFDRational(33), IFDRational(0)), 3: "W", 4: (IFDRational(46),) * 3}


def scene(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """The upper left corner is red, the rest blue: one sees whether it was turned."""
    image = Image.new("RGB", (width, height), (20, 40, 200))
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill=(220, 20, 20))
    return image if mode == "RGB" else image.convert(mode)


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """What no format makes smaller."""
    data = random.Random(7).randbytes(width * height * len(mode))
    return Image.frombytes(mode, (width, height), data)


def picture(image: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)  # type: ignore[arg-type]
    return out.getvalue()


def photograph(*, orientation: int = 1, place: bool = True, image: Image.Image | None = None) -> bytes:
    """A JPEG as a telephone writes it."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[CAMERA] = orientation, "Telefone 7"
    if place:
        exif.get_ifd(GPS).update(SAO_PAULO)
    return picture(image or scene(), "JPEG", exif=exif, quality=90, comment=b"um segredo")


def moving(kind: str, frames: int, size: tuple[int, int] = (64, 48)) -> bytes:
    """GIF, WEBP or PNG with so many frames."""
    images = [Image.new("RGB", size, (number * 37 % 255, number * 91 % 255, 90)) for number in range(frames)]
    return picture(images[0], kind, save_all=True, append_images=images[1:], duration=40, loop=0)


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 30,000 pixels square."""
    data = bytearray(picture(scene(8, 8), "PNG"))
    data[16:24] = struct.pack(">II", 30_000, 30_000)
    data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
    return bytes(data)


def wav(seconds: float, *, rate: int = 44_100, channels: int = 1, hertz: int = 500) -> bytes:
    samples = array("h")
    for at in range(round(seconds * rate)):
        samples.extend([round(9000 * math.sin(2 * math.pi * hertz * at / rate))] * channels)
    out = io.BytesIO()
    with wave.open(out, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(samples.tobytes())
    return out.getvalue()


def ffmpeg(target: Path, *arguments: str) -> Path:
    """`target` made by the converter from what `arguments` say."""
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments, str(target)]
    subprocess.run(command, check=True, timeout=120)
    return target


def film(target: Path, *codecs: str, seconds: float = 1, size: str = "96x64", sounds: int = 1) -> Path:
    """A test film; without `codecs` what WhatsApp takes: H.264 without B-frames, AAC, index first."""
    picture_in = ["-f", "lavfi", "-i", f"testsrc=duration={seconds}:size={size}:rate=10"]
    sound_in = ["-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}:sample_rate=44100"] * sounds
    streams = ["-map", "0:v", *(part for number in range(sounds) for part in ("-map", f"{number + 1}:a"))]
    usual = ["-c:v", "libx264", "-profile:v", "main", "-bf", "0", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    return ffmpeg(target, *picture_in, *sound_in, *streams, *(codecs or (*usual, "-movflags", "+faststart")))
