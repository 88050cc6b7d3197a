"""A strip above the work during a pause, and a gentle word that a rest break may be taken."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QWidget

from desktop.ui import speech
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, label, picture, row, tool

_LEAST = 180
_WORDS = 260
_BESIDE = 110


class PauseStrip(QFrame):
    """Never in the way: it lies above the work and takes no focus.

    Signals: `back_asked()` the pause is over; `take_asked()` the break begins now; `later_asked()`; `closed()`.
    """

    back_asked = Signal()
    take_asked = Signal()
    later_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pause_strip")
        self.setProperty("ground", "info")
        self._text = label(font=theme.fonts.fine, ink="info", wrap=True, name="pause_text")
        self._back = self._button(self.tr("Back to work"), "pause_back")
        self._back.clicked.connect(self.back_asked)
        self._take = self._button(self.tr("Take it now"), "pause_take")
        self._take.clicked.connect(self.take_asked)
        self._later = self._button(self.tr("Later"), "pause_later")
        self._later.clicked.connect(self.later_asked)
        self._close = tool(theme, "close", name="pause_close", says=self.tr("Close"), size=14)
        self._close.clicked.connect(self.closed)
        self._buttons = row(self._back, self._take, self._later, gap=6)
        self._inside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._inside.setSpacing(8)
        self._inside.addWidget(self._text, 1)
        self._inside.addLayout(self._buttons)
        whole = row(picture(theme, "pause", "info", 18), self._inside, self._close, margins=(16, 5, 8, 5), gap=10)
        whole.setStretchFactor(self._inside, 1)
        self.setLayout(whole)
        self.hide()

    def show_pause(self, text: str, *, back: str, why_not: str) -> None:
        """`back`: what the button says, "" for no button; `why_not`: why it cannot be pressed yet."""
        self._back.setText(back)
        self._back.setAccessibleName(back)
        self._back.setEnabled(not why_not)
        self._back.setToolTip(why_not)
        self._show(text, reminds=False, has_back=bool(back))

    def show_reminder(self, text: str) -> None:
        self._show(text, reminds=True, has_back=False)

    def minimumSizeHint(self) -> QSize:
        """It can be made narrow at any time: then the buttons go below the words."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _LEAST), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _show(self, text: str, *, reminds: bool, has_back: bool) -> None:
        """Once a second: only another kind of strip is said aloud."""
        is_news = self.isHidden() or reminds is self._take.isHidden()
        self._text.setText(text)
        self._back.setVisible(has_back)
        for each in (self._take, self._later, self._close):
            each.setVisible(reminds)
        self.setAccessibleName(text)
        self._turn()
        self.show()
        if is_news:
            speech.announce(self, text)

    def _turn(self) -> None:
        """Buttons beside the words where there is room, else below them."""
        shown = [each for each in (self._back, self._take, self._later) if not each.isHidden()]
        across = sum(each.sizeHint().width() + 6 for each in shown) + _WORDS + _BESIDE <= self.width()
        ways = QBoxLayout.Direction
        self._inside.setDirection(ways.LeftToRight if across else ways.TopToBottom)

    def _button(self, text: str, name: str) -> QPushButton:
        return button(text, name=name)
