"""The picture beside the words for a message that is more than text, in quotations and in the conversation list."""

from __future__ import annotations

from typing import Final

from server_stub.contract.content import Kind

KIND_ICONS: Final[dict[str, str]] = {
    Kind.IMAGE: "image",
    Kind.VIDEO: "video",
    Kind.AUDIO: "play",
    Kind.VOICE: "microphone",
    Kind.DOCUMENT: "document",
    Kind.STICKER: "sticker",
    Kind.LOCATION: "location",
    Kind.CONTACTS: "contact-card",
    Kind.ORDER: "cart",
    Kind.CALL: "phone",
    Kind.NOTE: "lock",
    Kind.TEMPLATE: "template",
    Kind.CONSENT_PROMPT: "shield",
}
