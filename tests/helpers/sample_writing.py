"""The part of the sample desk that is about writing: texts sent and taken back, drafts, and what others left."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.errors import LocalProblem
from server_stub.contract.content import Content, Kind
from server_stub.contract.drafts import Draft
from server_stub.contract.model import Message


class SampleDrafts:
    """What colleagues left unfinished: satisfies application.drafting.Drafts."""

    def __init__(self) -> None:
        self.kept: list[Draft] = []

    async def left(self, conversation_id: str) -> Sequence[Draft]:
        return [draft for draft in self.kept if draft.conversation_id == conversation_id]

    async def discard(self, draft: Draft) -> None:
        self.kept.remove(draft)


class SampleWriting:
    """`promotional`, `graces` and `typed_in` tell what was done; `kept_drafts` may be filled before."""

    def __init__(self) -> None:
        self.promotional: list[bool | None] = []
        self.graces: list[int] = []
        self.typed_in: list[str] = []
        self.kept_drafts: dict[str, str] = {}
        self.drafts = SampleDrafts()

    async def send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        quote_id: str | None = None,
        promotional: bool | None = None,
        grace_ms: int = 0,
    ) -> Message:
        self.promotional.append(promotional)
        self.graces.append(grace_ms)
        made = self._send(conversation_id, Content(Kind.TEXT, text), quote_id)
        self.kept_drafts.pop(conversation_id, None)
        return made

    async def unsend(self, message_id: str) -> str:
        """Only what was sent with a grace is still here."""
        old = self._message(message_id)
        if not self.graces or not self.graces[-1]:
            raise LocalProblem("not_cancellable")
        await self.discard(message_id)
        kept = self.kept_drafts.get(old.conversation_id, "")
        self.kept_drafts[old.conversation_id] = "\n".join(filter(None, (old.content.text, kept)))
        return self.kept_drafts[old.conversation_id]

    async def typing(self, conversation_id: str) -> None:
        self.typed_in.append(conversation_id)

    async def draft(self, conversation_id: str) -> str:
        return self.kept_drafts.get(conversation_id, "")

    async def save_draft(self, conversation_id: str, text: str) -> None:
        self.kept_drafts[conversation_id] = text

    async def discard(self, message_id: str) -> None:
        raise NotImplementedError

    def _send(self, conversation_id: str, content: Content, quote_id: str | None = None) -> Message:
        raise NotImplementedError

    def _message(self, message_id: str) -> Message:
        raise NotImplementedError
