"""One person at one window: signing in, working, looking different, signing out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject

from desktop.application.crew import Crew
from desktop.application.desk import Desk
from desktop.application.ports import Spawn
from desktop.application.sound import Sounds
from desktop.domain.errors import AppError, LocalProblem
from desktop.ui.bridge import Bus
from desktop.ui.controllers.login import Door, LoginController
from desktop.ui.controllers.preferring import Preferring
from desktop.ui.controllers.shortcut_book import ShortcutBook
from desktop.ui.controllers.standing import Standing, stand, standing
from desktop.ui.controllers.tools import SHORT_MS, Telling, Tools
from desktop.ui.controllers.voice_recorder import Waiting
from desktop.ui.controllers.workspace import WorkspaceController
from desktop.ui.controllers.zoom import Zoom
from desktop.ui.notifications import Notifier, Sound
from desktop.ui.texts import errors
from desktop.ui.theme.theme import Theme
from desktop.ui.views.login import LoginView
from desktop.ui.views.window import MainWindow


class StartedDesk(Desk, Protocol):
    """A desk that is started after signing in and stopped at the end."""

    @property
    def problems(self) -> Sequence[AppError]: ...
    async def start(self) -> None: ...
    async def stop(self) -> None: ...


class Seat(QObject):
    """Either the login or the workspace is in the window; changing the look builds it again around the same desk."""

    def __init__(
        self,
        window: MainWindow,
        spawn: Spawn,
        theme: Theme,
        preferring: Preferring,
        door: Door,
        notifier: Notifier,
        sound: Sound,
        sounds: Sounds,
        *,
        gateway: str = "",
    ) -> None:
        super().__init__(window)
        self._window, self._spawn, self._theme = window, spawn, theme
        self._bus = Bus(self)
        self._preferring, self._door, self._gateway = preferring, door, gateway
        self._notifier, self._sound, self._sounds = notifier, sound, sounds
        self._desk: StartedDesk | None = None
        self._crew = Crew(spawn)
        self.workspace: WorkspaceController | None = None
        self.keys = ShortcutBook(preferring.current.shortcuts, window)
        self.keys.chosen.connect(preferring.change)
        self.zoom = Zoom(window, preferring, self.keys)
        self.zoom.told.connect(self._tell_briefly)
        self._stale = self._is_building = False
        preferring.dressed.connect(self._redress)
        preferring.refused.connect(self._tell_problem)

    def show_login(self) -> None:
        """Nobody is signed in."""
        view = LoginView(self._theme)
        LoginController(view, self._door, self._spawn, self.take, gateway=self._gateway)
        self._window.show_page(view)
        self._window.set_heading("", 0)

    async def take(self, desk: StartedDesk) -> None:
        """Work with this desk; the one before, if any, is stopped first."""
        await self._rise()
        self._desk = desk
        await desk.start()
        self._bus.follow(desk)
        self._build()
        problems = list(desk.problems)
        if self._preferring.was_damaged or not self.keys.is_sound:
            problems.append(LocalProblem("preferences_damaged"))
        if problems:
            self._window.show_trouble("", " ".join(map(errors.error, problems)), only_to_know=True)

    def open(self, conversation_id: str) -> None:
        if self.workspace is not None:
            self.workspace.open(conversation_id)

    async def leave(self) -> None:
        """The window closes: drafts first, then the outbox finishes what is in flight."""
        await self._rise()

    async def _rise(self) -> None:
        if self.workspace is not None:
            await self._dismiss(self.workspace)
            self.workspace = None
        self._bus.leave()
        desk, self._desk = self._desk, None
        if desk is not None:
            await desk.stop()

    async def _dismiss(self, workspace: WorkspaceController) -> None:
        """What it was asking for stops before the desk does: nothing would answer any more."""
        await workspace.finish()
        await self._crew.stop()
        workspace.deleteLater()

    def _build(self, was: Standing | None = None, voice: Waiting | None = None) -> None:
        assert self._desk is not None  # noqa: S101 - built only around a desk
        self._crew = Crew(self._spawn)
        telling = Telling(self._window.toast, self._window)
        tools = Tools(self._desk, self._bus, self._crew, self._theme, telling, self.keys)
        workspace = WorkspaceController(
            tools, self._window, self._preferring, self._notifier, self._sound, self._sounds, self._window
        )
        workspace.sign_out_asked.connect(self._sign_out)
        workspace.sign_in_asked.connect(self._sign_in_again)
        workspace.alarms.closed = was.closed_alarms if was else frozenset()
        workspace.offers.heard = was.heard_offers if was else frozenset()
        self.workspace = workspace
        self._window.show_page(workspace.view)
        workspace.start()
        if was is not None:
            stand(workspace, was, voice)

    def _redress(self) -> None:
        """Once more where it changes again meanwhile, never two at a time."""
        self._stale = True
        if not self._is_building:
            self._spawn(self._rebuild_all(), name="another look")

    async def _rebuild_all(self) -> None:
        self._is_building = True
        try:
            while self._stale:
                self._stale = False
                await self._rebuild()
        finally:
            self._is_building = False
        self.zoom.tell()

    async def _rebuild(self) -> None:
        self._window.redress()
        old = self.workspace
        if old is None:
            if isinstance(self._window.page, LoginView):
                self.show_login()
            return
        was = standing(old)
        await self._dismiss(old)
        self._build(was, old.voice.left)

    def _sign_out(self) -> None:
        self._spawn(self._leave_desk(), name="sign out")

    async def _leave_desk(self) -> None:
        desk = self._desk
        if desk is not None:
            try:
                await desk.sign_out()
            except AppError as problem:
                # The gateway did not hear it; the token is gone from this computer all the same.
                self._tell_problem(problem)
        await self._rise()
        self.show_login()

    def _sign_in_again(self) -> None:
        self._spawn(self._back_to_login(), name="sign in again")

    async def _back_to_login(self) -> None:
        await self._rise()
        self.show_login()

    def _tell_problem(self, problem: AppError) -> None:
        self._tell(errors.error(problem))

    def _tell(self, sentence: str) -> None:
        self._window.show_trouble("", sentence)

    def _tell_briefly(self, sentence: str) -> None:
        self._window.toast.show_message(sentence, milliseconds=SHORT_MS)
