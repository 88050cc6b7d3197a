"""From the use of a template to the bubble that shows it: fields, place, offer and header file checked."""

from __future__ import annotations

from server_stub.contract.content import Content, Kind, Media, TemplateUse
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.media_rules import HEADER_TYPES, fits_header
from server_stub.contract.requests import SendTemplate
from server_stub.contract.template_fields import bubble_buttons, bubble_text, first_wrong, place_of
from server_stub.domain.template_values import clean_values
from server_stub.storage.repositories.media import MediaRow
from server_stub.storage.repositories.templates import StoredTemplate


def template_content(template: StoredTemplate, use: SendTemplate, file: MediaRow | None, now: int) -> Content:
    """Header, text, footer and buttons with every field filled.

    Raises TEMPLATE_UNKNOWN for what cannot be sent from here, TEMPLATE_VARIABLES_MISSING (names), VALUE_INVALID
    (field), TEMPLATE_FILE_MISSING and TEMPLATE_FILE_WRONG (kind), BAD_REQUEST for a file that has no place in it.
    """
    text = template.text
    if text.obstacle:
        raise GatewayRefusal(ErrorCode.TEMPLATE_UNKNOWN)
    values, missing = clean_values(text, use.variables)
    if missing:
        raise GatewayRefusal(ErrorCode.TEMPLATE_VARIABLES_MISSING, names=", ".join(missing))
    wrong = first_wrong(text, values, now)
    if wrong:
        raise GatewayRefusal(ErrorCode.VALUE_INVALID, field=wrong)
    _check_file(text.header_kind, file)
    return Content(
        Kind.TEMPLATE.value,
        bubble_text(text, values),
        media=None if file is None else Media(file.id, file.mime_type, "ready"),
        location=place_of(text, values),
        buttons=bubble_buttons(text, values),
        template=TemplateUse(template.id, template.name, template.language, values),
        footer=text.footer,
    )


def _check_file(header_kind: str, file: MediaRow | None) -> None:
    if header_kind not in HEADER_TYPES:
        if file is not None:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="media_id")
    elif file is None:
        raise GatewayRefusal(ErrorCode.TEMPLATE_FILE_MISSING, kind=header_kind)
    elif not fits_header(header_kind, file.mime_type):
        raise GatewayRefusal(ErrorCode.TEMPLATE_FILE_WRONG, kind=header_kind)
