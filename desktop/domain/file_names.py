"""Names of files as they may be shown and sent: no folders, no tricks of writing direction, a suffix that is true."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 120
"""Characters; some systems stop at 255 bytes, and a character may take four."""
_LONGEST_SUFFIX: Final = 16
_FORBIDDEN: Final = frozenset('\\/:*?"<>|')
_RESERVED: Final = re.compile(r"(CON|PRN|AUX|NUL|CLOCK\$|COM[0-9¹²³]|LPT[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)
"""Names that Windows keeps for devices, with whatever suffix."""
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Characters that are not seen, among them those that turn the direction of writing: "gpj.exe" shown as "exe.jpg"."""
_SUFFIXES: Final = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "video/mp4": (".mp4", ".m4v"),
    "video/3gpp": (".3gp",),
    "audio/ogg": (".ogg", ".opus", ".oga"),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a", ".mp4"),
    "audio/aac": (".aac",),
    "audio/amr": (".amr",),
    "application/pdf": (".pdf",),
}


def plain_name(name: str, fallback: str = "file") -> str:
    """The last part of `name`, fit to be shown and to be a file on any system; never empty, at most LONGEST characters.

    `fallback` where nothing is left of it.
    """
    last = unicodedata.normalize("NFC", re.split(r"[\\/]", name)[-1])
    seen = "".join("_" if sign in _FORBIDDEN else sign for sign in last if unicodedata.category(sign) not in _HIDDEN)
    seen = " ".join(seen.split()).strip(". ")
    if not seen:
        return fallback
    if _RESERVED.fullmatch(seen):
        seen = f"_{seen}"
    stem, suffix = split_suffix(seen)
    return stem[: LONGEST - len(suffix)].rstrip(". ") + suffix


def true_name(name: str, mime_type: str, fallback: str = "file") -> str:
    """`plain_name` with a suffix of this type: what was called "foto.exe" and is a picture is sent as "foto.jpg"."""
    made = plain_name(name, fallback)
    allowed = _SUFFIXES.get(mime_type.partition(";")[0])
    stem, suffix = split_suffix(made)
    if allowed is None or suffix.lower() in allowed:
        return made
    return stem[: LONGEST - len(allowed[0])] + allowed[0]


def split_suffix(name: str) -> tuple[str, str]:
    """("foto.final", ".jpg"); the suffix is empty where there is none, or where it is too long to be one."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or not suffix or len(suffix) >= _LONGEST_SUFFIX or " " in suffix:
        return name, ""
    return stem, dot + suffix
