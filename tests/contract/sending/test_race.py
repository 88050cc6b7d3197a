"""P10: opt-outs beside a thousand sends: each one left before the opt-out was committed, or it did not leave."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass

from server_stub.contract.model import Account
from server_stub.contract.requests import Accepted, SendMessage, SendTemplate
from server_stub.domain.consent_events import EventType
from server_stub.domain.pacing import Rate
from server_stub.domain.purposes import PROMOTIONAL
from server_stub.services.consent import Subject
from server_stub.storage.database import Tx
from tests.helpers.holding import promotion, set_purpose
from tests.helpers.shop import Shop, eventually

PEOPLE = 40
EACH = 25
LEAVING = ("sending", "in_doubt", "done")


@dataclass(frozen=True)
class Customer:
    conversation_id: str
    contact_id: str
    key_id: str


async def test_an_opt_out_and_a_thousand_sends(shop: Shop) -> None:
    customers = await welcome(shop)
    shop.sim.set_webhook(None)
    pacing = shop.running.gateway.outgoing.dispatcher._pacing
    pacing.number_per_second, pacing.pair = 100_000, Rate(0, 1)
    queued = await queue_offers(shop, customers)
    left: dict[str, set[str]] = {}

    async def leave(customer: Customer) -> None:
        left[customer.contact_id] = await opt_out(shop, customer)

    async with asyncio.timeout(120), asyncio.TaskGroup() as group:
        staying = list(enumerate(customers))
        while staying:
            arrived = offered(shop)
            # The first at once, the last after nearly all of their own messages.
            due = [it for it in staying if len(arrived & queued[it[1].contact_id]) >= it[0] * EACH // PEOPLE]
            for item in due:
                staying.remove(item)
                group.create_task(leave(item[1]), name=f"opt-out {item[0]}")
            await asyncio.sleep(0.005)
    busy = "SELECT count(*) FROM send_job WHERE state IN ('queued', 'leased', 'sending')"
    await eventually(lambda: shop.rows(busy), lambda rows: rows == [(0,)], seconds=120)

    sent = offered(shop)
    jobs: dict[str, dict[str, str]] = defaultdict(dict)
    for message_id, contact_id, state in await shop.rows("SELECT message_id, contact_id, state FROM send_job"):
        jobs[contact_id][message_id] = state
    assert sum(map(len, jobs.values())) == PEOPLE * EACH
    for customer in customers:
        own = jobs[customer.contact_id]
        assert sent & own.keys() == left[customer.contact_id]
        assert {state for message_id, state in own.items() if message_id not in sent} <= {"failed"}
    assert 0 < len(sent) < PEOPLE * EACH
    reasons = await shop.rows(
        "SELECT DISTINCT reason FROM send_decision WHERE stage = 'dispatch' AND verdict = 'deny'",
    )
    assert reasons == [("DENY_OPTED_OUT_PURPOSE",)]


async def welcome(shop: Shop) -> list[Customer]:
    """Forty people who wrote and who want offers."""
    await set_purpose(shop, "mkt.promotions", cap_month=None)
    for number in range(PEOPLE):
        shop.sim.core.world.add(f"c{number}", f"Cliente {number}", f"55119{number:08d}")
        shop.customer_says(f"c{number}", "Oi")
    sql = (
        "SELECT conversation.id, contact.id, contact.key_id FROM conversation JOIN contact"
        " ON contact.id = conversation.contact_id WHERE conversation.last_inbound_at IS NOT NULL"
    )
    rows = await eventually(lambda: shop.rows(sql), lambda found: len(found) == PEOPLE, seconds=60)
    customers = [Customer(*row) for row in rows]
    for customer in customers:
        await shop.own_act(customer.contact_id)
    return customers


async def queue_offers(shop: Shop, customers: list[Customer]) -> dict[str, set[str]]:
    """The ids of each person's messages."""
    use = await promotion(shop)
    gateway = shop.running.gateway
    agent = await gateway.core.database.read(lambda tx: account_of(shop, tx))

    def accept(tx: Tx, customer: Customer) -> set[str]:
        found = set()
        for number in range(EACH):
            request = SendMessage(
                f"{customer.contact_id}-{number}", customer.conversation_id, template=SendTemplate(**use)
            )
            answer = gateway.outgoing.sending.accept(tx, agent, request, shop.clock())
            assert isinstance(answer, Accepted)
            found.add(answer.message.id)
        return found

    write = gateway.core.database.write
    return {it.contact_id: await write(lambda tx, who=it: accept(tx, who)) for it in customers}


def account_of(shop: Shop, tx: Tx) -> Account:
    found = shop.running.gateway.core.account_rows.get(tx, shop.running.ids["ana"])
    assert found is not None
    return found


async def opt_out(shop: Shop, customer: Customer) -> set[str]:
    """The messages of this person that had left when the opt-out was committed, read in its own transaction."""
    gateway, now = shop.running.gateway, shop.clock()

    def work(tx: Tx) -> set[str]:
        subject = Subject(customer.contact_id, customer.key_id)
        event = gateway.outgoing.consents.new_event(
            subject, EventType.REVOKED, PROMOTIONAL, source="keyword", actor="person", captured_at=now, now=now
        )
        assert gateway.outgoing.consents.add(tx, event)
        marks = ",".join("?" * len(LEAVING))
        sql = f"SELECT message_id FROM send_job WHERE contact_id = ? AND state IN ({marks})"
        return {row[0] for row in tx.driver.execute(sql, (customer.contact_id, *LEAVING))}

    return await gateway.core.database.write(work)


def offered(shop: Shop) -> set[str]:
    """Our ids of everything that reached the stand-in."""
    bodies = (it.body for it in shop.sim.core.requests if isinstance(it.body, dict))
    return {str(body["biz_opaque_callback_data"]) for body in bodies if "biz_opaque_callback_data" in body}
