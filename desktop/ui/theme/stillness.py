"""Movement that Qt makes by itself: menus that unroll, tips that fade, the blinking of the cursor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


class Stillness:
    """Knows what the system had, and gives it back."""

    def __init__(self, application: QApplication) -> None:
        self._hints = application.styleHints()
        self._had = [effect for effect in _EFFECTS if QApplication.isEffectEnabled(effect)]
        self._flash = self._hints.cursorFlashTime()

    def set(self, *, still: bool) -> None:
        for effect in self._had:
            QApplication.setEffectEnabled(effect, not still)
        self._hints.setCursorFlashTime(0 if still else self._flash)
