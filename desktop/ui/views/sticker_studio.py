"""A picture becomes a sticker: chosen or dropped, whole or cropped, with its size against WhatsApp's limit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QDialog, QProgressBar, QWidget

from desktop.domain.sticker import Fit, MadeSticker
from desktop.ui.speech import announce
from desktop.ui.texts import stickers
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, row
from desktop.ui.widgets.carried_files import local_files
from desktop.ui.widgets.checkered import CheckeredPicture

_SIDE = 256
_THOUSAND = 1000
_BAR_ROOM = 44
"""Pixels for the bar and the gaps below it."""
_CHIP_ROOM = 30
"""Pixels of a chip beside its text."""


class StickerStudio(QDialog):
    """Signals:
    file_asked(): a picture is wanted.
    file_given(object): a Path that was dropped here.
    fit_chosen(object): a Fit.
    send_asked(): what is shown may go. keep_asked(): the whole team is to have it.
    """

    file_asked = Signal()
    file_given = Signal(object)
    fit_chosen = Signal(object)
    send_asked = Signal()
    keep_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sticker_studio")
        self.setWindowTitle(self.tr("Make a sticker"))
        self.setAcceptDrops(True)
        fonts = theme.fonts
        self.picture = CheckeredPicture(theme, _SIDE, self.tr("The sticker"))
        self._hint = label(self.tr("Choose a picture, or drop one here."), font=fonts.text, ink="muted", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setLayout(column(None, self._hint, None, margins=(24, 24, 24, 24)))
        self._choose = button(self.tr("Choose a picture…"), name="sticker_choose")
        self._choose.clicked.connect(self.file_asked)
        self._fits = QButtonGroup(self)
        for number, (fit, text) in enumerate(((Fit.WHOLE, self.tr("Whole picture")), (Fit.CROP, self.tr("Cropped")))):
            made = button(text, name=f"sticker_{fit.value}", look="chip")
            made.setCheckable(True)
            # The chosen one is bold, and a style sheet's boldness is not in the size that Qt asks for.
            made.setMinimumWidth(QFontMetrics(fonts.strong).horizontalAdvance(text) + _CHIP_ROOM)
            made.setChecked(fit is Fit.WHOLE)
            self._fits.addButton(made, number)
        self._fits.idClicked.connect(self._fit)
        self._work = QProgressBar()
        self._work.setObjectName("sticker_work")
        self._work.setAccessibleName(self.tr("Progress"))
        self._bar = QProgressBar()
        self._bar.setObjectName("sticker_size_bar")
        self._bar.setAccessibleName(self.tr("Size"))
        for bar in (self._work, self._bar):
            bar.setRange(0, _THOUSAND)
            bar.setTextVisible(False)
        self._size = label(font=fonts.fine_strong, name="sticker_size")
        self._told = label(font=fonts.fine, ink="muted", wrap=True, name="sticker_told")
        self._problem = label(font=fonts.fine, ink="danger", wrap=True, name="sticker_problem")
        self._send = button(self.tr("Send"), name="sticker_send", look="primary")
        self._send.setDefault(True)
        self._send.clicked.connect(self.send_asked)
        self._keep = button(self.tr("For the team…"), name="sticker_keep", tip=self.tr("Add to the team's stickers"))
        self._keep.clicked.connect(self.keep_asked)
        self._cancel = button(self.tr("Cancel"), name="sticker_cancel")
        self._cancel.clicked.connect(self.reject)
        self._build(theme)
        self.show_nothing()

    def show_nothing(self, problem: str = "") -> None:
        """No sticker is there; perhaps because of a problem."""
        self._show(ready=False, working=False)
        self.picture.show_file(None)
        self._hint.show()
        self._problem.setText(problem)
        announce(self, problem, urgent=True)

    def show_working(self, done: float) -> None:
        """`done`: 0 to 1."""
        self._show(ready=False, working=True)
        self._hint.hide()
        self._problem.setText("")
        self._work.setValue(round(done * _THOUSAND))

    def show_made(self, made: MadeSticker) -> None:
        self._hint.hide()
        self._problem.setText("")
        self.picture.show_file(made.path, moves=made.is_moving)
        self._bar.setValue(round(_THOUSAND * made.size / made.limit))
        self._size.setText(stickers.size(made))
        self._told.setText(stickers.made(made))
        self._show(ready=True, working=False)
        self._send.setFocus()
        announce(self, f"{self._told.text()} {self._size.text()}")

    def show_problem(self, sentence: str) -> None:
        """It is still there, but could not be sent."""
        self._problem.setText(sentence)
        self._send.setEnabled(True)
        announce(self, sentence, urgent=True)

    def set_busy(self) -> None:
        self._send.setEnabled(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = local_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.file_given.emit(paths[0])

    def _build(self, theme: Theme) -> None:
        self._size_part = QWidget()
        self._size_part.setLayout(column(self._bar, row(None, self._size), self._told, gap=4))
        fits = row(*self._fits.buttons(), None, self._choose)
        room = QWidget()
        lines = QFontMetrics(theme.fonts.fine_strong).lineSpacing()
        self._told.setMinimumHeight(2 * lines)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        room.setFixedHeight(_BAR_ROOM + 3 * lines)
        room.setLayout(column(self._work, self._size_part, self._problem, None, gap=0))
        shown = row(None, self.picture, None)
        buttons = row(self._keep, None, self._cancel, self._send)
        self.setLayout(column(shown, fits, room, buttons, margins=(22, 20, 22, 18), gap=12))
        self.setFixedWidth(max(420, self.sizeHint().width()))

    def _show(self, *, ready: bool, working: bool) -> None:
        self._work.setVisible(working)
        self._size_part.setVisible(ready)
        self._send.setEnabled(ready)
        self._keep.setEnabled(ready)
        for choice in self._fits.buttons():
            choice.setEnabled(ready or working)

    def _fit(self, number: int) -> None:
        self.fit_chosen.emit(tuple(Fit)[number])
