"""Rules for every test: which loop it runs on, and what makes it fail besides its own assertions."""

from __future__ import annotations

import asyncio
import atexit
import os
import shutil
import tempfile
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers import network_guard, owned_tasks
from tests.helpers.garbage import collected_here  # noqa: F401 - fixtures are found by name
from tests.helpers.logfail import expected_logs  # noqa: F401
from tests.helpers.network_guard import only_this_machine  # noqa: F401
from tests.helpers.owned_tasks import no_leaked_tasks  # noqa: F401


def _prepare_environment() -> None:
    """No screen, no keyring, and nothing of the person's own folders."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_API", "pyside6")
    os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    home = tempfile.mkdtemp(prefix="balcao-tests-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[name] = home


def _choose_examples() -> None:
    """The same examples each time: a commit passes or fails for what it changes. `make explore` looks for others.

    No law has a deadline: what holds for every example holds on a slow and busy machine too; `balcao-bench` measures.
    """
    settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("balcao", settings.get_profile("explore"), derandomize=True)
    settings.load_profile("balcao")


_prepare_environment()
_choose_examples()
network_guard.install()


def _qt_loop() -> asyncio.AbstractEventLoop:
    from PySide6 import QtWidgets

    from desktop.runtime.loop import build_loop
    from desktop.ui.theme.theme import ARGUMENTS

    application = QtWidgets.QApplication.instance() or QtWidgets.QApplication(list(ARGUMENTS))
    application.setQuitOnLastWindowClosed(False)
    return build_loop(application)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """pytest-qt's application is made as ours is."""
    from desktop.ui.theme.theme import ARGUMENTS

    return list(ARGUMENTS)


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> dict[str, Any]:
    """qasync for tests that use Qt (qasync and asyncio cannot share a loop), asyncio for the rest."""
    if {"qtbot", "qapp"} & set(getattr(item, "fixturenames", ())):
        return {"qt": _qt_loop}
    return {"asyncio": asyncio.new_event_loop}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    owned_tasks.wrap(items)
