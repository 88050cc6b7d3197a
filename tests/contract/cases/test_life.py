"""A case over HTTP: opened, timed, wrapped up, closed, reopened, followed by another subject."""

from __future__ import annotations

import pytest

from server_stub.contract.cases import Case, CaseEvent, CaseState
from server_stub.contract.content import Line
from tests.contract.cases.conftest import CARLA, Service
from tests.helpers.shop import eventually

HOUR = 3_600_000


async def until_state(service: Service, case_id: str, state: CaseState) -> Case:
    return await eventually(lambda: service.case(case_id), lambda case: case.brief.state == state)


async def test_a_customer_begins_a_case_and_an_answer_ends_the_wait(service: Service) -> None:
    case = await service.case_of()
    assert case.brief.state == CaseState.ASSIGNED
    assert case.agent_id == service.shop.running.ids["ana"]
    assert case.brief.answer_due_at is not None
    await service.says(case, "Alô?")
    ((waits, unanswered),) = await service.shop.rows("SELECT waiting_since, unanswered FROM case_file")
    assert waits is not None
    assert unanswered == 2
    await service.shop.send(case.conversation_id, text="Bom dia, posso ajudar?")
    answered = await service.case(case.brief.id)
    assert (answered.brief.answer_due_at, answered.brief.first_response_at is not None) == (None, True)
    log = [kind for kind, _ in await service.log(case.brief.id)]
    assert log == ["opened", "queued", "customer_wrote", "assigned", "first_response", "answered"]


async def test_a_note_is_no_answer(service: Service) -> None:
    case = await service.case_of()
    note = {"client_id": "n1", "text": "cliente antigo"}
    answer = await service.do("POST", f"/v1/conversations/{case.conversation_id}/notes", note)
    assert answer.status_code in (200, 201)
    assert (await service.case(case.brief.id)).brief.answer_due_at is not None


async def test_closing_keeps_who_had_it_and_frees_the_conversation(service: Service) -> None:
    case = await service.case_of()
    await service.set_queue(closing_text="Atendimento {protocol} encerrado por {agent}.")
    wish = {"disposition_id": "question-solved", "summary": "  Perguntou o preço.  ", "resolved": True}
    closed = await service.moved(case.brief.id, "close", wish)
    assert (closed.brief.state, closed.outcome, closed.summary) == (CaseState.CLOSED, "solved", "Perguntou o preço.")
    assert (closed.agent_id, closed.closed_by, closed.close_way) == (case.agent_id, case.agent_id, "agent")
    assert closed.retained_until is not None
    assert closed.retained_until >= (closed.brief.closed_at or 0) + 2 * 365 * 24 * HOUR
    snapshot = await service.snapshot(service.lead)
    (talk,) = [it for it in snapshot.conversations if it.id == case.conversation_id]
    assert (talk.assignee_id, talk.protocol, talk.claim) == (None, "", None)
    assert talk.case is not None
    assert talk.case.state == CaseState.CLOSED
    assert await service.told(case.conversation_id) == [
        f"Atendimento {_grouped(case.brief.protocol)} encerrado por Ana Souza."
    ]
    (sealed,) = (await service.shop.rows("SELECT summary_enc FROM case_file"))[0]
    assert b"Perguntou" not in bytes(sealed)
    kinds = [it.content.original_kind for it in await service.shop.everything(case.conversation_id)]
    assert kinds.count(Line.CASE_CLOSED) == 1
    again = await service.do("POST", f"/v1/cases/{case.brief.id}/close", {})
    assert (again.status_code, again.json()["code"]) == (409, "case_closed")


async def test_who_comes_back_soon_goes_on_under_the_same_number_with_the_same_agent(service: Service) -> None:
    case = await service.case_of()
    await service.moved(case.brief.id, "close", {"say_goodbye": False})
    service.shop.clock.ahead += 23 * HOUR
    service.shop.customer_says(CARLA, "Voltei, faltou uma coisa")
    back = await until_state(service, case.brief.id, CaseState.ASSIGNED)
    assert (back.brief.protocol, back.brief.reopened, back.agent_id) == (case.brief.protocol, 1, case.agent_id)
    assert (back.close_way, back.disposition_id, back.retained_until) == ("", "", None)
    lines = [it.content.original_kind for it in await service.shop.everything(case.conversation_id)]
    assert lines.count(Line.CASE_REOPENED) == 1
    assert lines.count(Line.CASE_OPENED) == 1
    assert ("reopened", "customer") in await service.log(case.brief.id)


async def test_who_comes_back_late_begins_another_case(service: Service) -> None:
    case = await service.case_of()
    await service.moved(case.brief.id, "close", {})
    service.shop.clock.ahead += 25 * HOUR
    await service.says(case, "Oi de novo")
    path = f"/v1/conversations/{case.conversation_id}/cases"
    both = await eventually(lambda: service.ask(path, list[Case], by=service.boss), lambda cases: len(cases) == 2)
    assert both[0].brief.protocol != case.brief.protocol
    assert (both[0].parent_protocol, both[1].brief.state) == ("", CaseState.CLOSED)


async def test_the_wrap_up_ends_by_the_clock_and_by_a_customer_who_goes_on(service: Service) -> None:
    case = await service.case_of()
    wrapping = await service.moved(case.brief.id, "wrap-up")
    assert wrapping.brief.state == CaseState.WRAPPING_UP
    assert wrapping.brief.wrap_until is not None
    await service.says(case, "Mais uma coisa")
    back = await until_state(service, case.brief.id, CaseState.ASSIGNED)
    assert (back.brief.wrap_until, back.agent_id) == (None, case.agent_id)
    await service.moved(case.brief.id, "wrap-up")
    service.shop.clock.ahead += 61_000
    closed = await until_state(service, case.brief.id, CaseState.CLOSED)
    assert (closed.close_way, closed.closed_by, closed.agent_id) == ("timer", "", case.agent_id)


async def test_a_silent_customer_is_closed_only_while_we_wait_for_them(service: Service) -> None:
    await service.set_queue(silence_minutes=30)
    case = await service.case_of()
    service.shop.clock.ahead += 31 * 60_000
    await service.shop.running.gateway.cases.close_due()
    assert (await service.case(case.brief.id)).brief.state == CaseState.ASSIGNED
    await service.shop.send(case.conversation_id, text="Qual é o seu CEP?")
    service.shop.clock.ahead += 31 * 60_000
    closed = await until_state(service, case.brief.id, CaseState.CLOSED)
    assert (closed.close_way, closed.outcome) == ("silence", "no_answer")


async def test_only_who_has_it_and_leads_may_act_on_a_case(service: Service) -> None:
    case = await service.case_of()
    async with service.shop.running.client("bruno") as bruno:
        for move in ("close", "wrap-up", "reopen", "new-subject", "history"):
            answer = await service.do("POST", f"/v1/cases/{case.brief.id}/{move}", {"closing": {}}, by=bruno)
            assert answer.status_code == 404, move
    closed = await service.moved(case.brief.id, "close", {}, by=service.lead)
    assert (closed.close_way, closed.closed_by) == ("lead", service.shop.running.ids["lead"])
    async with service.shop.running.client("bruno") as bruno:
        answer = await service.do("POST", f"/v1/cases/{case.brief.id}/reopen", by=bruno)
        assert answer.status_code == 403


async def test_an_agent_starts_and_takes_up_again(service: Service) -> None:
    case = await service.case_of()
    path = f"/v1/conversations/{case.conversation_id}/cases"
    refused = await service.do("POST", path, {})
    assert (refused.status_code, refused.json()["params"]) == (409, {"protocol": case.brief.protocol})
    await service.moved(case.brief.id, "close", {})
    back = await service.moved(case.brief.id, "reopen")
    assert (back.brief.state, back.agent_id, back.brief.protocol) == (
        CaseState.ASSIGNED,
        case.agent_id,
        case.brief.protocol,
    )
    await service.moved(case.brief.id, "close", {})
    answer = await service.do("POST", path, {"priority": 3})
    assert answer.status_code == 201
    new = await service.case(answer.json()["brief"]["id"])
    assert (new.brief.state, new.brief.priority, new.agent_id) == (CaseState.ASSIGNED, 3, case.agent_id)
    assert new.brief.protocol != case.brief.protocol
    old = await service.do("POST", f"/v1/cases/{case.brief.id}/reopen")
    assert old.json()["code"] == "case_open"
    assert (await service.log(new.brief.id))[0] == ("opened", "agent")


async def test_what_a_colleague_works_on_is_not_begun_over_their_head(service: Service) -> None:
    case = await service.case_of()
    await service.moved(case.brief.id, "close", {})
    talk = f"/v1/conversations/{case.conversation_id}"
    async with service.shop.running.client("bruno") as bruno:
        assert (await bruno.put(f"{talk}/claim")).status_code == 200
        for path in (f"{talk}/cases", f"/v1/cases/{case.brief.id}/reopen"):
            answer = await service.do("POST", path, {})
            assert (answer.status_code, answer.json()["code"]) == (409, "claimed_by_other")
        assert (await service.do("POST", f"{talk}/cases", {}, by=service.lead)).status_code == 201


async def test_another_subject_has_a_number_of_its_own_and_its_parent(service: Service) -> None:
    case = await service.case_of()
    wish = {"closing": {"disposition_id": "question-solved", "resolved": True}}
    new = await service.moved(case.brief.id, "new-subject", wish)
    assert new.parent_protocol == case.brief.protocol
    assert new.brief.protocol != case.brief.protocol
    assert (new.brief.state, new.agent_id) == (CaseState.ASSIGNED, case.agent_id)
    old = await service.case(case.brief.id)
    assert (old.brief.state, old.close_way) == (CaseState.CLOSED, "new_subject")


async def test_priority_is_bounded_and_logged(service: Service) -> None:
    case = await service.case_of()
    raised = await service.moved(case.brief.id, "priority", {"priority": 7}, verb="PUT")
    assert raised.brief.priority == 7
    assert ("priority", "7") in await service.log(case.brief.id)
    for wrong in (-1, 10):
        answer = await service.do("PUT", f"/v1/cases/{case.brief.id}/priority", {"priority": wrong})
        assert (answer.status_code, answer.json()["params"]) == (400, {"field": "priority"})


async def test_a_summary_has_a_bound(service: Service) -> None:
    case = await service.case_of()
    answer = await service.do("POST", f"/v1/cases/{case.brief.id}/close", {"summary": "a" * 2001})
    assert (answer.status_code, answer.json()["code"]) == (400, "text_too_long")
    assert (await service.case(case.brief.id)).brief.state == CaseState.ASSIGNED


def _grouped(number: str) -> str:
    return f"{number[:4]} {number[4:8]} {number[8:11]} {number[11:17]} {number[17:]}"


@pytest.mark.parametrize("years", [-10, 10])
async def test_the_clock_of_a_desktop_moves_no_clock_of_a_case(service: Service, years: int) -> None:
    """What it says of when something was written is for the message alone."""
    case = await service.case_of()
    before = service.shop.clock()
    wrong = before + years * 365 * 86_400_000
    await service.shop.send(case.conversation_id, text="Já vejo", composed_at=wrong)
    after = await service.case(case.brief.id)
    assert after.brief.first_response_at is not None
    assert before <= after.brief.first_response_at <= service.shop.clock()
    events = await service.ask(f"/v1/cases/{case.brief.id}/events", list[CaseEvent], by=service.boss)
    assert all(it.at <= service.shop.clock() for it in events)
    assert [it.at for it in events] == sorted(it.at for it in events)
