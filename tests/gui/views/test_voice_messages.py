"""Voice messages in the whole window: spoken, heard, thrown away, sent; played one at a time and one after another."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from desktop.application.sound import End
from desktop.domain.errors import AppError, LocalProblem
from desktop.ui.delegates.voice_part import PLAY, SEEK, SPEED
from desktop.ui.delegates.words import Word
from desktop.ui.texts.row_words import RowWords
from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.model import Message
from tests.gui.views.conftest import Office, StartedSampleDesk, build_office
from tests.helpers.ogg import opus_facts
from tests.helpers.sample_sounds import SamplePlayer, sound_file, tone
from tests.helpers.sample_thread import SampleThread
from tests.helpers.waiting import until

HERE, ELSEWHERE = "v-mariana", "v-padaria"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class KeepingThread(SampleThread):
    """Keeps the bytes of what was sent."""

    def __init__(self, *parts: object) -> None:
        super().__init__(*parts)
        self.sent: list[tuple[str, bytes]] = []

    async def send_voice(self, conversation_id: str, path: Path, *, quote_id: str | None = None) -> Message:
        data = path.read_bytes()
        made = await super().send_voice(conversation_id, path, quote_id=quote_id)
        self.sent.append((conversation_id, data))
        return made


class VoiceDesk(StartedSampleDesk):
    """Has sounds."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sounds: dict[str, Path] = {}
        self.thread = KeepingThread(self._send, self._message, self._put_told)

    @property
    def sent(self) -> list[tuple[str, bytes]]:
        return self.thread.sent

    async def media_file(self, media_id: str) -> Path:
        if media_id not in self.sounds:
            raise AppError("media_not_ready")
        return self.sounds[media_id]

    def receive_voice(self, name: str, path: Path, length: int = 4000) -> Message:
        self.sounds[name] = path
        self.advance(1000)
        media = Media(name, "audio/ogg; codecs=opus", "ready", size=path.stat().st_size, duration_ms=length)
        return self.receive(HERE, Content(Kind.VOICE, media=media))


class Speaking(Office):
    desk: VoiceDesk

    @property
    def recorder(self):
        return self.work.voice.recorder

    async def speak(self, milliseconds: int) -> None:
        """Begin by the key and say something."""
        self.press(Qt.Key.Key_R, CONTROL)
        await until(lambda: self.hearing.microphone.is_open)
        self.hearing.microphone.say(tone(milliseconds))

    async def hear(self, message: Message) -> SamplePlayer:
        await until(lambda: self.work.timeline.message(message.id) is not None)
        self.act(message, PLAY)
        await until(lambda: self.hearing.playing is not None)
        assert self.hearing.playing is not None
        return self.hearing.playing

    def act(self, message: Message, name: str) -> None:
        self.work.voice.player._act(message.id, name)

    def look(self, message: Message):
        return self.work.voice.player.voice(message.content.media.id, fetch=False)


@pytest.fixture
async def voices(qapp: QApplication, tmp_path: Path) -> AsyncIterator[Speaking]:
    async for made in build_office(qapp, tmp_path, VoiceDesk(tmp_path)):
        office = Speaking(**vars(made))
        await office.open(HERE)
        yield office
        assert office.crashes == []


def toast(office: Office) -> str:
    return office.window.toast.accessibleName() if office.window.toast.isVisible() else ""


async def test_a_voice_message_answers_what_is_quoted(voices: Speaking) -> None:
    quoted = voices.work.timeline.neighbour("", -1)
    voices.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert voices.shows("quote_bar")
    await voices.speak(1500)
    voices.press(Qt.Key.Key_R, CONTROL)
    await until(lambda: voices.shows("voice_play"))
    voices.find(QToolButton, "voice_send").setFocus()
    voices.press(Qt.Key.Key_Return)
    await until(lambda: voices.work.timeline.neighbour("", -1).content.kind == Kind.VOICE)
    assert voices.work.timeline.neighbour("", -1).quote.message_id == quoted.id
    await until(lambda: not voices.shows("quote_bar"))


async def test_spoken_by_key_heard_and_sent(voices: Speaking) -> None:
    await voices.speak(2400)
    assert voices.find(QLabel, "voice_time").text() == "0:02"
    voices.press(Qt.Key.Key_R, CONTROL)
    await until(lambda: voices.shows("voice_play"))
    assert not voices.hearing.microphone.is_open
    await until(lambda: voices.find(QToolButton, "voice_send").hasFocus())
    voices.find(QToolButton, "voice_play").setFocus()
    voices.press(Qt.Key.Key_Return)
    await until(lambda: voices.hearing.playing is not None)
    voices.press(Qt.Key.Key_Return)
    assert voices.hearing.playing is None
    voices.find(QToolButton, "voice_send").setFocus()
    voices.press(Qt.Key.Key_Return)
    await until(lambda: voices.desk.sent)
    where, data = voices.desk.sent[0]
    assert where == HERE
    facts = opus_facts(data)
    assert (facts.channels, facts.duration_ms) == (1, 2400)
    await until(lambda: not voices.shows("voice_bar"))
    await until(lambda: voices.work.timeline.neighbour("", -1).content.kind == Kind.VOICE)


async def test_the_button_clicked_and_the_button_held(voices: Speaking) -> None:
    button = voices.find(QToolButton, "composer_voice")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    await until(lambda: voices.hearing.microphone.is_open)
    voices.hearing.microphone.say(tone(1500))
    assert voices.shows("voice_finish")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    await until(lambda: voices.shows("voice_play"))
    voices.click("voice_discard")
    await until(lambda: not voices.shows("voice_bar"))
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    await until(lambda: voices.hearing.microphone.is_open)
    voices.hearing.microphone.say(tone(1500))
    await until(lambda: not voices.recorder._hold.isActive())
    assert voices.recorder.is_recording
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    await until(lambda: voices.shows("voice_play"))
    assert not voices.hearing.microphone.is_open


async def test_paused_and_gone_on(voices: Speaking) -> None:
    await voices.speak(1000)
    voices.click("voice_pause")
    voices.hearing.microphone.say(tone(3000))
    assert "0:01" in voices.find(QWidget, "voice_bar").accessibleName()
    voices.click("voice_pause")
    voices.hearing.microphone.say(tone(1000))
    voices.click("voice_send")
    await until(lambda: voices.desk.sent)
    assert opus_facts(voices.desk.sent[0][1]).duration_ms == 2000


async def test_thrown_away_and_had_back(voices: Speaking) -> None:
    await voices.speak(1500)
    voices.find(QToolButton, "voice_pause").setFocus()
    voices.press(Qt.Key.Key_Escape)
    await until(lambda: not voices.shows("voice_bar"))
    await until(lambda: toast(voices))
    assert voices.desk.sent == []
    voices.window.toast.undo_requested.emit()
    await until(lambda: voices.shows("voice_play"))
    voices.click("voice_send")
    await until(lambda: voices.desk.sent)
    assert opus_facts(voices.desk.sent[0][1]).duration_ms == 1500


async def test_too_short_is_told_and_nothing_stays(voices: Speaking) -> None:
    await voices.speak(300)
    voices.press(Qt.Key.Key_R, CONTROL)
    await until(lambda: "curto" in toast(voices) or "curta" in toast(voices))
    assert not voices.shows("voice_bar")
    await voices.speak(1200)
    assert voices.shows("voice_bar")


@pytest.mark.parametrize("code", ["microphone_missing", "microphone_refused", "microphone_unusable"])
async def test_no_microphone_is_a_sentence(voices: Speaking, code: str) -> None:
    voices.hearing.refusal = LocalProblem(code)
    voices.press(Qt.Key.Key_R, CONTROL)
    await until(lambda: "icrofone" in toast(voices))
    await until(lambda: not voices.shows("voice_bar"))
    voices.hearing.refusal = None
    await voices.speak(100)


async def test_pulled_out_amid_speech(voices: Speaking) -> None:
    await voices.speak(1700)
    voices.hearing.microphone.pull_out()
    await until(lambda: voices.shows("voice_play"))
    assert "icrofone" in toast(voices)
    voices.click("voice_send")
    await until(lambda: voices.desk.sent)


async def test_a_recording_waits_in_its_conversation(voices: Speaking) -> None:
    await voices.speak(1500)
    await voices.open(ELSEWHERE)
    assert not voices.shows("voice_bar")
    assert voices.hearing.microphone.is_paused
    voices.press(Qt.Key.Key_R, CONTROL)
    await until(lambda: toast(voices))
    await voices.open(HERE)
    voices.click("voice_send")
    await until(lambda: voices.desk.sent)
    assert voices.desk.sent[0][0] == HERE


async def test_what_could_not_be_kept_can_be_sent_again(voices: Speaking) -> None:
    await voices.speak(1500)
    voices.press(Qt.Key.Key_R, CONTROL)
    await until(lambda: voices.shows("voice_play"))
    voices.desk.refuse_next(LocalProblem("disk_full"))
    voices.click("voice_send")
    await until(lambda: toast(voices))
    assert voices.desk.sent == []
    voices.click("voice_send")
    await until(lambda: voices.desk.sent)


async def test_played_paused_sought_and_left_where_it_was(voices: Speaking, tmp_path: Path) -> None:
    message = voices.desk.receive_voice("voice-a", sound_file(tmp_path / "a.ogg", tone(4000)))
    player = await voices.hear(message)
    assert (player.path, player.percent) == (tmp_path / "a.ogg", 100)
    player.position_ms = 1000
    await until(lambda: voices.look(message).position_ms == 1000)
    assert voices.look(message).is_playing
    assert len(voices.look(message).bars) == 44
    voices.act(message, PLAY)
    assert not player.is_playing
    voices.act(message, f"{SEEK}22")
    assert player.position_ms == 2000
    await voices.open(ELSEWHERE)
    assert voices.hearing.playing is None
    await voices.open(HERE)
    again = await voices.hear(message)
    assert again.position_ms == 2000


async def test_keys_on_the_row(voices: Speaking, tmp_path: Path) -> None:
    message = voices.desk.receive_voice("voice-a", sound_file(tmp_path / "a.ogg", tone(4000)), length=60_000)
    await until(lambda: voices.work.timeline.message(message.id) is not None)
    view = voices.work.voice.player._view
    view.setFocus()
    view.setCurrentIndex(view.model().index(view.model().rowCount() - 1, 0))
    voices.press(Qt.Key.Key_Space)
    await until(lambda: voices.hearing.playing is not None)
    player = voices.hearing.playing
    player.position_ms = 2000
    await until(lambda: voices.look(message).position_ms == 2000)
    voices.press(Qt.Key.Key_Left)
    assert player.position_ms == 0
    voices.press(Qt.Key.Key_Space, SHIFT)
    assert player.percent == 150
    assert voices.file.kept.voice_percent == 150
    voices.press(Qt.Key.Key_Space)
    assert not player.is_playing


async def test_the_speed_is_remembered(voices: Speaking, tmp_path: Path) -> None:
    path = sound_file(tmp_path / "a.ogg", tone(2000))
    first, second = voices.desk.receive_voice("voice-a", path), voices.desk.receive_voice("voice-b", path)
    await voices.hear(first)
    voices.act(first, SPEED)
    voices.act(first, SPEED)
    assert voices.look(first).speed == "2×"
    voices.act(first, PLAY)
    player = await voices.hear(second)
    assert player.percent == 200


async def test_goes_on_to_the_next_of_the_same_side(voices: Speaking, tmp_path: Path) -> None:
    path = sound_file(tmp_path / "a.ogg", tone(2000))
    first = voices.desk.receive_voice("voice-a", path)
    voices.desk.receive(HERE, Content(Kind.TEXT, "e mais uma coisa"))
    second = voices.desk.receive_voice("voice-b", path)
    await until(lambda: voices.work.timeline.message(second.id) is not None)
    player = await voices.hear(first)
    player.stop()
    player.end()
    await until(lambda: voices.look(second).is_playing and voices.hearing.playing)
    assert voices.look(first).position_ms == 0
    player.stop()
    player.end()
    assert not voices.look(second).is_playing


async def test_one_at_a_time(voices: Speaking, tmp_path: Path) -> None:
    path = sound_file(tmp_path / "a.ogg", tone(2000))
    first, second = voices.desk.receive_voice("voice-a", path), voices.desk.receive_voice("voice-b", path)
    player = await voices.hear(first)
    player.position_ms = 700
    voices.act(second, PLAY)
    assert voices.hearing.playing is None
    assert voices.look(first).position_ms == 700
    await until(lambda: voices.hearing.playing is not None)
    await voices.speak(1500)
    assert voices.hearing.playing is None


async def test_what_cannot_be_played_says_so_in_its_bubble(voices: Speaking, tmp_path: Path) -> None:
    (tmp_path / "b.ogg").write_bytes(b"#EXTM3U\nhttp://192.0.2.1/x\n")
    (tmp_path / "c.ogg").write_bytes(b"")
    good = sound_file(tmp_path / "a.ogg", tone(2000))
    damaged = voices.desk.receive_voice("voice-b", tmp_path / "b.ogg")
    silent = voices.desk.receive_voice("voice-c", tmp_path / "c.ogg")
    unplayable, missing = voices.desk.receive_voice("voice-a", good), voices.desk.receive_voice("voice-d", good)
    del voices.desk.sounds["voice-d"]
    await until(lambda: voices.work.timeline.message(missing.id) is not None)
    for message, word in ((damaged, Word.NO_SOUND), (silent, Word.SILENT), (missing, Word.NOT_FETCHED)):
        voices.act(message, PLAY)
        await until(lambda message=message, word=word: voices.look(message).trouble is word)
        await until(lambda word=word: toast(voices) == RowWords().word(word))
        assert voices.hearing.playing is None
    player = await voices.hear(unplayable)
    player.stop()
    player.end(End.UNPLAYABLE)
    assert voices.look(unplayable).trouble is Word.NO_SOUND


async def test_the_window_closes_amid_speech(qapp: QApplication, tmp_path: Path) -> None:
    """Nothing plain is left, and the microphone is given back."""
    office: Speaking | None = None
    async for made in build_office(qapp, tmp_path, VoiceDesk(tmp_path)):
        office = Speaking(**vars(made))
        await office.open(HERE)
        await office.speak(2000)
        path = office.recorder._recording.path
        assert path.exists()
    assert office is not None
    assert not office.hearing.microphone.is_open
    assert not path.exists()
    assert office.crashes == []


async def test_another_look_does_not_cost_what_was_said(voices: Speaking) -> None:
    """The system turns dark in the evening, and the window is built again."""
    await voices.speak(1800)
    before = voices.work
    voices.preferring.change({"theme": "dark"})
    await until(lambda: voices.seat.workspace is not None and voices.work is not before)
    await until(lambda: voices.shows("voice_play"))
    assert not voices.hearing.microphone.is_open
    voices.click("voice_send")
    await until(lambda: voices.desk.sent)
    assert voices.desk.sent[0][0] == HERE
    assert opus_facts(voices.desk.sent[0][1]).duration_ms == 1800


async def test_with_reduced_effects_progress_is_shown_once_a_second(voices: Speaking, tmp_path: Path) -> None:
    message = voices.desk.receive_voice("voice-a", sound_file(tmp_path / "a.ogg", tone(4000)))
    await voices.hear(message)
    player = voices.work.voice.player
    assert player._timer.interval() >= 50
    player.set_still(still=True)
    assert player._timer.interval() == 1000
