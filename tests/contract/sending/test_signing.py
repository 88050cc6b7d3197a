"""Customers read who writes where the company wants it so; the text itself stays what was written."""

from __future__ import annotations

import base64

import msgspec
import pytest

from server_stub.contract.content import Content, Kind
from server_stub.contract.registers import Company
from server_stub.contract.requests import Uploaded
from server_stub.contract.search import SearchPage
from server_stub.contract.sendable import CAPTION_LIMIT, TEXT_LIMIT
from server_stub.contract.signing import as_sent, called, head, is_signed
from tests.helpers.shop import Shop

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


async def sign(shop: Shop, *, on: bool) -> None:
    async with shop.running.client("admin") as admin:
        saved = await admin.put("/v1/company", json=msgspec.to_builtins(Company(sign_messages=on)))
        assert saved.status_code == 200, saved.text


async def found(shop: Shop, words: str) -> list[str]:
    page = await shop.get(f"/v1/search?query={words}", SearchPage)
    return [message.id for message in page.messages]


async def test_the_customer_reads_the_name_and_the_text_stays_what_it_was(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    plain = await shop.send(conversation.id, text="Sem nome")
    await sign(shop, on=True)
    assert (await shop.snapshot()).signs
    signed = await shop.send(conversation.id, text="Bom dia! *Já* vejo.", quote_id=plain.message.id)
    await sign(shop, on=False)
    last = await shop.send(conversation.id, text="Até logo")
    for accepted in (plain, signed, last):
        await shop.until_status(conversation.id, accepted.message.id, "read")
    bodies = [shop.sent_for(it.message.id)[0].body["text"]["body"] for it in (plain, signed, last)]
    assert bodies == ["Sem nome", "*Ana:*\nBom dia! *Já* vejo.", "Até logo"]
    assert (signed.message.content.text, signed.message.content.signed_as) == ("Bom dia! *Já* vejo.", "Ana")
    answer = await shop.send(conversation.id, text="E", quote_id=signed.message.id)
    assert answer.message.quote is not None
    assert answer.message.quote.text == "Bom dia! *Já* vejo."
    assert await found(shop, "vejo") == [signed.message.id]
    assert await found(shop, "ana") == []


async def test_the_name_counts_and_a_full_caption_goes_without(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await sign(shop, on=True)
    room = TEXT_LIMIT - len(head("Ana"))
    refused = await shop.post(conversation.id, text="x" * (room + 1))
    assert (refused.json()["code"], refused.json()["params"]["limit"]) == ("text_too_long", room)
    whole = await shop.send(conversation.id, text="x" * room)
    captions = []
    for caption in ("Veja", "y" * CAPTION_LIMIT, ""):
        path = f"/v1/conversations/{conversation.id}/media"
        answer = await shop.agent.post(path, params={"file_name": "a.png"}, content=PIXEL)
        uploaded = msgspec.json.decode(answer.content, type=Uploaded)
        accepted = await shop.send(conversation.id, media_id=uploaded.media.id, text=caption)
        await shop.until_status(conversation.id, accepted.message.id, "read")
        captions.append(shop.sent_for(accepted.message.id)[0].body["image"].get("caption"))
    assert captions == ["*Ana:*\nVeja", "y" * CAPTION_LIMIT, None]
    await shop.until_status(conversation.id, whole.message.id, "read")
    assert len(shop.sent_for(whole.message.id)[0].body["text"]["body"]) == TEXT_LIMIT


async def test_questions_templates_and_notes_are_not_signed(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await sign(shop, on=True)
    asked = await shop.send(conversation.id, consent_purpose="mkt.promotions")
    place = await shop.send(conversation.id, location={"latitude": -23.5, "longitude": -46.6})
    note = await shop.agent.post(
        f"/v1/conversations/{conversation.id}/notes", json={"client_id": "n", "text": "Só nós"}
    )
    contents = [
        asked.message.content,
        place.message.content,
        (await shop.message(conversation.id, note.json()["id"])).content,
    ]
    assert [content.signed_as for content in contents] == ["", "", ""]


@pytest.mark.parametrize(
    ("name", "first"),
    [("Ana Souza", "Ana"), ("  José  ", "José"), ("*Ana* _Lú_", "Ana"), ("", ""), ("***", ""), ("A" * 60, "A" * 40)],
)
def test_how_a_colleague_is_called(name: str, first: str) -> None:
    assert called(name) == first
    assert as_sent(Content(Kind.TEXT, "oi", signed_as=first)) == (f"*{first}:*\noi" if first else "oi")


def test_what_speaks_for_itself_is_not_signed() -> None:
    kinds = {kind for kind in Kind if is_signed(Content(kind, "palavras"))}
    assert kinds == {Kind.TEXT, Kind.IMAGE, Kind.VIDEO, Kind.DOCUMENT}
    assert not is_signed(Content(Kind.TEXT, " "))
