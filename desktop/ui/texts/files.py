"""What happens and has happened to a file before it is sent, in one short line."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from desktop.domain.media_route import Route
from desktop.domain.prepared import Done, Expected, Prepared

CONTEXT = "Files"
WORKING: dict[str, str] = {
    Route.KEEP: QT_TRANSLATE_NOOP("Files", "Being checked…"),
    Route.PICTURE: QT_TRANSLATE_NOOP("Files", "The picture is being prepared…"),
    Route.SOUND: QT_TRANSLATE_NOOP("Files", "The sound is being prepared…"),
    Route.FILM: QT_TRANSLATE_NOOP("Files", "The video is being prepared…"),
}
DONE: dict[Done, str] = {
    Done.CONVERTED: QT_TRANSLATE_NOOP("Files", "converted to {type}"),
    Done.SMALLER: QT_TRANSLATE_NOOP("Files", "reduced from {before} to {after}"),
    Done.SCALED: QT_TRANSLATE_NOOP("Files", "with fewer pixels"),
    Done.TURNED: QT_TRANSLATE_NOOP("Files", "turned upright"),
    Done.PLACE_REMOVED: QT_TRANSLATE_NOOP("Files", "without its location"),
    Done.DETAILS_REMOVED: QT_TRANSLATE_NOOP("Files", "without details of the camera"),
    Done.FIRST_FRAME: QT_TRANSLATE_NOOP("Files", "only the first frame"),
}
"""In the order in which they are told; what is not here is not worth a word."""
TYPES = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "video/mp4": "MP4",
    "audio/ogg; codecs=opus": QT_TRANSLATE_NOOP("Files", "voice message"),
}
UNCHANGED = QT_TRANSLATE_NOOP("Files", "Ready, unchanged")
AS_DOCUMENT = QT_TRANSLATE_NOOP("Files", "Ready as a document, unchanged, with any location in it")


def size(count: int) -> str:
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def working(expected: Expected | None) -> str:
    return _say(WORKING[expected.work if expected is not None else Route.KEEP])


def done(prepared: Prepared) -> str:
    """For example: "Converted to JPEG, reduced from 8.0 MB to 1.2 MB, without its location"."""
    if Done.DETAILS_KEPT in prepared.done:
        return _say(AS_DOCUMENT)
    kind = TYPES.get(prepared.mime_type, prepared.mime_type)
    values = {"type": _say(kind), "before": size(prepared.was_size), "after": size(prepared.size)}
    words = [_say(sentence).format_map(values) for code, sentence in DONE.items() if code in prepared.done]
    if not words:
        return _say(UNCHANGED)
    told = ", ".join(words)
    return told[0].upper() + told[1:]


def _say(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
