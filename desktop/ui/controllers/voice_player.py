"""Hearing voice messages: one at a time, from where it was left, at the chosen speed, and then the next one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale, QObject, QTimer, Signal, Slot

from desktop.application.sound import End, Player, Sounds
from desktop.domain.changes import ChangeSet
from desktop.domain.voice import BARS, SKIP_MS, following
from desktop.domain.voice_speed import next_speed
from desktop.ui.controllers.preferring import Preferring
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.controllers.voice_waves import VoiceWaves
from desktop.ui.delegates.media import UNHEARD, VoiceLook
from desktop.ui.delegates.voice_part import PLAY, SEEK, SPEED
from desktop.ui.delegates.words import Word
from desktop.ui.lists.thread_view import ThreadView
from desktop.ui.models.timeline_model import TimelineModel
from desktop.ui.texts.row_words import RowWords
from server_stub.contract.content import Kind
from server_stub.contract.model import Message

TICK_MS: Final = 50
STILL_TICK_MS: Final = 1_000
"""Between two pictures of the progress, and with reduced effects."""
_SOUNDS: Final = frozenset({Kind.VOICE, Kind.AUDIO})
_KEYS: Final = ("voice_toggle", "voice_speed", "voice_back", "voice_on")


class VoicePlayer(Controller):
    """Implements delegates.media.MediaProvider.voice. `started()`: something is heard now, all else is to be quiet."""

    started = Signal()

    def __init__(
        self,
        tools: Tools,
        view: ThreadView,
        model: TimelineModel,
        sounds: Sounds,
        preferring: Preferring,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._view, self._model = view, model
        self._sounds, self._preferring = sounds, preferring
        self._waves = VoiceWaves(tools, sounds, view.refresh_media, self)
        self._player: Player | None = None
        self._message: Message | None = None
        self._plays = False
        self._loaded = False
        self._turn = 0
        self._positions: dict[str, int] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        view.action_activated.connect(self._act)
        tools.bus.changed.connect(self._changed)
        tools.keys.bind(view, dict.fromkeys(_KEYS, self._key), only_focused=True)

    # What rows ask

    def voice(self, media_id: str, *, fetch: bool) -> VoiceLook:
        trouble = self._waves.troubles.get(media_id)
        wave = self._waves.wave(media_id, fetch=fetch)
        position = self._positions.get(media_id, 0)
        is_current = self._media_id == media_id
        if wave is None and trouble is None and not position and not is_current:
            return UNHEARD
        bars, length = (wave.bars, wave.duration_ms) if wave else ((), 0)
        speed = self._speed_words() if is_current else ""
        return VoiceLook(bars, length, position, is_current and self._plays, speed, trouble)

    # What people do

    def toggle(self, message_id: str) -> None:
        """Play it, or pause it where it plays."""
        if self._message is None or self._message.id != message_id:
            self._begin(message_id)
        elif not self._loaded:
            self.stop()
        elif self._plays:
            self._pause()
        else:
            self._resume()

    def seek(self, message_id: str, share: float) -> None:
        """`share` of the whole length; what does not play is begun there."""
        message = self._model.message(message_id)
        if message is None or message.content.media is None:
            return
        media = message.content.media
        wave = self._waves.wave(media.id, fetch=False)
        length = wave.duration_ms if wave and wave.duration_ms else media.duration_ms
        self._place(message, round(length * share))
        if self._media_id != media.id:
            self._begin(message_id)

    def skip(self, message_id: str, milliseconds: int) -> None:
        message = self._model.message(message_id)
        if message is not None and message.content.media is not None:
            media = message.content.media
            wave = self._waves.wave(media.id, fetch=False)
            length = wave.duration_ms if wave and wave.duration_ms else media.duration_ms
            wanted = self._positions.get(media.id, 0) + milliseconds
            self._place(message, max(0, min(wanted, length - 1 if length else wanted)))

    def change_speed(self) -> None:
        """The next one; it is remembered for all of them."""
        percent = next_speed(self._preferring.current.voice_percent)
        self._preferring.change({"voice_percent": percent})
        if self._player is not None:
            self._player.set_speed(percent)
        self._repaint()

    def stop(self) -> None:
        """The conversation is left, or something else is to be heard. Where it was is kept."""
        self._turn += 1
        self._timer.stop()
        if self._player is not None and self._message is not None:
            self._note_position()
            self._player.stop()
        media_id = self._media_id
        self._message, self._plays, self._loaded = None, False, False
        if media_id:
            self._view.refresh_media(media_id)

    def set_still(self, *, still: bool) -> None:
        """Reduced effects: progress is shown once a second."""
        self._timer.setInterval(STILL_TICK_MS if still else TICK_MS)

    def forget_failures(self) -> None:
        self._waves.forget_failures()

    # Inside

    @property
    def _media_id(self) -> str:
        return self._message.content.media.id if self._message and self._message.content.media else ""

    def _begin(self, message_id: str) -> None:
        message = self._model.message(message_id)
        if message is None or message.content.media is None or message.content.kind not in _SOUNDS:
            return
        self.stop()
        self._message, self._plays = message, True
        self.started.emit()
        self._repaint()
        self.run(self._load(message, self._turn), "play voice message")

    async def _load(self, message: Message, turn: int) -> None:
        path = await self._waves.load(self._media_id)
        if not self.alive or turn != self._turn:
            return
        if path is None:
            self._tell(self._waves.troubles.get(self._media_id, Word.UNAVAILABLE))
            self.stop()
            return
        if self._player is None:
            self._player = self._sounds.player(self._ended)
        self._loaded = True
        at = self._positions.get(self._media_id, 0)
        self._player.start(path, at_ms=at, percent=self._preferring.current.voice_percent)
        self._timer.start()

    def _pause(self) -> None:
        assert self._player is not None  # noqa: S101 - something was loaded
        self._note_position()
        self._player.pause()
        self._plays = False
        self._timer.stop()
        self._repaint()

    def _resume(self) -> None:
        assert self._player is not None  # noqa: S101 - something was loaded
        self.started.emit()
        self._player.resume()
        self._plays = True
        self._timer.start()
        self._repaint()

    def _ended(self, end: End) -> None:
        message = self._message
        if message is None:
            return
        media_id = self._media_id
        self.stop()
        self._positions.pop(media_id, None)
        if end is End.UNPLAYABLE:
            self._waves.fail(media_id, Word.NO_SOUND)
            self._tell(Word.NO_SOUND)
            return
        self._view.refresh_media(media_id)
        after = following(self._after(message), message.direction)
        if after is not None and message.content.kind == Kind.VOICE:
            self._begin(after.id)

    def _tell(self, trouble: Word) -> None:
        """Beside the sentence in the bubble, for who hears the window and does not see it."""
        self.tools.tell(RowWords().word(trouble))

    def _after(self, message: Message) -> list[Message]:
        row = self._model.row_of(message.id)
        if row is None:
            return []
        rows = [self._model.row_at(place) for place in range(row + 1, self._model.rowCount())]
        return [found for found in rows if isinstance(found, Message)]

    def _place(self, message: Message, position_ms: int) -> None:
        media_id = message.content.media.id if message.content.media else ""
        self._positions[media_id] = position_ms
        if self._media_id == media_id and self._player is not None and self._loaded:
            self._player.seek(position_ms)
        self._view.refresh_media(media_id)

    def _note_position(self) -> None:
        if self._player is not None and self._loaded:
            self._positions[self._media_id] = self._player.position_ms

    def _repaint(self) -> None:
        """One row, and nothing is measured again."""
        if self._media_id:
            self._view.refresh_media(self._media_id)

    def _speed_words(self) -> str:
        return f"{QLocale().toString(self._preferring.current.voice_percent / 100)}×"

    @Slot()
    def _tick(self) -> None:
        self._note_position()
        self._repaint()

    @Slot()
    def _key(self) -> None:
        message = self._model.message(str(self._view.current_id() or ""))
        if message is None or message.content.kind not in _SOUNDS:
            return
        match self.sender().property("action"):
            case "voice_toggle":
                self.toggle(message.id)
            case "voice_speed":
                self.change_speed()
            case "voice_back":
                self.skip(message.id, -SKIP_MS)
            case "voice_on":
                self.skip(message.id, SKIP_MS)

    def _act(self, message_id: str, name: str) -> None:
        if name.startswith(SEEK):
            self.seek(message_id, int(name.removeprefix(SEEK)) / BARS)
        elif name == SPEED and self._message is not None and self._message.id == message_id:
            self.change_speed()
        elif name in (PLAY, SPEED):
            self.toggle(message_id)

    def _changed(self, changes: ChangeSet) -> None:
        """What was taken back is not heard to its end."""
        if changes.connection or changes.everything:
            self.forget_failures()
        known = self._model.message(self._message.id) if self._message else None
        if known is not None and known.deleted_at is not None:
            self.stop()
