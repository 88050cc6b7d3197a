"""Goes to what a picture shows, waits until nothing moves any more, and takes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.demo.driver import StoryError
from desktop.demo.tour import camera
from desktop.demo.tour.guide import SIZE, Guide
from desktop.demo.tour.watcher import Spot
from server_stub.contract.content import Kind
from server_stub.contract.model import Message

_STILL_SECONDS = 0.12
_LOOKS = 30
_EDGE = 24
_FRAME = 1


class Photographer:
    """Takes pictures of one guide's window."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide

    def fit(self) -> None:
        """The size in which messages are taken."""
        self.guide.resize(*SIZE)

    async def message(self, spot: Spot) -> Image.Image:
        """The bubbles of a spot, once their files are here and they got as far as they will."""
        guide = self.guide
        await guide.hands.until_async(lambda: self._is_settled(spot), f"{spot.name} is settled")
        await guide.open(spot.customer)
        view = await guide.timeline()
        await guide.hands.until(lambda: len(camera.rows_of(view, spot.ids)) == len(spot.ids), f"{spot.name} is shown")
        ground = guide.theme.colour("chat")
        return await self._still(lambda: camera.bubbles(view, camera.rows_of(view, spot.ids), ground))

    async def part(self, widget: QWidget) -> Image.Image:
        """One widget of the window, with what lies over it."""
        window = self.guide.agent.window
        return await self._still(lambda: camera.window(window, camera.around(window, [widget])))

    async def dialog(self, name: str) -> Image.Image:
        """A dialog, with a little of the window below it."""
        window = self.guide.agent.window
        shown = await self.guide.hands.see(QDialog, name)
        return await self._still(lambda: camera.window(window, camera.around(window, [shown], _EDGE)))

    async def form(self, name: str) -> Image.Image:
        """The same, and close it."""
        picture = await self.dialog(name)
        shown = await self.guide.hands.see(QDialog, name)
        shown.reject()
        await self.guide.gone(name)
        return picture

    async def composer(self, *above: str) -> Image.Image:
        """The field with its buttons, and what has opened above it."""
        hands, window = self.guide.hands, self.guide.agent.window
        parts = [await hands.see(QWidget, name) for name in ("composer", *above)]
        margin = _EDGE // 2 if above else _FRAME
        return await self._still(lambda: camera.window(window, camera.around(window, parts, margin)))

    async def click_middle(self, name: str) -> None:
        """The middle of the first message of a spot."""
        view, place = await self._place(name)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        await self.guide.hands.breathe()

    async def choose_of(self, name: str, action: str) -> None:
        """An action of the menu of a spot's first message."""
        view, place = await self._place(name)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
        QApplication.sendEvent(view, asked)
        await self.guide.hands.choose("message_menu", action)

    async def edit_with(self, tool: str, begin: tuple[float, float], end: tuple[float, float]) -> None:
        """With a tool of the picture editor; places are shares of its canvas."""
        await self.guide.hands.click(tool)
        canvas = await self.guide.hands.see(QWidget, "editor_canvas")
        points = [QPointF(x * canvas.width(), y * canvas.height()) for x, y in (begin, end)]
        kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)
        for kind, point in zip(kinds, (points[0], points[1], points[1]), strict=True):
            button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
            event = QMouseEvent(kind, point, canvas.mapToGlobal(point), button, Qt.MouseButton.LeftButton, _NONE)
            QApplication.sendEvent(canvas, event)
        undo = await self.guide.hands.see(QWidget, "editor_undo")
        await self.guide.hands.until(undo.isEnabled, f"{tool} has changed the picture")

    async def _place(self, name: str) -> tuple[QWidget, QPoint]:
        """The viewport of the timeline, and where the first message of a spot is in it."""
        spot = next((it for it in self.guide.spots if it.name == name), None)
        if spot is None:
            raise StoryError(f"{name} was not on the tour")
        view = await self.guide.timeline()
        await self.guide.hands.until(lambda: bool(camera.rows_of(view, spot.ids)), f"{name} is shown")
        index = view.model().index(camera.rows_of(view, spot.ids)[0], 0)
        view.scrollTo(index)
        area = view.visualRect(index)
        return view.viewport(), QPoint(area.left() + min(120, area.width() // 4), area.center().y())

    async def _is_settled(self, spot: Spot) -> bool:
        found = [it for it in await self.guide.messages(spot.customer) if it.id in spot.ids]
        return len(found) == len(spot.ids) and all([await self._is_complete(it, spot) for it in found])

    async def _is_complete(self, message: Message, spot: Spot) -> bool:
        """Arrived where it was going; its file is on this computer."""
        ours = message.direction == "out" and message.content.kind not in (Kind.NOTE, Kind.SYSTEM)
        if ours and message.status not in spot.until:
            return False
        media = message.content.media
        if media is None:
            return True
        if media.state != "ready":
            return False
        await self.guide.desk.media_file(media.id)
        return True

    async def _still(self, take: Callable[[], Image.Image]) -> Image.Image:
        """What is shown once three looks are the same; what moves for ever is taken as it is."""
        last, same = take(), 0
        for _ in range(_LOOKS):
            await asyncio.sleep(_STILL_SECONDS)
            now = take()
            same = same + 1 if now.tobytes() == last.tobytes() else 0
            last = now
            if same == 2:
                break
        return last


_NONE = Qt.KeyboardModifier.NoModifier
