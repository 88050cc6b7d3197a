"""The history of a case reaches the customer once, inside their window or by e-mail, in time or with an alarm."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from server_stub.contract.cases import Case, HistoryJob
from server_stub.services.cases.history_pdf import History, said
from tests.contract.cases.conftest import CARLA, Service, opened
from tests.helpers.mail_server import MailServer
from tests.helpers.shop import Shop, eventually

MINUTE = 60_000
DAY = 86_400_000
ADDRESS = "carla@example.com"


@pytest.fixture
async def mail() -> AsyncIterator[MailServer]:
    server = MailServer(None, offers_tls=False)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def mailing(tmp_path: Path, mail: MailServer) -> AsyncIterator[Service]:
    values = {"smtp_host": "127.0.0.1", "smtp_port": mail.port, "smtp_security": "none"}
    async with opened(tmp_path, mail_from="Loja Exemplo <loja@example.com>", **values) as service:
        yield service


async def asked(service: Service, case: Case, way: str = "whatsapp") -> HistoryJob:
    answer = await service.do("POST", f"/v1/cases/{case.brief.id}/history", {"way": way})
    assert answer.status_code == 202, answer.text
    return msgspec.json.decode(answer.content, type=HistoryJob)


async def until(service: Service, case: Case, state: str) -> HistoryJob:
    """Looked after as often as the clock allows, which the test moves on."""

    async def look() -> HistoryJob:
        await service.shop.running.gateway.cases.history_sending.tick()
        job = (await service.case(case.brief.id)).history[-1]
        if job.state != state:
            service.shop.clock.ahead += MINUTE + 1
        return job

    return await eventually(look, lambda job: job.state == state)


async def gathered(shop: Shop, case_id: str) -> History:
    cases, core = shop.running.gateway.cases, shop.running.gateway.core

    def work(tx: Any) -> History:
        row = core.cases.get(tx, case_id)
        assert row is not None
        return cases.histories.gather(tx, row, shop.clock())

    return await core.database.read(work)


async def shut_window(service: Service) -> None:
    sql = "UPDATE conversation SET last_inbound_at = last_inbound_at - 90000000"
    await service.shop.running.gateway.core.database.write(lambda tx: tx.driver.execute(sql))


def documents(shop: Shop) -> list[dict[str, Any]]:
    return [it.body["document"] for it in shop.sim.core.sent.values() if it.type == "document"]


async def test_it_leaves_as_a_document_once_and_is_done_when_it_left(service: Service) -> None:
    case = await service.case_of()
    job = await asked(service, case)
    assert (job.state, job.due_at - job.requested_at) == ("waiting", 5 * DAY)
    assert (await asked(service, case)).id == job.id
    done = await until(service, case, "sent")
    assert done.done_at is not None
    (sent,) = documents(service.shop)
    number = case.brief.protocol
    assert sent["filename"] == f"historico-{number}.pdf"
    assert f"{number[:4]} {number[4:8]}" in sent["caption"]
    for _ in range(3):
        service.shop.clock.ahead += DAY
        await service.shop.running.gateway.cases.history_sending.tick()
    assert len(documents(service.shop)) == 1
    assert (await asked(service, case)).id != job.id


async def test_it_tells_what_was_said_by_whom_and_no_note(service: Service) -> None:
    case = await service.case_of(text="Meu pedido não chegou")
    where = case.conversation_id
    await service.shop.send(where, text="Vou verificar <já>")
    note = {"client_id": "n1", "text": "cliente difícil"}
    await service.do("POST", f"/v1/conversations/{where}/notes", note)
    await service.moved(case.brief.id, "close", {"disposition_id": "order-solved", "summary": "só para nós"})
    told = "\n".join(said(await gathered(service.shop, case.brief.id)))
    assert "Cliente: Meu pedido não chegou" in told
    assert "Ana Souza: Vou verificar <já>" in told
    assert "Atendimento aberto" in told
    assert "Atendimento encerrado" in told
    assert "difícil" not in told
    assert "só para nós" not in told
    answer = await service.do("GET", f"/v1/cases/{case.brief.id}/history.pdf")
    assert (answer.status_code, answer.content[:5], answer.headers["cache-control"]) == (
        200,
        b"%PDF-",
        "private, no-store",
    )
    rows = await service.shop.rows("SELECT account_id, action, detail FROM audit WHERE action = 'export'")
    assert [tuple(row) for row in rows] == [(service.shop.running.ids["ana"], "export", case.brief.id)]


async def test_each_case_tells_its_own_messages(service: Service) -> None:
    first = await service.case_of(text="Primeiro assunto")
    await service.shop.send(first.conversation_id, text="Resolvido")
    await service.moved(first.brief.id, "close", {})
    service.shop.clock.ahead += 2 * MINUTE
    answer = await service.do("POST", f"/v1/conversations/{first.conversation_id}/cases", {})
    second = msgspec.json.decode(answer.content, type=Case)
    await service.shop.send(second.conversation_id, text="Segundo assunto")
    of_first = "\n".join(said(await gathered(service.shop, first.brief.id)))
    of_second = "\n".join(said(await gathered(service.shop, second.brief.id)))
    assert "Primeiro assunto" in of_first
    assert "Segundo assunto" not in of_first
    assert "Segundo assunto" in of_second
    assert "Primeiro assunto" not in of_second


async def test_without_a_window_it_waits_and_leads_are_alarmed_before_it_is_due(service: Service) -> None:
    case = await service.case_of()
    await shut_window(service)
    await asked(service, case)
    cases = service.shop.running.gateway.cases
    await cases.history_sending.tick()
    waiting = (await service.case(case.brief.id)).history[0]
    assert (waiting.state, waiting.failure != "") == ("waiting", True)
    await cases.warn_of_histories()
    assert await service.shop.rows("SELECT code FROM alarm WHERE code = 'history_due'") == []
    service.shop.clock.ahead += 3 * DAY + MINUTE
    await cases.warn_of_histories()
    assert len(await service.shop.rows("SELECT code FROM alarm WHERE code = 'history_due'")) == 1
    service.shop.clock.ahead = 0
    service.shop.customer_says(CARLA, "Alguma novidade?")
    await until(service, case, "sent")
    assert await service.shop.rows("SELECT code FROM alarm WHERE code = 'history_due'") == []
    assert len(documents(service.shop)) == 1


async def handed_over(service: Service, case: Case, note: str) -> HistoryJob:
    body = {"way": "handed_over", "note": note}
    answer = await service.do("POST", f"/v1/cases/{case.brief.id}/history", body, by=service.lead)
    assert answer.status_code == 202, answer.text
    return msgspec.json.decode(answer.content, type=HistoryJob)


async def test_what_somebody_handed_over_is_done_and_ends_the_alarm(service: Service) -> None:
    case, cases = await service.case_of(), service.shop.running.gateway.cases
    await shut_window(service)
    waiting = await asked(service, case)
    await cases.history_sending.tick()
    service.shop.clock.ahead += 3 * DAY + MINUTE
    await cases.warn_of_histories()
    ((params,),) = await service.shop.rows("SELECT params FROM alarm WHERE code = 'history_due'")
    assert case.brief.protocol in params
    job = await handed_over(service, case, "  Impresso e entregue no balcão  ")
    assert (job.id, job.state, job.way, job.failure) == (waiting.id, "handed_over", "handed_over", "")
    assert job.done_at is not None
    assert (await service.case(case.brief.id)).history[-1].note == "Impresso e entregue no balcão"
    assert await service.shop.rows("SELECT code FROM alarm WHERE code = 'history_due'") == []
    assert (await service.log(case.brief.id))[-1] == ("history", "handed_over")
    rows = await service.shop.rows("SELECT account_id, conversation_id, detail FROM audit WHERE action = 'history'")
    assert [tuple(row) for row in rows] == [(service.shop.running.ids["lead"], case.conversation_id, case.brief.id)]
    ((sealed,),) = await service.shop.rows("SELECT note_enc FROM history_job")
    assert b"Impresso" not in bytes(sealed)
    service.shop.customer_says(CARLA, "Alguma novidade?")
    service.shop.clock.ahead += DAY
    await cases.history_sending.tick()
    assert documents(service.shop) == []


@pytest.mark.parametrize("note", ["", "  ", "x" * 201])
async def test_how_it_was_handed_over_has_to_be_said(service: Service, note: str) -> None:
    case = await service.case_of()
    body = {"way": "handed_over", "note": note}
    answer = await service.do("POST", f"/v1/cases/{case.brief.id}/history", body)
    assert (answer.status_code, answer.json()["params"]["field"]) == (400, "note")
    assert (await service.case(case.brief.id)).history == []


async def test_other_ways_than_these_are_none(service: Service) -> None:
    case = await service.case_of()
    assert (await service.do("POST", f"/v1/cases/{case.brief.id}/history", {"way": "fax"})).status_code == 400
    answer = await service.do("POST", f"/v1/cases/{case.brief.id}/history", {"way": "email"})
    assert answer.json()["code"] == "channel_not_set_up"


async def test_the_note_goes_with_a_person_who_is_erased(service: Service) -> None:
    case = await service.case_of()
    await handed_over(service, case, "entregue à Carla")
    path = f"/v1/contacts/{case.contact_id}"
    assert (await service.boss.post(f"{path}/rights-requests", json={"right": "erasure"})).status_code == 201
    assert (await service.boss.post(f"{path}/erasure")).status_code == 200
    assert [tuple(row) for row in await service.shop.rows("SELECT state, note_enc FROM history_job")] == [
        ("handed_over", None)
    ]


async def test_who_waits_in_vain_on_whatsapp_gets_an_email(mailing: Service, mail: MailServer) -> None:
    case = await mailing.case_of()
    await mailing.boss.put(f"/v1/contacts/{case.contact_id}", json={"email": ADDRESS})
    await shut_window(mailing)
    first = await asked(mailing, case)
    await mailing.shop.running.gateway.cases.history_sending.tick()
    assert (await mailing.case(case.brief.id)).history[0].failure == "DENY_WINDOW_CLOSED"
    assert (await asked(mailing, case, "email")).id == first.id
    done = await until(mailing, case, "sent")
    assert (done.way, len(mail.taken)) == ("email", 1)
    assert documents(mailing.shop) == []


async def test_by_email_it_waits_for_an_address_and_goes_with_the_file(mailing: Service, mail: MailServer) -> None:
    case = await mailing.case_of()
    await asked(mailing, case, "email")
    await mailing.shop.running.gateway.cases.history_sending.tick()
    assert (await mailing.case(case.brief.id)).history[0].failure == "no_address"
    answer = await mailing.boss.put(f"/v1/contacts/{case.contact_id}", json={"email": ADDRESS})
    assert answer.status_code == 200, answer.text
    mailing.shop.clock.ahead += MINUTE + 1
    await until(mailing, case, "sent")
    (taken,) = mail.taken
    (file,) = taken.iter_attachments()
    assert taken["To"] == ADDRESS
    assert (file.get_content_type(), file.get_filename()) == (
        "application/pdf",
        f"historico-{case.brief.protocol}.pdf",
    )
    assert file.get_content()[:5] == b"%PDF-"


async def test_an_email_whose_answer_was_lost_goes_again_under_the_same_id(mailing: Service, mail: MailServer) -> None:
    case = await mailing.case_of()
    await mailing.boss.put(f"/v1/contacts/{case.contact_id}", json={"email": ADDRESS})
    mail.lose_answers = 1
    await asked(mailing, case, "email")
    await until(mailing, case, "sent")
    assert len({taken["Message-ID"] for taken in mail.taken}) == 1


async def test_a_person_who_was_erased_gets_nothing(service: Service) -> None:
    case = await service.case_of()
    await shut_window(service)
    await asked(service, case)
    path = f"/v1/contacts/{case.contact_id}"
    assert (await service.boss.post(f"{path}/rights-requests", json={"right": "erasure"})).status_code == 201
    assert (await service.boss.post(f"{path}/erasure")).status_code == 200
    rows = await service.shop.rows("SELECT state, failure FROM history_job")
    assert [tuple(row) for row in rows] == [("failed", "erased")]
    ((state, way, summary),) = await service.shop.rows("SELECT state, close_way, summary_enc FROM case_file")
    assert (state, way, summary) == ("closed", "erased", None)
    log = await service.shop.rows("SELECT kind, detail FROM case_event ORDER BY id DESC LIMIT 1")
    assert [tuple(row) for row in log] == [("closed", "erased")]
