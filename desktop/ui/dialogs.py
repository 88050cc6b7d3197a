"""Dialogs without a nested event loop: shown with open(), awaited through a future."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget


class _Outcome(QObject):
    """Holds the future that the dialog's `finished` settles; a method, because a lambda would outlive the dialog."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        dialog.finished.connect(self.settle)

    def settle(self, code: int) -> None:
        if not self.future.done():
            self.future.set_result(code)


async def finished(dialog: QDialog) -> int:
    """Show `dialog` over its parent and wait for its result; if the waiting task is cancelled, it closes too."""
    outcome = _Outcome(dialog)
    _centre(dialog)
    dialog.open()
    try:
        return await outcome.future
    finally:
        dialog.close()
        dialog.deleteLater()
        _return_focus(dialog)


def _centre(dialog: QDialog) -> None:
    """Over its window; some platforms put dialogs in a corner otherwise."""
    parent = dialog.parentWidget()
    if parent is not None and not isinstance(dialog, QFileDialog):
        dialog.ensurePolished()
        size = dialog.size().expandedTo(dialog.sizeHint()) if dialog.layout() is not None else dialog.size()
        area = parent.window().frameGeometry()
        dialog.move(area.center().x() - size.width() // 2, max(area.top(), area.center().y() - size.height() // 2))


def _return_focus(dialog: QDialog) -> None:
    """Where no window manager does it, the keys of the window below would be dead."""
    parent = dialog.parentWidget()
    if parent is not None and QApplication.activeWindow() is None and parent.window().isVisible():
        parent.window().activateWindow()


async def confirmed(parent: QWidget, *, title: str, question: str, action: str, cancel: str) -> bool:
    """Ask before something that cannot be undone. The safe answer has the focus; Esc means no."""
    box = QMessageBox(parent)
    box.setObjectName("confirm")
    box.setWindowTitle(title)
    box.setText(question)
    yes = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
    yes.setObjectName("confirm_yes")
    no = box.addButton(cancel, QMessageBox.ButtonRole.RejectRole)
    no.setObjectName("confirm_no")
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    answer = _Clicked(box)
    await finished(box)
    return answer.button is yes


class _Clicked(QObject):
    """Remembers the button: the dialog is gone when the answer is needed."""

    def __init__(self, box: QMessageBox) -> None:
        super().__init__(box)
        self.button: object | None = None
        box.buttonClicked.connect(self.remember)

    def remember(self, button: object) -> None:
        self.button = button


async def chosen_files(parent: QWidget, *, title: str) -> list[Path]:
    """Files that the person picked, none when they changed their mind."""
    dialog = QFileDialog(parent, title)
    dialog.setObjectName("attach_dialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    picked = _Picked(dialog)
    code = await finished(dialog)
    return picked.paths if code == QDialog.DialogCode.Accepted else []


async def chosen_file(parent: QWidget, *, title: str, kinds: str) -> Path | None:
    """One file that the person picked, None when they changed their mind. `kinds`: a name filter of Qt."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setObjectName("file_dialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    picked = _Picked(dialog)
    code = await finished(dialog)
    return picked.paths[0] if code == QDialog.DialogCode.Accepted and picked.paths else None


async def chosen_target(parent: QWidget, *, title: str, name: str) -> Path | None:
    """Where the person wants a file called `name` to be written; None when they changed their mind."""
    dialog = QFileDialog(parent, title)
    dialog.setObjectName("save_dialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    picked = _Picked(dialog)
    code = await finished(dialog)
    return picked.paths[0] if code == QDialog.DialogCode.Accepted and picked.paths else None


class _Picked(QObject):
    def __init__(self, dialog: QFileDialog) -> None:
        super().__init__(dialog)
        self.paths: list[Path] = []
        dialog.filesSelected.connect(self.remember)

    def remember(self, names: list[str]) -> None:
        self.paths = [Path(name) for name in names]
