"""Speaking instead of typing: hold the button or press the key, listen, throw away or send."""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.application.recording import Recorded, Recording, Stage
from desktop.application.sound import Sounds
from desktop.domain.errors import AppError, LocalProblem
from desktop.ui.controllers.preferring import Preferring
from desktop.ui.controllers.tools import LONG_MS, Controller, Tools
from desktop.ui.controllers.voice_preview import VoicePreview
from desktop.ui.texts import errors, moments
from desktop.ui.views.composer import Composer

HOLD_MS: Final = 350
"""A button that is let go of sooner was clicked: it goes on until the next click."""
_NAME: Final = "voice.ogg"
Waiting = tuple[str, Recorded]
"""A finished recording, and the id of its conversation."""


class Answering(Protocol):
    """What is being written: the message it answers, if any."""

    @property
    def quoted(self) -> str: ...
    def unquote(self) -> None: ...


class VoiceRecorder(Controller):
    """One recording at a time; it belongs to the conversation in which it was begun, and waits there.

    Signals: `started()`: the microphone opens, everything else is to be quiet. `sent()`: it is in the outbox.
    """

    started = Signal()
    sent = Signal()

    def __init__(
        self,
        tools: Tools,
        composer: Composer,
        answering: Answering,
        sounds: Sounds,
        preferring: Preferring,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._composer, self._view, self._sounds = composer, composer.voice, sounds
        self._answering = answering
        self._id = ""
        self._owner = ""
        self._recording: Recording | None = None
        self._made: Recorded | None = None
        self._thrown: Waiting | None = None
        self._busy = asyncio.Lock()
        self._is_beginning = self._let_go = self._listens = False
        self.preview = VoicePreview(sounds, preferring, self)
        self.preview.started.connect(self.started)
        self.preview.moved.connect(self._show)
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._emptying = QTimer(self, singleShot=True, interval=LONG_MS + 1_000)
        self._emptying.timeout.connect(self._empty)
        self._connect()

    @property
    def is_recording(self) -> bool:
        return self._recording is not None

    def open(self, conversation_id: str) -> None:
        """What is being spoken elsewhere is paused and waits there."""
        self._id = conversation_id
        self.preview.stop()
        if self._recording is not None and self._owner != conversation_id:
            self._recording.pause()
        self._show()

    def toggle(self) -> None:
        """The key: begin; then finish and listen."""
        self._let_go = False
        if self._is_beginning:
            return
        if self._recording is not None and self._owner == self._id:
            self._finish()
        elif self._recording is not None or self._made is not None:
            self._tell_other()
        elif self._id and self._composer.may_write:
            self._is_beginning = True
            self.run(self._begin(self._id), "record voice message")

    async def close(self) -> Waiting | None:
        """The window closes or is built again: nothing is listened to any longer. What was said until now, for the next
        one; where there is none, the desk removes the file when it stops.
        """
        self.preview.stop()
        self._emptying.stop()
        owner = self._owner
        try:
            await self._finished()
        except AppError:
            return None
        made, self._made = self._made, None
        return None if made is None else (owner, made)

    def take_over(self, waiting: Waiting | None) -> None:
        """What the one before was left with."""
        if waiting is not None:
            self._owner, self._made = waiting
            self.preview.show(self._made)
            self._show()

    # Inside

    def _connect(self) -> None:
        view, button = self._view, self._composer.voice_button
        button.pressed.connect(self._pressed)
        button.released.connect(self._released)
        view.discard_asked.connect(self._discard)
        view.pause_asked.connect(self._pause)
        view.finish_asked.connect(self._finish)
        view.play_asked.connect(self.preview.toggle)
        view.seek_asked.connect(self.preview.seek)
        view.send_asked.connect(self._send)

    def _tell_other(self) -> None:
        if self._owner != self._id:
            self.tools.tell(self.tr("A voice message waits in another conversation. Send it or throw it away first."))
        else:
            self._view.focus_send()

    def _pressed(self) -> None:
        self._hold.start()
        self.toggle()

    def _released(self) -> None:
        """What was held ends when it is let go of; that may be before the microphone is open."""
        if not self._hold.isActive():
            self._let_go = True
            if self._recording is not None and not self._is_beginning:
                self._finish()

    async def _begin(self, conversation_id: str) -> None:
        """The lock is not held: the system may ask the person whether it may listen, and be left unanswered."""
        try:
            self.started.emit()
            path = await self.desk.preparing.place(_NAME)
            recording = Recording(path, self._sounds.microphone(), self._sounds.writer, self.tools.spawn, self._changed)
            self._recording, self._owner = recording, conversation_id
            self._show()
            try:
                await recording.begin()
            except LocalProblem:
                if self._recording is not recording:
                    return
                await self._drop()
                raise
        finally:
            self._is_beginning = False
        self._show()
        if self._let_go:
            await self._finished()

    def _changed(self) -> None:
        """What the recording tells: more was heard, or it has ended by itself."""
        recording = self._recording
        if not self.alive or recording is None:
            return
        self._show()
        if recording.stage is Stage.OVER and recording.problem is not None:
            self.tools.tell(errors.error(recording.problem))
            self._finish()

    def _pause(self) -> None:
        if self._recording is not None and self._recording.stage is Stage.PAUSED:
            self.started.emit()
            self._recording.resume()
        elif self._recording is not None:
            self._recording.pause()

    def _finish(self) -> None:
        self.run(self._finished(), "finish voice message")

    async def _finished(self) -> None:
        async with self._busy:
            if self._recording is None:
                return
            recording, self._recording = self._recording, None
            try:
                self._made = await recording.finish()
            except AppError:
                self._owner = ""
                await self.desk.preparing.clear(recording.path)
                raise
            finally:
                if self.alive:
                    self.preview.show(self._made)
                    self._show()
        if self.alive and self._owner == self._id:
            self._view.focus_send()

    def _send(self) -> None:
        self.run(self._deliver(), "send voice message")

    async def _deliver(self) -> None:
        """It is copied into the store before it goes from here; what is refused stays to be sent again."""
        if self._recording is not None:
            await self._finished()
        async with self._busy:
            if self._made is None:
                return
            self.preview.stop()
            quoted = self._answering.quoted if self._owner == self._id else ""
            await self.desk.thread.send_voice(self._owner, self._made.path, quote_id=quoted or None)
            if self.alive and quoted == self._answering.quoted:
                self._answering.unquote()
            await self._drop()
        if self.alive:
            self._composer.focus()
            self.sent.emit()

    def _discard(self) -> None:
        self.run(self._throw(), "throw voice message away")

    async def _throw(self) -> None:
        """What is long enough to be missed can be had back for a moment."""
        recording = self._recording
        if recording is not None:
            try:
                await self._finished()
            except LocalProblem:
                return
        async with self._busy:
            if self._made is None:
                return
            self._empty()
            self.preview.show(None)
            self._thrown, self._made = (self._owner, self._made), None
            self._owner = ""
            self._show()
        if self.alive:
            self._emptying.start()
            self.tools.telling.offer_undo(self.tr("Voice message thrown away."), self._take_back)
            self._composer.focus()

    def _take_back(self) -> None:
        if self._thrown is None:
            return
        if self._recording is not None or self._made is not None:
            self._tell_other()
            return
        self._emptying.stop()
        (self._owner, self._made), self._thrown = self._thrown, None
        self.preview.show(self._made)
        self._show()

    def _empty(self) -> None:
        thrown, self._thrown = self._thrown, None
        if thrown is not None:
            self.tools.spawn(self.desk.preparing.clear(thrown[1].path), name="clear voice message")

    async def _drop(self) -> None:
        """Nothing is recorded or waits any more."""
        recording, self._recording = self._recording, None
        made, self._made = self._made, None
        if recording is not None:
            await recording.discard()
            await self.desk.preparing.clear(recording.path)
        if made is not None:
            await self.desk.preparing.clear(made.path)
        self._owner = ""
        if self.alive:
            self.preview.show(None)
            self._show()

    def _show(self) -> None:
        if not self.alive:
            return
        recording, made = self._recording, self._made
        is_here = self._owner == self._id and bool(self._id)
        if recording is not None and is_here:
            time = moments.playing(recording.duration_ms)
            self._view.show_recording(time, recording.levels, is_paused=recording.stage is Stage.PAUSED)
        elif made is not None and is_here:
            share = self.preview.share
            time = moments.playing(round(made.duration_ms * share) or made.duration_ms)
            self._view.show_preview(time, made.bars, share, is_playing=self.preview.is_playing)
        else:
            self._view.hide()
        listens = recording is not None and is_here
        if listens != self._listens:
            self._listens = listens
            self._composer.voice_button.set_icon("microphone", ink="danger" if listens else "muted")
