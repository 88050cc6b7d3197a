"""What a line of the conversation list says, painted or spoken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.ui.delegates.conversation_around import Around, Hint, NothingAround
from desktop.ui.delegates.formatting import plain
from desktop.ui.delegates.kind_icons import KIND_ICONS
from desktop.ui.delegates.words import Word, Words
from desktop.ui.models.conversation_entry import ConversationEntry, is_closed
from server_stub.contract.content import Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Account, Preview

_CLOSING = 2 * 3_600_000
"""Milliseconds before the window closes at which a line says so."""
_TEXTUAL = frozenset({Kind.TEXT, Kind.SYSTEM, Kind.BUTTON, Kind.INTERACTIVE})


@dataclass(frozen=True, slots=True)
class Line:
    """`mark` is a delivery status or empty; `owner_name` a colleague who has it; `hint` what runs out or waits."""

    name: str
    time: str
    preview: str
    icon: str
    mark: str
    hint: Hint | None
    owner_name: str
    owner_id: str
    is_open: bool
    is_alarm: bool
    is_called: bool
    """A note calls this person by name, and they have not looked yet."""
    queue: str = ""
    is_offered: bool = False
    """`preview` says by whom."""
    is_typing: bool = False
    """`preview` says who of the team."""
    looking: str = ""


class LineWords:
    def __init__(
        self,
        words: Words,
        account_id: str,
        accounts: Callable[[], Mapping[str, Account]],
        now: Callable[[], int],
        around: Around | None = None,
    ) -> None:
        self._around = around or NothingAround()
        self._words = words
        self._account_id = account_id
        self._accounts = accounts
        self.now = now

    def line(self, entry: ConversationEntry) -> Line:
        conversation, now = entry.conversation, self.now()
        last = conversation.last
        left = (conversation.window_until or 0) - now
        owner = self._owner(entry)
        offered, typing = self._around.invitation(conversation), self._around.typing(conversation.id)
        is_failed = last is not None and last.direction == "out" and last.status == Status.FAILED
        return Line(
            name=entry.name or self._words.word(Word.NO_NAME),
            time=self._words.list_time(last.sent_at, now) if last else "",
            preview=offered or typing or self._preview(last),
            icon=KIND_ICONS.get(last.kind, "") if last and not (offered or typing) else "",
            mark=last.status if last and last.direction == "out" else "",
            hint=None if offered else self._hint(entry, now),
            owner_name=owner.name if owner else "",
            owner_id=owner.id if owner else "",
            is_open=left > 0,
            is_alarm=is_failed and not (offered or typing),
            is_called=self._account_id in conversation.mentioned,
            queue="" if offered else self._around.queue(conversation),
            is_offered=bool(offered),
            is_typing=bool(typing) and not offered,
            looking=self._around.looking(conversation.id),
        )

    def describe(self, entry: ConversationEntry) -> str:
        """Name, how many unread, last message, time, who has it."""
        line, conversation = self.line(entry), entry.conversation
        pieces = [line.name]
        if line.is_called:
            pieces.append(self._words.word(Word.MENTIONED))
        if conversation.unread:
            pieces.append(self._words.unread(conversation.unread))
        hint = "" if line.hint is None else line.hint.spoken or line.hint.text
        status = self._words.status(line.mark) if line.mark else ""
        pieces += [line.preview, status, line.time, line.queue, hint, line.looking]
        if conversation.claim is not None and conversation.claim.account_id != self._account_id:
            pieces.append(self._words.claimed_by(conversation.claim.account_name))
        elif line.owner_name:
            pieces.append(self._words.assigned_to(line.owner_name))
        elif conversation.assignee_id is None and not (line.is_offered or is_closed(conversation)):
            pieces.append(self._words.word(Word.IN_QUEUE))
        return ", ".join(piece for piece in pieces if piece)

    def _hint(self, entry: ConversationEntry, now: int) -> Hint | None:
        """A window about to close, where the customer waits; else how long they do."""
        conversation = entry.conversation
        left = (conversation.window_until or 0) - now
        needs_answer = conversation.last is not None and conversation.last.direction == "in"
        if needs_answer and 0 < left < _CLOSING:
            return Hint(self._words.window_closing(left))
        return self._around.hint(conversation, now)

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
