"""Contacts over HTTP: found by name, number, username and address, filtered by permission and by state, edited."""

from __future__ import annotations

import httpx
import msgspec

from server_stub.contract.model import Contact
from server_stub.contract.people import ContactPage
from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import Owner, People, Profile
from tests.helpers.shop import Shop


async def page(client: httpx.AsyncClient, **asked: str | int) -> ContactPage:
    answer = await client.get("/v1/contacts", params=asked)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=ContactPage)


async def names(client: httpx.AsyncClient, **asked: str | int) -> list[str]:
    return [it.name for it in (await page(client, **asked)).contacts]


async def add(shop: Shop, name: str, phone: str = "", username: str = "", email: str = "") -> str:
    """Somebody known from elsewhere, who never wrote."""
    core = shop.running.gateway.core
    people, now = People(core.vault), core.clock()

    def work(tx: Tx) -> str:
        owner = people.create(tx, Profile(name, f"+{phone}" if phone else None, username or None), now)
        if phone:
            people.add_identity(tx, owner, "dialled", phone, now)
        if email:
            people.add_identity(tx, owner, "email", email, now)
        return owner.contact_id

    return await core.database.write(work)


OF_CONCEICAO = (
    "conceição",
    "CONCEICAO",
    "alm conc",
    "@ceicao",
    "ceicao.almeida",
    "ceicao@example.com",
    "+55 (11) 98765-4321",
    "11 98765-4321",
    "(011) 98765 4321",
    "98765-4321",
    "11 8765-4321",
    "55 11 8765 4321",
    "4321",
)
OF_NOBODY = ("xavier", "99999999", "concei xavier", "5")


async def test_a_person_is_found_by_anything_known_of_them(shop: Shop, lead: httpx.AsyncClient) -> None:
    await add(shop, "Conceição Almeida", "5511987654321", "ceicao.almeida", "ceicao@example.com")
    await add(shop, "Bruno Tavares", "5521912340000")
    found = {query: await names(lead, query=query) for query in (*OF_CONCEICAO, *OF_NOBODY)}
    assert found == {key: ["Conceição Almeida"] for key in OF_CONCEICAO} | {key: [] for key in OF_NOBODY}


async def test_pages_follow_the_names_and_count_all(shop: Shop, lead: httpx.AsyncClient) -> None:
    for name in ("Érica", "ana", "Zeca", "Bruno", "", "Ícaro"):
        await add(shop, name, "55119000" + str(len(name)).zfill(5))
    first = await page(lead, limit=4)
    assert ([it.name for it in first.contacts], first.total) == (["ana", "Bruno", "Érica", "Ícaro"], 6)
    assert first.next_page is not None
    await add(shop, "Aa", "5511900099999")
    second = await page(lead, limit=4, page=first.next_page)
    assert ([it.name for it in second.contacts], second.total, second.next_page) == (["Zeca", ""], 7, None)


async def test_a_new_name_is_found_and_the_old_one_is_not(shop: Shop, lead: httpx.AsyncClient) -> None:
    contact_id = await add(shop, "Marina", "5511987654321")
    assert await names(lead, query="marina") == ["Marina"]
    core = shop.running.gateway.core
    people = People(core.vault)

    def rename(tx: Tx) -> None:
        row = tx.driver.execute("SELECT key_id FROM contact WHERE id = ?", (contact_id,)).fetchone()
        people.set_profile(tx, Owner(contact_id, row[0]), Profile("Mariana"))

    await core.database.write(rename)
    assert await names(lead, query="marina") == []
    assert await names(lead, query="mariana") == ["Mariana"]


async def test_agents_see_only_people_whose_conversations_they_may_see(shop: Shop, lead: httpx.AsyncClient) -> None:
    """Those without a conversation are for leads and administrators."""
    await add(shop, "Nunca Escreveu", "5511900000001")
    mine = await shop.conversation("ana")
    theirs = await shop.conversation("bruno")
    answer = await shop.agent.put(f"/v1/conversations/{mine.id}/assignee", json={"account_id": shop.running.ids["ana"]})
    assert answer.status_code == 200, answer.text
    answer = await lead.put(f"/v1/conversations/{theirs.id}/assignee", json={"account_id": shop.running.ids["bruno"]})
    assert answer.status_code == 200, answer.text
    own = await page(shop.agent)
    assert ([it.id for it in own.contacts], own.total) == ([mine.contact_id], 1)
    assert (await page(lead)).total == 3
    for path in ("consent-file", "evidence/none"):
        assert (await shop.agent.get(f"/v1/contacts/{theirs.contact_id}/{path}")).status_code == 404
    answer = await shop.agent.put(f"/v1/contacts/{theirs.contact_id}/identity-confirmed")
    assert answer.status_code == 404


async def test_people_are_filtered_by_the_state_of_a_purpose(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    other = await shop.conversation("bruno")
    await shop.own_act(conversation.contact_id)
    name = (await shop.contact(conversation.contact_id)).name
    assert await names(lead, purpose="mkt.promotions", state="ACTIVE") == [name]
    assert (await page(lead, purpose="mkt.promotions", state="NONE")).contacts[0].id == other.contact_id
    shop.customer_says("ana", "SAIR")
    await shop.until_state(conversation.contact_id, "REVOKED")
    assert await names(lead, purpose="mkt.promotions", state="ACTIVE") == []
    assert await names(lead, state="REVOKED") == [name]


async def test_wrong_questions_are_refused_by_field(shop: Shop) -> None:
    for asked in ({"limit": 0}, {"limit": 201}, {"page": "x"}, {"page": "1."}, {"query": "x" * 201}):
        answer = await shop.agent.get("/v1/contacts", params=asked)
        (field,) = asked
        assert (answer.status_code, answer.json()["params"]["field"]) == (400, field)


async def test_leads_edit_what_the_gate_and_the_channels_need(shop: Shop, lead: httpx.AsyncClient) -> None:
    contact_id = await add(shop, "Marina", "5511987654321")
    changes = {"minor": True, "legal_block": True, "email": "Marina@Example.com", "zone": "America/Manaus"}
    answer = await lead.put(f"/v1/contacts/{contact_id}", json={**changes, "language": "en"})
    assert answer.status_code == 200, answer.text
    contact = msgspec.json.decode(answer.content, type=Contact)
    assert (contact.minor, contact.email) == (True, "Marina@example.com")
    assert contact.legal_block_at is not None
    assert await shop.rows("SELECT zone, language FROM contact") == [("America/Manaus", "en")]
    assert await names(lead, query="marina@example") == ["Marina"]
    answer = await lead.put(f"/v1/contacts/{contact_id}", json={"minor": False, "legal_block": False, "email": ""})
    contact = msgspec.json.decode(answer.content, type=Contact)
    assert (contact.minor, contact.email, contact.legal_block_at) == (False, "", None)


async def test_what_cannot_be_is_not_stored(shop: Shop, lead: httpx.AsyncClient) -> None:
    await add(shop, "Outra", "5511900000000", email="taken@example.com")
    contact_id = await add(shop, "Marina", "5511987654321")
    wrong = {
        "value_invalid": ({"zone": "America/Atlantis"}, {"language": "xx"}),
        "address_invalid": ({"email": "not an address"},),
        "state_conflict": ({"email": "taken@example.com"},),
    }
    for code, all_changes in wrong.items():
        for changes in all_changes:
            assert (await lead.put(f"/v1/contacts/{contact_id}", json=changes)).json()["code"] == code


async def test_agents_do_not_edit(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    answer = await shop.agent.put(f"/v1/contacts/{conversation.contact_id}", json={"minor": True})
    assert answer.status_code == 403
