"""From a request to what will be said: lengths, files and template fields checked, kind and purpose named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server_stub.contract.content import Button, Content, Kind, Media
from server_stub.contract.delivery import Status
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.gate import SendKind
from server_stub.contract.ids import new_id
from server_stub.contract.media_rules import base_type, kind_for
from server_stub.contract.requests import SendMessage, SendTemplate
from server_stub.contract.sendable import CAPTION_LIMIT, TEXT_LIMIT, check_cards, check_length, check_location
from server_stub.contract.stickers import Sticker
from server_stub.contract.template_fields import filled
from server_stub.domain.purposes import REPLY
from server_stub.domain.templates import BODY_LIMIT
from server_stub.services.gatekeeper import kind_of
from server_stub.services.notice_texts import LANGUAGE, buttons_of
from server_stub.services.notice_texts import TEXT_LIMIT as NOTICE_LIMIT
from server_stub.services.sticker_sends import StickerSends, sticker_content
from server_stub.services.template_drafts import template_content
from server_stub.storage.database import Tx
from server_stub.storage.repositories.media import MediaRow, MediaRows
from server_stub.storage.repositories.notices import Notice, Notices
from server_stub.storage.repositories.templates import StoredTemplate, Templates

PROMPT_PREFIX: Final = "consent:"
_KIND_BY_STATE: Final = {"PENDING": "confirm", "RENEWAL_NEEDED": "renew"}
StateOf = Callable[[Tx, str, str], str]
_TYPES_OF: Final = {
    Kind.VOICE.value: ("audio/ogg",),
    Kind.AUDIO.value: ("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"),
    Kind.STICKER.value: ("image/webp",),
}
_WITHOUT_CAPTION: Final = frozenset({Kind.AUDIO, Kind.VOICE, Kind.STICKER})


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be said and as what the gate has to judge it."""

    content: Content
    kind: SendKind
    purpose: str
    template: StoredTemplate | None = None
    notice: Notice | None = None
    media_id: str | None = None
    prompt_kind: str = "ask"
    """ask, confirm (the second step of a double opt-in) or renew."""
    sticker: Sticker | None = None
    """One of the team's: `media_id` is to be its copy."""


class Composer:
    """`state_of`: (transaction, contact id, purpose) → where that consent stands, to know what a question asks for."""

    def __init__(
        self, templates: Templates, notices: Notices, media: MediaRows, stickers: StickerSends, state_of: StateOf
    ) -> None:
        self._templates = templates
        self._notices = notices
        self._media = media
        self._stickers = stickers
        self._state_of = state_of

    def draft(self, tx: Tx, request: SendMessage, contact_id: str, message_id: str, now: int) -> Draft:
        """Raises GatewayRefusal with the code of the first thing that is wrong."""
        _check_one_thing(request)
        file = None if request.media_id is None else self._uploaded(tx, request.media_id, contact_id)
        if request.template is not None:
            return self._template(tx, request.template, file, now)
        if file is not None:
            return _file(file, request)
        if request.consent_purpose is not None:
            kind = _KIND_BY_STATE.get(self._state_of(tx, contact_id, request.consent_purpose), "ask")
            return self.prompt(tx, request.consent_purpose, message_id, kind=kind)
        if request.location is not None or request.cards:
            return _place_or_cards(request)
        if request.sticker_id:
            return self._sticker(tx, request.sticker_id, now)
        check_length(request.text, TEXT_LIMIT)
        if not request.text.strip():
            raise GatewayRefusal(ErrorCode.TEXT_EMPTY)
        return Draft(Content(Kind.TEXT.value, request.text), SendKind.FREE_FORM, REPLY)

    def prompt(self, tx: Tx, purpose: str, message_id: str, *, kind: str = "ask", language: str = LANGUAGE) -> Draft:
        """The current notice with two buttons whose ids name this very message.

        In Portuguese where there is no text in `language`. Raises BAD_REQUEST where nothing can be asked for.
        """
        notice = self._notices.current(tx, purpose, language) or self._notices.current(tx, purpose)
        if notice is None:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="consent_purpose")
        check_length(notice.body, NOTICE_LIMIT)
        accept, decline = buttons_of(notice.language)
        buttons = [
            Button(f"{PROMPT_PREFIX}{message_id}:yes", accept),
            Button(f"{PROMPT_PREFIX}{message_id}:no", decline),
        ]
        content = Content(Kind.CONSENT_PROMPT.value, notice.body, buttons=buttons)
        return Draft(content, SendKind.CONSENT_PROMPT, purpose, notice=notice, prompt_kind=kind)

    def _sticker(self, tx: Tx, sticker_id: str, now: int) -> Draft:
        media_id = new_id(now)
        sticker = self._stickers.named(tx, sticker_id)
        return Draft(sticker_content(media_id), SendKind.FREE_FORM, REPLY, media_id=media_id, sticker=sticker)

    def _uploaded(self, tx: Tx, media_id: str, contact_id: str) -> MediaRow:
        """A file that no message has taken, or only one that failed: it may be sent again."""
        row = self._media.get(tx, media_id)
        if row is None or row.contact_id != contact_id or row.direction != "out":
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if row.message_id is not None:
            taken = tx.driver.execute("SELECT status FROM message WHERE id = ?", (row.message_id,)).fetchone()
            if taken is None or taken[0] != Status.FAILED:
                raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if row.state != "ready":
            raise GatewayRefusal(ErrorCode.MEDIA_NOT_READY)
        return row

    def _template(self, tx: Tx, use: SendTemplate, file: MediaRow | None, now: int) -> Draft:
        template = self._templates.get(tx, use.template_id)
        if template is None:
            raise GatewayRefusal(ErrorCode.TEMPLATE_UNKNOWN)
        content = template_content(template, use, file, now)
        values = {} if content.template is None else content.template.variables
        check_length(filled(template.text.body, values), BODY_LIMIT)
        media_id = None if file is None else file.id
        return Draft(content, kind_of(template), template.purpose, template=template, media_id=media_id)


def _check_one_thing(request: SendMessage) -> None:
    """A file may have a caption, or stand above a template; everything else goes alone."""
    has_file, asks = request.media_id is not None, request.consent_purpose is not None
    has_more = bool(request.text) or has_file or asks or request.template is not None
    shapes = (
        (request.template, bool(request.text) or asks),
        (request.consent_purpose, bool(request.text) or has_file),
        (request.location, has_more or bool(request.cards)),
        (request.cards or None, has_more),
        (request.sticker_id or None, has_more or request.location is not None or bool(request.cards)),
    )
    if any(wanted is not None and crowded for wanted, crowded in shapes):
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="text")


def _place_or_cards(request: SendMessage) -> Draft:
    if request.location is not None:
        check_location(request.location)
        return Draft(Content(Kind.LOCATION.value, location=request.location), SendKind.FREE_FORM, REPLY)
    check_cards(request.cards)
    return Draft(Content(Kind.CONTACTS.value, cards=request.cards), SendKind.FREE_FORM, REPLY)


def _file_kind(row: MediaRow, request: SendMessage) -> Kind:
    """What the request names, where a file of this type can be that; else what its type suggests."""
    kind = kind_for(row.mime_type)
    if request.as_kind:
        if base_type(row.mime_type) not in _TYPES_OF.get(request.as_kind, ()) or request.as_document:
            raise GatewayRefusal(ErrorCode.MEDIA_TYPE_REFUSED, type=row.mime_type)
        return Kind(request.as_kind)
    return Kind.DOCUMENT if request.as_document and kind is not Kind.STICKER else kind


def _file(row: MediaRow, request: SendMessage) -> Draft:
    kind, caption = _file_kind(row, request), request.text
    check_length(caption, CAPTION_LIMIT)
    if caption and kind in _WITHOUT_CAPTION:
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="text")
    content = Content(kind.value, caption, media=Media(row.id, row.mime_type, "ready"))
    return Draft(content, SendKind.FREE_FORM, REPLY, media_id=row.id)
