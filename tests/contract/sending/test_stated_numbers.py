"""A "no" that came in for a number, before anybody wrote from it, binds whoever turns out to have it (N3)."""

from __future__ import annotations

import pytest

from server_stub.contract.gate import Reason
from server_stub.domain.consent_events import EventType
from server_stub.storage.database import Tx
from tests.helpers.shop import Shop, eventually


async def stated_no(shop: Shop, phone: str, *, scope: str = "*") -> None:
    """As a list brings it: somebody with this number does not want to be written to."""
    gateway, now = shop.running.gateway, shop.clock()

    def work(tx: Tx) -> None:
        subject = gateway.capture.persons.of_phone(tx, phone, "Do arquivo", now)
        consents = gateway.outgoing.consents
        event = consents.new_event(
            subject, EventType.REVOKED, scope, source="import", actor="lead", captured_at=now, now=now
        )
        assert consents.add(tx, event)

    await gateway.core.database.write(work)


@pytest.mark.parametrize("phone", ["+553188887777", "+5531988887777"], ids=["as WhatsApp has it", "with the 9th digit"])
async def test_it_holds_when_the_person_writes_for_the_first_time(shop: Shop, phone: str) -> None:
    await stated_no(shop, phone)
    conversation = await shop.conversation("ana")
    assert await shop.state_of(conversation.contact_id, "txn.order") == "REVOKED"
    refused = await shop.refused(conversation.id, consent_purpose="mkt.promotions")
    assert refused == Reason.DENY_OPTED_OUT_PURPOSE


async def test_it_reaches_those_who_wrote_before(shop: Shop) -> None:
    """A number with its 9th digit is another contact to us; desktops see at once that nothing may be sent."""
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    await shop.until_state(conversation.contact_id, "ACTIVE")
    before = (await shop.rows("SELECT max(seq) FROM event"))[0][0]
    await stated_no(shop, "+5531988887777", scope="mkt.*")
    sql = "SELECT DISTINCT kind FROM event WHERE seq > ? AND conversation_id = ?"
    kinds = await shop.rows(sql, before, conversation.id)
    assert {"contact", "outlook"} <= {row[0] for row in kinds}
    await shop.until_state(conversation.contact_id, "REVOKED")


async def test_a_yes_stays_where_it_was_given(shop: Shop) -> None:
    gateway, now = shop.running.gateway, shop.clock()

    def work(tx: Tx) -> str:
        subject = gateway.capture.persons.of_phone(tx, "+5531988887777", "", now)
        return subject.contact_id

    stated = await gateway.core.database.write(work)
    await shop.own_act(stated)
    conversation = await shop.conversation("ana")
    assert await shop.state_of(conversation.contact_id) == "NONE"


async def test_their_own_later_act_counts(shop: Shop) -> None:
    await stated_no(shop, "+553188887777", scope="mkt.*")
    conversation = await shop.conversation("ana")
    shop.clock.ahead = 60_000
    await shop.own_act(conversation.contact_id, ago=0)
    await eventually(lambda: shop.state_of(conversation.contact_id), lambda state: state == "ACTIVE")
