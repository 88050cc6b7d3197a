"""The window itself: one page at a time, a strip for trouble, a place for toasts; closing hides it and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, ground

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QWheelEvent

    from desktop.ui.widgets.banner import Banner
    from desktop.ui.widgets.toast import Toast

NAME = "Balcão"


class MainWindow(QMainWindow):
    """`closing`: the person closed it. It only hides: what is in flight is finished first, by whom started it.

    `wheel_turned(object)`: 1 or -1, Ctrl and the wheel where nothing scrolls.
    """

    closing = Signal()
    wheel_turned = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setMinimumSize(760, 480)
        self.resize(1280, 820)
        self._theme = theme
        self._page: QWidget | None = None
        self.is_leaving = False
        """The person closed it, perhaps before anybody listened to `closing`."""
        self._frame = ground("window", "frame")
        self._box = column(gap=0)
        self._frame.setLayout(self._box)
        self.setCentralWidget(self._frame)
        self._trouble: Banner | None = None
        self._toast: Toast | None = None
        self.set_heading("", 0)

    def show_page(self, page: QWidget) -> None:
        """The page before is thrown away."""
        if self._page is not None:
            self._page.hide()
            self._box.removeWidget(self._page)
            self._page.deleteLater()
        self._page = page
        self._box.addWidget(page, 1)
        page.show()

    def show_icon(self) -> None:
        """In the title and the taskbar; after the first paint, which draws nothing."""
        from PySide6.QtGui import QIcon

        self.setWindowIcon(QIcon(self._theme.icons.pixmap("logo", self._theme.colours.accent, 64, 1.0)))

    @property
    def page(self) -> QWidget | None:
        return self._page

    @property
    def trouble(self) -> Banner:
        """The strip above everything; made when there is trouble for the first time, not before the first paint."""
        if self._trouble is None:
            from desktop.ui.widgets.banner import Banner, Tone

            self._trouble = Banner(self._theme, Tone.DANGER, dismiss_name=self.tr("Close"))
            self._trouble.setObjectName("trouble")
            self._box.insertWidget(0, self._trouble)
        return self._trouble

    @property
    def toast(self) -> Toast:
        if self._toast is None:
            from desktop.ui.widgets.toast import Toast

            self._toast = Toast(self._theme, self)
            self._toast.setObjectName("toast")
        return self._toast

    def redress(self) -> None:
        """After another language or text size: strip and toast are made anew when they are wanted."""
        for old in (self._trouble, self._toast):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._trouble = self._toast = None

    def show_trouble(self, title: str, text: str, *, only_to_know: bool = False) -> None:
        """Above everything, until the person closes it; never in the way of working on."""
        from desktop.ui.widgets.banner import Tone

        self.trouble.set_tone(Tone.INFO if only_to_know else Tone.DANGER)
        self.trouble.show_text(title, text)

    def show_crash(self, reference: str) -> None:
        """Something failed that nobody expected; `reference` says where, for the support team."""
        text = self.tr("You can go on working. Tell the support team: {reference}").format(reference=reference)
        self.show_trouble(self.tr("Something went wrong, and was noted."), text)

    def set_heading(self, heading: str, unread: int) -> None:
        """Title and taskbar: the number of unread conversations first, where a narrow taskbar still shows it."""
        parts = [part for part in (heading, NAME) if part]
        title = " – ".join(parts)
        self.setWindowTitle(f"({unread}) {title}" if unread else title)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setBadgeNumber(unread)

    def bring_forward(self) -> None:
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned and event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            self.wheel_turned.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.is_leaving = True
        self.hide()
        self.closing.emit()
