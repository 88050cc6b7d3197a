"""The customer ends the case with the button that says so, and only while the question stands."""

from __future__ import annotations

import pytest

from server_stub.contract.cases import Case, CaseState
from server_stub.contract.content import Kind
from server_stub.contract.model import Message
from tests.contract.cases.conftest import CARLA, Service
from tests.helpers.shop import eventually

HOUR = 3_600_000
MENU = "Digite 1 para pedidos ou SAIR para encerrar o atendimento"
LEAVE, END = 0, 1


async def asked(service: Service, case: Case) -> str:
    """WhatsApp's id of the question what "sair" meant, which the customer has."""
    shop = service.shop
    contact = (await service.case(case.brief.id)).contact_id
    await shop.own_act(contact)
    sent = await shop.send(case.conversation_id, text=MENU)
    await shop.until_status(case.conversation_id, sent.message.id, "read")
    shop.sim.customers.send(CARLA, {"type": "text", "text": "sair", "at": shop.clock() + 2000})

    def there(found: list[Message]) -> list[Message]:
        return [it for it in found if it.content.kind == Kind.INTERACTIVE and it.status == "read"]

    (question,) = there(await eventually(lambda: shop.messages(case.conversation_id), there))
    assert [it.title for it in question.content.buttons] == ["Não receber mais", "Encerrar atendimento"]
    return shop.sent_for(question.id)[0].wamid


async def heard(service: Service, case: Case, title: str) -> None:
    def said(found: list[Message]) -> bool:
        return any(it.direction == "in" and it.content.choice and it.content.choice.title == title for it in found)

    await eventually(lambda: service.shop.messages(case.conversation_id), said)


@pytest.mark.parametrize("settled", [False, True])
async def test_the_button_ends_the_case(service: Service, settled: bool) -> None:
    """Also where a colleague has answered the doubt meanwhile."""
    await service.set_queue(closing_text="Atendimento {protocol} encerrado.", disposition_required=True)
    case = await service.case_of()
    wamid = await asked(service, case)
    if settled:
        await service.do("POST", f"/v1/conversations/{case.conversation_id}/doubt", {"leaving": False})
    service.shop.sim.customers.tap(CARLA, wamid, END)
    ended = await eventually(lambda: service.case(case.brief.id), lambda it: it.brief.state == CaseState.CLOSED)
    assert (ended.close_way, ended.closed_by, ended.agent_id) == ("customer", "", case.agent_id)
    assert (await service.log(case.brief.id))[-1] == ("closed", "customer")
    told = await service.told(case.conversation_id)
    assert told[-1].startswith("Atendimento ")
    assert any(it.startswith("Certo, este atendimento termina aqui.") for it in told) != settled
    assert await service.shop.state_of(case.contact_id) == "ACTIVE"
    await service.says(case, "Só mais uma coisa")
    assert (await service.until_open(case.brief.id)).brief.protocol == case.brief.protocol


async def test_the_other_button_ends_nothing(service: Service) -> None:
    case = await service.case_of()
    service.shop.sim.customers.tap(CARLA, await asked(service, case), LEAVE)
    await service.shop.until_state(case.contact_id, "REVOKED")
    assert (await service.case(case.brief.id)).brief.state == CaseState.ASSIGNED


async def test_an_old_button_ends_nothing(service: Service) -> None:
    case = await service.case_of()
    wamid = await asked(service, case)
    service.shop.clock.ahead += 25 * HOUR
    service.shop.sim.customers.tap(CARLA, wamid, END)
    await heard(service, case, "Encerrar atendimento")
    assert (await service.case(case.brief.id)).brief.closed_at is None
