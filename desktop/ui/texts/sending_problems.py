"""Why a place, a contact card, a reaction, a sticker or a note cannot be sent, as sentences."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.ui.texts.sentences import Wordings
from server_stub.contract.errors import ErrorCode

SENDING: dict[str, Wordings] = {
    ErrorCode.LOCATION_INVALID: (
        QT_TRANSLATE_NOOP("Errors", "This is no place on the globe. Example: -23.5614, -46.6559."),
    ),
    ErrorCode.CARD_INVALID: (
        QT_TRANSLATE_NOOP("Errors", "A contact card needs a name and a telephone number or e-mail address."),
    ),
    ErrorCode.EMOJI_INVALID: (QT_TRANSLATE_NOOP("Errors", "A reaction is exactly one emoji."),),
    ErrorCode.NOT_REACTABLE: (
        QT_TRANSLATE_NOOP(
            "Errors",
            "WhatsApp takes reactions only to messages of the customer, not older than 30 days and not deleted.",
        ),
    ),
    ErrorCode.STICKER_UNKNOWN: (
        QT_TRANSLATE_NOOP("Errors", "This sticker is no longer among the team's. Choose another one."),
    ),
    ErrorCode.STICKER_SIDES_WRONG: (
        QT_TRANSLATE_NOOP("Errors", "A sticker has to be {side} by {side} pixels. The sticker studio makes it so."),
        QT_TRANSLATE_NOOP("Errors", "This picture has not the size of a sticker. The sticker studio makes it so."),
    ),
    ErrorCode.STICKERS_FULL: (
        QT_TRANSLATE_NOOP("Errors", "The team has {limit} stickers, more do not fit. Remove one first."),
        QT_TRANSLATE_NOOP("Errors", "The team has as many stickers as fit. Remove one first."),
    ),
    ErrorCode.MENTION_UNSEEN: (
        QT_TRANSLATE_NOOP(
            "Errors", "A colleague you mention may not see this conversation. Leave the name out, or transfer it."
        ),
    ),
}
