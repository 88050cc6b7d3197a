"""One rule for loops: tests that ask for Qt run on a Qt loop, all others on a plain one."""

from __future__ import annotations

import asyncio
import os
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

import pytest


def _qt_loop() -> asyncio.AbstractEventLoop:
    import qasync
    from PySide6 import QtWidgets

    application = QtWidgets.QApplication.instance() or QtWidgets.QApplication([])
    application.setQuitOnLastWindowClosed(False)
    return qasync.QEventLoop(application)


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> dict[str, Any]:
    """qasync for tests that use Qt (qasync and asyncio cannot share a loop), asyncio for the rest."""
    if {"qtbot", "qapp"} & set(getattr(item, "fixturenames", ())):
        return {"qt": _qt_loop}
    return {"asyncio": asyncio.new_event_loop}
