"""A panel above a button of the composer: part of the window, gone with Esc or when the focus goes elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

_EDGE = 4


class FloatingPanel(QFrame):
    """A subclass says in `begin` what has the focus at first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "popup")
        self._back: QWidget | None = None
        self.hide()

    def begin(self) -> None:
        """It has just been shown: give the focus to something inside."""

    def toggle(self, anchor: QWidget, back: QWidget) -> None:
        """Open above `anchor`, or close; the focus returns to `back`."""
        if self.isVisible():
            self.leave()
            return
        self._back = back
        self.ensurePolished()
        self.resize(self._wanted())
        window = self.parentWidget()
        spot = anchor.mapTo(window, QPoint(0, 0))
        left = max(_EDGE, min(spot.x() - 12, window.width() - self.width() - _EDGE))
        self.move(left, max(_EDGE, spot.y() - self.height() - 8))
        self.show()
        self.raise_()
        self.begin()
        QApplication.instance().focusChanged.connect(self._focus_moved)

    def leave(self) -> None:
        """Close it and go on writing."""
        back = self._back
        self.hide()
        if back is not None:
            back.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        application = QApplication.instance()
        if self._back is not None and application is not None:
            self._back = None
            application.focusChanged.disconnect(self._focus_moved)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        # Nothing reaches the window below: its keys are for what lies there.
        event.accept()

    def _wanted(self) -> QSize:
        return self.sizeHint().boundedTo(self.parentWidget().size() - QSize(2 * _EDGE, 2 * _EDGE))

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Without any, the whole window lost it and will get it back here."""
        if new is not None and new is not self and not self.isAncestorOf(new):
            self.hide()
