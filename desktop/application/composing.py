"""What an agent writes becomes a queued message: checked, shown and durable in one step, before any network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from desktop.application.applied import Applied
from desktop.application.chosen_files import ChosenFile, look_at
from desktop.application.ports import Clock, MediaCache
from desktop.application.queueing import QueuedDraft, queue, template_content
from desktop.application.state import State
from desktop.application.store_ports import LocalFile, OutboxItem, StoreTx
from desktop.domain.errors import LocalProblem
from desktop.domain.file_names import true_name
from desktop.domain.template_fields import first_missing, needs_file
from desktop.domain.text_limits import check_caption, check_text
from server_stub.contract.content import Card, Content, Kind, Location, Media
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.contract.model import Message
from server_stub.contract.requests import SendMessage, SendTemplate, WriteNote
from server_stub.contract.sendable import check_cards, check_location
from server_stub.contract.signing import head

_T = TypeVar("_T")


class Composing:
    def __init__(self, state: State, media: MediaCache, clock: Clock) -> None:
        self._state = state
        self._media = media
        self._clock = clock

    async def text(
        self,
        conversation_id: str,
        text: str,
        *,
        quote_id: str | None,
        promotional: bool | None = None,
        grace_ms: int = 0,
    ) -> Message:
        signed_as = self._state.inbox.signature
        check_text(text, before=head(signed_as))
        request = self._request(conversation_id, text=text, quote_id=quote_id, promotional=promotional)
        content = Content(kind=Kind.TEXT, text=text, signed_as=signed_as)
        return await self._queue(QueuedDraft(request, content, grace_ms=grace_ms))

    async def file(
        self,
        conversation_id: str,
        path: Path,
        *,
        caption: str,
        quote_id: str | None,
        promotional: bool | None = None,
        as_document: bool = False,
        as_kind: str = "",
    ) -> Message:
        """The file is copied first: it may be moved or changed while it waits for the line.

        `as_kind`: voice or sticker, where it is to be nothing else. Raises LocalProblem `media_type_refused`.
        """
        check_caption(caption)
        chosen = await look_at(path)
        request = self._request(conversation_id, text=caption, quote_id=quote_id, promotional=promotional)
        if as_kind and chosen.facts.kind != as_kind:
            raise LocalProblem(ErrorCode.MEDIA_TYPE_REFUSED.value, type=chosen.facts.mime_type)
        request = msgspec.structs.replace(request, as_document=as_document, as_kind=as_kind)
        waiting, media = await self._keep(request, chosen)
        kind = Kind.DOCUMENT if as_document else chosen.facts.kind
        content = Content(kind=kind, text=caption, media=media)
        return await self._queue(QueuedDraft(request, content, file=waiting, clears_draft=not as_kind))

    async def team_sticker(self, conversation_id: str, sticker_id: str, path: Path, *, quote_id: str | None) -> Message:
        """`path`: its picture. The bubble shows a copy of it, but nothing is uploaded."""
        chosen = await look_at(path)
        request = self._request(conversation_id, quote_id=quote_id)
        request = msgspec.structs.replace(request, sticker_id=sticker_id)
        waiting, media = await self._keep(request, chosen)
        content = Content(kind=Kind.STICKER, media=media)
        return await self._queue(QueuedDraft(request, content, file=waiting, clears_draft=False))

    async def location(self, conversation_id: str, place: Location, *, quote_id: str | None) -> Message:
        """Raises LocalProblem `location_invalid`, `text_too_long`."""
        _judge(check_location, place)
        request = msgspec.structs.replace(self._request(conversation_id, quote_id=quote_id), location=place)
        return await self._queue(QueuedDraft(request, Content(Kind.LOCATION, location=place), clears_draft=False))

    async def cards(self, conversation_id: str, cards: Sequence[Card], *, quote_id: str | None) -> Message:
        """Raises LocalProblem `card_invalid`, `text_too_long`."""
        chosen = list(cards)
        _judge(check_cards, chosen)
        request = msgspec.structs.replace(self._request(conversation_id, quote_id=quote_id), cards=chosen)
        return await self._queue(QueuedDraft(request, Content(Kind.CONTACTS, cards=chosen), clears_draft=False))

    async def note(self, conversation_id: str, text: str, mentions: Sequence[str]) -> Message:
        """Waits in the outbox like a message, but goes by another door: it is never sent to the customer."""
        check_text(text)
        request = self._request(conversation_id)
        note = WriteNote(request.client_id, text, list(mentions))
        content = Content(Kind.NOTE, text, mentions=list(mentions))
        return await self._queue(QueuedDraft(request, content, note=note))

    async def template(
        self, conversation_id: str, template_id: str, variables: Mapping[str, str], file: Path | None = None
    ) -> Message:
        """`file`: what stands above the text, where the template's header is a picture, film or document."""
        known = {template.id: template for template in self._state.inbox.catalogue.templates}
        template = known.get(template_id)
        if template is None:
            raise LocalProblem(ErrorCode.TEMPLATE_UNKNOWN.value)
        if template.obstacle:
            raise LocalProblem(ErrorCode.TEMPLATE_UNKNOWN.value)
        missing = first_missing(template, variables)
        if missing:
            raise LocalProblem(ErrorCode.TEMPLATE_VARIABLES_MISSING.value, names=missing)
        request = self._request(conversation_id, template=SendTemplate(template_id, dict(variables)))
        waiting, media = None, None
        if needs_file(template):
            if file is None:
                raise LocalProblem(ErrorCode.TEMPLATE_FILE_MISSING.value, kind=template.header_kind)
            waiting, media = await self._keep(request, await look_at(file, template.header_kind))
        content = template_content(template, variables, media)
        return await self._queue(QueuedDraft(request, content, file=waiting, clears_draft=False))

    async def consent_question(self, conversation_id: str, purpose: str) -> Message:
        notice = next((each for each in self._state.inbox.catalogue.purposes if each.code == purpose), None)
        request = self._request(conversation_id, consent_purpose=purpose)
        content = Content(kind=Kind.CONSENT_PROMPT, text=notice.notice_text if notice else "")
        return await self._queue(QueuedDraft(request, content, clears_draft=False))

    async def again(self, failed: Message, item: OutboxItem | None, *, promotional: bool | None = None) -> Message:
        """A failed message as a new one. `item`: its outbox row where the gateway never accepted it.

        What the gateway accepted and WhatsApp refused stays as it is, above the new one. `promotional`: as in `text`.
        """
        if item is None:
            request = msgspec.structs.replace(self._same_request(failed), promotional=promotional)
            return await self._queue(QueuedDraft(request, failed.content, clears_draft=False))
        client_id, said = new_id(self._clock()), item.request.promotional if promotional is None else promotional
        request = msgspec.structs.replace(
            item.request, client_id=client_id, composed_at=self._clock(), promotional=said
        )
        return await self._queue(
            QueuedDraft(
                request,
                failed.content,
                file=item.file,
                replaces=failed.id,
                clears_draft=False,
                note=None if item.note is None else msgspec.structs.replace(item.note, client_id=client_id),
            )
        )

    def _same_request(self, failed: Message) -> SendMessage:
        content, quote_id = failed.content, failed.quote.message_id if failed.quote else None
        if content.template is not None:
            use = SendTemplate(content.template.template_id, dict(content.template.variables))
            above = None if content.media is None else content.media.id
            return self._request(failed.conversation_id, template=use, media_id=above)
        if content.media is not None:
            request = self._request(
                failed.conversation_id, text=content.text, media_id=content.media.id, quote_id=quote_id or None
            )
            as_kind = content.kind if content.kind in (Kind.VOICE, Kind.STICKER) else ""
            return msgspec.structs.replace(request, as_document=content.kind == Kind.DOCUMENT, as_kind=as_kind)
        if content.location is not None or content.cards:
            request = self._request(failed.conversation_id, quote_id=quote_id or None)
            return msgspec.structs.replace(request, location=content.location, cards=content.cards)
        if content.kind != Kind.TEXT:
            raise LocalProblem("cannot_retry")
        return self._request(failed.conversation_id, text=content.text, quote_id=quote_id or None)

    def _request(
        self,
        conversation_id: str,
        *,
        text: str = "",
        media_id: str | None = None,
        template: SendTemplate | None = None,
        consent_purpose: str | None = None,
        quote_id: str | None = None,
        promotional: bool | None = None,
    ) -> SendMessage:
        now = self._clock()
        return SendMessage(
            client_id=new_id(now),
            conversation_id=conversation_id,
            text=text,
            media_id=media_id,
            template=template,
            consent_purpose=consent_purpose,
            quote_id=quote_id,
            promotional=promotional,
            composed_at=now,
        )

    async def _keep(self, request: SendMessage, chosen: ChosenFile) -> tuple[LocalFile, Media]:
        """A copy that waits for the line: the file may be moved or changed meanwhile."""
        media_id = f"local-{request.client_id}"
        size = await self._media.add_file(media_id, chosen.path)
        name = true_name(chosen.path.name, chosen.facts.mime_type)
        media = Media(
            id=media_id,
            mime_type=chosen.facts.mime_type,
            state="ready",
            file_name=name,
            size=size,
            animated=chosen.facts.animated,
        )
        return LocalFile(media_id, name, size), media

    async def _queue(self, draft: QueuedDraft) -> Message:
        """What could not be queued leaves no file behind."""
        author = self._state.inbox.account
        queued: list[Message] = []

        def work(tx: StoreTx) -> Applied:
            applied, message = queue(tx, draft, author)
            queued.append(message)
            return applied

        try:
            await self._state.change(work)
        except LocalProblem:
            if draft.file is not None and draft.replaces is None:
                await self._media.remove([draft.file.media_id])
            raise
        return queued[-1]


def _judge(check: Callable[[_T], None], value: _T) -> None:
    """What the gateway would refuse is refused here, before it waits for the line."""
    try:
        check(value)
    except GatewayRefusal as refusal:
        raise LocalProblem(refusal.code.value, **refusal.params) from None
