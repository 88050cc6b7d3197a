"""The strip above the input while a voice message is recorded, and while it is heard before it leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import label, picture, row, tool
from desktop.ui.widgets.wave_meter import WaveMeter


class VoiceBar(QFrame):
    """Hidden while nothing was recorded. Signals: what was asked for.

    `seek_asked(object)`: 0 to 1 of its length.
    """

    discard_asked = Signal()
    pause_asked = Signal()
    finish_asked = Signal()
    play_asked = Signal()
    send_asked = Signal()
    seek_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("voice_bar")
        self.setProperty("ground", "window")
        self._discard = tool(theme, "trash", name="voice_discard", says=self.tr("Throw away"), keys="Esc")
        self._sign = picture(theme, "microphone", "danger", 18)
        self._time = label(font=theme.fonts.strong, name="voice_time")
        self._time.setMinimumWidth(self._time.fontMetrics().horizontalAdvance("00:00") + 8)
        self.meter = WaveMeter(theme, self.tr("Level"))
        self.meter.setObjectName("voice_meter")
        self._pause = tool(theme, "pause", name="voice_pause", says=self.tr("Pause"))
        self._finish = tool(theme, "check", name="voice_finish", says=self.tr("Finish and listen"), action="voice")
        self._play = tool(theme, "play", name="voice_play", says=self.tr("Listen"))
        self._send = tool(
            theme, "send", name="voice_send", says=self.tr("Send the voice message"), look="send", ink="on_accent"
        )
        self._is_over = False
        box = row(
            self._discard,
            self._sign,
            self._play,
            self._time,
            self.meter,
            self._pause,
            self._finish,
            self._send,
            margins=(10, 4, 14, 2),
            gap=6,
        )
        box.setStretchFactor(self.meter, 1)
        self.setLayout(box)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self._discard.clicked.connect(self.discard_asked)
        self._pause.clicked.connect(self.pause_asked)
        self._finish.clicked.connect(self.finish_asked)
        self._play.clicked.connect(self.play_asked)
        self._send.clicked.connect(self.send_asked)
        self.meter.seek_asked.connect(self.seek_asked)

    def show_recording(self, time: str, levels: Sequence[float], *, is_paused: bool) -> None:
        """While it is spoken."""
        self._name(self.tr("Recording paused, {time}") if is_paused else self.tr("Recording, {time}"), time)
        self._set_kind(is_over=False)
        self._pause.set_icon("microphone" if is_paused else "pause")
        self._pause.set_name(self.tr("Go on recording") if is_paused else self.tr("Pause"))
        self._sign.setEnabled(not is_paused)
        self._time.setText(time)
        self.meter.show_levels(levels)

    def show_preview(self, time: str, bars: Sequence[float], share: float, *, is_playing: bool) -> None:
        """When it is over: to be heard, sent or thrown away."""
        self._name(self.tr("Voice message to be sent, {time}"), time)
        self._set_kind(is_over=True)
        self._play.set_icon("pause" if is_playing else "play")
        self._play.set_name(self.tr("Pause") if is_playing else self.tr("Listen"))
        self._time.setText(time)
        self.meter.show_wave(bars, share)

    def focus_send(self) -> None:
        self._send.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.discard_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_focused()
        else:
            super().keyPressEvent(event)

    def _press_focused(self) -> None:
        """Enter does what the button with the focus does, as in a dialog."""
        for each in (self._discard, self._play, self._pause, self._finish, self._send):
            if each.hasFocus():
                each.click()
                return

    def _set_kind(self, *, is_over: bool) -> None:
        is_news = self.isHidden() or is_over != self._is_over
        self._is_over = is_over
        for each in (self._sign, self._pause, self._finish):
            each.setVisible(not is_over)
        self._play.setVisible(is_over)
        self.show()
        if is_news:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _name(self, sentence: str, time: str) -> None:
        self.setAccessibleName(sentence.format(time=time))
