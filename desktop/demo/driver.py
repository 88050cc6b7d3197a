"""Hands on the real widgets: finds them by object name, clicks and types, waits for what a person would wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLineEdit, QMenu, QWidget

W = TypeVar("W", bound=QWidget)

PATIENCE_SECONDS = 40.0
_TICK_SECONDS = 0.02


class StoryError(Exception):
    """A step did not happen in time; the text names the step for the person who runs the demo."""


class Hands:
    """Works one window as an agent does."""

    def __init__(self, window: QWidget, *, unhurried: bool = False) -> None:
        self.window = window
        self._unhurried = unhurried

    def find(self, kind: type[W], name: str) -> W | None:
        """The visible widget of that name, in the window or in a dialog above it."""
        for place in (self.window, *self.window.findChildren(QWidget)):
            if isinstance(place, kind) and place.objectName() == name and place.isVisible():
                return place
        return None

    async def see(self, kind: type[W], name: str) -> W:
        """Wait until the widget is there and can be used."""
        await self.until(lambda: self.find(kind, name) is not None, f"{name} is shown")
        widget = self.find(kind, name)
        if widget is None:
            raise StoryError(f"{name} went away")
        return widget

    async def click(self, name: str) -> None:
        widget = await self.see(QWidget, name)
        await self.until(widget.isEnabled, f"{name} can be clicked")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        await self.breathe()

    async def fill(self, name: str, text: str) -> None:
        """Replace what stands in a one-line field."""
        widget = await self.see(QLineEdit, name)
        widget.setFocus()
        widget.selectAll()
        if not text:
            QTest.keyClick(widget, Qt.Key.Key_Delete)
        for character in text:
            _strike(widget, character)
        await self.breathe()

    async def choose(self, menu_name: str, action_name: str) -> None:
        """Click an action of an open menu."""
        menu = await self.see(QMenu, menu_name)
        action = next((item for item in menu.actions() if item.objectName() == action_name), None)
        if action is None or not action.isEnabled():
            raise StoryError(f"{action_name} cannot be chosen")
        QTest.mouseClick(
            menu,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            menu.actionGeometry(action).center(),
        )
        await self.breathe()

    async def click_row(self, list_name: str, index: QModelIndex) -> None:
        """Click the middle of a row of a list, after scrolling to it."""
        view = await self.see(QAbstractItemView, list_name)
        view.scrollTo(index)
        place: QPoint = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        await self.breathe()

    async def write(self, name: str, text: str) -> None:
        """Focus the input and type, key by key."""
        widget = await self.see(QWidget, name)
        widget.setFocus()
        for character in text:
            _strike(widget, character)
            if self._unhurried:
                await asyncio.sleep(0.02)
        await self.breathe()

    async def type_here(self, text: str) -> None:
        """Into whatever has the focus."""
        for character in text:
            _strike(self.window.focusWidget() or self.window, character)
        await self.breathe()

    async def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        on: str | None = None,
    ) -> None:
        """A key for the named widget, or for whichever has the focus. Shortcuts need the window in front."""
        if not self.window.isActiveWindow() and QApplication.activeModalWidget() is None:
            self.window.activateWindow()
            await self.until(self.window.isActiveWindow, "the window is in front")
        target = await self.see(QWidget, on) if on else (self.window.focusWidget() or self.window)
        QTest.keyClick(target, key, modifier)
        await self.breathe()

    async def until(self, condition: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait for a condition. Raises StoryError with `what` when it does not come true in time."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not condition():
            if loop.time() > end:
                raise StoryError(f"waited {seconds:.0f} s in vain until {what}")
            await asyncio.sleep(_TICK_SECONDS)

    async def until_async(
        self, condition: Callable[[], Awaitable[bool]], what: str, seconds: float = PATIENCE_SECONDS
    ) -> None:
        """The same for a condition that has to look on the disk."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not await condition():
            if loop.time() > end:
                raise StoryError(f"waited {seconds:.0f} s in vain until {what}")
            await asyncio.sleep(_TICK_SECONDS)

    async def breathe(self) -> None:
        """Let the window react, as it would between two actions of a person."""
        await asyncio.sleep(0.4 if self._unhurried else 0.05)

    async def shot(self, folder: Path, name: str) -> None:
        """Write what the window shows now, with the dialogs above it."""
        await asyncio.sleep(0.15)  # the change sets of the last 30 ms, and the paint they cause
        picture = self.window.grab()
        painter = QPainter(picture)
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                painter.fillRect(self.window.rect(), QColor(0, 0, 0, 90))
                painter.drawPixmap(self.window.rect().center() - dialog.rect().center(), dialog.grab())
        painter.end()
        if not picture.save(str(folder / f"{name}.png")):
            raise StoryError(f"the picture {name}.png could not be written")


def _strike(widget: QWidget, character: str) -> None:
    """One key down and up. QTest's own helper aborts at letters like "á"."""
    key = ord(character.upper()) if character.isascii() else 0
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character))
