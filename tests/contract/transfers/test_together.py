"""Several in one chat: invited to take it over, asked for advice, or a lead who comes in."""

from __future__ import annotations

import asyncio

from server_stub.contract.transfers import Presence
from tests.contract.transfers.conftest import CARD, SUPPORT, Counter
from tests.helpers.shop import eventually


async def invited(counter: Counter, kind: str = "warm") -> str:
    """Bruno was invited by ana, and has come."""
    talk = await counter.taken("ana")
    offer = await counter.ask("ana", talk, "bruno", kind=kind, card=CARD)
    assert offer.expires_at is None
    await counter.does("bruno", talk, "offer/accept")
    return talk


async def note(counter: Counter, who: str, talk: str, **more: object) -> int:
    body = {"client_id": f"note-{who}-{talk}", "text": "Vou assumir", **more}
    return (await counter.post(who, talk, "notes", body)).status_code


async def audit(counter: Counter) -> list[tuple[str, str]]:
    """(who, what) of all that was noted down, oldest first."""
    rows = await counter.shop.rows("SELECT account_id, action FROM audit ORDER BY seq")
    names = {identifier: login for login, identifier in counter.ids.items()}
    return [(names[who], action) for who, action in rows]


async def test_both_see_the_chat_and_the_second_takes_over(counter: Counter) -> None:
    await counter.set_queue("general", accepted_text="Aqui é {agent}")
    talk = await invited(counter)
    there = await counter.truth(talk)
    assert (there.assignee_id, there.offer) == (counter.ids["ana"], None)
    (visitor,) = there.participants
    assert (visitor.account_id, visitor.why, visitor.invited_by) == (
        counter.ids["bruno"],
        Presence.WARM,
        counter.ids["ana"],
    )
    assert await counter.who_sees(talk) == {"ana", "bruno", "lead"}
    assert await note(counter, "bruno", talk) == 201
    assert (await counter.says("bruno", talk, "ainda não")).json()["code"] == "claimed_by_other"
    assert (await counter.says("ana", talk, "vou passar você ao Bruno")).status_code == 202
    taken = await counter.does("bruno", talk, "take-over")
    assert (taken.assignee_id, taken.participants) == (counter.ids["bruno"], [])
    assert await counter.who_sees(talk) == {"bruno", "lead"}
    assert (await counter.says("bruno", talk, "boa tarde")).status_code == 202
    assert await counter.lines(talk) == [
        ("offered", {"before": "Ana Souza", "after": "Bruno Lima", "kind": "warm", **CARD}),
        ("joined", {"before": "Ana Souza", "after": "Bruno Lima"}),
        ("transferred", {"before": "Ana Souza", "after": "Bruno Lima"}),
    ]
    assert await counter.log(talk) == [
        ("offered", "bruno", "warm"),
        ("joined", "bruno", "warm"),
        ("assigned", "bruno", "take_over"),
    ]
    said = await eventually(lambda: counter.told(talk), lambda it: len(it) == 3)
    assert said == ["vou passar você ao Bruno", "Aqui é Bruno Lima", "boa tarde"]
    assert await audit(counter) == []


async def test_who_only_advises_leaves_again_and_cannot_take_it(counter: Counter) -> None:
    talk = await invited(counter, "consult")
    assert await counter.refused("bruno", talk, "take-over") == ("forbidden", {})
    assert await note(counter, "bruno", talk) == 201
    assert (await counter.says("bruno", talk, "não posso")).status_code == 409
    path = f"/v1/conversations/{talk}/participants/me"
    for _ in range(2):
        assert (await counter.clients["bruno"].delete(path)).status_code == 204
    assert await counter.who_sees(talk) == {"ana", "lead"}
    assert (await counter.lines(talk))[-1] == ("left_chat", {"before": "Bruno Lima"})
    assert (await counter.log(talk))[-2:] == [("joined", "bruno", "consult"), ("left", "bruno", "")]


async def test_advice_is_asked_of_other_queues_too(counter: Counter) -> None:
    talk = await counter.taken("ana")
    await counter.does("ana", talk, "transfer", {"to_queue": SUPPORT})
    await counter.put("ana", talk, "assignee", {"account_id": counter.ids["ana"]})
    warm = {"to_account": counter.ids["carla"], "kind": "warm"}
    assert await counter.refused("ana", talk, "transfer", warm) == ("target_unavailable", {"why": "not_member"})
    await counter.ask("ana", talk, "carla", kind="consult")
    joined = await counter.does("carla", talk, "offer/accept")
    assert [it.why for it in joined.participants] == [Presence.CONSULT]
    again = await counter.does("carla", talk, "offer/accept")
    assert again.participants == joined.participants


async def test_nobody_is_invited_beside_nobody(counter: Counter) -> None:
    talk = await counter.shop.conversation("carla")
    wish = {"to_account": counter.ids["bruno"], "kind": "warm"}
    assert await counter.refused("lead", talk.id, "transfer", wish) == ("state_conflict", {"state": "queued"})


async def test_who_sees_it_may_be_called_by_a_note(counter: Counter) -> None:
    talk = await invited(counter, "consult")
    assert await note(counter, "ana", talk, mentions=[counter.ids["bruno"]]) == 201
    body = {"client_id": "x", "text": "E você?", "mentions": [counter.ids["carla"]]}
    assert (await counter.refused("ana", talk, "notes", body))[0] == "mention_unseen"
    await counter.taken("bruno", "ana")
    assert (await counter.truth(talk)).mentioned == [counter.ids["bruno"]]


async def test_a_lead_comes_in_and_writes_beside_the_agent(counter: Counter) -> None:
    talk = await counter.taken("ana")
    assert (await counter.clients["ana"].put(f"/v1/conversations/{talk}/claim")).status_code == 200
    assert (await counter.says("lead", talk, "de longe")).json()["code"] == "claimed_by_other"
    for _ in range(2):
        there = await counter.does("lead", talk, "barge")
        assert [(it.account_id, it.why) for it in there.participants] == [(counter.ids["lead"], Presence.BARGE)]
    assert (await counter.says("lead", talk, "aqui é a supervisão")).status_code == 202
    assert (await counter.says("ana", talk, "e eu continuo")).status_code == 202
    claim = await counter.clients["lead"].put(f"/v1/conversations/{talk}/claim")
    assert claim.json() == {"code": "claimed_by_other", "params": {"account_id": counter.ids["ana"]}}
    assert await counter.lines(talk) == [("joined", {"after": "Lia Líder"})]
    assert await audit(counter) == [("lead", "barge")]
    assert (await counter.clients["lead"].delete(f"/v1/conversations/{talk}/participants/me")).status_code == 204
    assert (await counter.says("lead", talk, "de fora")).status_code == 409


async def test_only_leads_come_in_uninvited(counter: Counter) -> None:
    talk = await counter.taken("ana")
    assert await counter.refused("bruno", talk, "barge") == ("forbidden", {})
    assert await counter.refused("bruno", talk, "take-over") == ("not_found", {})
    waiting = await counter.shop.conversation("bruno")
    assert await counter.refused("bruno", waiting.id, "take-over") == ("forbidden", {})


async def test_a_lead_takes_over_and_it_is_noted_down(counter: Counter) -> None:
    talk = await counter.taken("ana")
    await counter.clients["ana"].put(f"/v1/conversations/{talk}/claim")
    for _ in range(2):
        assert (await counter.does("lead", talk, "take-over")).assignee_id == counter.ids["lead"]
    assert await counter.who_sees(talk) == {"lead"}
    assert (await counter.says("lead", talk, "agora comigo")).status_code == 202
    assert await audit(counter) == [("lead", "take_over")]


async def test_two_who_take_over_at_once_are_one_after_the_other(counter: Counter) -> None:
    talk = await invited(counter)
    await asyncio.gather(counter.post("bruno", talk, "take-over"), counter.post("lead", talk, "take-over"))
    truth = await counter.truth(talk)
    owners = [who for kind, who, _ in await counter.log(talk) if kind == "assigned"]
    assert truth.assignee_id == counter.ids[owners[-1]]
    assert await counter.who_sees(talk) <= {owners[-1], "lead", "bruno"}


async def test_whoever_signs_out_is_in_no_chat(counter: Counter) -> None:
    talk = await invited(counter)
    await counter.does("lead", talk, "barge")
    await counter.clients["bruno"].post("/v1/logout")
    truth = await counter.truth(talk)
    assert [it.account_id for it in truth.participants] == [counter.ids["lead"]]


async def test_with_the_case_the_visits_end(counter: Counter) -> None:
    talk = await invited(counter)
    await counter.ask("ana", talk, "carla", kind="consult")
    case = (await counter.truth(talk)).case
    assert case is not None
    assert (await counter.clients["ana"].post(f"/v1/cases/{case.id}/close", json={})).status_code == 200
    truth = await counter.truth(talk)
    assert (truth.assignee_id, truth.offer, truth.participants) == (None, None, [])
    assert [row for row in await counter.log(talk) if row[0] in ("left", "cancelled")] == [
        ("cancelled", "carla", "moved"),
        ("left", "bruno", ""),
    ]


async def test_who_is_given_it_is_no_visitor_any_more(counter: Counter) -> None:
    talk = await invited(counter, "consult")
    assert (await counter.put("lead", talk, "assignee", {"account_id": counter.ids["bruno"]})).status_code == 200
    truth = await counter.truth(talk)
    assert truth.participants == []
