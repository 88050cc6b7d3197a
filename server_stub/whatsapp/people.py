"""Who an item is from: joins the ids inside a message with the contact entries beside it, and never guesses."""

from __future__ import annotations

from functools import lru_cache

from server_stub.domain.identity import clean_phone, is_bsuid, same_number
from server_stub.whatsapp.lenient import Json, listing, mapping, text
from server_stub.whatsapp.webhook_types import Person


def contact_cards(value: dict[str, Json]) -> list[Person]:
    """The `contacts` beside messages and statuses."""
    return [_card(mapping(entry)) for entry in listing(value.get("contacts"))]


def sender(message: dict[str, Json], cards: list[Person]) -> Person:
    """The author of a message; its group when it was written in one."""
    group = text(message.get("group_id"))
    if group:
        return Person(group_id=group)
    own = _person(message.get("from"), message.get("from_user_id"), message.get("from_parent_user_id"))
    return joined(own, cards)


def addressee(message: dict[str, Json], cards: list[Person]) -> Person:
    """The customer whom the company's own phone wrote to."""
    group = text(message.get("group_id"))
    if group:
        return Person(group_id=group)
    own = _person(message.get("to"), message.get("to_user_id"), message.get("to_parent_user_id"))
    return joined(own, cards)


def plain(entry: dict[str, Json], cards: list[Person]) -> Person:
    """The person named by `wa_id` and `user_id`, as user preferences do."""
    own = _person(entry.get("wa_id"), entry.get("user_id"), entry.get("parent_user_id"))
    return joined(own, cards)


def joined(own: Person, cards: list[Person]) -> Person:
    """Add what the card of the same person says. With no id of its own an item belongs to a lone card.

    A card that names somebody else is not used, even where it is the only one: a message filed under the wrong
    customer is worse than one without a name.
    """
    card = _matching(own, cards)
    if card is None:
        return own
    return Person(
        wa_id=own.wa_id or card.wa_id,
        bsuid=own.bsuid or card.bsuid,
        parent_bsuid=own.parent_bsuid or card.parent_bsuid,
        username=card.username,
        name=card.name,
    )


def _matching(own: Person, cards: list[Person]) -> Person | None:
    if not own.wa_id and not own.bsuid:
        return cards[0] if len(cards) == 1 else None
    for card in cards:
        if own.bsuid and card.bsuid:
            if own.bsuid == card.bsuid:
                return card
        elif own.wa_id and card.wa_id and same_number(own.wa_id, card.wa_id):
            return card
    return None


def identified(number: str, bsuid: str, parent: str) -> Person:
    """A person by ids alone."""
    return Person(*_ids(number, bsuid, parent))


def _person(number: Json, bsuid: Json, parent: Json) -> Person:
    return Person(*_ids(text(number), text(bsuid), text(parent)))


@lru_cache(maxsize=10_000)
def _ids(number: str, bsuid: str, parent: str) -> tuple[str, str, str]:
    """Number, business-scoped id, its parent. Some payloads carry the second where the first belongs."""
    wa_id, user_id = number.strip(), bsuid.strip()
    if is_bsuid(wa_id):
        wa_id, user_id = "", user_id or wa_id
    return clean_phone(wa_id), user_id, parent.strip()


def _card(entry: dict[str, Json]) -> Person:
    profile = mapping(entry.get("profile"))
    return Person(
        *_ids(text(entry.get("wa_id")), text(entry.get("user_id")), text(entry.get("parent_user_id"))),
        username=text(profile.get("username")).strip().lstrip("@"),
        name=text(profile.get("name")).strip(),
    )
