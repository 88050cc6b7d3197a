"""Permission by e-mail, from the SMTP server to the ledger: only what a person pressed is recorded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.certificates import Certificates
from tests.helpers.mail_server import MailServer, mail_server
from tests.helpers.outside_shop import PATIENCE, OutsideShop, boxes_of, local, mail_settings, outside_shop
from tests.helpers.shop import eventually

ADDRESS = "Ana.Souza+loja@example.com"


@dataclass(frozen=True)
class Post:
    """A shop with its mail server."""

    shop: OutsideShop
    server: MailServer

    async def link(self, kind: str = "confirm", number: int = 0) -> str:
        async def look() -> list[str]:
            return self.server.links(kind)

        found = await eventually(look, lambda links: len(links) > number, PATIENCE)
        return local(found[number])


@pytest.fixture
async def post(tmp_path: Path, certificates: Certificates) -> AsyncIterator[Post]:
    async with mail_server(certificates.server_context()) as server:
        settings = mail_settings(server, certificates.authority)
        async with outside_shop(tmp_path, **settings) as shop:
            yield Post(shop, server)


async def test_a_service_purpose_is_granted_by_the_persons_own_press(post: Post) -> None:
    shop = post.shop
    subject = await shop.subject()
    queued = await shop.invite(subject, "email", ADDRESS, "txn.order", "survey.csat")
    assert (queued.state, queued.address) == ("queued", "A•••@example.com")
    link = await post.link()
    page = await shop.public.get(link)
    assert page.status_code == 200
    boxes = boxes_of(page.text)
    assert [box.split()[0] for box in boxes] == ["survey.csat", "txn.order"]
    await shop.until_outside(queued.id, "sent")
    answer = await shop.public.post(link, data={"agree": boxes[1], "choice": "agree"})
    assert answer.status_code == 200, answer.text
    assert await shop.events(subject.contact_id) == [
        ("REQUESTED", "survey.csat", "agent", 0),
        ("REQUESTED", "txn.order", "agent", 0),
        ("GRANTED", "txn.order", "email", 3),
    ]
    assert await shop.state_of(subject.contact_id, "txn.order") == "ACTIVE"
    assert await shop.state_of(subject.contact_id, "survey.csat") == "PENDING"
    proof = await shop.proof_of(subject.contact_id, "GRANTED")
    assert proof["form"]["mail"]["to"] == ADDRESS
    assert proof["form"]["mail"]["message_id"] == post.server.taken[0]["Message-ID"]
    assert proof["form"]["post"]["ticked"] == {"txn.order": boxes[1].split()[1]}
    assert proof["form"]["post"]["ip"] == "127.0.0.1"
    assert proof["control"] == {"shown": "control of the mailbox"}


async def test_marketing_waits_until_the_number_is_confirmed_in_whatsapp(post: Post) -> None:
    shop = post.shop
    await shop.conversation("bruno")  # by which the gateway learns its own number
    subject = await shop.subject()
    await shop.invite(subject, "email", ADDRESS)
    link = await post.link()
    (box,) = boxes_of((await shop.public.get(link)).text)
    answer = await shop.public.post(link, data={"agree": box, "choice": "agree"})
    assert await shop.state_of(subject.contact_id) == "PENDING"
    code = answer.text.partition("BALCAO-")[2][:8]
    assert len(code) == 8
    shop.customer_says("ana", f"Meu código é BALCAO-{code}")
    await shop.until_state(subject.contact_id, "ACTIVE")
    assert (await shop.events(subject.contact_id))[-1][0] == "CONFIRMED"
    assert (await shop.events(subject.contact_id))[-1][3] == 4
    await shop.proof_of(subject.contact_id, "CONFIRMED")


async def test_where_the_administrator_asks_for_less_the_press_confirms(post: Post) -> None:
    shop = post.shop
    await shop.change_purpose("mkt.newsletter", proof_needed=3)
    subject = await shop.subject()
    await shop.invite(subject, "email", ADDRESS, "mkt.newsletter")
    link = await post.link()
    boxes = boxes_of((await shop.public.get(link)).text)
    await shop.public.post(link, data={"agree": boxes, "choice": "agree"})
    assert await shop.state_of(subject.contact_id, "mkt.newsletter") == "ACTIVE"
    assert (await shop.events(subject.contact_id))[-1] == ("CONFIRMED", "mkt.newsletter", "email", 3)


async def test_scanners_that_open_every_link_change_nothing(post: Post) -> None:
    shop = post.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "email", ADDRESS)
    await shop.until_outside(message.id, "sent")
    before = await shop.events(subject.contact_id)
    for kind in ("confirm", "leave"):
        link = await post.link(kind)
        for method in ("GET", "HEAD") * 15:
            answer = await shop.public.request(method, link, headers={"user-agent": "SafeLinks", "purpose": "prefetch"})
            assert answer.status_code == 200
            assert "set-cookie" not in answer.headers
        assert (await shop.public.options(link)).status_code in (204, 405)
        assert (await shop.public.put(link)).status_code == 405
    assert await shop.events(subject.contact_id) == before
    assert (await shop.public.get(await post.link())).status_code == 200


async def test_no_is_recorded_and_rests_for_90_days(post: Post) -> None:
    shop = post.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "email", ADDRESS)
    await shop.until_outside(message.id, "sent")
    answer = await shop.public.post(await post.link(), data={"choice": "refuse"})
    assert answer.status_code == 200
    assert await shop.state_of(subject.contact_id) == "REFUSED"
    await shop.proof_of(subject.contact_id, "REFUSED")
    shop.clock.ahead = 2 * 86_400_000
    refusal = await shop.refused_invitation(subject, "email", ADDRESS)
    assert refusal.params["reason"] == "DENY_REFUSED_RECENTLY"
    shop.clock.ahead = 91 * 86_400_000
    assert (await shop.invite(subject, "email", ADDRESS)).state == "queued"


async def test_a_press_without_any_tick_records_nothing_and_says_so(post: Post) -> None:
    shop = post.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "email", ADDRESS)
    await shop.until_outside(message.id, "sent")
    before = await shop.events(subject.contact_id)
    answer = await shop.public.post(await post.link(), data={"choice": "agree"})
    assert answer.status_code == 422
    assert "Marque pelo menos uma" in answer.text
    assert await shop.events(subject.contact_id) == before


async def test_two_presses_at_once_and_replays_count_once(post: Post) -> None:
    shop = post.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "email", ADDRESS, "txn.order")
    await shop.until_outside(message.id, "sent")
    link = await post.link()
    (box,) = boxes_of((await shop.public.get(link)).text)
    form = {"agree": box, "choice": "agree"}
    answers = await asyncio.gather(*(shop.public.post(link, data=form) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200, *[410] * 7]
    later = await shop.public.post(link, data={"choice": "refuse"})
    assert later.status_code == 410
    assert (await shop.public.get(link)).status_code == 410
    assert [event[0] for event in await shop.events(subject.contact_id)] == ["REQUESTED", "GRANTED"]


async def test_a_text_that_changed_meanwhile_is_shown_again(post: Post) -> None:
    shop = post.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "email", ADDRESS, "txn.order")
    await shop.until_outside(message.id, "sent")
    link = await post.link()
    (old,) = boxes_of((await shop.public.get(link)).text)
    outgoing = shop.running.gateway.outgoing
    body = "Você autoriza a Loja Exemplo a contar tudo de cada pedido por este WhatsApp? Para parar, responda SAIR."
    await shop.running.gateway.core.database.write(
        lambda tx: outgoing.notices.publish_version(
            tx, "txn.order", "pt-BR", body, material=True, effective_at=0, actor="admin", now=shop.clock()
        )
    )
    answer = await shop.public.post(link, data={"agree": old, "choice": "agree"})
    assert answer.status_code == 409
    assert body in answer.text
    assert await shop.state_of(subject.contact_id, "txn.order") != "ACTIVE"
    (new,) = boxes_of(answer.text)
    assert new != old
    assert (await shop.public.post(link, data={"agree": new, "choice": "agree"})).status_code == 200
    assert await shop.state_of(subject.contact_id, "txn.order") == "ACTIVE"


@pytest.mark.parametrize("kind", ["confirm", "leave"])
async def test_forged_damaged_foreign_and_old_links_get_a_page_and_nothing_else(post: Post, kind: str) -> None:
    shop = post.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "email", ADDRESS)
    await shop.until_outside(message.id, "sent")
    links = {name: await post.link(name) for name in ("confirm", "leave")}
    token = links[kind].rpartition("/")[2]
    foreign = links["leave" if kind == "confirm" else "confirm"].rpartition("/")[2]
    before = await shop.events(subject.contact_id)
    for bad in (token[:-1], token[::-1], foreign, "x", "%00", "a" * 5000):
        for method in ("GET", "POST"):
            answer = await shop.public.request(method, f"/m/{kind}/{bad}", data={"choice": "refuse"})
            assert answer.status_code == 400, (bad, method)
            assert "não é válido" in answer.text
    shop.clock.ahead = 500 * 86_400_000
    for method in ("GET", "POST"):
        answer = await shop.public.request(method, links[kind], data={"choice": "refuse"})
        assert answer.status_code == 410
        assert "<h1>" in answer.text
    assert await shop.events(subject.contact_id) == before


async def test_leaving_is_one_press_also_for_mail_programs(post: Post) -> None:
    shop = post.shop
    subject = await shop.subject()
    await shop.own_act(subject.contact_id)
    await shop.until_state(subject.contact_id, "ACTIVE")
    message = await shop.invite(subject, "email", ADDRESS, "mkt.newsletter")
    await shop.until_outside(message.id, "sent")
    link = await post.link("leave")
    assert f"List-Unsubscribe: <{shop.running.url}{link}>".encode() in bytes(post.server.envelopes[0].content or b"")
    assert "<form" in (await shop.public.get(link)).text
    one_click = {"List-Unsubscribe": "One-Click"}
    answers = await asyncio.gather(*(shop.public.post(link, data=one_click) for _ in range(6)))
    assert {answer.status_code for answer in answers} == {200}
    revoked = [event for event in await shop.events(subject.contact_id) if event[0] == "REVOKED"]
    assert revoked == [("REVOKED", "mkt.*", "email", 0)]
    assert await shop.state_of(subject.contact_id) == "REVOKED"
    proof = await shop.proof_of(subject.contact_id, "REVOKED")
    assert proof["mail"] == message.id
    refusal = await shop.refused_invitation(subject, "email", ADDRESS, "mkt.reengagement")
    assert refusal.params["reason"] == "DENY_OPTED_OUT_PURPOSE"


async def test_leaving_again_after_coming_back_counts_again(post: Post) -> None:
    shop = post.shop
    subject = await shop.subject()
    await shop.invite(subject, "email", ADDRESS)
    link = await post.link("leave")
    await shop.public.post(link)
    shop.clock.ahead = 60_000
    await shop.own_act(subject.contact_id, ago=1_000)
    await shop.until_state(subject.contact_id, "ACTIVE")
    shop.clock.ahead = 120_000
    await shop.public.post(link)
    await shop.until_state(subject.contact_id, "REVOKED")


async def test_leaving_a_service_request_leaves_promotions_alone(post: Post) -> None:
    shop = post.shop
    subject = await shop.subject()
    await shop.own_act(subject.contact_id)
    await shop.invite(subject, "email", ADDRESS, "txn.order")
    await shop.public.post(await post.link("leave"))
    assert await shop.state_of(subject.contact_id, "txn.order") == "REVOKED"
    assert await shop.state_of(subject.contact_id) == "ACTIVE"


async def test_pages_speak_english_and_keep_strangers_out(post: Post) -> None:
    shop = post.shop
    subject = await shop.subject()
    await shop.rows("SELECT 1")
    await shop.running.gateway.core.database.write(
        lambda tx: tx.driver.execute("UPDATE contact SET language = 'en' WHERE id = ?", (subject.contact_id,))
    )
    await shop.invite(subject, "email", ADDRESS)
    page = await shop.public.get(await post.link())
    assert '<html lang="en">' in page.text
    assert "Nothing is ticked" in page.text
    assert "asks for your permission" in post.server.taken[0]["Subject"]
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "script" not in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert "<script" not in page.text
    other = await shop.public.get(f"{await post.link()}?lang=pt-BR")
    assert '<html lang="pt-BR">' in other.text


async def test_a_flood_of_presses_is_slowed_down(post: Post) -> None:
    shop = post.shop
    subject = await shop.subject()
    await shop.invite(subject, "email", ADDRESS)
    link = await post.link()
    answers = await asyncio.gather(*(shop.public.post(link, data={"choice": "agree"}) for _ in range(40)))
    slowed = [answer for answer in answers if answer.status_code == 429]
    assert len(slowed) == 10
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in slowed)
    assert (await shop.public.post(await post.link("leave"))).status_code == 200
