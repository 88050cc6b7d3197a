"""Hands on the real widgets: looks for them by object name, clicks and types, waits for what a person would wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget

W = TypeVar("W", bound=QWidget)

PATIENCE_SECONDS = 20.0
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
            QTest.keyClicks(widget, character)
            if self._unhurried:
                await asyncio.sleep(0.02)
        await self.breathe()

    async def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        on: str | None = None,
    ) -> None:
        """A key for the named widget, or for whichever has the focus."""
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

    async def breathe(self) -> None:
        """Let the window react, as it would between two actions of a person."""
        await asyncio.sleep(0.4 if self._unhurried else 0.05)

    async def shot(self, folder: Path, name: str) -> None:
        """Write what the window shows now."""
        await asyncio.sleep(0.15)  # the change sets of the last 30 ms, and the paint they cause
        if not self.window.grab().save(str(folder / f"{name}.png")):
            raise StoryError(f"the picture {name}.png could not be written")
