"""Why a file cannot be sent, and what would be taken instead; part of the sentences in `errors`."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.ui.texts.sentences import Wordings

FILES: dict[str, Wordings] = {
    "file_not_ordinary": (QT_TRANSLATE_NOOP("Errors", "Only ordinary files can be sent, no folders or devices."),),
    "file_damaged": (QT_TRANSLATE_NOOP("Errors", "The picture is damaged or incomplete. Get the file again."),),
    "document_type_refused": (
        QT_TRANSLATE_NOOP("Errors", "WhatsApp does not take this type as a document. Send it as a picture or video."),
    ),
    "picture_too_large": (
        QT_TRANSLATE_NOOP("Errors", "The picture has too many pixels: at most {megapixels} million."),
        QT_TRANSLATE_NOOP("Errors", "The picture has too many pixels."),
    ),
    "picture_not_small_enough": (
        QT_TRANSLATE_NOOP("Errors", "The picture cannot be made smaller than {size}. Send a part of it."),
        QT_TRANSLATE_NOOP("Errors", "The picture cannot be made small enough. Send a part of it."),
    ),
    "sound_damaged": (QT_TRANSLATE_NOOP("Errors", "The sound is damaged, or of a kind that cannot be converted."),),
    "sound_empty": (QT_TRANSLATE_NOOP("Errors", "There is no sound in it."),),
    "sound_too_long": (
        QT_TRANSLATE_NOOP("Errors", "The sound is too long: at most {minutes} minutes."),
        QT_TRANSLATE_NOOP("Errors", "The sound is too long."),
    ),
    "film_damaged": (QT_TRANSLATE_NOOP("Errors", "The video is damaged or incomplete. Get the file again."),),
    "film_failed": (QT_TRANSLATE_NOOP("Errors", "The video could not be converted. Try another file."),),
    "film_needs_converter": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "WhatsApp takes videos as MP4 with H.264 and AAC, up to 16 MB. To convert others, ffmpeg has to be "
            "installed on this computer.",
        ),
    ),
    "gif_needs_converter": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "WhatsApp takes moving pictures as MP4 videos only. To convert a GIF, ffmpeg has to be installed on this "
            "computer.",
        ),
    ),
    "film_too_long": (
        QT_TRANSLATE_NOOP("Errors", "The video is too long for WhatsApp's 16 MB: at most {minutes} minutes."),
        QT_TRANSLATE_NOOP("Errors", "The video is too long for WhatsApp's 16 MB."),
    ),
    "film_too_large": (
        QT_TRANSLATE_NOOP("Errors", "The video cannot be made smaller than {size}. Send a part of it."),
        QT_TRANSLATE_NOOP("Errors", "The video cannot be made small enough. Send a part of it."),
    ),
    "converter_missing": (
        QT_TRANSLATE_NOOP("Errors", "The part of this program that converts sound is missing. Install it again."),
    ),
    "nothing_ready": (QT_TRANSLATE_NOOP("Errors", "No file could be sent. Why is said beside each of them."),),
}
