"""The picture editor before sending: crop, turn, arrow, make unreadable; every step by mouse and by key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from desktop.domain.picture_edits import Tool
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, line, row, tool
from desktop.ui.widgets.edit_canvas import EditCanvas
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.icon_button import IconButton


class PictureEditor(QDialog):
    """Signals: `tool_chosen(object)` a Tool or None; `turned()`, `undone()`, `redone()`.

    Accepted when the result is to be used; Esc leaves the picture as it was.
    """

    tool_chosen = Signal(object)
    turned = Signal()
    undone = Signal()
    redone = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("picture_editor")
        self.setWindowTitle(self.tr("Edit the picture"))
        self._theme = theme
        self.canvas = EditCanvas()
        self.canvas.setObjectName("editor_canvas")
        self.canvas.setAccessibleName(self.tr("Picture {name}").format(name=name))
        self._name = ElidedLabel(font=theme.fonts.fine, ink="muted", name="editor_name")
        self._name.setText(name)
        self._hint = label(font=theme.fonts.fine, ink="muted", wrap=True, name="editor_hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._tools = {
            Tool.CROP: self._tool("crop", "editor_crop", self.tr("Crop")),
            Tool.COVER: self._tool("blur", "editor_cover", self.tr("Make a part unreadable")),
            Tool.ARROW: self._tool("arrow", "editor_arrow", self.tr("Arrow")),
        }
        self._turn = tool(theme, "rotate", name="editor_turn", says=self.tr("Turn to the right"), action="editor_turn")
        self._undo = tool(theme, "undo", name="editor_undo", says=self.tr("Undo"), action="editor_undo")
        self._redo = tool(theme, "redo", name="editor_redo", says=self.tr("Redo"), action="editor_redo")
        self._use = button(self.tr("Use picture"), name="editor_use", look="primary")
        self._use.setProperty("action", "editor_use")
        self._leave = button(self.tr("Cancel"), name="editor_cancel")
        self._wire()
        self._arrange()
        window = parent.window()
        self.resize(window.width() - 48, window.height() - 48)
        self.show_tool(None)
        self.show_steps(undo=False, redo=False)
        self.canvas.setFocus()

    def show_picture(self, image: QImage) -> None:
        self.canvas.show_picture(image)

    def show_tool(self, chosen: Tool | None) -> None:
        for each, made in self._tools.items():
            made.setChecked(each is chosen)
        self.canvas.use(active=chosen is not None, line=chosen is Tool.ARROW)
        self._hint.setText(self._hint_of(chosen))
        self.canvas.setAccessibleDescription(self._hint.text())

    def show_steps(self, *, undo: bool, redo: bool) -> None:
        self._undo.setEnabled(undo)
        self._redo.setEnabled(redo)
        self._use.setEnabled(undo)

    def _hint_of(self, chosen: Tool | None) -> str:
        keys = self.tr("With keys: arrows place it, Shift + arrows size it, Enter applies.")
        first = {
            Tool.CROP: self.tr("Draw over what is to stay."),
            Tool.COVER: self.tr(
                "Draw over what nobody may read: a document number, a face. It cannot be brought back."
            ),
            Tool.ARROW: self.tr("Draw from where it begins to what it shows."),
        }
        return f"{first[chosen]} {keys}" if chosen is not None else self.tr("Choose a tool.")

    def _tool(self, icon: str, name: str, says: str) -> IconButton:
        return tool(self._theme, icon, name=name, says=says, action=name, checked_ink="accent")

    def _wire(self) -> None:
        for each, made in self._tools.items():
            made.setProperty("tool", each.value)
            made.clicked.connect(self._choose)
        self._turn.clicked.connect(self.turned)
        self._undo.clicked.connect(self.undone)
        self._redo.clicked.connect(self.redone)
        self._use.clicked.connect(self.accept)
        self._leave.clicked.connect(self.reject)
        self._use.setAutoDefault(False)
        self._leave.setAutoDefault(False)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What its keys do, by their names."""
        return {
            "editor_crop": self._tools[Tool.CROP].click,
            "editor_cover": self._tools[Tool.COVER].click,
            "editor_arrow": self._tools[Tool.ARROW].click,
            "editor_turn": self._turn.click,
            "editor_undo": self._undo.click,
            "editor_redo": self._redo.click,
            "editor_use": self._use.click,
        }

    def _choose(self, checked: bool) -> None:  # by position, as a signal tells it
        chosen = Tool(self.sender().property("tool")) if checked else None
        self.tool_chosen.emit(chosen)
        self.canvas.setFocus()

    def _arrange(self) -> None:
        ground = QFrame()
        ground.setProperty("ground", "chat")
        ground.setLayout(column(self.canvas, margins=(16, 12, 16, 12)))
        tools = row(
            None, *self._tools.values(), self._turn, 10, self._undo, self._redo, None, margins=(8, 6, 8, 2), gap=4
        )
        ends = row(self._name, None, self._leave, self._use, margins=(16, 6, 16, 14), gap=10)
        ends.setStretchFactor(self._name, 1)
        told = row(self._hint, margins=(16, 0, 16, 4))
        box = column(tools, told, line(), ground, line(), ends, gap=0)
        box.setStretchFactor(ground, 1)
        self.setLayout(box)
