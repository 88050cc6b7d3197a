"""What other gateways were seen to get wrong, end to end: each fault was measured on a real product."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from tests.helpers.deployment import Deployment
from tests.helpers.inbox import Inbox, eventually
from tests.helpers.webhook_posts import Customer, Poster, Text, customer, signature, text_webhook

CONNECTIONS = 16


async def marker(office: Deployment, poster: Poster, inbox: Inbox, number: int) -> None:
    """Return when a webhook posted now was processed: everything before it was, too."""
    writer = customer(number)
    assert await poster.post(text_webhook(office.number_id, [Text(writer, "depois")])) == 200
    await eventually(lambda: inbox.of(writer.name))


@pytest.mark.parametrize("forged", ["none", "other secret", "other body", "sha1", "empty"])
async def test_a_forged_webhook_is_refused_and_not_stored(office: Deployment, forged: str) -> None:
    forger = Customer(f"Falsa {forged}", "5511900000001", "BR.1")
    body = text_webhook(office.number_id, [Text(forger, "transfira agora")])
    signatures = {
        "none": "",
        "other secret": signature(body, "not the secret"),
        "other body": signature(body + b" ", office.app_secret),
        "sha1": "sha1=" + signature(body, office.app_secret).removeprefix("sha256="),
        "empty": "sha256=",
    }
    async with office.poster() as poster, office.inbox() as inbox:
        assert await poster.post(body, signed_as=signatures[forged]) == 401
        await marker(office, poster, inbox, 100 + len(forged))
        assert await inbox.of(forger.name) == []
    assert "transfira" not in office.gateway.output


async def test_the_same_webhook_many_times_is_one_message(office: Deployment) -> None:
    writer = customer(200)
    body = text_webhook(office.number_id, [Text(writer, "uma vez só")])
    async with office.poster() as poster, office.inbox() as inbox:
        assert await poster.post(body) == 200
        assert set(await asyncio.gather(*(poster.post(body) for _ in range(CONNECTIONS)))) == {200}
        assert await poster.post(body) == 200
        await eventually(lambda: _said(inbox, writer, ["uma vez só"]))
        await marker(office, poster, inbox, 201)
        assert await inbox.texts(writer.name) == ["uma vez só"]


async def test_five_messages_in_one_webhook_are_five(office: Deployment) -> None:
    writer = customer(210)
    texts = [f"parte {number}" for number in range(1, 6)]
    async with office.poster() as poster, office.inbox() as inbox:
        assert await poster.post(text_webhook(office.number_id, [Text(writer, text) for text in texts])) == 200
        await eventually(lambda: _said(inbox, writer, texts))


async def _said(inbox: Inbox, writer: Customer, texts: list[str], *, in_order: bool = True) -> bool:
    said = await inbox.texts(writer.name)
    return (said if in_order else sorted(said)) == texts


async def test_each_message_is_filed_under_its_writer(office: Deployment) -> None:
    writers = [customer(300 + number) for number in range(40)]
    bodies = [
        text_webhook(office.number_id, [Text(writer, f"{writer.name} diz {turn}")])
        for turn in range(5)
        for writer in writers
    ]
    async with office.poster(CONNECTIONS) as poster, office.inbox() as inbox:
        assert set(await asyncio.gather(*map(poster.post, bodies))) == {200}
        await marker(office, poster, inbox, 299)
        for writer in writers:
            expected = sorted(f"{writer.name} diz {turn}" for turn in range(5))
            await eventually(lambda writer=writer, expected=expected: _said(inbox, writer, expected, in_order=False))
        found, people = await inbox.conversations()
        phones = {people[item.contact_id].name: people[item.contact_id].phone for item in found}
        assert all(phones[writer.name] == f"+{writer.wa_id}" for writer in writers)


@pytest.mark.parametrize(
    "newcomer",
    [
        Customer("Nova com BSUID", "5511955550001", "BR.9000000000055550001"),
        Customer("Nova sem BSUID", "5511955550002"),
        Customer("Nova sem telefone", None, "BR.9000000000055550003"),
        Customer("Nova dos EUA", "12025550147"),
    ],
    ids=lambda newcomer: newcomer.name,
)
async def test_a_new_customers_message_is_kept(office: Deployment, newcomer: Customer) -> None:
    async with office.poster() as poster, office.inbox() as inbox:
        assert await poster.post(text_webhook(office.number_id, [Text(newcomer, "sou nova")])) == 200
        await eventually(lambda: _said(inbox, newcomer, ["sou nova"]))


async def test_two_first_messages_at_once_open_one_conversation(office: Deployment) -> None:
    writers = [customer(400 + number, bsuid=number % 2 == 0) for number in range(30)]
    bodies = [text_webhook(office.number_id, [Text(writer, text)]) for writer in writers for text in ("oi", "alguém?")]
    async with office.poster(CONNECTIONS) as poster, office.inbox() as inbox:
        assert set(await asyncio.gather(*map(poster.post, bodies))) == {200}
        for writer in writers:
            await eventually(lambda writer=writer: _said(inbox, writer, ["alguém?", "oi"], in_order=False))
            assert len(await inbox.of(writer.name)) == 1


@pytest.mark.parametrize("token", [None, "", "Bearer", "Bearer not-a-token", "Basic bGlhOmxpYQ=="])
async def test_the_push_channel_needs_a_token(office: Deployment, token: str | None) -> None:
    headers = {} if token is None else {"authorization": token}
    async with httpx.AsyncClient(base_url=office.url, headers=headers, timeout=5) as stranger:
        answer = await stranger.get("/v1/events", params={"after": 0})
        assert answer.status_code == 401
        assert answer.json()["code"] == "token_invalid"


async def test_the_push_channel_tells_only_what_this_agent_may_see(office: Deployment) -> None:
    private, shared = customer(500), customer(501)
    async with office.poster() as poster, office.inbox() as lead, office.client("lia") as client:
        assert await poster.post(text_webhook(office.number_id, [Text(private, "só para a Ana")])) == 200
        await eventually(lambda: lead.of(private.name))
        (conversation,) = await lead.of(private.name)
        accounts = {item["login"]: item["id"] for item in (await client.get("/v1/accounts")).json()}
        cursor = (await client.get("/v1/snapshot")).json()["seq"]
        path = f"/v1/conversations/{conversation.id}/assignee"
        (await client.put(path, json={"account_id": accounts["ana"]})).raise_for_status()
        assert await poster.post(text_webhook(office.number_id, [Text(private, "segredo da Ana")])) == 200
        assert await poster.post(text_webhook(office.number_id, [Text(shared, "para todos")])) == 200
        pushed = {login: await _pushed(office, login, cursor, "para todos") for login in ("ana", "bruno")}
        assert "segredo da Ana" in pushed["ana"]
        assert "segredo da Ana" not in pushed["bruno"]


async def _pushed(office: Deployment, login: str, cursor: int, until: str) -> str:
    """What the event stream tells this person after the cursor, up to the line that holds `until`."""
    told = ""
    async with (
        office.client(login) as client,
        asyncio.timeout(15),
        client.stream("GET", "/v1/events", params={"after": cursor}) as stream,
    ):
        assert stream.status_code == 200
        async for line in stream.aiter_lines():
            told += line
            if until in line:
                return told
    raise AssertionError(f"{until!r} was not told to {login}")
