"""A file that somebody wants to send: what it is, and whether WhatsApp takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from desktop.domain.errors import LocalProblem
from server_stub.contract.content import Kind
from server_stub.contract.errors import ErrorCode
from server_stub.contract.file_types import is_animated_webp, is_opus, sniff
from server_stub.contract.media_rules import ALLOWED, fits_header, limit_of

_UNKNOWN_TYPE: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class FileFacts:
    kind: Kind
    mime_type: str
    animated: bool = False


def type_of(head: bytes, name: str) -> str:
    """The MIME type. `head`: the first HEAD_BYTES of `file_types`."""
    return sniff(head, name) or _UNKNOWN_TYPE


def check(head: bytes, size: int, name: str) -> FileFacts:
    """What the file is. `head`: as for `type_of`; `size` in bytes.

    Raises LocalProblem: `file_empty`; `media_type_refused` (mime_type); `media_too_large` (limit_bytes).
    """
    if size == 0:
        raise LocalProblem("file_empty")
    mime_type = type_of(head, name)
    kind = ALLOWED.get(mime_type)
    if kind is None or (mime_type == "audio/ogg" and not is_opus(head)):
        raise LocalProblem(ErrorCode.MEDIA_TYPE_REFUSED.value, mime_type=mime_type)
    animated = kind is Kind.STICKER and is_animated_webp(head)
    limit = limit_of(mime_type, animated=animated)
    if size > limit:
        raise LocalProblem(ErrorCode.MEDIA_TOO_LARGE.value, limit_bytes=limit)
    return FileFacts(kind, mime_type, animated)


def check_header(head: bytes, size: int, name: str, header_kind: str) -> FileFacts:
    """What the file is that shall stand above the text of a template. `header_kind`: IMAGE, VIDEO or DOCUMENT.

    Raises LocalProblem: `file_empty`; `template_file_wrong` (kind) for a type that may not stand there;
    `media_too_large` (limit_bytes).
    """
    if size == 0:
        raise LocalProblem("file_empty")
    if not fits_header(header_kind, type_of(head, name)):
        raise LocalProblem(ErrorCode.TEMPLATE_FILE_WRONG.value, kind=header_kind)
    return check(head, size, name)
