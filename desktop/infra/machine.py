"""What this computer and the line to its screen ask of programs that move things."""

from __future__ import annotations

import os
import sys

from desktop.domain.effects import is_remote

_SM_REMOTESESSION = 0x1000
_SPI_GETCLIENTAREAANIMATION = 0x1042
"""Of winuser.h: the session is drawn on another computer; whether windows may animate what is in them."""


def asks_for_few_effects() -> bool:
    """A remote session, or "show animations" switched off in Windows; elsewhere Qt does not tell of such a switch."""
    return is_remote(os.environ) or (sys.platform == "win32" and _windows_asks())


def _windows_asks() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    user32, animates = ctypes.windll.user32, ctypes.c_int(1)
    user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animates), 0)
    return bool(user32.GetSystemMetrics(_SM_REMOTESESSION)) or not animates.value
