"""The frame of a bubble: who wrote it, whether it was passed on, what it answers, and why it did not arrive."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.ui.delegates.composition import FIRST_LOOK, Composition, Tools
from desktop.ui.delegates.failure_part import DISCARD, RETRY, ReasonPart
from desktop.ui.delegates.ink import BubbleInk, SideInk
from desktop.ui.delegates.kind_icons import KIND_ICONS
from desktop.ui.delegates.kinds import add_kind
from desktop.ui.delegates.text_parts import AuthorPart, NotePart, QuotePart
from desktop.ui.delegates.words import Word, Words
from server_stub.contract.content import Content
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message


@dataclass(frozen=True, slots=True)
class Composer:
    """`widest` is the room inside a bubble; `contact_name` is who the customer is; `look` as in Tools."""

    words: Words
    ink: BubbleInk
    side: SideInk
    widest: int
    contact_name: str
    look: int = FIRST_LOOK

    def compose(self, message: Message, *, author: str) -> Composition:
        """`author` is the colleague's name to show above, empty for none."""
        made = Composition(widest=self.widest)
        if message.deleted_at is not None:
            made.parts.append(NotePart("block", self.words.word(Word.DELETED), self.ink, self.widest, is_body=True))
            return made
        if signed_as := message.content.signed_as:
            # As the customer reads it, at every message.
            made.parts.append(AuthorPart(f"{signed_as}:", self.ink, self.widest))
        elif author:
            made.parts.append(AuthorPart(author, self.ink, self.widest))
        self._forwarded(message.content, made)
        self._quote(message, made)
        add_kind(message, Tools(self.words, self.ink, self.side, self.widest, self.look), made)
        if message.direction == "out" and message.status is Status.FAILED:
            again = (RETRY, self.words.word(Word.SEND_AGAIN))
            self._reason(message.id, self.words.failure(message.failure), [again], made, is_trouble=True)
        elif message.hold is not None:
            self._reason(message.id, self.words.hold(message.hold), [], made, is_trouble=False)
        return made

    def _reason(
        self, message_id: str, reason: str, actions: list[tuple[str, str]], made: Composition, *, is_trouble: bool
    ) -> None:
        """Whatever has not left can be removed; that comes last."""
        actions = [*actions, (DISCARD, self.words.word(Word.REMOVE))]
        part = ReasonPart(message_id, reason, actions, self.ink, self.widest, is_trouble=is_trouble)
        made.after.append(part)
        made.bare = False

    def _forwarded(self, content: Content, made: Composition) -> None:
        if content.forwarded:
            word = Word.FORWARDED_OFTEN if content.forwarded > 1 else Word.FORWARDED
            made.parts.append(NotePart("forward", self.words.word(word), self.ink, self.widest))

    def _quote(self, message: Message, made: Composition) -> None:
        quote = message.quote
        if quote is None:
            return
        who = self.words.word(Word.YOU) if quote.direction == "out" else self.contact_name
        text = quote.text or (self.words.kind(quote.kind) if quote.kind else self.words.word(Word.QUOTED_UNKNOWN))
        icon = KIND_ICONS.get(quote.kind, "")
        made.parts.append(QuotePart(who, text, quote.message_id, self.ink, self.widest, icon=icon))
