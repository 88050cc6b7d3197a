"""A short message that floats over a window and goes away by itself, often with a way to undo.

It lies over the oldest messages in sight: what is new appears below, what is pressed lies around.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui import speech
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.ground import label, push_button

_GAP = 12
_BOTTOM = 48
"""From the edge of what it floats over, in logical pixels; from the bottom of a window without a timeline."""


_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Hide, QEvent.Type.Show)


class Toast(QFrame):
    """One per window; a new message replaces the old, which then counts as expired. Resting the pointer on it keeps it.

    Signals:
        undo_requested(): the button was chosen before time ran out.
        expired(): it went away without.
    """

    undo_requested = Signal()
    expired = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("ground", "toast")
        self._text = label(font=theme.fonts.fine, ink="toast")
        self._undo = push_button("", look="link")
        self._undo.clicked.connect(self._undone)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._expire)
        row = QHBoxLayout(self)
        row.setSpacing(12)
        row.addWidget(self._text)
        row.addWidget(self._undo)
        self.hide()
        window.installEventFilter(self)

    def show_message(self, text: str, *, undo: str = "", milliseconds: int = 6000, urgent: bool = False) -> None:
        """`urgent`: something was refused, and is said before anything else."""
        if not self.isHidden():
            self._expire()
        self._text.setText(text)
        self._undo.setText(undo)
        self._undo.setVisible(bool(undo))
        self.layout().setContentsMargins(16, 8, 10 if undo else 16, 8)
        self.setAccessibleName(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(milliseconds)
        speech.announce(self, text, urgent=urgent)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if not self.isHidden():
            self._timer.start(2000)

    def _place(self) -> None:
        window = self.parentWidget()
        timelines = window.findChildren(QWidget, "timeline")
        for each in timelines:
            each.installEventFilter(self)  # one that opens, or that a bar pushes down: neither is to be covered below
        over = next((each for each in timelines if each.isVisible()), None)
        if over is None:
            self.move((window.width() - self.width()) // 2, max(0, window.height() - self.height() - _BOTTOM))
            return
        corner = over.mapTo(window, QPoint(0, 0))
        self.move(corner.x() + max(0, over.width() - self.width()) // 2, corner.y() + _GAP)

    @Slot()
    def _undone(self) -> None:
        self._timer.stop()
        self.hide()
        self.undo_requested.emit()

    @Slot()
    def _expire(self) -> None:
        self._timer.stop()
        self.hide()
        self.expired.emit()
