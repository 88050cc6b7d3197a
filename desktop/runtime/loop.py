"""The only place that knows qasync: Qt and asyncio on one loop, until the main coroutine returns."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtWidgets import QApplication

from desktop.runtime.garbage import GarbageCollector

SWITCH_SECONDS = 0.001
"""How soon a thread of the store makes way for the window; Python's own 5 ms are a third of a frame."""
WORKERS = 6
"""Threads for files, the keyring and the local store; the network needs none."""

Main = Callable[[], Coroutine[Any, Any, int]]


def build_loop(application: QApplication) -> asyncio.AbstractEventLoop:
    """A loop of Qt that closes abandoned async generators, as every loop of asyncio does but qasync's does not.

    Without it a cancelled stream of events is closed by the garbage collector, which cannot wait for anything.
    """
    os.environ.setdefault("QT_API", "pyside6")
    import qasync  # picks its binding by what is imported already

    class QtLoop(qasync.QEventLoop):  # type: ignore[misc, valid-type, name-defined]
        def run_forever(self) -> int:
            before = sys.get_asyncgen_hooks()
            sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook)
            try:
                return int(super().run_forever())
            finally:
                sys.set_asyncgen_hooks(*before)

    return QtLoop(application)


def run(application: QApplication, main: Main) -> int:
    """Run `main` and answer its exit code. The loop ends because `main` returned, never because a window was closed."""
    application.setQuitOnLastWindowClosed(False)
    loop = build_loop(application)
    # qasync's own executor is a thread per worker that closing waits for without a bound.
    executor = ThreadPoolExecutor(WORKERS, thread_name_prefix="balcao")
    loop.set_default_executor(executor)
    asyncio.set_event_loop(loop)
    garbage = GarbageCollector()
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    garbage.start()
    try:
        return loop.run_until_complete(main())
    finally:
        sys.setswitchinterval(before)
        garbage.stop()
        executor.shutdown(wait=False, cancel_futures=True)
        loop.close()
        asyncio.set_event_loop(None)
