"""Two places to let files go over an open conversation: pictures and videos to be seen, or unchanged as documents."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, label, picture, row, set_property
from desktop.ui.widgets.carried_files import local_files


class _Zone(QFrame):
    """`dropped(object)`: a QMimeData, valid only while the signal is handled. `left()`: the files went away again."""

    dropped = Signal(object)
    left = Signal()

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
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_property(self, "drop", "idle")
        self.left.emit()

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
        for zone in (self._seen, self._kept):
            zone.left.connect(self._look_again)
        self.setLayout(row(self._seen, self._kept, margins=(16, 16, 16, 16), gap=16))
        self.hide()

    def offer(self) -> None:
        self.setGeometry(self.parentWidget().rect())
        self.show()
        self.raise_()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._look_again()

    def dropEvent(self, event: QDropEvent) -> None:
        """Between the two: nothing was chosen."""
        event.ignore()
        self.hide()

    def _look_again(self) -> None:
        """From one zone to the other they stay; outside they go."""
        if not self.rect().contains(self.mapFromGlobal(self.cursor().pos())):
            self.hide()

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
