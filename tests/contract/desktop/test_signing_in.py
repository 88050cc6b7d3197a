"""Signing in and out of a computer, with and without a network, with and without a keyring."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from desktop.application.desk import Link
from desktop.domain.errors import GatewayUnreachable, LocalProblem, Refused
from desktop.infra.factory import SignIn
from desktop.infra.secrets import MemorySecrets
from tests.helpers.desks import Computer, texts, timeline
from tests.helpers.fake_gateway import PASSWORD
from tests.helpers.logfail import LogWatch
from tests.helpers.office import Office, online
from tests.helpers.waiting import until


def door(computer: Computer) -> SignIn:
    return computer.sign_in()[0]


async def test_wrong_password_wrong_address_nobody_there(office: Office) -> None:
    sign_in = door(office.computer)
    with pytest.raises(Refused, match="login_failed"):
        await sign_in.sign_in(office.gateway.url, "ana", "errada")
    for status in (200, 404):
        office.gateway.broken = [status]
        with pytest.raises(GatewayUnreachable, match="not_a_gateway"):
            await sign_in.sign_in(office.gateway.url, "ana", PASSWORD)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(GatewayUnreachable, match="gateway_unreachable"):
        await sign_in.sign_in(nobody, "ana", PASSWORD)
    with pytest.raises(GatewayUnreachable):
        await sign_in.sign_in("ftp://nowhere", "ana", PASSWORD)
    assert sign_in.remembered() is None
    assert await sign_in.resume() is None
    assert office.computer.keyring.values == {}


async def test_the_second_start_needs_no_network(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        await timeline(desk, office.talk)
        await desk.save_draft(office.talk, "a meio caminho")
    office.cable.unplug()
    sign_in = door(office.computer)
    remembered = sign_in.remembered()
    assert remembered is not None
    assert (remembered.gateway_url, remembered.login, remembered.brand) == (office.cable.url, "ana", "Loja Exemplo")
    first = await asyncio.to_thread(sign_in.first_conversations)
    assert [(each.id, contact and contact.name) for each, contact in first] == [(office.talk, "Maria")]
    async with office.computer.desk() as desk:
        assert desk.account == office.ana
        assert [each.id for each in desk.conversations()] == [office.talk]
        assert texts(await timeline(desk, office.talk)) == ["olá"]
        assert await desk.draft(office.talk) == "a meio caminho"
        await until(lambda: desk.connection.link is Link.OFFLINE)


async def test_nothing_secret_or_said_lies_about(office: Office) -> None:
    async with office.desk() as desk:
        await timeline(desk, office.talk)
        await desk.send_text(office.talk, "palavra inconfundível")
        await until(lambda: desk.connection.unsent == 0)
    secrets = [value.encode() for value in office.computer.keyring.values.values()]
    assert len(secrets) == 2
    for file in office.computer.places.data.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not any(secret in content for secret in [*secrets, b"inconfund", b"Maria"])
            assert file.suffix == ".log" or file.stat().st_mode & 0o077 == 0 or "db" in file.name


async def test_signing_out_ends_the_session_and_keeps_unsent_work(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("refused the token")
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        await desk.open_conversation(office.talk)
        await desk.sign_out()
        assert desk.connection.link is Link.SIGNED_OUT
        assert office.gateway.tokens == {}
        assert office.world.conversations[office.talk].claim is None
        await desk.send_text(office.talk, "tarde demais")
    assert await door(office.computer).resume() is None
    async with office.desk() as desk:
        await until(lambda: desk.connection.unsent == 0)
    assert [request.text for request in office.world.sends] == ["tarde demais"]


async def test_signing_out_works_without_a_line(office: Office, expected_logs: LogWatch) -> None:
    expected_logs.allow("refused the token")
    expected_logs.allow("no line to the gateway")
    async with office.desk() as desk:
        office.cable.unplug()
        await desk.sign_out()
        assert desk.connection.link is Link.SIGNED_OUT
    assert await door(office.computer).resume() is None


async def test_without_a_keyring_it_works_until_the_end_and_says_so(office: Office) -> None:
    computer = Computer(office.folder / "thin client", MemorySecrets())
    async with computer.desk(office.gateway.url, "ana") as desk:
        await online(desk)
        assert [problem.code for problem in desk.problems] == ["no_keyring"]
        assert texts(await timeline(desk, office.talk)) == ["olá"]
    restarted = Computer(office.folder / "thin client", MemorySecrets())
    sign_in = door(restarted)
    assert not sign_in.persistent
    assert await sign_in.resume() is None
    assert sign_in.first_conversations() == []
    async with restarted.desk(office.gateway.url, "ana") as desk:
        await online(desk)
        assert texts(await timeline(desk, office.talk)) == ["olá"]


async def test_a_lost_key_is_told_and_everything_is_fetched_again(office: Office, expected_logs: LogWatch) -> None:
    expected_logs("the local store cannot be opened")
    async with office.desk() as desk:
        await timeline(desk, office.talk)
    store_key = next(name for name in office.computer.keyring.values if name[1].startswith("store key"))
    office.computer.keyring.values[store_key] = "00" * 32
    async with office.computer.desk() as desk:
        assert [problem.code for problem in desk.problems] == ["local_store_discarded"]
        await online(desk)
        assert texts(await timeline(desk, office.talk)) == ["olá"]


async def test_two_accounts_on_one_computer_do_not_meet(office: Office) -> None:
    async with office.desk() as desk:
        await timeline(desk, office.talk)
    async with office.computer.desk(office.gateway.url, "bruno") as desk:
        await online(desk)
        assert desk.conversations() == ()
        assert not await desk.finding.local("olá", limit=10)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" gateway.empresa.com.br/ ", "https://gateway.empresa.com.br"),
        ("localhost:8080", "http://localhost:8080"),
        ("http://10.0.0.5:8080/", "http://10.0.0.5:8080"),
    ],
)
def test_addresses_as_people_type_them(typed: str, meant: str) -> None:
    from desktop.application.session import normal_url

    assert normal_url(typed) == meant


async def test_a_half_written_session_file_is_no_session(tmp_path: Path) -> None:
    computer = Computer(tmp_path)
    computer.places.session_file.write_text('{"gateway_url": "http', encoding="utf-8")
    assert door(computer).remembered() is None


def test_a_folder_that_cannot_be_written_is_a_local_problem(tmp_path: Path) -> None:
    from desktop.infra.files import replace_file

    with pytest.raises(LocalProblem, match="file_unwritable"):
        replace_file(tmp_path / "absent" / "file", b"x")
