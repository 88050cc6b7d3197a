"""Strips of the viewer: who sent it and when, what can be done with it, and the place in a film or a document."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSlider, QWidget

from desktop.ui.texts import moments
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, label, row, tool
from desktop.ui.widgets.elided_label import ElidedLabel


class ViewerHead(QFrame):
    """`closed()`"""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self._title = ElidedLabel(font=theme.fonts.title, ink="text", name="viewer_title")
        self._detail = ElidedLabel(font=theme.fonts.fine, ink="muted", name="viewer_detail")
        self._place = label(font=theme.fonts.fine, ink="muted", name="viewer_place")
        close = tool(theme, "close", name="viewer_close", says=self.tr("Close"), keys="Esc", size=18)
        close.clicked.connect(self.closed)
        words = column(self._title, self._detail, gap=0)
        box = row(words, self._place, close, margins=(16, 8, 8, 8), gap=12)
        box.setStretchFactor(words, 1)
        self.setLayout(box)

    def show_words(self, title: str, detail: str) -> None:
        self._title.setText(title)
        self._detail.setText(detail)

    def show_place(self, text: str) -> None:
        self._place.setText(text)
        self._place.setVisible(bool(text))


class ViewerTools(QFrame):
    """One signal for each button."""

    smaller = Signal()
    larger = Signal()
    fitted = Signal()
    turned = Signal()
    copied = Signal()
    saved = Signal()
    opened = Signal()
    jumped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        made = (
            tool(theme, "minus", name="viewer_smaller", says=self.tr("Smaller"), action="viewer_smaller"),
            tool(theme, "fit", name="viewer_fit", says=self.tr("Whole picture or actual size"), action="viewer_fit"),
            tool(theme, "plus", name="viewer_larger", says=self.tr("Larger"), action="viewer_larger"),
            tool(theme, "rotate", name="viewer_turn", says=self.tr("Turn"), action="viewer_turn"),
        )
        self._looking = made
        self._percent = label(font=theme.fonts.fine, ink="muted", name="viewer_percent")
        self._percent.setFixedWidth(self._percent.fontMetrics().horizontalAdvance("1600 %") + 4)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._copy = tool(theme, "copy", name="viewer_copy", says=self.tr("Copy picture"), action="viewer_copy")
        self._save = tool(theme, "download", name="viewer_save", says=self.tr("Save as…"), action="viewer_save")
        self._open = tool(
            theme, "open", name="viewer_open", says=self.tr("Open with another program"), action="viewer_open"
        )
        self._jump = tool(theme, "chat", name="viewer_jump", says=self.tr("Go to the message"), action="viewer_jump")
        wires = zip(made, (self.smaller, self.fitted, self.larger, self.turned), strict=True)
        others = ((self._copy, self.copied), (self._save, self.saved), (self._open, self.opened))
        for button, signal in (*wires, *others, (self._jump, self.jumped)):
            button.clicked.connect(signal)
        parts = (made[0], self._percent, *made[1:], 6, self._copy, self._save, self._open, self._jump)
        self.setLayout(row(None, *parts, None, margins=(4, 4, 4, 6), gap=2))

    def show_abilities(self, *, look: bool, copy: bool, file: bool) -> None:
        """Whether there is a picture to look at, one to be copied, and a file at all."""
        for button in self._looking:
            button.setEnabled(look)
        self._percent.setVisible(look)
        self._copy.setEnabled(copy)
        self._save.setEnabled(file)
        self._open.setEnabled(file)

    def show_zoom(self, zoom: float) -> None:
        self._percent.setText(self.tr("{percent} %").format(percent=round(zoom * 100)))


class FilmBar(QFrame):
    """Signals: `toggled()`; `sought(object)` ms."""

    toggled = Signal()
    sought = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self._play = tool(theme, "play", name="viewer_play", says=self.tr("Play"), keys=self.tr("Space"))
        self._play.clicked.connect(self.toggled)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setObjectName("viewer_slider")
        self._slider.setAccessibleName(self.tr("Place in the film"))
        self._slider.setSingleStep(1000)
        self._slider.setPageStep(10_000)
        self._slider.sliderMoved.connect(self._dragged)
        self._slider.actionTriggered.connect(self._stepped)
        self._time = label(font=theme.fonts.fine, ink="muted", name="viewer_time")
        box = row(self._play, self._slider, self._time, margins=(12, 2, 16, 2), gap=10)
        box.setStretchFactor(self._slider, 1)
        self.setLayout(box)
        self.hide()

    def show_place(self, position: int, length: int) -> None:
        self._slider.setRange(0, length)
        if not self._slider.isSliderDown():
            self._slider.setValue(position)
        self._time.setText(f"{moments.playing(position)} / {moments.playing(length)}")

    def show_playing(self, playing: bool) -> None:  # by position, as a signal tells it
        self._play.set_icon("pause" if playing else "play")
        self._play.set_name(self.tr("Pause") if playing else self.tr("Play"))

    def _dragged(self, position: int) -> None:
        self.sought.emit(position)

    def _stepped(self, _: int) -> None:
        if not self._slider.isSliderDown():
            self.sought.emit(self._slider.sliderPosition())


class PageBar(QFrame):
    """`turned(object)`: by so many pages."""

    turned = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self._back = tool(
            theme, "chevron-up", name="viewer_page_back", says=self.tr("Page before"), action="viewer_page_back"
        )
        self._on = tool(
            theme, "chevron-down", name="viewer_page_on", says=self.tr("Next page"), action="viewer_page_on"
        )
        self._back.clicked.connect(self.back)
        self._on.clicked.connect(self.on)
        self._page = label(font=theme.fonts.fine, ink="muted", name="viewer_page")
        self.setLayout(row(None, self._back, self._page, self._on, None, margins=(12, 2, 12, 2), gap=8))
        self.hide()

    def show_page(self, page: int, count: int) -> None:
        self._page.setText(self.tr("Page {page} of {count}").format(page=page + 1, count=count))
        self._back.setEnabled(page > 0)
        self._on.setEnabled(page + 1 < count)
        self.show()

    def back(self) -> None:
        if self._back.isEnabled():
            self.turned.emit(-1)

    def on(self) -> None:
        if self._on.isEnabled():
            self.turned.emit(1)
