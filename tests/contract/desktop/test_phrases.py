"""Canned phrases between desktops and a real gateway: told at once, never written over, files kept while they serve."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from desktop.application.desk_service import DeskService
from desktop.domain.errors import LocalProblem, Refused
from server_stub.contract.content import Media
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import PERSONAL, SHARED, SavePhrase
from tests.helpers.desktops import Computer
from tests.helpers.gateway import PASSWORD, run_gateway
from tests.helpers.inbox import eventually
from tests.helpers.logfail import LogWatch
from tests.helpers.waiting import until

Desks = dict[str, DeskService]


@pytest.fixture
async def desks(tmp_path: Path) -> AsyncIterator[Desks]:
    """A lead's and an agent's."""
    async with AsyncExitStack() as stack:
        running = await stack.enter_async_context(run_gateway(tmp_path / "gateway"))
        signed_in = {
            login: Computer(tmp_path / login).signed_in(running.url, login, PASSWORD) for login in ("lead", "ana")
        }
        yield {login: await stack.enter_async_context(desk) for login, desk in signed_in.items()}


def kept(desk: DeskService, scope: str, key: str) -> Phrase | None:
    return next((it for it in desk.phrase_book.layers() if (it.scope, it.key) == (scope, key)), None)


def offered(desk: DeskService, key: str) -> str | None:
    return next((phrase.text for phrase in desk.phrases() if phrase.key == key), None)


async def test_a_change_is_here_at_once_and_everywhere_soon(desks: Desks) -> None:
    lead, ana = desks["lead"], desks["ana"]
    original = offered(ana, "oi")
    assert original is not None
    await lead.phrase_book.save(SHARED, "oi", SavePhrase("", "Da equipe"))
    assert offered(lead, "oi") == "Da equipe"
    await until(lambda: offered(ana, "oi") == "Da equipe")
    own = await ana.phrase_book.save(PERSONAL, "oi", SavePhrase("", "Da Ana"))
    assert (offered(ana, "oi"), offered(lead, "oi")) == ("Da Ana", "Da equipe")
    await ana.phrase_book.remove(own)
    shared = kept(lead, SHARED, "oi")
    assert shared is not None
    await lead.phrase_book.remove(shared)
    await until(lambda: (offered(ana, "oi"), offered(lead, "oi")) == (original, original))


async def test_a_key_with_accents_travels(desks: Desks) -> None:
    ana = desks["ana"]
    saved = await ana.phrase_book.save(PERSONAL, "saudação.1", SavePhrase("", "Olá"))
    await ana.phrase_book.remove(saved)
    assert kept(ana, PERSONAL, "saudação.1") is None


async def test_who_was_slower_is_refused_and_learns_what_stands_there(desks: Desks) -> None:
    lead, ana = desks["lead"], desks["ana"]
    first = await lead.phrase_book.save(SHARED, "frete", SavePhrase("", "Um"))
    await until(lambda: kept(ana, SHARED, "frete") == first)
    second = await lead.phrase_book.save(SHARED, "frete", SavePhrase("", "Dois", revision=first.revision))
    with pytest.raises(Refused, match="state_conflict"):
        await lead.phrase_book.save(SHARED, "frete", SavePhrase("", "Três", revision=first.revision))
    with pytest.raises(Refused, match="state_conflict"):
        await lead.phrase_book.remove(first)
    await lead.phrase_book.refresh()
    assert kept(lead, SHARED, "frete") == second
    with pytest.raises(Refused, match="forbidden"):
        await ana.phrase_book.save(SHARED, "frete", SavePhrase("", "Quatro", revision=second.revision))


async def test_a_file_is_fetched_once_and_goes_with_its_phrase(desks: Desks, tmp_path: Path) -> None:
    lead, ana = desks["lead"], desks["ana"]
    path = tmp_path / "tabela.pdf"
    path.write_bytes(b"%PDF-1.4\n" + bytes(2_000_000))
    media = await lead.phrase_book.upload(path)
    saved = await lead.phrase_book.save(SHARED, "tabela", SavePhrase("", "", media.id))
    assert saved.file == media
    await until(lambda: kept(ana, SHARED, "tabela") is not None)
    copy = await ana.phrase_book.file(media)
    assert (copy.name, copy.read_bytes()) == ("tabela.pdf", path.read_bytes())
    again = await ana.phrase_book.file(media)
    assert again == copy
    await lead.phrase_book.save(SHARED, "tabela", SavePhrase("", "Sem arquivo", revision=saved.revision))

    async def forgotten() -> bool:
        try:
            await ana.phrase_book.file(media)
        except Refused as refused:
            return refused.code == "not_found"
        return False

    await eventually(forgotten)


async def test_what_cannot_go_with_a_phrase_is_told_before_it_travels(desks: Desks, tmp_path: Path) -> None:
    book = desks["ana"].phrase_book
    (tmp_path / "vazio.pdf").write_bytes(b"")
    with pytest.raises(LocalProblem, match="file_empty"):
        await book.upload(tmp_path / "vazio.pdf")
    with pytest.raises(LocalProblem, match="file_unreadable"):
        await book.upload(tmp_path / "nenhum.pdf")
    (tmp_path / "programa.exe").write_bytes(b"MZ" + bytes(3000))
    with pytest.raises(Refused, match="media_type_refused"):
        await book.upload(tmp_path / "programa.exe")
    with pytest.raises(Refused, match="not_found"):
        await book.file(Media("01unknown", "application/pdf"))


async def test_what_was_kept_is_there_without_a_line(tmp_path: Path, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    computer = Computer(tmp_path / "ana")
    async with run_gateway(tmp_path / "gateway") as running, computer.signed_in(running.url, "ana", PASSWORD) as ana:
        saved = await ana.phrase_book.save(PERSONAL, "minha", SavePhrase("Minha", "Só minha"))
    async with computer.resumed() as ana:
        assert kept(ana, PERSONAL, "minha") == saved
        assert offered(ana, "minha") == "Só minha"
