"""Files that the agent of the tour has at hand: the stand-in's samples under names that an office would give them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from server_stub.cloud_sim.samples import SAMPLES, sample_bytes

FILES: Final = {
    "caixa-nova.jpg": "parcel",
    "etiqueta.jpg": "damaged_parcel",
    "embalagem.mp4": "video",
    "vinheta.mp3": "jingle",
    "recibo-4821.pdf": "document",
    "presente.webp": "sticker",
    "presente-animado.webp": "swaying",
    "recado.ogg": "voice",
}


def lay_out(folder: Path) -> None:
    """Write them all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, sample in FILES.items():
        (folder / name).write_bytes(sample_bytes(SAMPLES[sample]))
