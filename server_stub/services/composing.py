"""From a request to what will be said: lengths, files and template fields checked, kind and purpose named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server_stub.contract.content import Button, Content, Kind, Media, TemplateUse
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.gate import SendKind
from server_stub.contract.requests import SendMessage, SendTemplate
from server_stub.domain.media_rules import kind_for
from server_stub.domain.purposes import REPLY
from server_stub.domain.templates import BODY_LIMIT, clean_values, filled
from server_stub.services.gatekeeper import kind_of
from server_stub.services.notice_texts import LANGUAGE, buttons_of
from server_stub.services.notice_texts import TEXT_LIMIT as NOTICE_LIMIT
from server_stub.storage.database import Tx
from server_stub.storage.repositories.media import MediaRows
from server_stub.storage.repositories.notices import Notice, Notices
from server_stub.storage.repositories.templates import StoredTemplate, Templates

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
PROMPT_PREFIX: Final = "consent:"
_KIND_BY_STATE: Final = {"PENDING": "confirm", "RENEWAL_NEEDED": "renew"}
StateOf = Callable[[Tx, str, str], str]
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


class Composer:
    """`state_of`: (transaction, contact id, purpose) → where that consent stands, to know what a question asks for."""

    def __init__(self, templates: Templates, notices: Notices, media: MediaRows, state_of: StateOf) -> None:
        self._templates = templates
        self._notices = notices
        self._media = media
        self._state_of = state_of

    def draft(self, tx: Tx, request: SendMessage, contact_id: str, message_id: str) -> Draft:
        """Raises GatewayRefusal with the code of the first thing that is wrong."""
        given = [request.media_id, request.template, request.consent_purpose]
        if sum(item is not None for item in given) + (bool(request.text) and request.media_id is None) > 1:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="text")
        if request.media_id is not None:
            return self._file(tx, request.media_id, request.text, contact_id)
        if request.template is not None:
            return self._template(tx, request.template)
        if request.consent_purpose is not None:
            kind = _KIND_BY_STATE.get(self._state_of(tx, contact_id, request.consent_purpose), "ask")
            return self.prompt(tx, request.consent_purpose, message_id, kind=kind)
        _check_length(request.text, TEXT_LIMIT)
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
        _check_length(notice.body, NOTICE_LIMIT)
        accept, decline = buttons_of(notice.language)
        buttons = [
            Button(f"{PROMPT_PREFIX}{message_id}:yes", accept),
            Button(f"{PROMPT_PREFIX}{message_id}:no", decline),
        ]
        content = Content(Kind.CONSENT_PROMPT.value, notice.body, buttons=buttons)
        return Draft(content, SendKind.CONSENT_PROMPT, purpose, notice=notice, prompt_kind=kind)

    def _file(self, tx: Tx, media_id: str, caption: str, contact_id: str) -> Draft:
        row = self._media.get(tx, media_id)
        if row is None or row.contact_id != contact_id or row.direction != "out" or row.message_id is not None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if row.state != "ready":
            raise GatewayRefusal(ErrorCode.MEDIA_NOT_READY)
        kind = kind_for(row.mime_type)
        _check_length(caption, CAPTION_LIMIT)
        if caption and kind in _WITHOUT_CAPTION:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="text")
        content = Content(kind.value, caption, media=Media(row.id, row.mime_type, "ready"))
        return Draft(content, SendKind.FREE_FORM, REPLY, media_id=media_id)

    def _template(self, tx: Tx, use: SendTemplate) -> Draft:
        template = self._templates.get(tx, use.template_id)
        if template is None or not template.text.fillable:
            raise GatewayRefusal(ErrorCode.TEMPLATE_UNKNOWN)
        values, missing = clean_values(template.text, use.variables)
        if missing:
            raise GatewayRefusal(ErrorCode.TEMPLATE_VARIABLES_MISSING, names=", ".join(missing))
        text = filled(template.text.body, values)
        _check_length(text, BODY_LIMIT)
        header = filled(template.text.header, values, "header.")
        content = Content(
            Kind.TEMPLATE.value,
            f"*{header}*\n{text}" if header else text,
            buttons=[Button(str(index), button.title) for index, button in enumerate(template.text.buttons)],
            template=TemplateUse(template.id, template.name, template.language, values),
            footer=template.text.footer,
        )
        return Draft(content, kind_of(template), template.purpose, template=template)


def _check_length(text: str, limit: int) -> None:
    if len(text) > limit:
        raise GatewayRefusal(ErrorCode.TEXT_TOO_LONG, limit=limit, length=len(text))
