"""The files that go with the next message, one row each: what becomes of it, its own words, and how to leave it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QLineEdit, QProgressBar, QScrollArea, QSizePolicy, QWidget

from desktop.domain.text_limits import CAPTION_CHARACTERS
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, label, row, set_property, tool
from desktop.ui.widgets.elided_label import ElidedLabel

THUMBNAIL = 40
ICONS = {"picture": "image", "sound": "microphone", "film": "video", "keep": "document"}
MOST_HEIGHT = 264
"""Logical pixels; more files are scrolled."""
NARROW = 460
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Face:
    """What a row shows. `ink`: muted, ok or danger. `progress`: 0 to 1 while it is worked on, else None.

    `words`: whether it may have its own caption; `choice`: whether it could go as a document instead;
    `edits`: whether it is a picture that can be edited.
    """

    key: str
    name: str
    size: str
    work: str
    line: str
    ink: str = "muted"
    progress: float | None = None
    words: bool = False
    choice: bool = False
    edits: bool = False
    as_document: bool = False


class AttachmentRow(QFrame):
    """Signals: `removed(str)`, `edit_asked(str)`, `captioned(str, str)`, `document_asked(str, bool)`.

    The first is the key of the file.
    """

    removed = Signal(str)
    edit_asked = Signal(str)
    captioned = Signal(str, str)
    document_asked = Signal(str, bool)

    def __init__(self, theme: Theme, key: str, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attachment")
        self.setProperty("ground", "popup")
        self._theme, self._key = theme, key
        self._sign = QLabel()
        self._sign.setFixedSize(THUMBNAIL, THUMBNAIL)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._work, self._has_picture = "", False
        self._name = ElidedLabel(font=theme.fonts.fine_strong, ink="text", name="attachment_name")
        self._line = label(font=theme.fonts.fine, ink="muted", wrap=True, name="attachment_line")
        self._progress = QProgressBar()
        self._progress.setObjectName("attachment_progress")
        self._progress.setTextVisible(False)
        self._caption = QLineEdit(caption)
        self._caption.setObjectName("attachment_caption")
        self._caption.setProperty("look", "field")
        self._caption.setMaxLength(CAPTION_CHARACTERS)
        self._caption.setPlaceholderText(self.tr("Caption"))
        self._caption.textEdited.connect(self._told_caption)
        self._document = tool(
            theme, "document", name="attachment_document", says=self.tr("As a document"), checked_ink="accent", size=18
        )
        self._document.setFixedSize(30, 30)
        self._document.clicked.connect(self._told_document)
        self._edit = tool(theme, "pencil", name="attachment_edit", says=self.tr("Edit"), size=18)
        self._edit.setFixedSize(30, 30)
        self._edit.clicked.connect(self._told_edit)
        self._close = tool(theme, "close", name="attachment_remove", says=self.tr("Take away"), size=14)
        self._close.setFixedSize(28, 28)
        self._close.clicked.connect(self._told_removed)
        self._arrange()

    def show_face(self, face: Face) -> None:
        if self._work != face.work and not self._has_picture:
            self._show_icon(face.work)
        self._name.setText(face.name)
        self._line.setText(f"{face.size} · {face.line}" if face.size else face.line)
        set_property(self._line, "ink", face.ink)
        self._progress.setVisible(face.progress is not None)
        self._progress.setRange(0, _STEPS if face.progress else 0)
        self._progress.setValue(round((face.progress or 0) * _STEPS))
        self._progress.setAccessibleName(self.tr("Preparing {name}").format(name=face.name))
        self._caption.setVisible(face.words)
        self._caption.setAccessibleName(self.tr("Caption of {name}").format(name=face.name))
        self._document.setVisible(face.choice)
        self._document.setChecked(face.as_document)
        self._document.setAccessibleName(self.tr("Send {name} as a document, unchanged").format(name=face.name))
        self._document.setToolTip(self.tr("Send unchanged, as a document"))
        self._edit.setVisible(face.edits)
        self._edit.setAccessibleName(self.tr("Edit {name}").format(name=face.name))
        self._edit.setToolTip(self.tr("Crop, turn, point at or make parts unreadable"))
        says = self.tr("Take {name} away").format(name=face.name)
        self._close.setAccessibleName(says)
        self._close.setToolTip(says)
        self.setAccessibleName(", ".join(part for part in (face.name, face.size, face.line) if part))

    def _show_icon(self, work: str) -> None:
        self._work = work
        icon = self._theme.icons.pixmap(
            ICONS.get(work, "document"), self._theme.colours.muted, 24, self.devicePixelRatioF()
        )
        self._sign.setPixmap(icon)

    def show_picture(self, image: QImage) -> None:
        """`image`: as many device pixels as the sign has."""
        made = QPixmap.fromImage(image)
        made.setDevicePixelRatio(self.devicePixelRatioF())
        self._has_picture = True
        self._sign.setPixmap(made)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._inner.direction() != way:
            self._inner.setDirection(way)

    def _arrange(self) -> None:
        words = QWidget()
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words.setLayout(column(self._name, self._line, self._progress, gap=1))
        self._inner = row(words, self._caption, gap=6)
        self._inner.setStretchFactor(words, 3)
        self._inner.setStretchFactor(self._caption, 2)
        box = row(self._sign, self._inner, self._edit, self._document, self._close, margins=(8, 5, 4, 5), gap=6)
        box.setStretchFactor(self._inner, 1)
        self.setLayout(box)

    def _told_removed(self) -> None:
        self.removed.emit(self._key)

    def _told_edit(self) -> None:
        self.edit_asked.emit(self._key)

    def _told_caption(self, text: str) -> None:
        self.captioned.emit(self._key, text)

    def _told_document(self, checked: bool) -> None:
        self.document_asked.emit(self._key, checked)


class AttachmentBar(QScrollArea):
    """Hidden while there is no file. Signals as those of a row."""

    removed = Signal(str)
    edit_asked = Signal(str)
    captioned = Signal(str, str)
    document_asked = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attachment_bar")
        self.setAccessibleName(self.tr("Attached files"))
        self._theme = theme
        self._rows: dict[str, AttachmentRow] = {}
        self._inside = QWidget()
        self._inside.setProperty("ground", "window")
        self._box = column(margins=(12, 4, 12, 4), gap=4)
        self._inside.setLayout(self._box)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_files(self, faces: Sequence[Face], captions: Sequence[str]) -> None:
        """Exactly these, in this order; rows that stay keep their focus."""
        wanted = {face.key for face in faces}
        for key in [key for key in self._rows if key not in wanted]:
            gone = self._rows.pop(key)
            self._box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, (face, caption) in enumerate(zip(faces, captions, strict=True)):
            if face.key not in self._rows:
                self._rows[face.key] = self._made(face.key, caption)
                self._box.insertWidget(place, self._rows[face.key])
            self._rows[face.key].show_face(face)
        self.setVisible(bool(faces))
        self._fit()

    @property
    def has_files(self) -> bool:
        return bool(self._rows)

    def row_of(self, key: str) -> AttachmentRow | None:
        return self._rows.get(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _made(self, key: str, caption: str) -> AttachmentRow:
        made = AttachmentRow(self._theme, key, caption)
        made.removed.connect(self.removed)
        made.edit_asked.connect(self.edit_asked)
        made.captioned.connect(self.captioned)
        made.document_asked.connect(self.document_asked)
        return made

    def _fit(self) -> None:
        """As high as its rows, up to a bound; a wrapped line needs more height the narrower it is."""
        width = self.viewport().width()
        wanted = self._box.heightForWidth(width) if self._box.hasHeightForWidth() else self._box.sizeHint().height()
        self.setFixedHeight(max(1, min(wanted, MOST_HEIGHT)))
