"""The system's microphone through Qt: implements application.sound.Microphone."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QIODevice, QMicrophonePermission, QObject, Qt, Slot
from PySide6.QtMultimedia import QAudio, QAudioDevice, QAudioFormat, QAudioSource, QMediaDevices

from desktop.application.sound import RATE
from desktop.domain.errors import LocalProblem

_BUFFER_BYTES = RATE // 5 * 2
"""A fifth of a second: the level follows the voice, and a stall of the window loses nothing."""


class QtMicrophone(QObject):
    """One recording; a device that has no single channel gives all of its own, which are mixed here."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._heard: Callable[[bytes], None] | None = None
        self._lost: Callable[[LocalProblem], None] | None = None
        self._channels = 1
        self._rest = b""

    async def open(self, heard: Callable[[bytes], None], lost: Callable[[LocalProblem], None]) -> None:
        await _may_listen(self)
        device = QMediaDevices.defaultAudioInput()
        if device.isNull():
            raise LocalProblem("microphone_missing")
        form = _form(device)
        self._channels, self._heard, self._lost = form.channelCount(), heard, lost
        self._source = QAudioSource(device, form, self)
        self._source.setBufferSize(_BUFFER_BYTES * self._channels)
        self._source.stateChanged.connect(self._changed)
        self._stream = self._source.start()
        if self._stream is None or self._source.error() != QAudio.Error.NoError:
            self.close()
            raise LocalProblem("microphone_unusable")
        self._stream.readyRead.connect(self._read)

    def pause(self) -> None:
        if self._source is not None:
            self._read()
            self._source.suspend()

    def resume(self) -> None:
        if self._source is not None:
            self._source.resume()

    def close(self) -> None:
        source, self._source, self._stream = self._source, None, None
        self._heard = self._lost = None
        if source is not None:
            source.stop()
            source.deleteLater()
            self.deleteLater()

    @Slot()
    def _read(self) -> None:
        if self._stream is None or self._heard is None:
            return
        data = self._rest + bytes(self._stream.readAll().data())
        whole = len(data) - len(data) % (2 * self._channels)
        self._rest = data[whole:]
        if whole:
            self._heard(data[:whole] if self._channels == 1 else mixed(data[:whole], self._channels))

    @Slot(QAudio.State)
    def _changed(self, state: QAudio.State) -> None:
        """Pulled out, or taken by another program."""
        if state == QAudio.State.StoppedState and self._source is not None and self._lost is not None:
            self._lost(LocalProblem("microphone_lost"))


def mixed(pcm: bytes, channels: int) -> bytes:
    """All channels as one."""
    samples = array("h", pcm)
    tracks = [samples[number::channels] for number in range(channels)]
    return array("h", [sum(moment) // channels for moment in zip(*tracks, strict=True)]).tobytes()


def _form(device: QAudioDevice) -> QAudioFormat:
    form = QAudioFormat()
    form.setSampleRate(RATE)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    for channels in (1, device.preferredFormat().channelCount()):
        form.setChannelCount(channels)
        if channels > 0 and device.isFormatSupported(form):
            return form
    raise LocalProblem("microphone_unusable")


async def _may_listen(context: QObject) -> None:
    """Ask the system where it wants to be asked. Raises LocalProblem `microphone_refused`."""
    application, wish = QCoreApplication.instance(), QMicrophonePermission()
    if application is None:
        raise LocalProblem("microphone_missing")
    state = application.checkPermission(wish)
    if state == Qt.PermissionStatus.Undetermined:
        answered = asyncio.get_running_loop().create_future()

        def told(permission: object) -> None:
            del permission
            if not answered.done():
                answered.set_result(None)

        application.requestPermission(wish, context, told)
        await answered
        state = application.checkPermission(wish)
    if state == Qt.PermissionStatus.Denied:
        raise LocalProblem("microphone_refused")
