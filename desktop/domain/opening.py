"""Whether a file that a stranger sent may be handed to another program: by its name and by how it begins."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from desktop.domain.file_names import split_suffix

HEAD_BYTES: Final = 64


class Risk(StrEnum):
    NONE = "none"
    UNKNOWN = "unknown"
    """Nobody can say what opening it does: the person is asked."""
    PROGRAM = "program"
    """The system could run it: it is never opened from here."""


_QUIET_NAMES: Final = (
    "jpg jpeg png webp gif bmp tif tiff heic heif avif mp4 m4v mov 3gp webm mkv avi mp3 m4a aac amr ogg oga opus "
    "wav flac pdf txt csv log md vcf ics docx xlsx pptx odt ods odp rtf"
)
_QUIET: Final = frozenset(_QUIET_NAMES.split())
"""What ordinary programs show without running anything in it; documents with macros are not among them."""
_PROGRAM_NAMES: Final = (
    "exe com scr pif cpl msi msp mst bat cmd ps1 psm1 vb vbs vbe js jse mjs ws wsf wsh wsc hta lnk url scf reg "
    "inf jar jnlp apk app dmg pkg command action workflow deb rpm run bin sh bash zsh csh desktop appimage "
    "flatpakref snap py pyw pyc pyz pl rb php iso img vhd vhdx msix appx appinstaller xll docm dotm xlsm xltm "
    "xlam pptm potm ppsm ppam chm hlp gadget msc settingcontent-ms library-ms diagcab theme html htm xhtml xht "
    "mht mhtml svg svgz swf application"
)
_PROGRAMS: Final = frozenset(_PROGRAM_NAMES.split())
_BEGINNINGS: Final = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xfe\xed",
)
"""Programs of Windows, Linux and macOS, Java classes, and scripts; also when they are called something else."""


def opening_risk(name: str, head: bytes) -> Risk:
    """`name` as the system would see it, `head` its first HEAD_BYTES."""
    suffix = split_suffix(name.strip().rstrip(". "))[1].lower().lstrip(".")
    if suffix in _PROGRAMS or head.startswith(_BEGINNINGS):
        return Risk.PROGRAM
    return Risk.NONE if suffix in _QUIET else Risk.UNKNOWN
