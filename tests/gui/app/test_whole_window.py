"""The window as it is started: over HTTP, with a store on disk and a keyring, from sign-in to closing and back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import keyring
import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget

from desktop.app import AgentWindow
from desktop.front import Dress, Options, dress
from desktop.infra.profiles import is_profile_name, profile_data
from desktop.ui.lists.grid_view import GridView
from desktop.ui.views.composer_input import ComposerInput
from server_stub.contract.delivery import Status
from server_stub.contract.phrases import SHARED, SavePhrase
from tests.helpers.desks import MemoryKeyring
from tests.helpers.desktops import Computer
from tests.helpers.fake_gateway import PASSWORD, FakeGateway, serve
from tests.helpers.fake_world import FakeWorld
from tests.helpers.gateway import PASSWORD as SHOP_PASSWORD
from tests.helpers.shop import open_shop
from tests.helpers.team_stickers import add_sticker, moving_sticker
from tests.helpers.waiting import until

W = TypeVar("W", bound=QWidget)
wait = partial(until, seconds=20)
"""The first window of a process imports SQLAlchemy, httpx and the keyring."""


@pytest.fixture
def keys() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    made = MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@asynccontextmanager
async def shop() -> AsyncIterator[FakeGateway]:
    """One customer of one agent. Not a fixture: between a test and its fixtures Qt runs while the loop does not."""
    world = FakeWorld()
    ana = world.add_account("ana", "Ana Souza")
    conversation = world.add_conversation("Mariana", ana.id)
    world.receive(conversation.id, "Bom dia, vocês abrem sábado?")
    async with serve(FakeGateway(world)) as running:
        yield running


@pytest.fixture
def wear(qapp: QApplication) -> Iterator[Dress]:
    locale = QLocale()
    made = dress(qapp)
    yield made
    made.speaker.be_silent()
    made.theme.deleteLater()
    qapp.setStyleSheet("")
    QLocale.setDefault(locale)


class Strays(QObject):
    """Notes every window that appears beside the one that is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            expected = watched.objectName() == "main_window" or isinstance(watched, QMenu)
            if not expected:
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@asynccontextmanager
async def started(wear: Dress, options: Options) -> AsyncIterator[AgentWindow]:
    agent = AgentWindow(options, wear)
    try:
        await agent.start()
        yield agent
    finally:
        agent.window.close()
        await agent.closed()
        await agent.stop()


def find(agent: AgentWindow, kind: type[W], name: str) -> W | None:
    return next(
        (item for item in agent.window.findChildren(kind) if item.objectName() == name and item.isVisible()), None
    )


def status(agent: AgentWindow, message_id: str) -> Status | None:
    """As the timeline shows it."""
    message = agent.seat.workspace.timeline.message(message_id)
    return message.status if message else None


async def sign_in(agent: AgentWindow, word: str = PASSWORD) -> None:
    await wait(lambda: find(agent, QLineEdit, "login_password"))
    find(agent, QLineEdit, "login_user").setText("ana")
    password = find(agent, QLineEdit, "login_password")
    password.setText(word)
    QTest.keyClick(password, Qt.Key.Key_Return)
    await wait(lambda: agent.seat.workspace is not None)


async def test_sign_in_answer_close_and_come_back(
    qapp: QApplication, wear: Dress, keys: MemoryKeyring, tmp_path: Path
) -> None:
    async with shop() as gateway:
        await work_close_and_come_back(wear, gateway, tmp_path)
    assert any("token" in name for _, name in keys.values)


async def work_close_and_come_back(wear: Dress, gateway: FakeGateway, tmp_path: Path) -> None:
    world = gateway.world
    conversation_id = next(iter(world.conversations))
    options = Options(gateway=gateway.url, data=tmp_path, language="pt_BR", theme="light")
    async with started(wear, options) as agent:
        await sign_in(agent)
        await wait(lambda: find(agent, QLabel, "status_text").text() == "Conectado")
        await wait(lambda: agent.seat.workspace.desk.conversation(conversation_id))
        agent.seat.open(conversation_id)
        await wait(lambda: find(agent, ComposerInput, "composer_input"))
        await wait(lambda: world.conversations[conversation_id].claim is not None)
        field = find(agent, ComposerInput, "composer_input")
        field.insert_text("Sim, até as 14 h.")
        QTest.keyClick(field, Qt.Key.Key_Return)
        await wait(lambda: [send.text for send in world.sends] == ["Sim, até as 14 h."])
        mine = next(item for item in world.messages.values() if item.direction == "out")
        world.climb(mine.id, Status.READ)
        await wait(lambda: status(agent, mine.id) is Status.READ)
        field.insert_text("e no domingo")
    assert world.conversations[conversation_id].claim is None

    async with started(wear, options) as again:
        await wait(lambda: again.seat.workspace is not None)
        again.seat.open(conversation_id)
        await wait(lambda: find(again, ComposerInput, "composer_input"))
        await wait(lambda: find(again, ComposerInput, "composer_input").text() == "e no domingo")
        assert find(again, QLineEdit, "login_password") is None


async def test_a_sticker_of_the_team_reaches_the_customers_phone(
    qapp: QApplication, wear: Dress, keys: MemoryKeyring, tmp_path: Path
) -> None:
    """Real window, real gateway, stand-in for WhatsApp: picked by keyboard, the very bytes arrive."""
    async with open_shop(tmp_path / "shop") as shop:
        made = await add_sticker(shop.agent, moving_sticker(), "Parabéns", keywords="festa")
        talk = await shop.conversation("ana")
        options = Options(gateway=shop.running.url, data=tmp_path / "window", language="pt_BR", theme="light")
        async with started(wear, options) as agent:
            await sign_in(agent, SHOP_PASSWORD)
            await wait(lambda: agent.seat.workspace.desk.conversation(talk.id))
            agent.seat.open(talk.id)
            await wait(lambda: find(agent, ComposerInput, "composer_input"))
            await wait(lambda: agent.seat.workspace.permission.outlook)
            QTest.keyClick(agent.window, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
            await wait(lambda: find(agent, GridView, "sticker_grid"))
            search = find(agent, QLineEdit, "sticker_search")
            QTest.keyClicks(search, "parabens")
            assert find(agent, GridView, "sticker_grid").current_id() == made.id
            QTest.keyClick(search, Qt.Key.Key_Return)
            await wait(lambda: [sent.body["type"] for sent in shop.sim.core.sent.values()] == ["sticker"])
            (sent,) = shop.sim.core.sent.values()
            assert shop.sim.core.media.get(sent.body["sticker"]["id"], shop.sim.core.now()).data == moving_sticker()
            message_id = sent.body["biz_opaque_callback_data"]
            await wait(lambda: status(agent, message_id) is Status.READ)


async def test_a_phrase_with_a_file_goes_from_one_desktop_by_another_to_the_phone(
    qapp: QApplication, wear: Dress, keys: MemoryKeyring, tmp_path: Path
) -> None:
    """A lead keeps it at one computer; the window that is open at another offers it at once, by key."""
    paper = tmp_path / "tabela.pdf"
    paper.write_bytes(b"%PDF-1.4\n% uma tabela\n%%EOF\n")
    async with open_shop(tmp_path / "shop") as shop:
        talk = await shop.conversation("ana")
        options = Options(gateway=shop.running.url, data=tmp_path / "window", language="pt_BR", theme="light")
        async with started(wear, options) as agent:
            await sign_in(agent, SHOP_PASSWORD)
            desk = agent.seat.workspace.desk
            await wait(lambda: desk.conversation(talk.id))
            agent.seat.open(talk.id)
            await wait(lambda: find(agent, ComposerInput, "composer_input"))
            await wait(lambda: agent.seat.workspace.permission.outlook)
            async with Computer(tmp_path / "lead").signed_in(shop.running.url, "lead", SHOP_PASSWORD) as lead:
                file = await lead.phrase_book.upload(paper)
                text = "{{agente.nome}} envia a tabela."
                await lead.phrase_book.save(SHARED, "tabela", SavePhrase("Tabela", text, file.id))
            await wait(lambda: "tabela" in {phrase.key for phrase in desk.phrases()})
            field = find(agent, ComposerInput, "composer_input")
            QTest.keyClicks(field, "/tabe")
            QTest.keyClick(field, Qt.Key.Key_Return)
            assert field.text() == f"{desk.account.name} envia a tabela."
            await wait(
                lambda: [path.name for path in agent.seat.workspace.composer.attachments.paths] == ["tabela.pdf"]
            )
            assert shop.sim.core.sent == {}
            QTest.keyClick(field, Qt.Key.Key_Return)
            await wait(lambda: shop.sim.core.sent)
            (sent,) = shop.sim.core.sent.values()
            document = sent.body["document"]
            assert (document["filename"], document["caption"]) == ("tabela.pdf", f"{desk.account.name} envia a tabela.")
            assert shop.sim.core.media.get(document["id"], shop.sim.core.now()).data == paper.read_bytes()
            await wait(lambda: status(agent, sent.body["biz_opaque_callback_data"]) is Status.READ)


async def test_without_a_gateway_the_form_says_so(
    qapp: QApplication, wear: Dress, keys: MemoryKeyring, tmp_path: Path
) -> None:
    options = Options(gateway="http://127.0.0.1:9", data=tmp_path, language="pt_BR")
    async with started(wear, options) as agent:
        await wait(lambda: find(agent, QLineEdit, "login_password"))
        find(agent, QLineEdit, "login_user").setText("ana")
        find(agent, QLineEdit, "login_password").setText("x")
        QTest.keyClick(find(agent, QLineEdit, "login_password"), Qt.Key.Key_Return)
        await wait(lambda: find(agent, QLabel, "login_problem_text"))
        assert find(agent, QLabel, "login_problem_text").text().startswith("O gateway não responde")


async def test_no_keyring_is_said_before_signing_in(qapp: QApplication, wear: Dress, tmp_path: Path) -> None:
    options = Options(data=tmp_path, language="pt_BR")
    async with started(wear, options) as agent:
        await wait(lambda: find(agent, QLabel, "login_note_text"))
        assert "não tem cofre de senhas" in find(agent, QLabel, "login_note_text").text()


async def test_no_window_appears_beside_the_window(
    qapp: QApplication, wear: Dress, keys: MemoryKeyring, tmp_path: Path
) -> None:
    strays = Strays()
    qapp.installEventFilter(strays)
    try:
        async with shop() as gateway, started(wear, Options(gateway=gateway.url, data=tmp_path)) as agent:
            await sign_in(agent)
            await wait(lambda: agent.seat.workspace.desk.conversations())
            agent.seat.open(next(iter(gateway.world.conversations)))
            await wait(lambda: find(agent, ComposerInput, "composer_input"))
    finally:
        qapp.removeEventFilter(strays)
    assert strays.seen == []


async def test_a_crash_is_shown_without_its_words_and_work_goes_on(
    qapp: QApplication, wear: Dress, keys: MemoryKeyring, tmp_path: Path, expected_logs
) -> None:
    expected_logs("balcao.crash")
    async with shop() as gateway, started(wear, Options(gateway.url, data=tmp_path, language="pt_BR")) as agent:
        await sign_in(agent)
        wear.reporter.report("slot", ValueError("Maria, 11 98123-4567"))
        strip = agent.window.findChild(QWidget, "trouble")
        await wait(strip.isVisible)
        assert "Algo deu errado" in strip.accessibleName()
        assert "Maria" not in strip.accessibleName()
        assert agent.seat.workspace is not None


def test_profiles_keep_apart_and_cannot_leave_their_folder(tmp_path: Path) -> None:
    assert profile_data(tmp_path, "lead") == tmp_path / "profiles" / "lead"
    assert profile_data(tmp_path, "") == tmp_path
    assert not any(is_profile_name(name) for name in ("..", "a/b", "", "x" * 41, "a b"))
