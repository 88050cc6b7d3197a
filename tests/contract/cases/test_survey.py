"""The survey over HTTP: asked once after a goodbye, answered with an exact number, seen by leads alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from server_stub.contract.cases import Case, CaseEvent, CaseState
from server_stub.contract.model import Conversation
from server_stub.contract.surveys import QueueSurvey
from server_stub.domain.consent_events import EventType
from server_stub.services.consent import Subject
from server_stub.storage.database import Tx
from tests.contract.cases.conftest import CARLA, Service, opened
from tests.helpers.holding import run_sql
from tests.helpers.shop import eventually

QUESTION = "De 1 a 5, como foi o atendimento de {agent}?"
ASKED = "De 1 a 5, como foi o atendimento de Ana Souza?"
GOODBYE = "Até logo!"
HOUR = 3_600_000
ONE = "SELECT count(*) FROM message WHERE client_id LIKE 'gateway:case:%:survey'"


@pytest.fixture
async def asking(service: Service) -> Service:
    """Its queue has a survey."""
    await service.set_queue(survey_text=QUESTION, closing_text=GOODBYE)
    return service


async def served(service: Service, key: str = CARLA) -> Case:
    """The customer wrote and was answered."""
    case = await service.case_of(key)
    sent = await service.shop.send(case.conversation_id, text="Bom dia, resolvido")
    await service.shop.until_status(case.conversation_id, sent.message.id, "read", "delivered", "sent")
    return case


async def asked(service: Service, key: str = CARLA, **wish: object) -> Case:
    """Closed, and the question is with the customer."""
    case = await served(service, key)
    await service.moved(case.brief.id, "close", wish)
    assert (await service.told(case.conversation_id))[-2:] == [GOODBYE, ASKED]
    await until_there(service, case)
    return case


async def until_there(service: Service, case: Case) -> None:
    question = (await service.shop.messages(case.conversation_id))[-1]
    assert question.content.text == ASKED
    await service.shop.until_status(case.conversation_id, question.id, "read", "delivered", "sent")


async def questions(service: Service) -> int:
    return int((await service.shop.rows(ONE))[0][0])


async def talk_of(service: Service, case: Case) -> Conversation:
    found = (await service.snapshot(service.lead)).conversations
    return next(it for it in found if it.id == case.conversation_id)


async def cases(service: Service, case: Case) -> list[Case]:
    return await service.ask(f"/v1/conversations/{case.conversation_id}/cases", list[Case], by=service.lead)


async def test_a_number_is_the_score_and_nobody_has_to_do_anything(asking: Service) -> None:
    case = await asked(asking, disposition_id="question-solved")
    before = await talk_of(asking, case)
    await asking.says(case, " 5️⃣ ")
    after = await talk_of(asking, case)
    assert (after.unread, after.assignee_id) == (before.unread, None)
    assert after.case == before.case
    said = [it.content.text for it in await asking.shop.messages(case.conversation_id) if it.direction == "in"]
    assert said == ["Oi", " 5️⃣ "], "the message itself stays in the thread"
    assert (after.last_inbound_at or 0) >= (before.last_inbound_at or 0)
    (told,) = await cases(asking, case)
    assert told.survey is not None
    assert (told.survey.score, told.survey.account_id, told.survey.queue_id) == (5, case.agent_id, "general")
    assert told.survey.asked_at <= (told.survey.answered_at or 0)
    assert [it for it in await asking.log(case.brief.id) if it[0].startswith("survey")] == [
        ("survey_asked", ""),
        ("survey_answered", "5"),
    ]
    await asking.says(case, "4")
    assert (await asking.until_open(case.brief.id)).brief.reopened == 1, "only the first one is an answer"


async def test_agents_read_no_score_and_leads_see_figures(asking: Service) -> None:
    for key, score in ((CARLA, "5"), ("bruno", "3"), ("diego", "")):
        case = await asked(asking, key)
        if score:
            await asking.says(case, score, key)
    case = (await cases(asking, case))[0]
    assert case.survey is not None
    assert case.survey.score == 0
    one = f"/v1/cases/{case.brief.id}"
    assert (await asking.ask(one, Case)).survey is None
    assert (await asking.ask(f"/v1/conversations/{case.conversation_id}/cases", list[Case]))[0].survey is None
    answered = (await asking.shop.rows("SELECT case_id FROM case_event WHERE kind = 'survey_answered'"))[0][0]
    events = await asking.ask(f"/v1/cases/{answered}/events", list[CaseEvent])
    assert [it.detail for it in events if it.kind == "survey_answered"] == [""]

    now = asking.shop.clock()
    period = {"since": now - HOUR, "until": now + HOUR}
    figures = await asking.ask("/v1/surveys", list[QueueSurvey], by=asking.lead, **period)
    assert figures == [QueueSurvey("general", 3, 2, [0, 0, 1, 0, 1], 4.0, 50.0, 66.7)]
    assert (await asking.agent.get("/v1/surveys", params=period)).status_code == 403
    wrong = await asking.lead.get("/v1/surveys", params={"since": 5, "until": 5})
    assert (wrong.status_code, wrong.json()["params"]) == (400, {"field": "until"})
    await run_sql(asking.shop, ONE.replace("SELECT count(*) FROM message", "UPDATE message SET status = 'failed'"))
    assert await asking.ask("/v1/surveys", list[QueueSurvey], by=asking.lead, **period) == []


@pytest.mark.parametrize("words", ["5 estrelas ruins", "10", "0"])
async def test_other_words_begin_work_as_always(asking: Service, words: str) -> None:
    case = await asked(asking)
    await asking.says(case, words)
    again = await asking.until_open(case.brief.id)
    assert (again.brief.reopened, again.survey and again.survey.score) == (1, 0)
    await asking.says(case, "5")
    assert (await asking.case(case.brief.id)).survey == again.survey, "something else was said since"
    await asking.moved(case.brief.id, "close", {})
    assert await questions(asking) == 1, "once for a case"


async def test_what_was_under_way_or_comes_too_late_is_no_answer(asking: Service) -> None:
    case = await asked(asking)
    survey = (await asking.case(case.brief.id)).survey
    assert survey is not None
    asking.shop.customer_says(CARLA, "4", at=survey.asked_at - 2_000)
    assert (await asking.until_open(case.brief.id)).survey == survey

    late = await asked(asking, "bruno")
    asking.shop.clock.ahead += 25 * HOUR
    asking.shop.customer_says("bruno", "4", at=asking.shop.clock())
    both = await eventually(lambda: cases(asking, late), lambda found: len(found) == 2)
    assert [it.survey and it.survey.score for it in both] == [None, 0]


async def test_a_question_that_never_arrived_has_no_answer(asking: Service) -> None:
    case = await asked(asking)
    await run_sql(asking.shop, ONE.replace("SELECT count(*) FROM message", "UPDATE message SET status = 'failed'"))
    await asking.says(case, "5")
    await asking.until_open(case.brief.id)
    assert ("survey_answered", "5") not in await asking.log(case.brief.id)


async def test_a_number_after_other_words_of_ours_is_about_those(asking: Service) -> None:
    case = await asked(asking)
    sent = await asking.shop.send(case.conversation_id, text="Quantas unidades?")
    await asking.shop.until_status(case.conversation_id, sent.message.id, "read", "delivered", "sent")
    await asking.says(case, "2")
    assert (await asking.until_open(case.brief.id)).survey == (await cases(asking, case))[0].survey
    assert ("survey_answered", "2") not in await asking.log(case.brief.id)


async def test_an_answer_to_another_message_is_about_that_one(asking: Service) -> None:
    case = await asked(asking)
    (wamid,) = (await asking.shop.rows("SELECT wamid FROM message WHERE author_id IS NOT NULL"))[0]
    asking.shop.customer_says(CARLA, "5", reply_to=wamid)
    await asking.until_open(case.brief.id)
    assert ("survey_answered", "5") not in await asking.log(case.brief.id)


@pytest.mark.parametrize("leaf", ["nothing-spam", "nothing-wrong", "nothing-silent", "privacy-leave", "privacy-data"])
async def test_some_ends_are_not_asked_about(asking: Service, leaf: str) -> None:
    case = await served(asking)
    closed = await asking.moved(case.brief.id, "close", {"disposition_id": leaf})
    assert closed.outcome in ("spam", "wrong_number", "no_answer", "opt_out", "data_request")
    assert (await asking.told(case.conversation_id))[-1] == GOODBYE
    assert await questions(asking) == 0


async def test_without_an_answer_or_a_goodbye_nobody_is_asked(asking: Service) -> None:
    case = await asking.case_of()
    await asking.moved(case.brief.id, "close", {})
    other = await served(asking, "bruno")
    await asking.moved(other.brief.id, "close", {"say_goodbye": False})
    await asking.set_queue(survey_percent=0)
    third = await served(asking, "diego")
    await asking.moved(third.brief.id, "close", {})
    assert await questions(asking) == 0


async def test_a_closed_window_leaves_nobody_asked(asking: Service) -> None:
    await asking.set_queue(closing_text="")
    case = await served(asking)
    asking.shop.clock.ahead += 25 * HOUR
    await asking.moved(case.brief.id, "close", {})
    assert await questions(asking) == 0


async def test_whoever_was_asked_lately_is_not_asked(asking: Service) -> None:
    case = await asked(asking)
    asking.shop.clock.ahead += 25 * HOUR
    asking.shop.customer_says(CARLA, "Outra coisa", at=asking.shop.clock())
    await eventually(lambda: cases(asking, case), lambda found: len(found) == 2)
    sent = await asking.shop.send(case.conversation_id, text="Pois não")
    await asking.shop.until_status(case.conversation_id, sent.message.id, "read", "delivered", "sent", "failed")
    # As while the first is on its way still: the gate counts what has left.
    await run_sql(asking.shop, "DELETE FROM initiated_send")
    await asking.moved((await cases(asking, case))[0].brief.id, "close", {})
    assert await questions(asking) == 1


async def test_whoever_left_is_not_asked(asking: Service) -> None:
    await asking.set_queue(closing_text="")
    case = await served(asking)
    await asking.says(case, "Não quero receber mais nada")
    await asking.moved(case.brief.id, "close", {})
    assert await questions(asking) == 0


@pytest.mark.parametrize("answer", [EventType.REFUSED, EventType.REVOKED])
async def test_whoever_wants_no_surveys_is_not_asked(asking: Service, answer: EventType) -> None:
    case = await served(asking)
    consents, now = asking.shop.running.gateway.outgoing.consents, asking.shop.clock()
    ((contact_id, key_id),) = await asking.shop.rows("SELECT id, key_id FROM contact WHERE id = ?", case.contact_id)

    def said_no(tx: Tx) -> None:
        who = Subject(contact_id, key_id)
        said = {"source": "button", "actor": "person", "captured_at": now - 1_000, "now": now}
        consents.add(tx, consents.new_event(who, answer, "survey.csat", **said))

    await asking.shop.running.gateway.core.database.write(said_no)
    await asking.moved(case.brief.id, "close", {})
    assert (await asking.told(case.conversation_id))[-1] == GOODBYE
    assert await questions(asking) == 0


async def test_the_end_of_a_wrap_up_asks_once_also_after_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path) as before:
        await before.set_queue(survey_text=QUESTION)
        case = await served(before)
        await before.moved(case.brief.id, "wrap-up")
    for _ in range(2):
        async with opened(tmp_path) as after:
            after.shop.clock.ahead += 61_000
            closed = await eventually(
                lambda: after.case(case.brief.id),
                lambda found: found.brief.state == CaseState.CLOSED,
            )
            assert closed.close_way == "timer"
            assert await questions(after) == 1
            log = [kind for kind, _ in await after.log(case.brief.id)]
            assert log.count("survey_asked") == 1
