"""Everything in a message that leads somewhere, for those who do not use a mouse."""

from __future__ import annotations

import re

from desktop.ui.delegates.advert_part import web_host
from desktop.ui.delegates.card_parts import place_link
from desktop.ui.delegates.cleaning import one_line
from desktop.ui.delegates.formatting import Style, formatted
from server_stub.contract.model import Message

_MOST = 5
_LONGEST = 20_000
"""Characters of a text that are looked through."""


def targets(message: Message) -> list[str]:
    """Addresses (http, https, mailto, tel) in the order in which they are shown, each once, the first few."""
    content = message.content
    if message.deleted_at is not None:
        return []
    found: list[str] = []
    if content.referral is not None and web_host(content.referral.url):
        found.append(content.referral.url)
    found += [span.target for span in formatted(content.text[:_LONGEST]).spans if span.style is Style.LINK]
    if content.location is not None:
        found.append(place_link(content.location))
    for card in content.cards[:_MOST]:
        found += [f"tel:{digits}" for number in card.phones[:_MOST] if (digits := re.sub(r"[^\d+]", "", number[:160]))]
        found += [span.target for mail in card.emails[:_MOST] for span in formatted(one_line(mail[:160])).spans]
    return list(dict.fromkeys(found))[:_MOST]
