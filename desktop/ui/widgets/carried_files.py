"""What is carried into the window by the clipboard or the mouse: files and pictures, or just text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def local_files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def carries_files(data: QMimeData) -> bool:
    """Files, and pictures that are not a picture of text: a table from a spreadsheet comes as both and is text."""
    return bool(local_files(data)) or (data.hasImage() and not data.hasText())
