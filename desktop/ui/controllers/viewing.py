"""A file as the viewer shows it, read and decoded in a thread: bounded pixels, bounded text, one page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from desktop.domain.gallery import TEXT_BYTES, Show, readable
from desktop.ui.controllers.decoding import Animation, animation, decoded

_SIDE: Final = 4096
_MOVING: Final = 1024
_PAGE_SIDE: Final = 2200
"""Pixels of a page on its longer side; enough to read small print at twice the size of a screen."""


@dataclass(frozen=True, slots=True)
class View:
    """One of `picture`, `moving` and `text`, or none where it cannot be shown. `pages`: of a document."""

    picture: QImage | None = None
    moving: Animation | None = None
    text: str | None = None
    pages: int = 0


def view_of(path: Path, show: Show, page: int = 0) -> View:
    """Blocks."""
    try:
        if show is Show.PICTURE:
            moving = animation(path, QSize(_MOVING, _MOVING))
            return View(moving=moving) if moving is not None else View(decoded(path, QSize(_SIDE, _SIDE)))
        if show is Show.TEXT:
            with path.open("rb") as stream:
                return View(text=readable(stream.read(TEXT_BYTES)))
        return _page(path, page) if show is Show.PAGES else View()
    except OSError:
        return View()


def _page(path: Path, page: int) -> View:
    """Drawn by Qt's copy of PDFium, which is loaded at the first document."""
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument(None)
    try:
        if document.load(str(path)) != QPdfDocument.Error.None_ or not document.pageCount():
            return View()
        page = max(0, min(page, document.pageCount() - 1))
        size = document.pagePointSize(page)
        longest = max(size.width(), size.height())
        if not longest > 0:
            return View()
        scale = _PAGE_SIDE / longest
        drawn = document.render(page, QSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale))))
        if drawn.isNull():
            return View()
        paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
        paper.fill(0xFFFFFFFF)
        _lay(drawn, paper)
        return View(paper, pages=document.pageCount())
    finally:
        document.close()


def _lay(drawn: QImage, paper: QImage) -> None:
    """Pages are drawn without their paper."""
    from PySide6.QtGui import QPainter

    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
