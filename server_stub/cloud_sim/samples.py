"""The small real files that simulated customers send, kept in the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Sample(msgspec.Struct, frozen=True):
    """One file of `media/`."""

    file: str
    mime_type: str
    filename: str


SAMPLES: dict[str, Sample] = {
    "image": Sample("parcel.jpg", "image/jpeg", "IMG-20261122-WA0001.jpg"),
    "parcel": Sample("parcel.jpg", "image/jpeg", "IMG-20261122-WA0001.jpg"),
    "damaged_parcel": Sample("damaged_parcel.jpg", "image/jpeg", "IMG-20261122-WA0002.jpg"),
    "sticker": Sample("sticker.webp", "image/webp", "sticker.webp"),
    "swaying": Sample("swaying.webp", "image/webp", "sticker.webp"),
    "voice": Sample("voice.ogg", "audio/ogg; codecs=opus", "PTT-20261122-WA0003.ogg"),
    "audio": Sample("voice.ogg", "audio/ogg; codecs=opus", "AUD-20261122-WA0004.ogg"),
    "jingle": Sample("jingle.mp3", "audio/mpeg", "AUD-20261122-WA0006.mp3"),
    "document": Sample("comprovante.pdf", "application/pdf", "comprovante.pdf"),
    "video": Sample("clip.mp4", "video/mp4", "VID-20261122-WA0005.mp4"),
}


@cache
def _read(file: str) -> bytes:
    return (files("server_stub.cloud_sim") / "media" / file).read_bytes()


def sample_bytes(sample: Sample) -> bytes:
    """The bytes of a sample."""
    return _read(sample.file)
