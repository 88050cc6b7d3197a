"""Why nothing can be recorded; part of the sentences in `errors`."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.ui.texts.sentences import Wordings

VOICES: dict[str, Wordings] = {
    "microphone_missing": (QT_TRANSLATE_NOOP("Errors", "There is no microphone. Connect one and try again."),),
    "microphone_refused": (
        QT_TRANSLATE_NOOP(
            "Errors", "This computer does not let the program use the microphone. Allow it in its settings."
        ),
    ),
    "microphone_unusable": (
        QT_TRANSLATE_NOOP("Errors", "The microphone cannot be used. Perhaps another program is using it."),
    ),
    "microphone_lost": (QT_TRANSLATE_NOOP("Errors", "The microphone is gone. What you said until then is here."),),
    "recording_short": (
        QT_TRANSLATE_NOOP(
            "Errors", "That was too short. Hold the button while you speak, or click it to begin and end."
        ),
    ),
    "recording_full": (
        QT_TRANSLATE_NOOP("Errors", "A voice message may last {minutes} minutes: the recording has ended."),
        QT_TRANSLATE_NOOP("Errors", "The recording is as long as it may be, and has ended."),
    ),
}
