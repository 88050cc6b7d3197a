"""Contact cards inside a message: a person with numbers, addresses and a place of work."""

from __future__ import annotations

from server_stub.contract.content import Card
from server_stub.whatsapp.lenient import Json, listing, mapping, text

_Fields = dict[str, Json]
_NAME = ("prefix", "first_name", "middle_name", "last_name", "suffix")
_PLACE = ("street", "city", "state", "zip", "country")


def contact_card(entry: _Fields) -> Card:
    """Whatever the card holds that a person can read; pictures and vCards are not among it."""
    name, work = mapping(entry.get("name")), mapping(entry.get("org"))
    phones = (mapping(phone) for phone in listing(entry.get("phones")))
    return Card(
        name=text(name.get("formatted_name")) or _joined(name, _NAME, " "),
        phones=_filled([text(phone.get("phone")) or text(phone.get("wa_id")) for phone in phones]),
        emails=_filled([text(mapping(email).get("email")) for email in listing(entry.get("emails"))]),
        organisation=text(work.get("company")),
        role=_joined(work, ("department", "title"), ", "),
        addresses=_filled([_joined(mapping(place), _PLACE, ", ") for place in listing(entry.get("addresses"))]),
        links=_filled([text(mapping(link).get("url")) for link in listing(entry.get("urls"))]),
    )


def _joined(fields: _Fields, names: tuple[str, ...], between: str) -> str:
    return between.join(_filled([text(fields.get(name)).strip() for name in names]))


def _filled(values: list[str]) -> list[str]:
    return [value for value in values if value]
