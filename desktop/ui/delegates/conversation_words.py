"""What a line of the conversation list says, painted or spoken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.ui.delegates.formatting import plain
from desktop.ui.delegates.kind_icons import KIND_ICONS
from desktop.ui.delegates.words import Word, Words
from desktop.ui.models.conversation_entry import ConversationEntry
from server_stub.contract.content import Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Account, Preview

_CLOSING = 2 * 3_600_000
"""Milliseconds before the window closes at which a line says so."""
_TEXTUAL = frozenset({Kind.TEXT, Kind.SYSTEM, Kind.BUTTON, Kind.INTERACTIVE})


@dataclass(frozen=True, slots=True)
class Line:
    """`mark` is a delivery status or empty; `owner_name` a colleague who has it; `hint` the time that is left."""

    name: str
    time: str
    preview: str
    icon: str
    mark: str
    hint: str
    owner_name: str
    owner_id: str
    is_open: bool
    is_alarm: bool
    is_called: bool
    """A note calls this person by name, and they have not looked yet."""


class LineWords:
    def __init__(
        self,
        words: Words,
        account_id: str,
        accounts: Callable[[], Mapping[str, Account]],
        now: Callable[[], int],
    ) -> None:
        self._words = words
        self._account_id = account_id
        self._accounts = accounts
        self.now = now

    def line(self, entry: ConversationEntry) -> Line:
        conversation, now = entry.conversation, self.now()
        last = conversation.last
        left = (conversation.window_until or 0) - now
        needs_answer = last is not None and last.direction == "in"
        owner = self._owner(entry)
        is_failed = last is not None and last.direction == "out" and last.status == Status.FAILED
        return Line(
            name=entry.name or self._words.word(Word.NO_NAME),
            time=self._words.list_time(last.sent_at, now) if last else "",
            preview=self._preview(last),
            icon=KIND_ICONS.get(last.kind, "") if last else "",
            mark=last.status if last and last.direction == "out" else "",
            hint=self._words.window_closing(left) if needs_answer and 0 < left < _CLOSING else "",
            owner_name=owner.name if owner else "",
            owner_id=owner.id if owner else "",
            is_open=left > 0,
            is_alarm=is_failed,
            is_called=self._account_id in conversation.mentioned,
        )

    def describe(self, entry: ConversationEntry) -> str:
        """Name, how many unread, last message, time, who has it."""
        line, conversation = self.line(entry), entry.conversation
        pieces = [line.name]
        if line.is_called:
            pieces.append(self._words.word(Word.MENTIONED))
        if conversation.unread:
            pieces.append(self._words.unread(conversation.unread))
        pieces += [line.preview, self._words.status(line.mark) if line.mark else "", line.time, line.hint]
        if conversation.claim is not None and conversation.claim.account_id != self._account_id:
            pieces.append(self._words.claimed_by(conversation.claim.account_name))
        elif line.owner_name:
            pieces.append(self._words.assigned_to(line.owner_name))
        elif conversation.assignee_id is None:
            pieces.append(self._words.word(Word.IN_QUEUE))
        return ", ".join(piece for piece in pieces if piece)

    def _owner(self, entry: ConversationEntry) -> Account | None:
        """The colleague who works in it now, else whose it is; nobody while that is oneself."""
        conversation = entry.conversation
        claim = conversation.claim
        holder = claim.account_id if claim is not None else conversation.assignee_id
        if holder is None or holder == self._account_id:
            return None
        return self._accounts().get(holder)

    def _preview(self, last: Preview | None) -> str:
        if last is None:
            return self._words.word(Word.EMPTY)
        text = plain(last.text).replace("\n", " ").strip()
        if last.kind not in _TEXTUAL:
            text = text or self._words.kind(last.kind)
        elif not text:
            text = self._words.kind(last.kind)
        who = self._author(last)
        return f"{who}: {text}" if who else text

    def _author(self, last: Preview) -> str:
        """Who of the team wrote it; nobody for what the customer or the gateway itself said."""
        if last.direction != "out" or last.author_id is None:
            return ""
        if last.author_id == self._account_id:
            return self._words.word(Word.YOU)
        author = self._accounts().get(last.author_id)
        return author.name.split(" ", 1)[0] if author else ""
