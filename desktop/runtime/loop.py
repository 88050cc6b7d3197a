"""The only place that knows qasync: Qt and asyncio on one loop, until the main coroutine returns."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtWidgets import QApplication

WORKERS = 6
"""Threads for files, the keyring and the local store; the network needs none."""

Main = Callable[[], Coroutine[Any, Any, int]]


def run(application: QApplication, main: Main) -> int:
    """Run `main` and answer its exit code. The loop ends because `main` returned, never because a window was closed."""
    os.environ.setdefault("QT_API", "pyside6")
    import qasync  # picks its binding by what is imported already

    application.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(application)
    # qasync's own executor is a thread per worker that closing waits for without a bound.
    executor = ThreadPoolExecutor(WORKERS, thread_name_prefix="balcao")
    loop.set_default_executor(executor)
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(main())
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        loop.close()
        asyncio.set_event_loop(None)
