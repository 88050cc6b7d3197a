"""Who is who, decided over HTTP: numbers that changed, and two contacts that are one."""

from __future__ import annotations

import httpx
import msgspec
import pytest

from server_stub.contract.gate import Reason
from server_stub.contract.model import Conversation
from server_stub.contract.people import ConsentFile, MergeProposal
from server_stub.domain.identity import match_key
from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import Owner, Profile
from tests.helpers.shop import Shop, eventually

NEW = "5511912345678"


async def proposals(client: httpx.AsyncClient) -> list[MergeProposal]:
    answer = await client.get("/v1/merge-proposals")
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=list[MergeProposal])


async def settle(client: httpx.AsyncClient, proposal_id: str, what: str) -> MergeProposal:
    answer = await client.post(f"/v1/merge-proposals/{proposal_id}/{what}")
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=MergeProposal)


async def promotion(shop: Shop) -> dict[str, object]:
    template = await shop.template("promocao_da_semana")
    return {"template_id": template.id, "variables": {"nome": "Ana"}}


async def changed_number(shop: Shop, lead: httpx.AsyncClient) -> tuple[Conversation, MergeProposal]:
    """A person with a permission moves to another number, as WhatsApp reports it."""
    conversation = await shop.conversation("bruno")
    await shop.own_act(conversation.contact_id)
    shop.sim.customers.change_number("bruno", NEW)
    (proposal,) = await eventually(lambda: proposals(lead), bool, 20)
    return conversation, proposal


async def test_a_number_that_whatsapp_reports_moves_with_its_permissions(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation, proposal = await changed_number(shop, lead)
    assert (proposal.kind, proposal.by_platform, proposal.contact.id) == (
        "number_changed",
        True,
        conversation.contact_id,
    )
    assert proposal.new_phone == f"+{NEW}"
    use = await promotion(shop)
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_IDENTITY_CHANGED
    accepted = await settle(lead, proposal.id, "accept")
    assert (accepted.state, accepted.contact.phone) == ("accepted", f"+{NEW}")
    sent = await shop.send(conversation.id, template=use)
    await shop.until_status(conversation.id, sent.message.id, "read", "sent", "delivered")
    (left,) = shop.sent_for(sent.message.id)
    assert left.body["to"] == NEW
    shop.customer_says("bruno", "Sou eu, do número novo")
    await eventually(
        lambda: shop.messages(conversation.id), lambda found: any("número novo" in it.content.text for it in found), 20
    )
    assert len((await shop.snapshot()).conversations) == 1


async def test_who_came_under_the_new_number_meanwhile_is_the_same_person(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation, proposal = await changed_number(shop, lead)
    shop.customer_says("bruno", "Mudei de número")
    await eventually(shop.snapshot, lambda found: len(found.conversations) == 2, 20)
    await settle(lead, proposal.id, "accept")
    snapshot = await shop.snapshot()
    assert {it.contact_id for it in snapshot.conversations} == {conversation.contact_id}
    assert [it.id for it in snapshot.contacts] == [conversation.contact_id]
    found = (await lead.get("/v1/contacts", params={"query": NEW})).json()
    assert [it["id"] for it in found["contacts"]] == [conversation.contact_id]
    shop.customer_says("bruno", "Tudo certo")
    await eventually(
        lambda: shop.messages(conversation.id), lambda found: any(it.content.text == "Tudo certo" for it in found), 20
    )
    undone = await settle(lead, proposal.id, "undo")
    assert undone.state == "open"
    assert len({it.contact_id for it in (await shop.snapshot()).conversations}) == 2
    shop.customer_says("bruno", "E agora?")

    async def texts() -> list[str]:
        other = next(it for it in (await shop.snapshot()).conversations if it.id != conversation.id)
        return [it.content.text for it in await shop.messages(other.id)]

    await eventually(texts, lambda found: "E agora?" in found, 20)


async def test_everybody_who_holds_one_of_the_new_ids_is_the_same_person(shop: Shop, lead: httpx.AsyncClient) -> None:
    """The number is known of one contact, the id of another, and a third has only stated the number in a form."""
    conversation = await shop.conversation("bruno")
    shop.sim.customers.change_number("bruno", NEW)
    (proposal,) = await eventually(lambda: proposals(lead), bool, 20)
    person = shop.sim.core.world.users["bruno"]
    with_number = await known_by(shop, "wa_id", NEW)
    with_id = await known_by(shop, "bsuid", person.user_id)
    await shop.own_act(with_id)
    await settle(lead, proposal.id, "accept")
    assert await shown(shop) == {with_number: conversation.contact_id, with_id: conversation.contact_id}
    assert await holders(shop, person.user_id) == [conversation.contact_id] * 2
    rows = await shop.rows("SELECT contact_id FROM consent_event WHERE type = 'CONTACT_MERGED' ORDER BY contact_id")
    assert {row[0] for row in rows} == {conversation.contact_id, with_number, with_id}
    use = await promotion(shop)
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_NO_CONSENT
    await settle(lead, proposal.id, "undo")
    assert await shown(shop) == {}
    assert await holders(shop, person.user_id) == [with_number, with_id]
    active = {"purpose": "mkt.promotions", "state": "ACTIVE"}
    found = (await lead.get("/v1/contacts", params=active)).json()["contacts"]
    assert [it["id"] for it in found] == [with_id]


async def test_a_no_of_any_of_them_binds_all(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation, proposal = await changed_number(shop, lead)
    person = shop.sim.core.world.users["bruno"]
    await known_by(shop, "wa_id", NEW)
    left = await known_by(shop, "bsuid", person.user_id)
    await says_no(shop, left)
    await settle(lead, proposal.id, "accept")
    assert await shop.state_of(conversation.contact_id) == "REVOKED"


async def test_a_number_that_was_stated_before_is_asked_about(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation, proposal = await changed_number(shop, lead)
    stated = await known_by(shop, "dialled", NEW)
    await settle(lead, proposal.id, "accept")
    asked = [it for it in await proposals(lead) if it.kind == "same_match_key"]
    assert [(it.contact.id, it.other and it.other.id) for it in asked] == [(conversation.contact_id, stated)]


async def known_by(shop: Shop, kind: str, value: str) -> str:
    """Somebody else, as far as we know."""
    core, people, now = shop.running.gateway.core, shop.running.gateway.people.people, shop.clock()

    def work(tx: Tx) -> str:
        owner = people.create(tx, Profile(f"Por {kind}"), now)
        people.add_identity(tx, owner, kind, value, now, match_key(value) if kind != "bsuid" else "")
        return owner.contact_id

    return await core.database.write(work)


async def says_no(shop: Shop, contact_id: str) -> None:
    body = {"purpose": "*", "granted": False, "way": "voice"}
    async with shop.running.client("admin") as admin:
        assert (await admin.post(f"/v1/contacts/{contact_id}/consents", json=body)).status_code == 200


async def shown(shop: Shop) -> dict[str, str]:
    return dict(await shop.rows("SELECT id, merged_into FROM contact WHERE merged_into <> ''"))


async def holders(shop: Shop, user_id: str) -> list[str]:
    """Of the new number and the new id."""
    core, people = shop.running.gateway.core, shop.running.gateway.people.people

    def work(tx: Tx) -> list[str]:
        owners = (people.owner_of(tx, "wa_id", NEW), people.owner_of(tx, "bsuid", user_id))
        return [owner.contact_id for owner in owners if owner is not None]

    return await core.database.read(work)


async def test_a_guess_takes_no_permission_along(shop: Shop, lead: httpx.AsyncClient) -> None:
    """The same person under another number by our own conclusion: agreements are given anew."""
    conversation = await shop.conversation("bruno")
    await shop.own_act(conversation.contact_id)
    core, people = shop.running.gateway.core, shop.running.gateway.people.people
    now = shop.clock()

    def propose(tx: Tx) -> None:
        row = tx.driver.execute("SELECT id, key_id FROM contact WHERE id = ?", (conversation.contact_id,)).fetchone()
        people.propose(tx, Owner(*row), "number_changed", "number:guess", {"wa_id": NEW}, now)
        people.mark_identity_changed(tx, conversation.contact_id, now)

    await core.database.write(propose)
    (proposal,) = await proposals(lead)
    assert not proposal.by_platform
    await settle(lead, proposal.id, "accept")
    use = await promotion(shop)
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_EVIDENCE_MISSING
    file = await shop.get(f"/v1/contacts/{conversation.contact_id}/consent-file", ConsentFile)
    assert {"INVALIDATED", "ENDPOINT_CHANGED", "GRANTED"} <= {it.type for it in file.entries}
    assert (await shop.contact(conversation.contact_id)).phone == f"+{NEW}"
    before = (await settle(lead, proposal.id, "undo")).contact.phone
    assert before != f"+{NEW}"
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_IDENTITY_CHANGED


async def pair(shop: Shop) -> tuple[Conversation, Conversation]:
    """Two conversations, and the question whether they are of one person."""
    one, other = await shop.conversation("ana"), await shop.conversation("bruno")
    core, people = shop.running.gateway.core, shop.running.gateway.people.people

    def propose(tx: Tx) -> None:
        row = tx.driver.execute("SELECT id, key_id FROM contact WHERE id = ?", (other.contact_id,)).fetchone()
        people.propose(tx, Owner(*row), "same_match_key", "same:pair", {}, shop.clock(), one.contact_id)

    await core.database.write(propose)
    return one, other


async def test_an_opt_out_in_one_conversation_binds_the_other(shop: Shop, lead: httpx.AsyncClient) -> None:
    one, other = await pair(shop)
    for conversation in (one, other):
        await shop.own_act(conversation.contact_id)
    (proposal,) = await proposals(lead)
    assert {"name", "phone"} <= set(proposal.differs)
    await settle(lead, proposal.id, "accept")
    use = await promotion(shop)
    shop.customer_says("bruno", "SAIR")
    await shop.until_state(one.contact_id, "REVOKED")
    for conversation in (one, other):
        reason = await shop.refused(conversation.id, template=use)
        assert reason in (Reason.DENY_OPTED_OUT_PURPOSE, Reason.DENY_OPTED_OUT_ALL)
    reply = await shop.send(other.id, text="Tudo bem!")
    await shop.until_status(other.id, reply.message.id, "read")


async def test_files_and_answers_go_on_in_both_conversations(shop: Shop, lead: httpx.AsyncClient) -> None:
    """Each keeps its own key: what is uploaded for one is sent in that one."""
    one, other = await pair(shop)
    (proposal,) = await proposals(lead)
    await settle(lead, proposal.id, "accept")
    for conversation in (one, other):
        answer = await shop.agent.post(f"/v1/conversations/{conversation.id}/media?file_name=a.txt", content=b"ola")
        assert answer.status_code == 201, answer.text
        sent = await shop.send(conversation.id, media_id=answer.json()["media"]["id"])
        await shop.until_status(conversation.id, sent.message.id, "read")
        assert (await shop.agent.get(f"/v1/media/{answer.json()['media']['id']}")).content == b"ola"
        assert [it.direction for it in await shop.messages(conversation.id)] == ["in", "out"]


async def test_an_agreement_stays_with_the_number_it_was_given_for(shop: Shop, lead: httpx.AsyncClient) -> None:
    """Also where an agent records it of the one contact that is shown."""
    one, other = await pair(shop)
    (proposal,) = await proposals(lead)
    await settle(lead, proposal.id, "accept")
    said = (await shop.messages(other.id))[0]
    body = {"purpose": "txn.order", "granted": True, "evidence_message_id": said.id}
    answer = await shop.agent.post(f"/v1/contacts/{one.contact_id}/consents", json=body)
    assert answer.status_code == 200, answer.text
    rows = await shop.rows("SELECT contact_id FROM consent_event WHERE type = 'GRANTED'")
    assert rows == [(other.contact_id,)]


@pytest.mark.parametrize("what", ["accept", "reject", "undo"])
async def test_only_leads_decide_and_only_what_exists(shop: Shop, lead: httpx.AsyncClient, what: str) -> None:
    await pair(shop)
    (proposal,) = await proposals(lead)
    assert (await shop.agent.post(f"/v1/merge-proposals/{proposal.id}/{what}")).status_code == 403
    assert (await shop.agent.get("/v1/merge-proposals")).status_code == 403
    for unknown in ("999", "x", "-1"):
        assert (await lead.post(f"/v1/merge-proposals/{unknown}/{what}")).status_code == 404
    if what == "undo":
        assert (await lead.post(f"/v1/merge-proposals/{proposal.id}/undo")).status_code == 409


async def test_an_invitation_needs_a_channel_that_is_set_up(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    body = {"channel": "email", "purposes": ["txn.order"], "address": "ana@example.com"}
    answer = await shop.agent.post(f"/v1/contacts/{conversation.contact_id}/invitations", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "channel_not_set_up")
    assert (await shop.agent.post("/v1/contacts/nobody/invitations", json=body)).status_code == 404
