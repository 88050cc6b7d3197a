"""Which parts show a message of each kind; an unknown kind becomes a grey note and whatever else is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from desktop.ui.delegates.advert_part import AdvertPart
from desktop.ui.delegates.call_part import CallPart
from desktop.ui.delegates.card_parts import ButtonsPart, LocationPart
from desktop.ui.delegates.cards_part import CardsPart
from desktop.ui.delegates.cleaning import one_line
from desktop.ui.delegates.composition import Composition, Tools
from desktop.ui.delegates.document_part import DocumentPart
from desktop.ui.delegates.fields_part import FieldsPart
from desktop.ui.delegates.media_parts import PicturePart, StickerPart
from desktop.ui.delegates.order_part import OrderPart
from desktop.ui.delegates.text_parts import MutedPart, NotePart
from desktop.ui.delegates.voice_part import VoicePart
from desktop.ui.delegates.words import Word, Words
from server_stub.contract.content import Content, Kind
from server_stub.contract.model import Message

CALL_PERMISSION: Final = "call_permission_reply"
_LONGEST_NAME: Final = 60
_NOT_HANDED_OVER: Final = "131051"
"""WhatsApp's code beside every kind that it keeps from companies: the kind itself says more."""
_FLUSH: Final = 18
"""A flush part may be this much wider than text."""


def add_kind(message: Message, tools: Tools, made: Composition) -> None:
    """Parts for what the message says, from its text to its buttons."""
    content = message.content
    _circumstances(content, tools, made)
    add = _ADDERS.get(content.kind)
    before = len(made.parts)
    if add is not None:
        add(message, tools, made)
    if len(made.parts) == before:
        _unknown(message, tools, made)
    elif content.problem and content.kind != Kind.UNSUPPORTED:
        made.parts.append(MutedPart(tools.words.problem(content.problem), tools.ink, tools.widest))


def _circumstances(content: Content, tools: Tools, made: Composition) -> None:
    """Where the customer came from, and what they ask about."""
    if content.referral is not None:
        made.parts.append(AdvertPart(content.referral, tools.words, tools.ink, tools.widest))
    if content.product_id:
        asked = f"{tools.words.word(Word.PRODUCT)}: {content.product_id}"
        made.parts.append(NotePart("cart", asked, tools.ink, tools.widest))


def _text(message: Message, tools: Tools, made: Composition) -> None:
    tools.add_text(message.id, message.content.text, made)


def _note(message: Message, tools: Tools, made: Composition) -> None:
    made.parts.append(NotePart("lock", tools.words.kind(Kind.NOTE), tools.ink, tools.widest))
    tools.add_text(message.id, message.content.text, made)


def _picture(message: Message, tools: Tools, made: Composition) -> None:
    content = message.content
    if content.media is None:
        return
    is_film = content.kind == Kind.VIDEO
    part = PicturePart(content.media, tools.words, tools.ink, tools.widest + _FLUSH, is_film=is_film)
    made.parts.append(part)
    tools.add_text(message.id, content.text, made, min(tools.widest, part.width - _FLUSH))


def _sound(message: Message, tools: Tools, made: Composition) -> None:
    content = message.content
    if content.media is None:
        return
    # WhatsApp tells no name of a sound: without a title it would look like something spoken.
    title = (content.media.file_name or tools.words.kind(Kind.AUDIO)) if content.kind == Kind.AUDIO else ""
    made.parts.append(VoicePart(message.id, content.media, tools.words, tools.ink, tools.widest, title=title))
    if content.media.state in ("failed", "blocked") and not content.problem:
        made.parts.append(MutedPart(tools.words.word(Word.UNAVAILABLE), tools.ink, tools.widest))
    tools.add_text(message.id, content.text, made)


def _document(message: Message, tools: Tools, made: Composition) -> None:
    content = message.content
    if content.media is None:
        return
    part = DocumentPart(content.media, tools.words, tools.ink, tools.widest)
    made.parts.append(part)
    tools.add_text(message.id, content.text, made, min(tools.widest, max(part.width, 240)))


def _sticker(message: Message, tools: Tools, made: Composition) -> None:
    made.parts.append(StickerPart(message.content.media, tools.words, tools.ink))
    made.bare = len(made.parts) == 1


def _location(message: Message, tools: Tools, made: Composition) -> None:
    if message.content.location is not None:
        made.parts.append(LocationPart(message.content.location, tools.ink, tools.widest + _FLUSH))


def _contacts(message: Message, tools: Tools, made: Composition) -> None:
    if message.content.cards:
        made.parts.append(CardsPart(message.content.cards, tools.ink, tools.widest))


def _order(message: Message, tools: Tools, made: Composition) -> None:
    order = message.content.order
    made.parts.append(NotePart("cart", tools.words.kind(Kind.ORDER), tools.ink, tools.widest))
    if order is None or not order.items:
        _text(message, tools, made)
        return
    made.parts.append(OrderPart(order, tools.words, tools.ink, tools.widest))
    tools.add_text(message.id, order.note, made)


def _call(message: Message, tools: Tools, made: Composition) -> None:
    call = message.content.call
    if call is not None:
        made.parts.append(CallPart(call, tools.words, tools.ink, tools.widest, outbound=message.direction == "out"))


def _reply(message: Message, tools: Tools, made: Composition) -> None:
    """What was tapped or filled in, or, where we offered it, the text with its buttons."""
    content, ink, widest = message.content, tools.ink, tools.widest
    if content.original_kind == CALL_PERMISSION and content.choice is not None:
        word = Word.CALLS_ALLOWED if content.choice.id == "accept" else Word.CALLS_REFUSED
        made.parts.append(NotePart("phone", tools.words.word(word), ink, widest, is_body=True))
        return
    if content.answers:
        made.parts.append(NotePart("list", tools.words.word(Word.FORM), ink, widest))
        made.parts.append(FieldsPart(content.answers, ink, widest))
        return
    is_form = content.original_kind == "nfm_reply"
    if content.choice is not None:
        icon, word = ("list", Word.FORM) if is_form else ("check-circle", Word.CHOICE)
        made.parts.append(NotePart(icon, tools.words.word(word), ink, widest))
    is_choice = content.choice is not None and not is_form
    tools.add_text(message.id, content.choice.title if is_choice and content.choice else content.text, made)
    if is_choice and content.choice is not None and content.choice.description:
        made.parts.append(MutedPart(content.choice.description, ink, widest))
    _foot(content, tools, made)


def _template(message: Message, tools: Tools, made: Composition) -> None:
    content = message.content
    made.parts.append(NotePart("template", tools.words.word(Word.TEMPLATE), tools.ink, tools.widest))
    if content.media is not None:
        kind = content.media.mime_type.partition("/")[0]
        if kind in ("image", "video"):
            room = tools.widest + _FLUSH
            made.parts.append(PicturePart(content.media, tools.words, tools.ink, room, is_film=kind == "video"))
        else:
            made.parts.append(DocumentPart(content.media, tools.words, tools.ink, tools.widest))
    _location(message, tools, made)
    _text(message, tools, made)
    _foot(content, tools, made)


def _prompt(message: Message, tools: Tools, made: Composition) -> None:
    made.parts.append(NotePart("shield", tools.words.word(Word.CONSENT_PROMPT), tools.ink, tools.widest))
    _text(message, tools, made)
    _foot(message.content, tools, made)


def _foot(content: Content, tools: Tools, made: Composition) -> None:
    if content.footer:
        made.parts.append(MutedPart(content.footer, tools.ink, tools.widest))
    if content.buttons:
        made.after.append(ButtonsPart(content.buttons, tools.ink, tools.widest))


def unsupported_words(content: Content, words: Words) -> str:
    """What is known of a kind that nobody here knows, or why it did not come."""
    if content.problem not in ("", _NOT_HANDED_OVER):
        return words.problem(content.problem)
    name = content.original_kind or content.kind.replace(Kind.UNSUPPORTED, "")
    return words.unsupported(one_line(name[:_LONGEST_NAME]))


def _unknown(message: Message, tools: Tools, made: Composition) -> None:
    """Also for a known kind whose object was missing: say what it was, show what text there is."""
    content = message.content
    if content.kind in _KNOWN:
        text = tools.words.problem(content.problem) or tools.words.kind(content.kind)
    else:
        text = unsupported_words(content, tools.words)
    made.parts.append(MutedPart(text, tools.ink, tools.widest))
    tools.add_text(message.id, content.text, made)


_KNOWN: Final = frozenset(item.value for item in Kind) - {Kind.UNSUPPORTED.value}
_ADDERS: Final[dict[str, Callable[[Message, Tools, Composition], None]]] = {
    Kind.TEXT: _text,
    Kind.IMAGE: _picture,
    Kind.VIDEO: _picture,
    Kind.AUDIO: _sound,
    Kind.VOICE: _sound,
    Kind.DOCUMENT: _document,
    Kind.STICKER: _sticker,
    Kind.LOCATION: _location,
    Kind.CONTACTS: _contacts,
    Kind.ORDER: _order,
    Kind.CALL: _call,
    Kind.NOTE: _note,
    Kind.INTERACTIVE: _reply,
    Kind.BUTTON: _reply,
    Kind.TEMPLATE: _template,
    Kind.CONSENT_PROMPT: _prompt,
}
