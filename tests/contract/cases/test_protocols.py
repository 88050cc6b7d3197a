"""The number of a case: told at the opening and when asked, found in any spacing, and none of a day missing."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial

from server_stub.contract.cases import Case, ProtocolDay
from server_stub.contract.people import ContactPage
from server_stub.contract.search import SearchPage
from server_stub.domain.protocol_number import SAO_PAULO, grouped, is_protocol_number
from tests.contract.cases.conftest import Service
from tests.helpers.shop import eventually


async def test_the_number_is_told_when_the_customer_asks_and_once_for_each_question(service: Service) -> None:
    case = await service.case_of(text="Oi")
    where, number = case.conversation_id, grouped(case.brief.protocol)
    assert await service.told(where) == []
    await service.says(case, "Qual é o meu protocolo?")
    said = await eventually(lambda: service.told(where), bool)
    assert said == [f"Seu número de protocolo é {number}."]
    await service.says(case, "protocolo de segurança")
    await service.says(case, "Protocolo")
    assert len(await eventually(lambda: service.told(where), lambda found: len(found) > 1)) == 2


async def test_the_answer_of_the_gateway_is_no_answer_of_a_person(service: Service) -> None:
    case = await service.case_of(text="protocolo")
    await eventually(lambda: service.told(case.conversation_id), bool)
    assert (await service.case(case.brief.id)).brief.answer_due_at is not None


async def test_who_asks_after_the_closing_is_told_the_number_that_they_mean(service: Service) -> None:
    await service.set_policy(reopen_hours=0)
    case = await service.case_of()
    await service.moved(case.brief.id, "close", {})
    await service.says(case, "Qual o número do protocolo?")
    said = await eventually(lambda: service.told(case.conversation_id), bool)
    assert said == [f"Seu número de protocolo é {grouped(case.brief.protocol)}."]


async def test_at_the_opening_it_is_told_where_the_company_wants_that(service: Service) -> None:
    await service.set_policy(tell_protocol=True, protocol_text="Protocolo: {protocol}")
    await service.set_queue(opening_text="Olá, {name}! Você está na fila {queue}.")
    case = await service.case_of()
    contact = await service.shop.contact(case.contact_id)
    assert await service.told(case.conversation_id) == [
        f"Olá, {contact.name}! Você está na fila Atendimento.",
        f"Protocolo: {grouped(case.brief.protocol)}",
    ]


async def test_an_opening_text_with_the_number_is_enough(service: Service) -> None:
    await service.set_policy(tell_protocol=True)
    await service.set_queue(opening_text="Recebemos: {protocol}")
    case = await service.case_of()
    assert await service.told(case.conversation_id) == [f"Recebemos: {grouped(case.brief.protocol)}"]


async def test_a_case_is_found_however_its_number_is_typed(service: Service) -> None:
    case = await service.case_of()
    number = case.brief.protocol
    dashes = "-".join([number[:8], number[8:11], number[11:17], number[17:]])
    for typed in (number, grouped(number), f" {number[:8]}.{number[8:]} ", dashes):
        (found,) = await service.ask("/v1/cases", list[Case], protocol=typed)
        assert found.brief.id == case.brief.id
        page = await service.ask("/v1/contacts", ContactPage, query=typed)
        assert [it.id for it in page.contacts] == [case.contact_id]
        search = partial(service.ask, "/v1/search", SearchPage, query=typed)
        found_in = await eventually(search, lambda result: bool(result.messages))
        assert {it.conversation_id for it in found_in.messages} == {case.conversation_id}


async def test_an_impossible_number_is_told_as_such_and_an_unknown_one_is_not_there(service: Service) -> None:
    case = await service.case_of()
    number = case.brief.protocol
    wrong = number[:17] + str((int(number[17]) + 1) % 10)
    for typed in (wrong, "123", "", "abc", number + "0"):
        answer = await service.agent.get("/v1/cases", params={"protocol": typed})
        assert (answer.status_code, answer.json()["params"]) == (400, {"field": "protocol"}), typed
    assert (
        await service.ask("/v1/cases", list[Case], protocol="202001010010000015"[:17] + _digit("20200101001000001"))
        == []
    )
    async with service.shop.running.client("bruno") as bruno:
        assert await service.ask("/v1/cases", list[Case], by=bruno, protocol=number) == []


def _digit(body: str) -> str:
    return next(digit for digit in "0123456789" if is_protocol_number(body + digit))


async def test_no_number_of_a_day_is_missing_and_each_is_given_once(service: Service) -> None:
    talks = [await service.shop.conversation(key) for key in ("carla", "ana")]
    for talk in talks:
        for _ in range(3):
            (case,) = (await service.ask(f"/v1/conversations/{talk.id}/cases", list[Case], by=service.boss))[:1]
            await service.moved(case.brief.id, "new-subject", {"closing": {}}, by=service.boss)
    day = datetime.fromtimestamp(service.shop.clock() / 1000, UTC).astimezone(SAO_PAULO).strftime("%Y%m%d")
    (report,) = await service.ask("/v1/protocols", list[ProtocolDay], by=service.lead, day=day)
    assert (report.issued, report.last, report.missing) == (8, 8, [])
    numbers = [row[0] for row in await service.shop.rows("SELECT protocol FROM case_file")]
    assert len(set(numbers)) == 8
    await service.shop.running.gateway.core.database.write(
        lambda tx: tx.driver.execute("UPDATE case_file SET protocol = ? WHERE protocol = ?", ("gone", min(numbers)))
    )
    (report,) = await service.ask("/v1/protocols", list[ProtocolDay], by=service.lead, day=day)
    assert report.missing == [1]
    assert (await service.do("GET", f"/v1/protocols?day={day}")).status_code == 403
    assert (await service.do("GET", "/v1/protocols?day=20261301", by=service.lead)).status_code == 400


async def test_two_who_open_at_once_open_one(service: Service) -> None:
    case = await service.case_of()
    await service.moved(case.brief.id, "close", {})
    path = f"/v1/conversations/{case.conversation_id}/cases"
    agents, leads = await asyncio.gather(*(service.do("POST", path, {}, by=it) for it in (service.agent, service.lead)))
    # Who opens it has it: a lead sees the agent's and is told so, the agent does not see the lead's any more.
    assert (agents.status_code, leads.status_code) in ((201, 409), (404, 201))
    ((count,),) = await service.shop.rows("SELECT count(*) FROM case_file WHERE closed_at IS NULL")
    assert count == 1
