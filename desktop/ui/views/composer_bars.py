"""Strips above the input: phrases, the message that is answered, and the files that will go with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, label, picture, row, tool
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.elided_label import ElidedLabel
from server_stub.contract.model import Phrase

THUMBNAIL = 36
CHIPS = 4
CHIP_GAP = 6
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"})


class QuoteBar(QFrame):
    """`cancelled`: the answer becomes an ordinary message."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quote_bar")
        self._who = label(font=theme.fonts.fine_strong, ink="link", name="quote_who")
        self._text = ElidedLabel(font=theme.fonts.fine, ink="muted", name="quote_text")
        self._close = tool(theme, "close", name="quote_cancel", says=self.tr("Do not quote"), keys="Esc", size=16)
        self._close.clicked.connect(self.cancelled)
        words = column(self._who, self._text, gap=0)
        box = row(picture(theme, "reply", "link", 20), words, self._close, margins=(14, 4, 8, 4), gap=10)
        box.setStretchFactor(words, 1)
        self.setLayout(box)
        self.hide()

    def show_quote(self, who: str, text: str) -> None:
        self._who.setText(who)
        self._text.setText(" ".join(text.split())[:200])
        self.setAccessibleName(self.tr("Answering {who}: {text}").format(who=who, text=self._text.text()))
        self.show()

    @property
    def quoted(self) -> bool:
        return not self.isHidden()


class AttachmentBar(QFrame):
    """`emptied`: the last file was taken away. The first file carries the text as its caption."""

    emptied = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attachment_bar")
        self._theme = theme
        self._paths: list[Path] = []
        self._rows: list[_FileChip] = []
        self._box = row(None, margins=(12, 4, 12, 2))
        self.setLayout(self._box)
        self.hide()

    @property
    def paths(self) -> list[Path]:
        return list(self._paths)

    def add(self, paths: Sequence[Path]) -> None:
        for path in paths:
            if path not in self._paths:
                self._paths.append(path)
                chip = _FileChip(self._theme, path)
                chip.removed.connect(self._remove)
                self._rows.append(chip)
                self._box.insertWidget(self._box.count() - 1, chip)
        self.setVisible(bool(self._paths))

    def clear(self) -> None:
        for chip in self._rows:
            chip.hide()
            chip.deleteLater()
        self._rows, self._paths = [], []
        self.hide()

    def _remove(self, path: Path) -> None:
        rest = [kept for kept in self._paths if kept != path]
        self.clear()
        self.add(rest)
        if not rest:
            self.emptied.emit()


class _FileChip(QFrame):
    removed = Signal(object)

    def __init__(self, theme: Theme, path: Path) -> None:
        super().__init__()
        self.setObjectName("attachment")
        self.setProperty("ground", "popup")
        self._path = path
        name = label(font=theme.fonts.fine_strong, name="attachment_name")
        metrics = name.fontMetrics()
        name.setText(metrics.elidedText(path.name, Qt.TextElideMode.ElideMiddle, 180))
        name.setToolTip(path.name)
        size = path.stat().st_size if path.is_file() else 0
        told = QLocale().formattedDataSize(size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        detail = label(told, font=theme.fonts.tiny, ink="muted")
        says = self.tr("Take {name} away").format(name=path.name)
        close = tool(theme, "close", name="attachment_remove", says=says, size=14)
        close.setFixedSize(26, 26)
        close.clicked.connect(self._ask)
        words = column(name, detail, gap=0)
        self.setLayout(row(_sign(theme, path), words, close, margins=(6, 4, 4, 4)))
        self.setAccessibleName(self.tr("Attachment {name}, {size}").format(name=path.name, size=told))

    def _ask(self) -> None:
        self.removed.emit(self._path)


def _sign(theme: Theme, path: Path) -> QLabel:
    if path.suffix.lower() in PICTURES:
        loaded = QPixmap(str(path))
        if not loaded.isNull():
            shown = QLabel()
            filled = loaded.scaled(
                THUMBNAIL,
                THUMBNAIL,
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            shown.setPixmap(filled.copy(0, 0, THUMBNAIL, THUMBNAIL))
            shown.setFixedSize(THUMBNAIL, THUMBNAIL)
            return shown
    return picture(theme, "document", "muted", 24)


class HintRow(QFrame):
    """Some phrases at the left, which key sends at the right; what has no room is left out whole, the hint first.

    `phrase_picked(object)`: key of a phrase.
    """

    phrase_picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer_hints")
        self.setProperty("ground", "window")
        self._theme = theme
        self._chips: list[Chip] = []
        self._hint = label(font=theme.fonts.tiny, ink="muted", name="composer_hint")
        self._box = row(None, self._hint, margins=(12, 0, 14, 0), gap=CHIP_GAP)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(self._box)

    def show_hint(self, text: str) -> None:
        self._hint.setText(text)
        self._fit()

    def offer(self, phrases: Sequence[Phrase]) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, phrase in enumerate(phrases[:CHIPS]):
            chip = Chip(self._theme, f"/{phrase.key}")
            chip.setObjectName(f"phrase_{phrase.key}")
            chip.setProperty("phrase", phrase.key)
            chip.setToolTip(phrase.title)
            chip.clicked.connect(self._picked)
            self._chips.append(chip)
            self._box.insertWidget(place, chip)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self._box.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        hint = self._hint.sizeHint().width() + 2 * CHIP_GAP
        chips = sum(chip.sizeHint().width() + CHIP_GAP for chip in self._chips)
        self._hint.setVisible(hint + chips <= room)
        for chip in self._chips:
            room -= chip.sizeHint().width() + CHIP_GAP
            chip.setVisible(room >= 0)

    def _picked(self) -> None:
        self.phrase_picked.emit(self.sender().property("phrase"))
