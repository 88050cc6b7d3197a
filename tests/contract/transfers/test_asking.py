"""A colleague is asked to take a conversation: accepts, declines, lets it pass, is gone; what everybody sees of it."""

from __future__ import annotations

import asyncio

from server_stub.contract.transfers import HandOver
from tests.contract.transfers.conftest import CARD, Counter
from tests.helpers.shop import eventually


async def test_who_gives_keeps_it_until_the_other_has_accepted(counter: Counter) -> None:
    await counter.set_queue("general", accepted_text="Olá {name}, aqui é {agent}. Protocolo {protocol}")
    talk = await counter.taken("ana")
    assert await counter.who_sees(talk) == {"ana", "lead"}
    offer = await counter.ask("ana", talk, "bruno", card=CARD)
    assert (offer.kind, offer.from_account, offer.card) == ("transfer", counter.ids["ana"], HandOver(**CARD))
    asked = await counter.seen("bruno", talk)
    assert asked is not None
    assert asked.offer == offer
    assert asked.assignee_id == counter.ids["ana"]
    assert await counter.who_sees(talk) == {"ana", "bruno", "lead"}
    assert await counter.told(talk) == []
    answer = await counter.says("bruno", talk, "cedo demais")
    assert (answer.status_code, answer.json()["code"]) == (409, "claimed_by_other")
    taken = await counter.does("bruno", talk, "offer/accept")
    assert (taken.assignee_id, taken.offer) == (counter.ids["bruno"], None)
    assert await counter.who_sees(talk) == {"bruno", "lead"}
    told = await eventually(lambda: counter.told(talk), bool)
    assert len(told) == 1
    assert "aqui é Bruno Lima. Protocolo 2026" in told[0]
    assert await counter.lines(talk) == [
        ("offered", {"before": "Ana Souza", "after": "Bruno Lima", **CARD}),
        ("transferred", {"before": "Ana Souza", "after": "Bruno Lima"}),
    ]
    assert await counter.log(talk) == [("offered", "bruno", "transfer"), ("assigned", "bruno", "transfer")]
    assert (await counter.says("bruno", talk, "agora sim")).status_code == 202


async def test_accepting_again_answers_the_same(counter: Counter) -> None:
    """The answer to the first time was lost with the network."""
    await counter.set_queue("general", accepted_text="Aqui é {agent}")
    talk = await counter.taken("ana")
    await counter.ask("ana", talk, "bruno")
    first, again = await asyncio.gather(
        counter.does("bruno", talk, "offer/accept"), counter.does("bruno", talk, "offer/accept")
    )
    assert first.assignee_id == again.assignee_id == counter.ids["bruno"]
    assert await eventually(lambda: counter.told(talk), bool) == ["Aqui é Bruno Lima"]
    assert [kind for kind, _, _ in await counter.log(talk)] == ["offered", "assigned"]


async def test_nobody_else_can_accept_or_decline(counter: Counter) -> None:
    talk = await counter.taken("ana")
    await counter.ask("ana", talk, "bruno")
    assert await counter.refused("carla", talk, "offer/accept") == ("not_found", {})
    assert await counter.refused("lead", talk, "offer/accept") == ("offer_gone", {})
    assert await counter.refused("lead", talk, "offer/decline", {}) == ("offer_gone", {})
    assert (await counter.truth(talk)).assignee_id == counter.ids["ana"]


async def test_a_decline_leaves_it_with_who_gave_it_and_says_why(counter: Counter) -> None:
    talk = await counter.taken("ana")
    await counter.ask("ana", talk, "bruno", card=CARD)
    answer = await counter.post("bruno", talk, "offer/decline", {"reason": "not_mine", "note": "É do financeiro"})
    assert answer.status_code == 204
    truth = await counter.truth(talk)
    assert (truth.assignee_id, truth.offer) == (counter.ids["ana"], None)
    assert await counter.who_sees(talk) == {"ana", "lead"}
    returned = {"before": "Bruno Lima", "reason": "not_mine", "note": "É do financeiro"}
    assert (await counter.lines(talk))[-1] == ("returned", returned)
    assert (await counter.log(talk))[-1] == ("declined", "bruno", "not_mine")
    assert await counter.refused("bruno", talk, "offer/accept") == ("not_found", {})


async def test_what_nobody_answers_comes_back_by_itself(counter: Counter) -> None:
    await counter.set_queue("general", transfer_seconds=60)
    talk = await counter.taken("ana")
    offer = await counter.ask("ana", talk, "bruno")
    assert offer.expires_at == offer.offered_at + 60_000
    counter.shop.clock.ahead += 61_000
    assert (await counter.refused("bruno", talk, "offer/accept"))[0] in ("offer_gone", "not_found")
    truth = await counter.until(talk, offer=None)
    assert truth.assignee_id == counter.ids["ana"]
    assert (await counter.lines(talk))[-1] == ("returned", {"before": "Bruno Lima"})
    assert (await counter.log(talk))[-1] == ("expired", "bruno", "")


async def test_accepting_and_running_out_at_once_end_in_one_of_both(counter: Counter) -> None:
    talk = await counter.taken("ana")
    for _ in range(3):
        offer = await counter.ask("ana", talk, "bruno")
        assert offer.expires_at is not None
        counter.shop.clock.ahead += offer.expires_at - counter.shop.clock() - 2
        answer = await counter.post("bruno", talk, "offer/accept")
        truth = await counter.until(talk, offer=None)
        if answer.status_code == 200:
            assert truth.assignee_id == counter.ids["bruno"]
            return
        assert truth.assignee_id == counter.ids["ana"]


async def test_who_asked_or_a_lead_takes_it_back(counter: Counter) -> None:
    talk = await counter.taken("ana")
    await counter.ask("ana", talk, "bruno")
    assert await counter.refused("bruno", talk, "offer/cancel") == ("forbidden", {})
    told = await counter.does("ana", talk, "offer/cancel")
    assert told.offer is None
    assert await counter.seen("bruno", talk) is None
    await counter.ask("ana", talk, "bruno")
    assert (await counter.does("lead", talk, "offer/cancel")).offer is None
    assert await counter.refused("lead", talk, "offer/cancel") == ("offer_gone", {})
    assert [kind for kind, _, _ in await counter.log(talk)] == ["offered", "cancelled"] * 2


async def test_whoever_goes_home_is_asked_no_more(counter: Counter) -> None:
    talk = await counter.taken("ana")
    await counter.ask("ana", talk, "bruno")
    assert (await counter.clients["bruno"].post("/v1/logout")).status_code in (200, 204)
    truth = await counter.until(talk, offer=None)
    assert truth.assignee_id == counter.ids["ana"]
    assert (await counter.log(talk))[-1] == ("cancelled", "bruno", "left")
    assert (await counter.lines(talk))[-1] == ("returned", {"before": "Bruno Lima"})


async def test_what_was_asked_ends_when_somebody_else_has_it(counter: Counter) -> None:
    talk = await counter.taken("ana")
    await counter.ask("ana", talk, "bruno")
    assert (await counter.put("lead", talk, "assignee", {"account_id": counter.ids["carla"]})).status_code == 200
    assert await counter.refused("bruno", talk, "offer/accept") == ("not_found", {})
    truth = await counter.truth(talk)
    assert (truth.assignee_id, truth.offer) == (counter.ids["carla"], None)
    assert ("cancelled", "bruno", "moved") in await counter.log(talk)


async def test_who_takes_or_releases_what_was_moved_meanwhile_is_told_by_whom(counter: Counter) -> None:
    talk = await counter.taken("ana")
    ids = counter.ids
    assert (await counter.put("lead", talk, "assignee", {"account_id": ids["carla"]})).status_code == 200
    seen = {"expected_agent": ids["ana"]}
    told = {"code": "moved_meanwhile", "params": {"account_id": ids["carla"]}}
    for target in (ids["lead"], None, ids["bruno"]):
        refused = await counter.put("lead", talk, "assignee", {"account_id": target, **seen})
        assert (refused.status_code, refused.json()) == (409, told)
    path = f"take-over?expected_agent={ids['ana']}"
    assert await counter.refused("lead", talk, path) == ("moved_meanwhile", {"account_id": ids["carla"]})
    again = await counter.put("lead", talk, "assignee", {"account_id": ids["carla"], **seen})
    assert again.status_code == 200, "what is so already is not refused: an answer may have been lost"
    taken = await counter.put("lead", talk, "assignee", {"account_id": ids["lead"], "expected_agent": ids["carla"]})
    assert taken.json()["assignee_id"] == ids["lead"]
    freed = await counter.put("lead", talk, "assignee", {"account_id": None, "expected_agent": ids["lead"]})
    assert "assignee_id" not in freed.json()
    assert (await counter.put("lead", talk, "assignee", {"account_id": ids["ana"], **seen})).status_code == 409
    assert (await counter.truth(talk)).assignee_id is None


async def test_two_leads_who_move_one_case_do_not_undo_each_other(counter: Counter) -> None:
    talk = await counter.taken("ana")
    wish = {"expected_agent": counter.ids["ana"], "to_queue": "support"}
    async with counter.shop.running.client("admin") as admin:
        path = f"/v1/conversations/{talk}/transfer"
        answers = await asyncio.gather(
            counter.clients["lead"].post(path, json=wish),
            admin.post(path, json={**wish, "to_queue": "", "to_account": counter.ids["bruno"]}),
        )
    (lost,) = (it.json() for it in answers if it.status_code != 200)
    truth = await counter.truth(talk)
    if truth.assignee_id is None:
        assert lost == {"code": "moved_meanwhile", "params": {"account_id": ""}}
        assert (truth.queue_id, truth.offer) == ("support", None)
    else:
        assert lost == {"code": "state_conflict", "params": {"state": "offered"}}
        assert truth.offer is not None


async def test_a_question_of_a_colleague_is_not_replaced_unseen(counter: Counter) -> None:
    talk = await counter.taken("ana")
    await counter.ask("ana", talk, "bruno")
    wish = {"to_account": counter.ids["carla"]}
    assert await counter.refused("lead", talk, "transfer", wish) == ("state_conflict", {"state": "offered"})
    assert (await counter.ask("ana", talk, "carla")).to_account == counter.ids["carla"]
    assert await counter.seen("bruno", talk) is None


async def test_the_draft_of_who_gave_it_is_there_for_who_takes_it(counter: Counter) -> None:
    talk = await counter.taken("ana")
    words = {"text": "Segue o boleto atualizado", "changed_at": counter.shop.clock()}
    assert (await counter.put("ana", talk, "draft", words)).status_code < 300
    await counter.ask("ana", talk, "bruno")
    await counter.does("bruno", talk, "offer/accept")
    (draft,) = (await counter.clients["bruno"].get(f"/v1/conversations/{talk}/drafts")).json()
    assert (draft["text"], draft["account_id"]) == ("Segue o boleto atualizado", counter.ids["ana"])
    assert (await counter.put("ana", talk, "draft", words)).status_code == 404


async def test_a_card_is_short(counter: Counter) -> None:
    talk = await counter.taken("ana")
    bruno = counter.ids["bruno"]
    for field in CARD:
        long = {"to_account": bruno, "card": {field: "a" * 501}}
        assert await counter.refused("ana", talk, "transfer", long) == ("text_too_long", {"limit": 500, "length": 501})
    most = {"to_account": bruno, "card": dict.fromkeys(CARD, "a" * 500)}
    assert (await counter.does("ana", talk, "transfer", most)).offer is not None
    reason = {"reason": "other", "note": "a" * 501}
    assert (await counter.refused("bruno", talk, "offer/decline", reason))[0] == "text_too_long"
