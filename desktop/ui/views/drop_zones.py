"""Two places to let files go over an open conversation: pictures and videos to be seen, or unchanged as documents."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, label, picture, row, set_property
from desktop.ui.widgets.carried_files import local_files

_LEFT_MS = 120
"""So long nothing is held over any zone before they go."""


class _Zone(QFrame):
    """`dropped(object)`: a QMimeData, valid only while the signal is handled. `held(bool)`: files came, or left."""

    dropped = Signal(object)
    held = Signal(bool)

    def __init__(self, theme: Theme, icon: str, title: str, detail: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(f"{title}. {detail}")
        self.setAcceptDrops(True)
        set_property(self, "drop", "idle")
        words = label(title, font=theme.fonts.title, wrap=True)
        more = label(detail, font=theme.fonts.fine, ink="muted", wrap=True)
        for part in (words, more):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        sign = picture(theme, icon, "accent", 40)
        self.setLayout(column(None, row(None, sign, None), words, more, None, margins=(16, 16, 16, 16)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        set_property(self, "drop", "over")
        self.held.emit(True)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_property(self, "drop", "idle")
        self.held.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        set_property(self, "drop", "idle")
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(event.mimeData())


class DropZones(QFrame):
    """Lies over its parent while files are held above it.

    Signals: `files_dropped(object, bool)`: paths, and whether as documents. `image_dropped(object)`: a QImage.
    """

    files_dropped = Signal(object, bool)
    image_dropped = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop_zones")
        self.setProperty("ground", "window")
        self.setAcceptDrops(True)
        seen = self.tr("Pictures upright and without their location")
        self._seen = _Zone(theme, "image", self.tr("As a picture or video"), seen, "drop_seen")
        kept = self.tr("Unchanged, as a file")
        self._kept = _Zone(theme, "document", self.tr("As a document"), kept, "drop_kept")
        self._seen.dropped.connect(self._take_seen)
        self._kept.dropped.connect(self._take_kept)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_LEFT_MS)
        self._leaving.timeout.connect(self.hide)
        for zone in (self._seen, self._kept):
            zone.held.connect(self._held)
        self.setLayout(row(self._seen, self._kept, margins=(16, 16, 16, 16), gap=16))
        self.hide()

    def offer(self) -> None:
        self.setGeometry(self.parentWidget().rect())
        self._leaving.stop()
        self.show()
        self.raise_()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._held(is_held=True)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._held(is_held=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Between the two: nothing was chosen."""
        event.ignore()
        self.hide()

    def _held(self, is_held: bool) -> None:  # by position, as a signal tells it
        """Leaving one zone is told before entering the other; leaving all, or giving up with Esc, is told just so."""
        if is_held:
            self._leaving.stop()
        else:
            self._leaving.start()

    def _take_seen(self, data: QMimeData) -> None:
        self._take(data, as_document=False)

    def _take_kept(self, data: QMimeData) -> None:
        self._take(data, as_document=True)

    def _take(self, data: QMimeData, *, as_document: bool) -> None:
        self.hide()
        paths = local_files(data)
        if paths:
            self.files_dropped.emit(paths, as_document)
        elif data.hasImage():
            self.image_dropped.emit(data.imageData())
