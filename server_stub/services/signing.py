"""The name of who writes goes above a text, where the company wants it so; it counts in what WhatsApp takes."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from server_stub.contract.content import Kind
from server_stub.contract.gate import SendKind
from server_stub.contract.sendable import CAPTION_LIMIT, TEXT_LIMIT, check_length
from server_stub.contract.signing import called, head, is_signed
from server_stub.services.composing import Draft


def signed(draft: Draft, author: str) -> Draft:
    """A caption that is too long for it goes without. Raises TEXT_TOO_LONG (limit, length) for a text that is."""
    content, name = draft.content, called(author)
    if draft.kind is not SendKind.FREE_FORM or not is_signed(content) or not name:
        return draft
    if content.kind == Kind.TEXT:
        check_length(content.text, TEXT_LIMIT - len(head(name)))
    elif len(head(name)) + len(content.text) > CAPTION_LIMIT:
        return draft
    return replace(draft, content=msgspec.structs.replace(content, signed_as=name))
