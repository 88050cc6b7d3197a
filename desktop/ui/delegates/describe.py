"""Rows in words, for screen readers and for the clipboard."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.delegates.formatting import plain
from desktop.ui.delegates.words import Word, Words
from desktop.ui.models.rows import DaySeparator, Row, UnreadLine, is_line
from server_stub.contract.content import Content, Kind
from server_stub.contract.model import Message

_SAYS_ITSELF = frozenset({Kind.TEXT, Kind.SYSTEM})


def row_words(row: Row, words: Words, now: Callable[[], int], *, account_id: str, contact_name: str) -> str:
    """Who, what, when and how far: "Mariana, Photo: a caixa chegou assim, 14:08"."""
    if isinstance(row, DaySeparator):
        return words.day(row.start, now())
    if isinstance(row, UnreadLine):
        return words.unread_line(row.count)
    if is_line(row):
        return f"{row.content.text or words.kind(row.content.kind)}, {words.clock(row.sent_at)}"
    pieces = [_sender(row, words, account_id, contact_name), _body(row, words), words.clock(row.sent_at)]
    if row.edited_at is not None and row.deleted_at is None:
        pieces.append(words.word(Word.EDITED))
    if row.direction == "out":
        pieces.append(words.status(row.status) if row.hold is None else words.hold(row.hold))
    pieces += [reaction.emoji for reaction in row.reactions]
    return ", ".join(piece for piece in pieces if piece)


def content_words(content: Content, words: Words) -> str:
    """What a message says, its kind first where that is not just text."""
    text = plain(content.choice.title if content.choice else content.text)
    if content.kind in _SAYS_ITSELF:
        return text
    media = content.media
    name = words.kind(content.kind, media.duration_ms if media else 0)
    details = [media.file_name if media else "", text]
    if content.location is not None:
        details += [content.location.name, content.location.address]
    details += [card.name for card in content.cards]
    details += [button.title for button in content.buttons]
    said = ", ".join(detail for detail in details if detail)
    return f"{name}: {said}" if said else name


def copied_text(message: Message, words: Words) -> str:
    """A whole message on the clipboard: its text, or what it is where it has none."""
    if message.deleted_at is not None:
        return words.word(Word.DELETED)
    return plain(message.content.text) or content_words(message.content, words)


def _sender(message: Message, words: Words, account_id: str, contact_name: str) -> str:
    if message.direction == "in":
        return contact_name or words.word(Word.CUSTOMER)
    is_own = message.author_id == account_id or not message.author_name
    return words.word(Word.YOU) if is_own else message.author_name


def _body(message: Message, words: Words) -> str:
    if message.deleted_at is not None:
        return words.word(Word.DELETED)
    body = content_words(message.content, words)
    if message.content.forwarded:
        word = Word.FORWARDED_OFTEN if message.content.forwarded > 1 else Word.FORWARDED
        return f"{words.word(word)}, {body}"
    return body
