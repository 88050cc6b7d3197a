"""What the send gate is asked about one message: its words checked, its kind named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.content import Content, Kind
from server_stub.contract.gate import SendKind
from server_stub.contract.promotional import promotional_words
from server_stub.contract.registers import SendingPolicy
from server_stub.domain.content_check import forbidden_number
from server_stub.domain.gate_input import NOTHING_FOUND, ContentFacts
from server_stub.storage.repositories.templates import StoredTemplate

_KIND_OF_CATEGORY: Final = {
    "MARKETING": SendKind.MARKETING,
    "UTILITY": SendKind.UTILITY,
    "AUTHENTICATION": SendKind.AUTHENTICATION,
}
_OUR_WORDS: Final = frozenset({Kind.CONSENT_PROMPT, Kind.TEMPLATE})


@dataclass(frozen=True, slots=True)
class Asked:
    """What one message adds to what is known of its conversation."""

    content: ContentFacts = NOTHING_FOUND
    requested_in_window: bool = False


def kind_of(template: StoredTemplate) -> SendKind:
    """From the gateway's registry (N10): a survey by its purpose, everything else by Meta's category."""
    if template.purpose.startswith("survey."):
        return SendKind.SURVEY
    return _KIND_OF_CATEGORY.get(template.category, SendKind.MARKETING)


def checked(content: Content, policy: SendingPolicy, *, promotional: bool | None) -> ContentFacts:
    """What is in the words. Only an agent's free words are asked about offers: a template's purpose is known."""
    values = [] if content.template is None else list(content.template.variables.values())
    forbidden = next(filter(None, map(forbidden_number, [content.text, *values])), "")
    words = [] if content.kind in _OUR_WORDS else promotional_words(content.text, policy.promotional_words)
    return ContentFacts(forbidden, tuple(words), promotional)
