"""A part of a form that is as high as its content while there is room, and scrolls when there is not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy

from desktop.ui.theme.tokens import SIZES

_LEAST = 90
"""Below this height in pixels nothing could be read in it."""


class FittingScroll(QScrollArea):
    """Never scrolls to the side: it asks for the width that its content needs."""

    def __init__(self, content: QLayout, ground: str) -> None:
        super().__init__()
        inside = QFrame()
        inside.setProperty("ground", ground)
        content.setContentsMargins(0, 0, SIZES.scroll_bar, 0)
        inside.setLayout(content)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        inside, width = self.widget(), self.viewport().width()
        hint = inside.sizeHint()
        return QSize(hint.width(), inside.heightForWidth(width) if inside.hasHeightForWidth() else hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.widget().minimumSizeHint().width(), min(_LEAST, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
