"""Composition root of the desktop: puts everything behind one window, and takes it down again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop.application.sound import Microphone, Sounds, SoundWriter, Wave
from desktop.front import Dress, Front, Options
from desktop.infra.logs import start_logging
from desktop.infra.machine import asks_for_few_effects
from desktop.infra.paths import Places
from desktop.infra.profiles import profile_secrets
from desktop.media.system import SystemSounds
from desktop.runtime.garbage import set_modules_aside
from desktop.runtime.lifecycle import Lifecycle
from desktop.runtime.loop import run
from desktop.runtime.single_instance import SingleInstance
from desktop.runtime.tasks import Tasks
from desktop.ui.controllers.opening import show_conversations
from desktop.ui.notifications import Chime, Notifier, Silence, SilentNotifier, Sound, TrayNotifier, tray_available
from desktop.ui.views.window import NAME

if TYPE_CHECKING:
    from desktop.application.desk_service import DeskService
    from desktop.infra.factory import SignIn
    from desktop.ui.controllers.seat import Seat


class AgentWindow:
    """One window of one profile. `start` shows it, `closed` waits for the person, `stop` leaves nothing behind.

    `microphone`: what is spoken into instead of the system's.
    """

    def __init__(
        self,
        options: Options,
        wear: Dress,
        front: Front | None = None,
        *,
        microphone: Callable[[], Microphone] | None = None,
    ) -> None:
        self._options, self._wear, self._microphone = options, wear, microphone
        self._front = front or Front(options, wear)
        wear.theme.ask_system()
        self.places: Places = self._front.places
        self._tasks = Tasks(wear.reporter.report)
        self._life = Lifecycle(wear.reporter.report)
        self._life.on_stop("tasks", self._tasks.aclose)
        self.window = self._front.window
        self.window.show_icon()
        self.seat: Seat | None = None
        self.window.closing.connect(self._life.end)
        if self.window.is_leaving:
            self._life.end()

    async def start(self) -> None:
        """Paint first, then import and open what is heavy on a thread."""
        if not self.window.is_leaving:
            self.window.show()
        await painted()
        self._front.preferring.hear_computer(few_effects=asks_for_few_effects())
        secrets = await asyncio.to_thread(profile_secrets, self._options.profile)
        make_sign_in, make_seat = await asyncio.to_thread(_import_the_rest)
        set_modules_aside()
        sign_in = make_sign_in(self.places, secrets, self._tasks.spawn)
        show_conversations(self._front.opening, self._wear.theme, await asyncio.to_thread(sign_in.first_conversations))
        self.seat = make_seat(
            self.window,
            self._tasks.spawn,
            self._wear.theme,
            self._front.preferring,
            sign_in,
            self._notifier(),
            self._sound(),
            self._sounds(),
            gateway=self._options.gateway,
        )
        self._life.on_stop("seat", self.seat.leave)
        self._life.on_stop("crash strip", self._watch_crashes())
        desk: DeskService | None = await sign_in.resume()
        if desk is None:
            self.seat.show_login()
        else:
            await self.seat.take(desk)

    async def closed(self) -> None:
        """Until the person closes the window."""
        await self._life.wait()

    async def stop(self) -> None:
        """Finish what is in flight within a bound, give claims up, close the store."""
        self.window.hide()
        await self._life.stop()
        self.window.deleteLater()

    def _watch_crashes(self) -> object:
        stop = self._wear.reporter.listen(self.window.show_crash)

        async def forget() -> None:
            stop()

        return forget

    def _sounds(self) -> Sounds:
        sounds = SystemSounds(self.window, _writer, _wave).sounds
        return sounds if self._microphone is None else replace(sounds, microphone=self._microphone)

    def _notifier(self) -> Notifier:
        if not tray_available():
            return SilentNotifier()
        tray = TrayNotifier(self.window.windowIcon(), NAME, self.window)
        tray.activated.connect(self._come_forward)
        return tray

    def _sound(self) -> Sound:
        return Silence() if QApplication.platformName() == "offscreen" else Chime(self.window)

    def _come_forward(self, conversation_id: str) -> None:
        self.window.bring_forward()
        if self.seat is not None:
            self.seat.open(conversation_id)


def _import_the_rest() -> tuple[type[SignIn], type[Seat]]:
    """A tenth of a second that nobody should wait for before seeing the window."""
    from desktop.infra.factory import SignIn
    from desktop.ui.controllers.seat import Seat

    return SignIn, Seat


def _writer(path: Path) -> SoundWriter:
    from desktop.infra.media.opus import OpusWriter

    return OpusWriter(path)


def _wave(path: Path) -> Wave:
    from desktop.infra.sound.waves import read_wave

    return read_wave(path)


async def painted() -> None:
    """Give the window two turns of the loop: the first paint is then on the screen."""
    for _ in range(2):
        await asyncio.sleep(0)
    await asyncio.sleep(0.001)


def main(application: QApplication, options: Options, wear: Dress, front: Front, first: SingleInstance) -> int:
    """Fill the window that is on the screen and run until it is closed; the answer is the exit code."""

    async def body() -> int:
        wear.reporter.install(asyncio.get_running_loop())
        agent = AgentWindow(options, wear, front)
        if not options.smoke:
            start_logging(agent.places.logs)
            first.listen()
        first.raised.connect(agent.window.bring_forward)
        try:
            await agent.start()
            if options.smoke:
                agent.window.close()
            await agent.closed()
        finally:
            await agent.stop()
            first.release()
        return 0

    return run(application, body)
