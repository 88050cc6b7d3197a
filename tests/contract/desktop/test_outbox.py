"""What an agent sends: once, in order, whatever happens to line, gateway, file and program on the way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from desktop.domain.errors import LocalProblem
from desktop.domain.failures import params_of
from server_stub.contract.content import Kind
from server_stub.contract.delivery import Status
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import ConsentPurpose, Message, Template
from server_stub.contract.requests import SendTemplate
from tests.helpers.desks import Heard, texts, timeline
from tests.helpers.inbox import eventually
from tests.helpers.logfail import LogWatch
from tests.helpers.office import Office, offline, online
from tests.helpers.waiting import until

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 5000


def own(messages: list[Message]) -> list[Message]:
    return [message for message in messages if message.direction == "out"]


async def settled(desk) -> None:  # type: ignore[no-untyped-def]
    await until(lambda: desk.connection.unsent == 0, 10)


async def test_what_is_written_without_a_line_arrives_once_and_in_order(
    office: Office, expected_logs: LogWatch
) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        office.cable.unplug()
        await offline(desk)
        for number in range(5):
            await desk.send_text(office.talk, f"resposta {number}")
        assert desk.connection.unsent == 5
        shown = own(await timeline(desk, office.talk))
        assert [each.status for each in shown] == [Status.PENDING] * 5
        office.cable.plug()
        await settled(desk)
        expected = [f"resposta {number}" for number in range(5)]
        assert texts(own(await timeline(desk, office.talk))) == expected
    assert [request.text for request in office.world.sends] == expected


async def test_a_lost_answer_is_asked_for_again_and_shown_once(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        office.cable.lose_answer("POST /v1/messages")
        heard = Heard(desk)
        sent = await desk.send_text(office.talk, "uma vez só")
        await until(lambda: office.cable.lost == 1)
        await settled(desk)
        assert texts(own(await timeline(desk, office.talk))) == ["uma vez só"]
        assert sent.id in heard.merged().messages[office.talk]
        assert await desk.messages([sent.id]) == []
    assert len(office.world.accepted) == 1


async def test_answers_lost_while_the_event_is_late(office: Office, expected_logs: LogWatch) -> None:
    """The answer is lost and no event comes either: the same id is sent again and answered the same."""
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        office.cable.unplug()
        await offline(desk)
        await desk.send_text(office.talk, "um")
        await desk.send_text(office.talk, "dois")
        office.cable.lose_answer("POST /v1/messages")
        office.cable.lose_answer("GET /v1/events")
        office.cable.plug()
        await settled(desk)
        assert texts(own(await timeline(desk, office.talk))) == ["um", "dois"]
    assert len(office.world.accepted) == 2
    first = office.world.sends[0]
    assert all(request == first for request in office.world.sends if request.client_id == first.client_id)


async def test_a_gateway_in_trouble_is_tried_again(office: Office) -> None:
    async with office.desk() as desk:
        office.gateway.broken = [502, 503]
        office.world.refusals = [GatewayRefusal(ErrorCode.STORAGE_UNAVAILABLE)]
        await desk.send_text(office.talk, "insistente")
        await settled(desk)
        assert own(await timeline(desk, office.talk))[0].status is Status.ACCEPTED
    assert len(office.world.sends) == 2


async def test_a_refusal_says_why_and_may_be_retried(office: Office) -> None:
    async with office.desk() as desk:
        office.world.refusals = [GatewayRefusal(ErrorCode.GATE_REFUSED, reason="DENY_WINDOW_CLOSED", since=5)]
        sent = await desk.send_text(office.talk, "fora da janela")
        await desk.send_text(office.talk, "depois")
        await settled(desk)
        failed = (await desk.messages([sent.id]))[0]
        assert failed.failure is not None
        assert (failed.status, failed.failure.code) == (Status.FAILED, "DENY_WINDOW_CLOSED")
        assert params_of(failed.failure) == {"since": 5}
        await desk.retry(sent.id)
        await settled(desk)
        assert await desk.messages([sent.id]) == []
        assert texts(own(await timeline(desk, office.talk))) == ["depois", "fora da janela"]
        with pytest.raises(LocalProblem, match="cannot_retry"):
            await desk.retry(sent.id)
    ids = [request.client_id for request in office.world.sends]
    assert len(set(ids)) == 3


async def test_a_failed_message_survives_a_restart_and_may_be_discarded(office: Office) -> None:
    async with office.desk() as desk:
        await timeline(desk, office.talk)
        office.world.refusals = [GatewayRefusal(ErrorCode.GATE_REFUSED, reason="DENY_NO_CONSENT")]
        sent = await desk.send_text(office.talk, "recusada")
        await settled(desk)
    async with office.computer.desk() as desk:
        assert (await desk.messages([sent.id]))[0].status is Status.FAILED
        assert desk.connection.unsent == 0
        await desk.discard(sent.id)
        assert texts(await timeline(desk, office.talk)) == ["olá"]
        with pytest.raises(LocalProblem, match="not_cancellable"):
            await desk.discard(sent.id)
    assert len(office.world.sends) == 1


async def test_what_whatsapp_refused_is_sent_again_as_new(office: Office) -> None:
    async with office.desk() as desk:
        await desk.send_text(office.talk, "não chegou")
        await settled(desk)
        real = own(await timeline(desk, office.talk))[0]
        office.world.climb(real.id, Status.FAILED)
        await until(lambda: desk.conversations()[0].last.status == "failed")  # type: ignore[union-attr]
        await desk.retry(real.id)
        await settled(desk)
        assert [each.status for each in own(await timeline(desk, office.talk))] == [Status.FAILED, Status.ACCEPTED]


async def test_a_discarded_message_is_never_sent(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        office.cable.unplug()
        await offline(desk)
        wrong = await desk.send_text(office.talk, "engano")
        await desk.send_text(office.talk, "certo")
        await desk.discard(wrong.id)
        assert desk.connection.unsent == 1
        office.cable.plug()
        await settled(desk)
        assert texts(own(await timeline(desk, office.talk))) == ["certo"]
    assert [request.text for request in office.world.sends] == ["certo"]


async def test_one_slow_conversation_does_not_hold_back_another(office: Office) -> None:
    other = office.world.add_conversation("João", office.ana.id)
    async with office.desk() as desk:
        released = asyncio.Event()
        office.gateway.stalled.append((b"primeira", released))
        await desk.send_text(office.talk, "primeira")
        await desk.send_text(office.talk, "segunda")
        await desk.send_text(other.id, "outra conversa")
        await until(lambda: desk.connection.unsent == 2)
        assert [request.text for request in office.world.sends] == ["outra conversa"]
        released.set()
        await settled(desk)
    assert [request.text for request in office.world.sends] == ["outra conversa", "primeira", "segunda"]


async def test_a_file_that_was_moved_still_goes(office: Office, tmp_path: Path, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    picture = tmp_path / "nota fiscal.png"
    picture.write_bytes(PNG)
    async with office.desk() as desk:
        office.cable.unplug()
        await offline(desk)
        sent = await desk.send_file(office.talk, picture, caption="a nota")
        picture.unlink()
        assert sent.content.kind == Kind.IMAGE
        assert sent.content.media is not None
        assert (await desk.media_file(sent.content.media.id)).read_bytes() == PNG
        office.cable.plug()
        await settled(desk)
        real = own(await timeline(desk, office.talk))[0]
        assert real.content.media is not None
        assert real.content.media.file_name == "nota fiscal.png"
        shown = await desk.media_file(real.content.media.id)
        assert shown.read_bytes() == PNG
        assert shown.name == "nota fiscal.png"
    media, stored = office.world.media[real.content.media.id]
    assert (stored, media.size) == (PNG, len(PNG))
    assert office.asked(f"GET /v1/media/{media.id}") == 0


async def test_a_file_is_uploaded_once_however_often_its_message_is_tried(
    office: Office, tmp_path: Path, expected_logs: LogWatch
) -> None:
    expected_logs.allow("no line to the gateway")
    picture = tmp_path / "a.png"
    picture.write_bytes(PNG)
    async with office.desk() as desk:
        office.cable.lose_answer("POST /v1/messages")
        await desk.send_file(office.talk, picture)
        await settled(desk)
    assert len(office.world.media) == 1
    assert len(office.world.accepted) == 1


async def test_files_are_checked_before_they_are_queued(office: Office, tmp_path: Path) -> None:
    program = tmp_path / "foto.png"
    program.write_bytes(b"MZ" + b"\0" * 300)
    async with office.desk() as desk:
        with pytest.raises(LocalProblem, match="media_type_refused"):
            await desk.send_file(office.talk, program)
        with pytest.raises(LocalProblem, match="file_unreadable"):
            await desk.send_file(office.talk, tmp_path / "absent.png")
        with pytest.raises(LocalProblem, match="text_empty"):
            await desk.send_text(office.talk, "  ")
        assert texts(await timeline(desk, office.talk)) == ["olá"]


async def test_templates_and_the_question_for_permission(office: Office) -> None:
    office.world.templates = [
        Template(
            "t1", "lembrete", "pt_BR", "UTILITY", "APPROVED", "Olá {{nome}}, até {{dia}}", variables=["nome", "dia"]
        )
    ]
    office.world.purposes = [ConsentPurpose("mkt", "MARKETING", "1", "Podemos enviar promoções?")]
    async with office.desk() as desk:
        with pytest.raises(LocalProblem) as missing:
            await desk.send_template(office.talk, "t1", {"nome": "Maria"})
        assert (missing.value.code, missing.value.params) == ("template_variables_missing", {"names": "dia"})
        with pytest.raises(LocalProblem, match="template_unknown"):
            await desk.send_template(office.talk, "t9", {})
        await desk.save_draft(office.talk, "rascunho que fica")
        shown = await desk.send_template(office.talk, "t1", {"nome": "Maria", "dia": "sexta"})
        assert shown.content.text == "Olá Maria, até sexta"
        asked = await desk.ask_consent(office.talk, "mkt")
        assert asked.content.text == "Podemos enviar promoções?"
        await settled(desk)
        assert await desk.draft(office.talk) == "rascunho que fica"
    assert office.world.sends[0].template == SendTemplate("t1", {"nome": "Maria", "dia": "sexta"})
    assert office.world.sends[1].consent_purpose == "mkt"


async def test_the_file_above_a_template_goes_with_it(office: Office, tmp_path: Path) -> None:
    office.world.templates = [
        Template("t1", "convite", "pt_BR", "MARKETING", "APPROVED", "Venha!", header_kind="IMAGE"),
        Template("t2", "vitrine", "pt_BR", "MARKETING", "APPROVED", "Veja", obstacle="carousel"),
    ]
    picture, words = tmp_path / "loja.png", tmp_path / "loja.txt"
    picture.write_bytes(PNG)
    words.write_text("nada de imagem")
    async with office.desk() as desk:
        for file, code in ((None, "template_file_missing"), (words, "template_file_wrong")):
            with pytest.raises(LocalProblem) as refused:
                await desk.send_template(office.talk, "t1", {}, file)
            assert (refused.value.code, refused.value.params) == (code, {"kind": "IMAGE"})
        with pytest.raises(LocalProblem, match="template_unknown"):
            await desk.send_template(office.talk, "t2", {})
        shown = await desk.send_template(office.talk, "t1", {}, picture)
        picture.unlink()
        assert shown.content.media is not None
        assert (shown.content.text, shown.content.media.file_name) == ("Venha!", "loja.png")
        await settled(desk)
        (real,) = own(await timeline(desk, office.talk))
        assert real.content.media is not None
        assert (await desk.media_file(real.content.media.id)).read_bytes() == PNG
    (sent,) = office.world.sends
    assert sent.template == SendTemplate("t1", {})
    assert office.world.media[sent.media_id][1] == PNG
    assert office.asked(f"GET /v1/media/{sent.media_id}") == 0


async def test_an_answer_written_earlier_is_claimed_for_its_sending(office: Office) -> None:
    office.world.claim_required = True
    async with office.desk() as desk:
        await desk.send_text(office.talk, "sem estar aberta")
        await settled(desk)
        assert own(await timeline(desk, office.talk))[0].status is Status.ACCEPTED
        await until(lambda: office.world.conversations[office.talk].claim is None)
        office.world.claim(office.bruno, office.talk)
        sent = await desk.send_text(office.talk, "Bruno está aqui")
        await settled(desk)
        failed = (await desk.messages([sent.id]))[0]
        assert failed.failure is not None
        assert failed.failure.code == "claimed_by_other"
        assert params_of(failed.failure) == {"account_id": office.bruno.id}


async def test_two_desks_of_one_account_agree(office: Office) -> None:
    async with office.desk() as here, office.second_desk() as there:
        await here.send_text(office.talk, "daqui")
        await settled(here)
        await there.send_text(office.talk, "de lá")
        await settled(there)
        await until(lambda: there.conversations()[0].last == here.conversations()[0].last)

        async def equal() -> bool:
            return await timeline(here, office.talk) == await timeline(there, office.talk)

        await eventually(equal)
        assert texts(await timeline(here, office.talk)) == ["olá", "daqui", "de lá"]


async def test_the_line_is_told_with_the_number_of_unsent(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        office.cable.unplug()
        await offline(desk)
        heard = Heard(desk)
        await desk.send_text(office.talk, "um")
        assert heard.merged().connection
        assert desk.connection.unsent == 1
        assert desk.conversation(office.talk).last.status == "pending"  # type: ignore[union-attr]
    async with office.computer.desk() as desk:
        assert desk.connection.unsent == 1
        office.cable.plug()
        await online(desk)
        await settled(desk)
