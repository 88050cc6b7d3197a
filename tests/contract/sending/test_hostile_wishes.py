"""Wishes that are not the person's own word of now: forwarded, said in a group, or dated wrongly."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers.shop import Shop, eventually

FAR = "4000000000"
GO = {"type": "text", "text": {"body": "SAIR"}}


async def said(shop: Shop, conversation_id: str, **message: Any) -> None:
    """The customer's message as given, and processed."""
    before = sum(it.content.text == "marca" for it in await shop.messages(conversation_id))
    shop.sim.customers.send("ana", {"type": "raw", "message": message})
    shop.customer_says("ana", "marca")
    await eventually(
        lambda: shop.messages(conversation_id),
        lambda found: sum(it.content.text == "marca" for it in found) > before,
    )


@pytest.mark.parametrize("how", ["forwarded", "in a group"])
async def test_a_wish_that_is_not_the_persons_own_opts_nobody_out(shop: Shop, how: str) -> None:
    conversation = await shop.conversation("ana", "Sai que horas?")
    message = {
        "forwarded": {**GO, "context": {"forwarded": True}},
        "in a group": {**GO, "group_id": "120363000000000001"},
    }[how]
    await said(shop, conversation.id, **message)
    assert await shop.rows("SELECT type FROM consent_event WHERE contact_id <> ''") == []


async def test_an_edit_may_take_back_a_permission_but_gives_none(shop: Shop) -> None:
    """A revocation has no precondition (N8); a "yes" is what was said to the question, not what became of it later."""
    conversation = await shop.conversation("ana")
    asked = await shop.send(conversation.id, consent_purpose="mkt.promotions")
    await shop.until_status(conversation.id, asked.message.id, "read")
    wamid = shop.customer_says("ana", "Sai que horas?")
    for seconds, text, state in ((1, "sim", "PENDING"), (2, "SAIR", "REVOKED")):
        edit = {"original_message_id": wamid, "message": {"type": "text", "text": {"body": text}}}
        await said(shop, conversation.id, type="edit", edit=edit, timestamp=str(shop.clock() // 1000 + seconds))
        assert text in [it.content.text for it in await shop.messages(conversation.id)]
        assert await shop.state_of(conversation.contact_id) == state


async def test_a_return_dated_in_the_future_does_not_outlive_the_next_opt_out(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await said(shop, conversation.id, **GO)
    await said(shop, conversation.id, type="text", text={"body": "VOLTAR"}, timestamp=FAR)
    await said(shop, conversation.id, **GO)
    types = [row[0] for row in await shop.rows("SELECT type FROM consent_event WHERE contact_id <> '' ORDER BY seq")]
    assert [it for it in types if it != "REQUESTED"] == ["REVOKED", "SUPPRESSION_LIFTED_BY_PERSON", "REVOKED"]
    assert await shop.state_of(conversation.contact_id) == "REVOKED"
    assert await shop.refused(conversation.id, consent_purpose="mkt.promotions") == "DENY_OPTED_OUT_PURPOSE"
