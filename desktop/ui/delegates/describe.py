"""Rows in words, for screen readers and for the clipboard."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.orders import order_total
from desktop.ui.delegates.cleaning import cleaned, one_line
from desktop.ui.delegates.fields_part import field_name, field_value
from desktop.ui.delegates.formatting import plain
from desktop.ui.delegates.kinds import CALL_PERMISSION, unsupported_words
from desktop.ui.delegates.words import Word, Words
from desktop.ui.models.rows import DaySeparator, Row, UnreadLine, is_line
from server_stub.contract.content import Card, Content, Kind, Order
from server_stub.contract.model import Message

_LONGEST = 4000
_MOST = 20
"""Characters of a text, and things of one message, that are spoken."""
_KNOWN = frozenset(item.value for item in Kind) - {Kind.UNSUPPORTED.value}


def row_words(row: Row, words: Words, now: Callable[[], int], *, account_id: str, contact_name: str) -> str:
    """Who, what, when and how far: "Mariana, Photo: a caixa chegou assim, 14:08"."""
    if isinstance(row, DaySeparator):
        return words.day(row.start, now())
    if isinstance(row, UnreadLine):
        return words.unread_line(row.count)
    if is_line(row):
        return f"{cleaned(words.line(row.content))}, {words.clock(row.sent_at)}"
    pieces = [_sender(row, words, account_id, contact_name), _body(row, words), words.clock(row.sent_at)]
    if row.edited_at is not None and row.deleted_at is None:
        pieces.append(words.word(Word.EDITED))
    if row.direction == "out":
        pieces.append(words.status(row.status) if row.hold is None else words.hold(row.hold))
    if row.deleted_at is None:
        pieces += [words.reacted(reaction.emoji, by_customer=reaction.by_customer) for reaction in row.reactions]
    return ", ".join(piece for piece in pieces if piece)


def content_words(content: Content, words: Words) -> str:
    """What a message says, its kind first where that is not just text."""
    text = _spoken(content.choice.title if content.choice and not content.answers else content.text)
    if content.kind == Kind.TEXT:
        return ", ".join(detail for detail in [*_circumstances(content, words), text] if detail)
    if content.kind == Kind.SYSTEM:
        return words.line(content)
    if content.kind not in _KNOWN:
        return f"{unsupported_words(content, words)} {text}".strip()
    media = content.media
    name = words.kind(content.kind, media.duration_ms if media else 0)
    details = [
        *_circumstances(content, words),
        one_line(media.file_name) if media else "",
        *_said(content, words, text),
    ]
    details += [button.title for button in content.buttons]
    said = ", ".join(detail for detail in (*details, words.problem(content.problem)) if detail)
    return f"{name}: {said}" if said else name


def _circumstances(content: Content, words: Words) -> list[str]:
    """Where the customer came from and what they ask about, as far as anything is known of it."""
    told: list[str] = []
    if content.referral is not None:
        word = Word.POST if content.referral.kind == "post" else Word.ADVERT
        told.append(f"{words.word(word)} {one_line(content.referral.headline)}".strip())
    if content.product_id:
        told.append(f"{words.word(Word.PRODUCT)} {one_line(content.product_id)}")
    return told


def _said(content: Content, words: Words, text: str) -> list[str]:
    if content.order is not None and content.order.items:
        return _ordered(content.order, words)
    if content.answers:
        return [f"{field_name(it.name)}: {_spoken(field_value(it.value), 400)}" for it in content.answers[:_MOST]]
    if content.original_kind == CALL_PERMISSION and content.choice is not None:
        return [words.word(Word.CALLS_ALLOWED if content.choice.id == "accept" else Word.CALLS_REFUSED)]
    if content.location is not None:
        place = content.location
        coordinates = "" if place.name or place.address else f"{place.latitude:.5f}, {place.longitude:.5f}"
        return [text, one_line(place.name), one_line(place.address), coordinates]
    cards = [_card(card) for card in content.cards[:_MOST]]
    description = plain(content.choice.description) if content.choice else ""
    return [text, description, *cards]


def _card(card: Card) -> str:
    told = [card.name, card.role, card.organisation, *card.phones[:4], *card.emails[:4]]
    return ", ".join(one_line(part[:80]) for part in told if part)


def _spoken(text: str, most: int = _LONGEST) -> str:
    """Plain, and as much of it as anybody would listen to."""
    return plain(text) if len(text) <= most else f"{plain(text[:most]).rstrip()}…"


def _ordered(order: Order, words: Words) -> list[str]:
    items = [f"{item.quantity} × {one_line(item.product_id[:80])}" for item in order.items[:_MOST]]
    total = order_total(order)
    sum_ = f"{words.word(Word.TOTAL)} {words.amount(*total)}" if total else ""
    return [*items, sum_, plain(order.note)]


def copied_text(message: Message, words: Words) -> str:
    """A whole message on the clipboard: its text, or what it is where it has none."""
    if message.deleted_at is not None:
        return words.word(Word.DELETED)
    return plain(message.content.text) or content_words(message.content, words)


def _sender(message: Message, words: Words, account_id: str, contact_name: str) -> str:
    if message.direction == "in":
        return one_line(contact_name) or words.word(Word.CUSTOMER)
    is_own = message.author_id == account_id or not message.author_name
    return words.word(Word.YOU) if is_own else message.author_name


def _body(message: Message, words: Words) -> str:
    if message.deleted_at is not None:
        return words.word(Word.DELETED)
    body = words.call(message.content.call, outbound=message.direction == "out") if message.content.call else ""
    body = body or content_words(message.content, words)
    if message.quote is not None and message.quote.text:
        body = f"{body}, {words.word(Word.ANSWERING)}: {one_line(plain(message.quote.text))}"
    if message.content.forwarded:
        word = Word.FORWARDED_OFTEN if message.content.forwarded > 1 else Word.FORWARDED
        return f"{words.word(word)}, {body}"
    return body
