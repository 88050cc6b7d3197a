"""A strip above the composer about the case: the wrap-up that runs, or that it is closed and what can be done then."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QWidget

from desktop.ui import speech
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, line, picture, row

_BESIDE = 66
"""Margins and sign beside words and buttons, in logical pixels."""
_LEAST = 180
_WORDS = 230
"""What the words need beside the buttons."""


class CaseStrip(QFrame):
    """Signals: `close_asked()`, `reopen_asked()`, `new_asked()`. Hidden while a case is being served."""

    close_asked = Signal()
    reopen_asked = Signal()
    new_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_strip")
        self.setProperty("ground", "side")
        self._title = label(font=theme.fonts.strong, wrap=True, name="case_strip_title")
        self._detail = label(font=theme.fonts.fine, ink="muted", wrap=True, name="case_strip_detail")
        self._close = button(self.tr("Classify and close"), name="case_strip_close", look="primary")
        self._close.setProperty("action", "close_case")
        self._reopen = button(self.tr("Reopen"), name="case_strip_reopen")
        self._new = button(self.tr("New case"), name="case_strip_new")
        self._close.clicked.connect(self.close_asked)
        self._reopen.clicked.connect(self.reopen_asked)
        self._new.clicked.connect(self.new_asked)
        self._clock, self._box = picture(theme, "hourglass", "muted", 20), picture(theme, "check-circle", "muted", 20)
        words = column(self._title, self._detail, gap=1)
        self._buttons = row(self._close, self._reopen, self._new)
        self._inside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._inside.setSpacing(8)
        self._inside.addLayout(words, 1)
        self._inside.addLayout(self._buttons)
        whole = row(self._clock, self._box, self._inside, margins=(18, 8, 14, 8), gap=10)
        whole.setStretchFactor(self._inside, 1)
        self.setLayout(column(line(), whole, gap=0))
        self.hide()

    def show_wrap_up(self, title: str, detail: str, *, may_close: bool) -> None:
        """Once a second: only a new strip is said aloud, not each second of it."""
        self._show(title, detail, runs=True, buttons={self._close: may_close})

    def show_closed(self, title: str, detail: str, *, may_reopen: bool, may_open: bool) -> None:
        self._show(title, detail, runs=False, buttons={self._reopen: may_reopen, self._new: may_open})

    def set_busy(self, *, busy: bool) -> None:
        for each in self._all():
            each.setEnabled(not busy)

    def minimumSizeHint(self) -> QSize:
        """It can be made narrow at any time: then the buttons go below the words."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _LEAST), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _show(self, title: str, detail: str, *, runs: bool, buttons: dict[QPushButton, bool]) -> None:
        is_news = self.isHidden() or runs is self._clock.isHidden()
        self._clock.setVisible(runs)
        self._box.setVisible(not runs)
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        for each in self._all():
            each.setVisible(buttons.get(each, False))
        self.setAccessibleName(f"{title} {detail}".strip())
        self._turn()
        self.show()
        if is_news:
            speech.announce(self, self.accessibleName())

    def _all(self) -> tuple[QPushButton, ...]:
        return self._close, self._reopen, self._new

    def _turn(self) -> None:
        """Buttons beside the words where there is room, else below them."""
        asked = sum(each.sizeHint().width() + 8 for each in self._all() if not each.isHidden())
        across = asked + _WORDS + _BESIDE <= self.width()
        ways = QBoxLayout.Direction
        self._inside.setDirection(ways.LeftToRight if across else ways.TopToBottom)
