"""The only place that knows qasync: Qt and asyncio on one loop, until the main coroutine returns."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from typing import Any

from PySide6.QtWidgets import QApplication

from desktop.runtime.calls import CallsFromThreads
from desktop.runtime.garbage import GarbageCollector

SWITCH_SECONDS = 0.001
"""How soon a thread of the store makes way for the window; Python's own 5 ms are a third of a frame."""
WORKERS = 6
"""Threads for files, the keyring and the local store; the network needs none."""

Main = Callable[[], Coroutine[Any, Any, int]]


def build_loop(application: QApplication) -> asyncio.AbstractEventLoop:
    """qasync's loop with what every loop of asyncio does and qasync's does not.

    It closes abandoned async generators: else a cancelled stream of events is closed by the garbage collector, which
    cannot wait for anything. Other threads reach it without touching Qt: see runtime/calls.py. Its workers are threads
    of Python that start when there is work, where qasync has ten of Qt.
    """
    os.environ.setdefault("QT_API", "pyside6")
    import qasync  # picks its binding by what is imported already

    class QtLoop(qasync.QEventLoop):  # type: ignore[misc, valid-type, name-defined]
        def __init__(self, application: QApplication) -> None:
            super().__init__(application)
            self._calls = CallsFromThreads(self._add_callback)
            self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="balcao")
            self.set_default_executor(self._workers)

        def run_forever(self) -> int:
            before = sys.get_asyncgen_hooks()
            sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook)
            try:
                return int(super().run_forever())
            finally:
                sys.set_asyncgen_hooks(*before)

        def call_soon_threadsafe(
            self, callback: Callable[..., object], *args: Any, context: Context | None = None
        ) -> asyncio.Handle:
            handle = asyncio.Handle(callback, args, self, context)
            self._calls.put(handle)
            return handle

        def close(self) -> None:
            """What runs in a worker is waited for; what waits for one is not."""
            if not self.is_running():
                self._calls.close()
                self._workers.shutdown(wait=False, cancel_futures=True)
            super().close()

    return QtLoop(application)


def run(application: QApplication, main: Main) -> int:
    """Run `main` and answer its exit code. The loop ends because `main` returned, never because a window was closed."""
    application.setQuitOnLastWindowClosed(False)
    loop = build_loop(application)
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
        loop.close()
        asyncio.set_event_loop(None)
