"""Places, cards, reactions and notes of the sample desk: satisfies application.thread.Thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from desktop.domain.errors import AppError
from server_stub.contract.content import Card, Content, Kind, Location, Media
from server_stub.contract.gate import Reason, Verdict
from server_stub.contract.model import Message, Reaction
from server_stub.contract.trace import Step, StepKind, Trace


class SampleThread:
    """`send`: shows a message of ours; `find` and `put`: one message and its new state. `mentions`: of each note."""

    def __init__(
        self,
        send: Callable[[str, Content, str | None], Message],
        find: Callable[[str], Message],
        put: Callable[[Message], None],
    ) -> None:
        self._send, self._find, self._put = send, find, put
        self.mentions: list[tuple[str, ...]] = []
        self.refusal: AppError | None = None

    async def send_location(self, conversation_id: str, place: Location, *, quote_id: str | None = None) -> Message:
        self._check()
        return self._send(conversation_id, Content(Kind.LOCATION, location=place), quote_id)

    async def send_cards(self, conversation_id: str, cards: Sequence[Card], *, quote_id: str | None = None) -> Message:
        self._check()
        return self._send(conversation_id, Content(Kind.CONTACTS, cards=list(cards)), quote_id)

    async def send_voice(self, conversation_id: str, path: Path, *, quote_id: str | None = None) -> Message:
        return self._file(conversation_id, Kind.VOICE, "audio/ogg", path, quote_id)

    async def send_sticker(self, conversation_id: str, path: Path, *, quote_id: str | None = None) -> Message:
        return self._file(conversation_id, Kind.STICKER, "image/webp", path, quote_id)

    async def write_note(self, conversation_id: str, text: str, mentions: Sequence[str] = ()) -> Message:
        self._check()
        self.mentions.append(tuple(mentions))
        return self._send(conversation_id, Content(Kind.NOTE, text, mentions=list(mentions)), None)

    async def react(self, message_id: str, emoji: str) -> None:
        self._check()
        known = self._find(message_id)
        theirs = [it for it in known.reactions if it.by_customer]
        ours = [Reaction(emoji, by_customer=False)] if emoji else []
        self._put(msgspec.structs.replace(known, reactions=[*theirs, *ours]))

    async def trace(self, message_id: str) -> Trace:
        message = self._find(message_id)
        told: dict[str, str | int] = {
            "stage": "acceptance",
            "verdict": Verdict.ALLOW.value,
            "reason": Reason.ALLOW_REPLY_IN_WINDOW.value,
        }
        steps = [
            Step(StepKind.ACCEPTED, message.sent_at, {"author": message.author_name}),
            Step(StepKind.JUDGED, message.sent_at, told),
            Step(StepKind.STATUS, message.sent_at + 1000, {"status": "sent"}),
            Step(StepKind.OFFERED, params={"attempts": 1}),
        ]
        return Trace(message_id, steps, "wamid.1")

    def _file(self, conversation_id: str, kind: Kind, mime_type: str, path: Path, quote_id: str | None) -> Message:
        media = Media(f"media-{path.name}", mime_type, "ready", path.name, path.stat().st_size)
        return self._send(conversation_id, Content(kind, media=media), quote_id)

    def _check(self) -> None:
        refusal, self.refusal = self.refusal, None
        if refusal is not None:
            raise refusal
