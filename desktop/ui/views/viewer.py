"""The viewer over the window: one file of a conversation at a time, with all that can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QPlainTextEdit, QStackedWidget, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, line, row, tool
from desktop.ui.views.viewer_bars import FilmBar, PageBar, ViewerHead, ViewerTools
from desktop.ui.widgets.picture_canvas import STEP, PictureCanvas
from desktop.ui.widgets.progress_strip import ProgressStrip

_PAN = 80.0
_SKIP_MS = 5000


class Viewer(QDialog):
    """Signals: `moved(object)` by so many files, later ones positive; `retried()`; `skipped(object)` ms of a film.

    The rest is told by the bars: `tools`, `film`, `pages`. Esc closes it and the focus returns where it was.
    """

    moved = Signal(object)
    retried = Signal()
    skipped = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setWindowTitle(self.tr("Files of the conversation"))
        self._theme = theme
        self.head = ViewerHead(theme)
        self.head.closed.connect(self.reject)
        self.tools = ViewerTools(theme)
        self.film = FilmBar(theme)
        self.pages = PageBar(theme)
        self.progress = ProgressStrip(theme, name="viewer_progress")
        self.canvas = PictureCanvas()
        self.canvas.setObjectName("viewer_canvas")
        self._earlier = tool(
            theme, "chevron-left", name="viewer_earlier", says=self.tr("Earlier file"), action="viewer_earlier", size=28
        )
        self._later = tool(
            theme, "chevron-right", name="viewer_later", says=self.tr("Later file"), action="viewer_later", size=28
        )
        self._stack = self._made_stack(theme)
        self._stack.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._arrange()
        self._wire()
        self._stack.setFocus()
        window = parent.window()
        self.resize(window.size())
        self.setMinimumSize(min(360, window.width()), min(300, window.height()))

    def show_neighbours(self, *, earlier: bool, later: bool) -> None:
        self._earlier.setEnabled(earlier)
        self._later.setEnabled(later)

    def show_sentence(self, text: str, *, retry: bool = False) -> None:
        """Instead of the file: it is loading, it cannot be shown, it did not come."""
        self._quiet()
        self._sentence.setText(text)
        self._sentence.setAccessibleName(text)
        self._retry.setVisible(retry)
        self._stack.setCurrentWidget(self._message)
        self.setAccessibleDescription(text)

    def show_picture(self, image: QImage, says: str) -> None:
        self._quiet()
        self._bring_canvas(says)
        self.canvas.show_picture(image)

    def show_moving(self, frames: list[QImage], delays_ms: list[int], says: str) -> None:
        self._quiet()
        self._bring_canvas(says)
        if self._theme.is_still:
            self.canvas.show_picture(frames[0])
        else:
            self.canvas.show_moving(frames, delays_ms)

    def show_film(self, says: str) -> None:
        self._quiet()
        self._bring_canvas(says)
        self.film.show_place(0, 0)
        self.film.show()

    def show_text(self, text: str, says: str) -> None:
        self._quiet()
        self._text.setPlainText(text)
        self._text.setAccessibleName(says)
        self._stack.setCurrentWidget(self._text)

    def _quiet(self) -> None:
        self.canvas.clear()
        self.film.hide()
        self.pages.hide()
        self._text.clear()

    def _bring_canvas(self, says: str) -> None:
        self.canvas.setAccessibleName(says)
        self.setAccessibleDescription(says)
        self._stack.setCurrentWidget(self.canvas)

    def _made_stack(self, theme: Theme) -> QStackedWidget:
        self._sentence = label(font=theme.fonts.text, ink="muted", wrap=True, name="viewer_sentence")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._retry = button(self.tr("Try again"), name="viewer_retry", look="primary")
        self._message = QFrame()
        self._message.setLayout(
            column(None, self._sentence, row(None, self._retry, None), None, margins=(24, 24, 24, 24), gap=14)
        )
        self._text = QPlainTextEdit()
        self._text.setObjectName("viewer_text")
        self._text.setReadOnly(True)
        self._text.setFont(theme.fonts.text)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        stack = QStackedWidget()
        for page in (self.canvas, self._message, self._text):
            stack.addWidget(page)
        return stack

    def _arrange(self) -> None:
        middle = row(self._earlier, self._stack, self._later, margins=(4, 0, 4, 0), gap=4)
        middle.setStretchFactor(self._stack, 1)
        ground = QFrame()
        ground.setProperty("ground", "chat")
        ground.setLayout(column(middle))
        told = row(self.progress, margins=(16, 0, 16, 0))
        box = column(self.head, line(), ground, self.pages, self.film, told, line(), self.tools, gap=0)
        box.setStretchFactor(ground, 1)
        self.setLayout(box)

    def _wire(self) -> None:
        self._earlier.clicked.connect(self._go_earlier)
        self._later.clicked.connect(self._go_later)
        self._retry.clicked.connect(self.retried)
        self.canvas.zoomed.connect(self.tools.show_zoom)
        self.tools.smaller.connect(self._shrink)
        self.tools.larger.connect(self._grow)
        self.tools.fitted.connect(self._swap_size)
        self.tools.turned.connect(self.canvas.turn)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """All that a mouse does here, by the names of the keys."""
        return {
            "viewer_earlier": self._go_earlier,
            "viewer_later": self._go_later,
            "viewer_larger": self._grow,
            "viewer_smaller": self._shrink,
            "viewer_fit": self.canvas.fit,
            "viewer_actual": self.canvas.actual,
            "viewer_turn": self.tools.turned.emit,
            "viewer_page_back": self.pages.back,
            "viewer_page_on": self.pages.on,
            "viewer_copy": self.tools.copied.emit,
            "viewer_save": self.tools.saved.emit,
            "viewer_open": self.tools.opened.emit,
            "viewer_jump": self.tools.jumped.emit,
            "viewer_left": self._pan_left,
            "viewer_right": self._pan_right,
            "viewer_up": self._pan_up,
            "viewer_down": self._pan_down,
            "viewer_skip_back": self._skip_back,
            "viewer_skip_on": self._skip_on,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not a shortcut: on a button the space bar presses that button.
        if event.key() == Qt.Key.Key_Space and self.film.isVisible():
            self.film.toggled.emit()
        else:
            super().keyPressEvent(event)

    def _go_earlier(self) -> None:
        if self._earlier.isEnabled():
            self.moved.emit(-1)

    def _go_later(self) -> None:
        if self._later.isEnabled():
            self.moved.emit(1)

    def _grow(self) -> None:
        self.canvas.zoom_by(STEP)

    def _shrink(self) -> None:
        self.canvas.zoom_by(1 / STEP)

    def _swap_size(self) -> None:
        if abs(self.canvas.zoom - 1) < 0.001:
            self.canvas.fit()
        else:
            self.canvas.actual()

    def _pan_left(self) -> None:
        self.canvas.pan(_PAN, 0)

    def _pan_right(self) -> None:
        self.canvas.pan(-_PAN, 0)

    def _pan_up(self) -> None:
        self.canvas.pan(0, _PAN)

    def _pan_down(self) -> None:
        self.canvas.pan(0, -_PAN)

    def _skip_back(self) -> None:
        self.skipped.emit(-_SKIP_MS)

    def _skip_on(self) -> None:
        self.skipped.emit(_SKIP_MS)
