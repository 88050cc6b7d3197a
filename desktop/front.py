"""What is seen first: a window in the person's language and colours, painted before anything heavy is imported.

Here are only Qt's widgets, the theme and the preferences. The loop, the wire types and the views come with
`desktop.app`, on a thread, while the window is already on the screen and answers.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from desktop.infra.paths import Places, places
from desktop.infra.preferences import JsonPreferences
from desktop.infra.profiles import profile_data
from desktop.runtime.crashes import CrashReporter
from desktop.runtime.single_instance import SingleInstance
from desktop.ui.controllers.preferring import Preferring
from desktop.ui.language import Speaker
from desktop.ui.theme.theme import ARGUMENTS, Theme
from desktop.ui.views.opening import OpeningView
from desktop.ui.views.window import NAME, MainWindow

_TURN_MS = 10
"""How long the window waits for its own events before it looks whether the rest is here."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says. `data` replaces the person's own folders; `profile` keeps accounts apart."""

    gateway: str = ""
    profile: str = ""
    language: str = ""
    theme: str = ""
    data: Path | None = None
    smoke: bool = False


@dataclass(frozen=True, slots=True)
class Dress:
    """What all windows of one process share."""

    theme: Theme
    speaker: Speaker
    reporter: CrashReporter


def dress(application: QApplication) -> Dress:
    """Once per process, before the first window."""
    application.setApplicationName(NAME)
    application.setDesktopFileName("balcao")
    application.setQuitOnLastWindowClosed(False)
    theme = Theme(application)
    theme.apply()
    return Dress(theme, Speaker(application), CrashReporter())


class Front:
    """A window as the person wants it to look, with nothing in it yet."""

    def __init__(self, options: Options, wear: Dress) -> None:
        self.places: Places = places(profile_data(options.data, options.profile))
        self.window = MainWindow(wear.theme)
        self.window.setProperty("profile", options.profile)
        file = JsonPreferences(self.places.data / "preferences.json")
        self.preferring = Preferring(file, wear.theme, wear.speaker, self.window)
        self.preferring.begin(language=options.language, scheme=options.theme)
        self.opening = OpeningView(wear.theme)
        self.window.show_page(self.opening)


def start(options: Options) -> int:
    """Run until the window is closed; the answer is the exit code. A second start of a profile shows the first."""
    if options.smoke and options.data is None:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="balcao-smoke-") as folder:
            return _run(replace(options, profile="smoke", data=Path(folder)))
    return _run(options)


Painted = tuple[QApplication, Dress, Front]


def paint_first(options: Options, first: SingleInstance) -> Painted | None:
    """The window on the screen; None where an earlier start of this profile was shown instead."""
    application = QApplication(list(ARGUMENTS))
    if not options.smoke and not first.claim():
        return None
    wear = dress(application)
    front = Front(options, wear)
    front.window.show()
    application.processEvents()
    return application, wear, front


def _run(options: Options) -> int:
    first = SingleInstance(options.profile or "default")
    painted = paint_first(options, first)
    return 0 if painted is None else fill(options, painted, first)


def fill(options: Options, painted: Painted, first: SingleInstance) -> int:
    """Everything behind the window, until it is closed; the answer is the exit code."""
    application, wear, front = painted
    _import_meanwhile(application)
    from desktop.app import main

    return main(application, options, wear, front, first)


def _import_meanwhile(application: QApplication) -> None:
    """Two tenths of a second of imports during which the window can be moved, painted and closed.

    An import that fails fails again where it is wanted, with its reason.
    """
    thread = threading.Thread(target=__import__, args=("desktop.app",), name="balcao-import", daemon=True)
    thread.start()
    while thread.is_alive():
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _TURN_MS)
        thread.join(_TURN_MS / 1000)
