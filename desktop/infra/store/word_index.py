"""The words of messages as the full-text index keeps them, and how it is asked (rule: contract/words.py)."""

from __future__ import annotations

from typing import Final

import msgspec

from desktop.infra.store.raw import Connection
from server_stub.contract.content import Content
from server_stub.contract.model import Message
from server_stub.contract.words import LEAST_PREFIX, Sought, searchable, tails, words

LEFT: Final = "words_left"
"""The note that says from which place downwards rows still have words of an older rule; absent when none have."""
_content = msgspec.json.Decoder(Message).decode


def indexed(content: Content) -> str:
    """Each word once, folded, and the ends of numbers: what is typed without accents or signs finds it."""
    text = searchable(content)
    return " ".join(dict.fromkeys((*words(text), *tails(text))))


def expression(sought: Sought) -> str:
    """For MATCH. Words are letters and digits only, so nothing in them is taken for an operator."""
    every = " ".join(f'"{word}" *' if len(word) >= LEAST_PREFIX else f'"{word}"' for word in sought.words)
    return f'"{sought.tail}" OR ({every})' if sought.tail else every


def renew(connection: Connection, limit: int) -> bool:
    """Give the next `limit` rows the words of today's rule, newest first; False when all have them."""
    noted = connection.execute("SELECT value FROM note WHERE key = ?", (LEFT,)).fetchone()
    if noted is None:
        return False
    rows = connection.execute(
        "SELECT place, data FROM message WHERE place < ? ORDER BY place DESC LIMIT ?", (int(noted[0]), limit)
    ).fetchall()
    for place, data in rows:
        told = _content(data)
        body = "" if told.deleted_at is not None else indexed(told.content)
        connection.execute("UPDATE message SET body = ? WHERE place = ?", (body, place))
    if rows:
        connection.execute("UPDATE note SET value = ? WHERE key = ?", (str(rows[-1][0]), LEFT))
    else:
        connection.execute("DELETE FROM note WHERE key = ?", (LEFT,))
    return bool(rows)
