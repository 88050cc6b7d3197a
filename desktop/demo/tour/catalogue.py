"""What the tour shows: the rows of the documentation's page, and which part of the tour makes each picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. Pictures are named `received-` or `sent-`, and after the kind as the contract calls it."""

    title: str
    received: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    told: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A picture of something else than a message."""

    name: str
    title: str
    told: str


SECTIONS: Final = (
    Section(
        "Words",
        "Texts look as they do on the customer's phone. Addresses and numbers can be clicked.",
        (
            Row("Text", ("received-text",), ("sent-text",)),
            Row("Formatting", ("received-text-formatting",), ("sent-text-formatting",)),
            Row("Links, addresses, telephones", ("received-text-links",), ("sent-text-links",)),
            Row("Only emoji", ("received-text-emoji",), ("sent-text-emoji",)),
            Row("Answer to a message", ("received-text-quote",), ("sent-text-quote",)),
            Row("Passed on, and passed on many times", ("received-text-forwarded", "received-text-forwarded-often")),
            Row("Corrected", ("received-text-edited",)),
            Row("Taken back", ("received-text-deleted",)),
        ),
    ),
    Section(
        "Reactions",
        "One key reacts to the newest message of the customer, or to the one that is quoted.",
        (
            Row("Reaction", ("received-reaction",), ("sent-reaction",)),
            Row("Changed to another one", ("received-reaction-changed",), ("sent-reaction-changed",)),
            Row("Taken back", ("received-reaction-removed",)),
        ),
    ),
    Section(
        "Files",
        "Pictures, films and sounds are made ready on the agent's computer before they leave it.",
        (
            Row("Picture", ("received-image",), ("sent-image",)),
            Row("Several pictures in one go", (), ("sent-image-several",)),
            Row("Film", ("received-video",), ("sent-video",)),
            Row("Voice message", ("received-voice",), ("sent-voice",)),
            Row("Sound", ("received-audio",), ("sent-audio",)),
            Row("Document", ("received-document",), ("sent-document",)),
            Row("Sticker", ("received-sticker",), ("sent-sticker",)),
            Row("Moving sticker", ("received-sticker-animated",), ("sent-sticker-animated",)),
        ),
    ),
    Section(
        "Places, people, calls",
        "A card can be typed, or taken from a contact that has a number.",
        (
            Row("Place with a name", ("received-location",), ("sent-location",)),
            Row("Place without a name", ("received-location-bare",)),
            Row("Contact cards", ("received-contacts",), ("sent-contacts",)),
            Row("Call that somebody answered", ("received-call",)),
            Row("Missed call", ("received-call-missed",)),
        ),
    ),
    Section(
        "Shop and forms",
        "What customers tap, choose and fill in comes back in words.",
        (
            Row("From an advertisement", ("received-text-advert",)),
            Row("About a product", ("received-text-product",)),
            Row("Order", ("received-order",)),
            Row("Form filled in", ("received-interactive-form",)),
            Row("Choice from a list", ("received-interactive-list",)),
            Row("Leave to call", ("received-interactive-calls",)),
        ),
    ),
    Section(
        "Templates and permission",
        "Nothing promotional leaves before the customer agreed to it.",
        (
            Row("Question for permission, and its answer", ("received-interactive-button",), ("sent-consent_prompt",)),
            Row("The customer's receipt for a permission", (), ("sent-text-receipt",)),
            Row("A word that stops all offers, and what answers it", ("received-text-stop",), ("sent-text-stop",)),
            Row("Template", (), ("sent-template",)),
            Row("Template with buttons, and a tap", ("received-button",), ("sent-template-buttons",)),
            Row("Template with a picture", (), ("sent-template-image",)),
            Row("Template with a document", (), ("sent-template-document",)),
        ),
    ),
    Section(
        "Lines between the messages",
        "What happened to the conversation stands where it happened.",
        (
            Row("First time in this chat", ("received-system-welcome",)),
            Row("Another telephone, or another person", ("received-system-identity",)),
            Row("Another number", ("received-system-number",)),
            Row("Handed over", ("received-system-queued", "received-system-taken")),
        ),
    ),
    Section(
        "What WhatsApp keeps to itself",
        "Some kinds never reach a company. What is known of them is said.",
        (
            Row("Kinds that only the phone shows", ("received-unsupported",)),
            Row("A kind that nobody knows yet", ("received-unsupported-new",)),
            Row("A file that got lost", ("received-video-lost",)),
            Row("An answer that got lost", ("received-interactive-broken",)),
        ),
    ),
    Section(
        "The team, and how far a message got",
        "Notes never leave the company. One tick: at WhatsApp; two: on the phone; blue: read.",
        (
            Row("A colleague's message", (), ("sent-text-colleague",)),
            Row("Internal note", (), ("sent-note",)),
            Row("At WhatsApp", (), ("sent-text-sent",)),
            Row("On the phone", (), ("sent-text-delivered",)),
            Row("Read", (), ("sent-text-read",)),
            Row("No WhatsApp on this number", (), ("sent-text-failed-131026",)),
            Row("WhatsApp did not take it", (), ("sent-text-failed-131000",)),
        ),
    ),
)

SCREENS: Final = (
    Screen("screen-window", "The window", "Conversations, messages and the contact, with the light above the field."),
    Screen("screen-template", "Templates", "Which may go to this person, and how they will look."),
    Screen("screen-phrases", "Phrases", "`/` finds a phrase by any of its words."),
    Screen("screen-emoji", "Emoji", "Found in Portuguese and English; the ones used most come first."),
    Screen("screen-completion", "Emoji by name", "`:` and two letters are enough."),
    Screen("screen-attachments", "Files before they leave", "Each with its size, its caption and what is done to it."),
    Screen("screen-drop", "Drag and drop", "As a picture, or unchanged as a document."),
    Screen("screen-editor", "Picture editor", "Crop, turn, point at something, make a face or a number unreadable."),
    Screen("screen-recording", "Recording", "With pause, and a look at how loud it is."),
    Screen("screen-preview", "Before it is sent", "A voice message can be heard before it leaves."),
    Screen("screen-studio", "Sticker studio", "Any picture becomes a sticker within WhatsApp's limits."),
    Screen("screen-viewer", "Viewer", "Every file of a conversation, large."),
    Screen("screen-find", "Search in a conversation", "Every place is marked, the keys go from one to the next."),
    Screen("screen-search", "Search everywhere", "People, numbers, protocols and words."),
    Screen("screen-reaction", "Reaction", "Six under the digits, any other typed."),
    Screen("screen-location", "Place", "Coordinates as any map gives them."),
    Screen("screen-card", "Contact card", "Typed, or taken from a contact."),
    Screen("screen-note", "Note", "In its own window, so that it is never sent by mistake."),
    Screen("screen-versions", "What it said before", "All versions of a corrected message."),
    Screen("screen-trace", "The way of a message", "From the gate's decision to the customer's phone, with times."),
    Screen("screen-shortcuts", "Keys", "Everything can be done from the keyboard."),
    Screen("screen-settings", "Settings", "Language, appearance, size of text."),
)


def pictures() -> list[str]:
    """Every name on the page, in its order."""
    rows = [name for section in SECTIONS for row in section.rows for name in (*row.received, *row.sent)]
    return rows + [screen.name for screen in SCREENS]
