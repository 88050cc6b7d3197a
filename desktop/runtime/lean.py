"""What libraries load or read for uses that this program does not make of them is left out."""

from __future__ import annotations

import gc
import linecache
import sys
from typing import Final

_SEARCH: Final = "shibokensupport.feature"
_COMMAND_LINE: Final = "httpx._main"


def begin_lean() -> None:
    """Call once per process, before anything of the desktop that imports Qt or httpx.

    Qt for Python reads the source of every module that is imported, to see whether it names PySide6 and may switch to
    `snake_case` (`from __feature__ import …`): a twentieth of the time to the first window, and afterwards the text of
    900 modules, 12 MB, stays in `linecache`. Nothing here switches, so every module is answered for without a look.

    httpx brings its command line along wherever click, rich and pygments are installed: another 5 to 10 MB. Without
    it httpx says so to who calls its `main`, as in an installation that never had them.
    """
    # Nothing becomes garbage while modules are imported, and a worker thread must never collect what is Qt's.
    gc.disable()
    import PySide6.QtCore  # noqa: F401 - it is what installs the search

    search = sys.modules.get(_SEARCH)
    if hasattr(search, "_mod_uses_pyside"):
        search._mod_uses_pyside = _uses_no_feature
    linecache.clearcache()
    sys.modules.setdefault(_COMMAND_LINE, None)  # type: ignore[arg-type] - None: importing it is an ImportError


def _uses_no_feature(_module: object) -> bool:
    """True is the answer for a module of Qt that keeps Qt's own names."""
    return True
