"""Messages that WhatsApp does not hand to companies: what they are, as far as it says."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

UNSUPPORTED: dict[str, str] = {
    "gif": QT_TRANSLATE_NOOP("Unsupported", "Animated picture (GIF)"),
    "poll_creation": QT_TRANSLATE_NOOP("Unsupported", "Poll"),
    "poll_update": QT_TRANSLATE_NOOP("Unsupported", "Vote in a poll"),
    "group_invite": QT_TRANSLATE_NOOP("Unsupported", "Invitation to a group"),
    "pin": QT_TRANSLATE_NOOP("Unsupported", "Pinned message"),
    "keep_in_chat": QT_TRANSLATE_NOOP("Unsupported", "Message kept in the chat"),
    "link_preview": QT_TRANSLATE_NOOP("Unsupported", "Link with a preview"),
    "list": QT_TRANSLATE_NOOP("Unsupported", "List"),
    "product": QT_TRANSLATE_NOOP("Unsupported", "Product of a catalogue"),
    "order": QT_TRANSLATE_NOOP("Unsupported", "Order"),
    "reaction": QT_TRANSLATE_NOOP("Unsupported", "Reaction"),
    "image": QT_TRANSLATE_NOOP("Unsupported", "Picture that can be seen once"),
    "video": QT_TRANSLATE_NOOP("Unsupported", "Film that can be seen once"),
    "location": QT_TRANSLATE_NOOP("Unsupported", "Live location"),
    "interactive": QT_TRANSLATE_NOOP("Unsupported", "Answer that did not arrive whole"),
    "hsm": QT_TRANSLATE_NOOP("Unsupported", "Message of another company"),
    "edit": QT_TRANSLATE_NOOP("Unsupported", "Change of a message"),
    "media_placeholder": QT_TRANSLATE_NOOP("Unsupported", "File that is still on its way"),
    "event": QT_TRANSLATE_NOOP("Unsupported", "Event"),
}


def unsupported(original_kind: str) -> str:
    """What it is and where it can be seen."""
    name = UNSUPPORTED.get(original_kind)
    if name is None:
        if original_kind and original_kind not in ("unsupported", "unknown", "errors"):
            wording = QCoreApplication.translate("Unsupported", "Not supported here ({kind}). See it on the phone.")
            return wording.format(kind=original_kind)
        return QCoreApplication.translate("Unsupported", "Not supported here. See it on the phone.")
    wording = QCoreApplication.translate("Unsupported", "{kind}: only the phone shows it.")
    return wording.format(kind=QCoreApplication.translate("Unsupported", name))
