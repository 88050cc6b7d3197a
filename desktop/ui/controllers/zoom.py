"""Everything larger or smaller: by keys, by Ctrl and the wheel, in the steps that the settings offer too."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.domain.zoom import USUAL, next_step
from desktop.ui import speech
from desktop.ui.controllers.preferring import Preferring
from desktop.ui.controllers.shortcut_book import ShortcutBook
from desktop.ui.views.window import MainWindow

_KEPT_ELSEWHERE = ("composer_input", "inbox_search", "find_field")
"""Fields that are filled again, or that hold nothing that was written to be kept."""


class Zoom(QObject):
    """`told(object)`: a sentence for who looks at the window."""

    told = Signal(object)

    def __init__(self, window: MainWindow, preferring: Preferring, keys: ShortcutBook) -> None:
        super().__init__(window)
        self._window, self._preferring = window, preferring
        self._is_new = False
        keys.bind(window, {"zoom_in": self.larger, "zoom_out": self.smaller, "zoom_reset": self.reset})
        window.wheel_turned.connect(self._turn)

    def larger(self) -> None:
        self._step(1)

    def smaller(self) -> None:
        self._step(-1)

    def reset(self) -> None:
        self._show(USUAL)

    def tell(self) -> None:
        """Once everything has been built again in the new size."""
        if self._is_new:
            self._is_new = False
            percent = f"{self._preferring.current.text_percent} %"
            self.told.emit(percent)
            speech.announce(self._window, percent)

    def _turn(self, steps: int) -> None:  # by position, as a signal tells it
        self._step(steps)

    def _step(self, direction: int) -> None:
        self._show(next_step(self._preferring.current.text_percent, direction))

    def _show(self, percent: int) -> None:
        if unfinished(self._window):
            self.told.emit(self.tr("Finish or leave what you are filling in, then change the size."))
        elif percent != self._preferring.current.text_percent:
            self._is_new = True
            self._preferring.change({"text_percent": percent})
        else:
            self._is_new = True
            self.tell()


def unfinished(window: QWidget) -> bool:
    """Whether something was typed into a form that would be empty when the window is built again."""
    for field in window.findChildren(QLineEdit):
        if field.isVisible() and field.isModified() and field.text() and field.objectName() not in _KEPT_ELSEWHERE:
            return True
    for text in window.findChildren(QPlainTextEdit):
        if text.isVisible() and text.document().isModified() and text.objectName() not in _KEPT_ELSEWHERE:
            return True
    return False
