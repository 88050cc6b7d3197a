"""Why a place, a contact card, a reaction or a note cannot be sent, as sentences."""

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
    ErrorCode.MENTION_UNSEEN: (
        QT_TRANSLATE_NOOP(
            "Errors", "A colleague you mention may not see this conversation. Leave the name out, or transfer it."
        ),
    ),
}
