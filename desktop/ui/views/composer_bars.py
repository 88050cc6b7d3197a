"""Strips above the input: the message that is answered, and the files that will go with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, ground, label, picture, row, tool

THUMBNAIL = 36
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"})


class QuoteBar(QFrame):
    """`cancelled`: the answer becomes an ordinary message."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quote_bar")
        self._who = label(font=theme.fonts.fine_strong, ink="link", name="quote_who")
        self._text = label(font=theme.fonts.fine, ink="muted", name="quote_text")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
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


def hint_row(theme: Theme) -> tuple[QFrame, QLabel]:
    """The thin row with phrases at the left and, at the right, which key sends."""
    frame = ground("window", "composer_hints")
    hint = label(font=theme.fonts.tiny, ink="muted", name="composer_hint")
    frame.setLayout(row(None, hint, margins=(12, 0, 14, 0), gap=6))
    return frame, hint
