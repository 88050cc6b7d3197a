"""Which parts a message consists of, by its kind; an unknown kind becomes a grey note and whatever else is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.ui.delegates.card_parts import ButtonsPart, CardsPart, LocationPart
from desktop.ui.delegates.emoji import lone_emoji
from desktop.ui.delegates.failure_part import DISCARD, RETRY, ReasonPart
from desktop.ui.delegates.ink import BubbleInk, SideInk
from desktop.ui.delegates.media_parts import DocumentPart, PicturePart, StickerPart, VoicePart
from desktop.ui.delegates.part import Part
from desktop.ui.delegates.text_parts import AuthorPart, MutedPart, NotePart, QuotePart, TextPart
from desktop.ui.delegates.words import Word, Words
from server_stub.contract.content import Content, Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message

_EMOJI_POINTS = {1: 44.0, 2: 34.0, 3: 28.0}
_TEXTUAL = frozenset({Kind.TEXT, Kind.INTERACTIVE, Kind.BUTTON, Kind.TEMPLATE, Kind.CONSENT_PROMPT, Kind.ORDER})


@dataclass(slots=True)
class Composition:
    """Parts above the time, and those below it. `bare`: without a bubble. `widest`: the room there was."""

    parts: list[Part] = field(default_factory=list)
    after: list[Part] = field(default_factory=list)
    text: TextPart | None = None
    bare: bool = False
    widest: int = 0


@dataclass(frozen=True, slots=True)
class Composer:
    """`widest` is the room inside a bubble; `contact_name` is who the customer is."""

    words: Words
    ink: BubbleInk
    side: SideInk
    widest: int
    contact_name: str

    def compose(self, message: Message, *, author: str) -> Composition:
        """`author` is the colleague's name to show above, empty for none."""
        made = Composition(widest=self.widest)
        if message.deleted_at is not None:
            made.parts.append(NotePart("block", self.words.word(Word.DELETED), self.ink, self.widest, is_body=True))
            return made
        if author:
            made.parts.append(AuthorPart(author, self.ink, self.widest))
        self._forwarded(message.content, made)
        self._quote(message, made)
        self._kind(message.content, made)
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
        made.parts.append(QuotePart(who, text, quote.message_id, self.ink, self.widest))

    def _kind(self, content: Content, made: Composition) -> None:
        kind = content.kind
        if kind == Kind.STICKER:
            made.parts.append(StickerPart(content.media, self.ink))
            made.bare = len(made.parts) == 1
        elif kind in (Kind.IMAGE, Kind.VIDEO) and content.media:
            is_film = kind == Kind.VIDEO
            made.parts.append(PicturePart(content.media, self.words, self.ink, self.widest + 18, is_film=is_film))
            self._text(content.text, made, min(self.widest, made.parts[-1].width - 18))
        elif kind in (Kind.VOICE, Kind.AUDIO) and content.media:
            title = content.media.file_name if kind == Kind.AUDIO else ""
            made.parts.append(VoicePart(content.media, self.words, self.ink, self.widest, title=title))
            self._text(content.text, made)
        elif kind == Kind.DOCUMENT and content.media:
            made.parts.append(DocumentPart(content.media, self.words, self.ink, self.widest))
            self._text(content.text, made, min(self.widest, max(made.parts[-1].width, 240)))
        elif kind == Kind.LOCATION and content.location:
            made.parts.append(LocationPart(content.location, self.ink, self.widest + 18))
        elif kind == Kind.CONTACTS and content.cards:
            made.parts.append(CardsPart(content.cards, self.ink, self.widest))
        elif kind in _TEXTUAL:
            self._words(content, made)
        else:
            self._unsupported(content, made)

    def _text(self, text: str, made: Composition, widest: int = 0) -> None:
        if text:
            count = lone_emoji(text) if not made.parts else 0
            font = self.ink.theme.fonts.emoji(_EMOJI_POINTS[count] * self.ink.theme.text_scale) if count else None
            made.text = TextPart(text, self.ink, self.side, widest or self.widest, font=font)
            made.parts.append(made.text)

    def _words(self, content: Content, made: Composition) -> None:
        if content.kind == Kind.CONSENT_PROMPT:
            note = self.words.word(Word.CONSENT_PROMPT)
            made.parts.append(NotePart("shield", note, self.ink, self.widest))
        elif content.kind == Kind.TEMPLATE:
            made.parts.append(NotePart("template", self.words.word(Word.TEMPLATE), self.ink, self.widest))
            self._above(content, made)
        elif content.kind == Kind.ORDER:
            made.parts.append(NotePart("cart", self.words.kind(content.kind), self.ink, self.widest))
        elif content.choice is not None:
            made.parts.append(NotePart("check-circle", self.words.word(Word.CHOICE), self.ink, self.widest))
        self._text(content.choice.title if content.choice else content.text, made)
        if content.choice and content.choice.description:
            made.parts.append(MutedPart(content.choice.description, self.ink, self.widest))
        if content.footer:
            made.parts.append(MutedPart(content.footer, self.ink, self.widest))
        if content.buttons:
            made.after.append(ButtonsPart(content.buttons, self.ink, self.widest))
        if not made.parts:
            self._unsupported(content, made)

    def _above(self, content: Content, made: Composition) -> None:
        """The header of a template: a picture, film, document or place."""
        if content.media is not None:
            kind = content.media.mime_type.partition("/")[0]
            if kind in ("image", "video"):
                is_film = kind == "video"
                made.parts.append(PicturePart(content.media, self.words, self.ink, self.widest + 18, is_film=is_film))
            else:
                made.parts.append(DocumentPart(content.media, self.words, self.ink, self.widest))
        elif content.location is not None:
            made.parts.append(LocationPart(content.location, self.ink, self.widest + 18))

    def _unsupported(self, content: Content, made: Composition) -> None:
        """Also for a known kind whose object was missing: say what it was, show what text there is."""
        known = {item.value for item in Kind} - {Kind.UNSUPPORTED}
        if content.kind in known:
            text = self.words.kind(content.kind)
        else:
            text = self.words.unsupported(content.original_kind or content.kind.replace(Kind.UNSUPPORTED, ""))
        made.parts.append(MutedPart(text, self.ink, self.widest))
        self._text(content.text, made)
