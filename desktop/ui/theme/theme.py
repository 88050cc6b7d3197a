"""The theme in use: follows the system's scheme or a choice, and changes while the program runs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor, QPalette, QPen
from PySide6.QtWidgets import QApplication

from desktop.ui.theme.fonts import Fonts, build_fonts
from desktop.ui.theme.icons import IconSet, icons_folder
from desktop.ui.theme.palette import build_palette
from desktop.ui.theme.stylesheet import build_stylesheet
from desktop.ui.theme.tokens import DARK, LIGHT, SIZES, Colours

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from desktop.ui.theme.faces import FaceCache
    from desktop.ui.theme.stillness import Stillness


ARGUMENTS: Final = ("balcao", "-style", "fusion")
"""What a QApplication is made with: asked for its style afterwards, Qt for Python builds all enums of QStyle first, a
tenth of the time to the first window. It is the same with `Qt`: what is on the way to that window says `QtCore.Qt`
where it uses it, so that a hundred enums are not built by an import."""
_MIDDLE: Final = 128


class Scheme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast_light"
    CONTRAST_DARK = "contrast_dark"


class Theme(QObject):
    """Colours, fonts, icons and faces for everything that paints. One per application, passed to who needs it.

    Signals:
        changed(): colours or fonts are different; caches must go and views repaint.
    """

    changed = Signal()

    def __init__(
        self,
        application: QApplication,
        *,
        scheme: Scheme = Scheme.SYSTEM,
        text_scale: float = 1.0,
        icons: Path | None = None,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._scheme = scheme
        self._text_scale = text_scale
        self.icons = IconSet(icons or icons_folder())
        self.fonts: Fonts = build_fonts(text_scale)
        self._faces: FaceCache | None = None
        self.is_still = False
        """Nothing is to move that need not."""
        self._stillness: Stillness | None = None
        self._system = self._of_system() if "Qt" in vars(QtCore) else _at_a_glance(application)
        self.colours: Colours = self._wanted()
        application.styleHints().colorSchemeChanged.connect(self.ask_system)
        application.styleHints().accessibility().contrastPreferenceChanged.connect(self.ask_system)

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    @property
    def text_scale(self) -> float:
        return self._text_scale

    @property
    def faces(self) -> FaceCache:
        """Made with the first face: painters are not needed for the first window."""
        if self._faces is None:
            from desktop.ui.theme.faces import FaceCache

            self._faces = FaceCache(self.fonts.text)
        return self._faces

    def apply(self) -> None:
        """Give the application its palette, font and rules; call once before the first window."""
        self._dress()

    def set_scheme(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._refresh()

    def set_text_scale(self, scale: float) -> None:
        """1.0 is 10 points; kept between 0.8 and 2."""
        self._text_scale = min(2.0, max(0.8, scale))
        self.fonts = build_fonts(self._text_scale)
        self._dress()
        self.changed.emit()

    def set_still(self, *, still: bool) -> None:
        """Reduced effects: what would move by itself shows its first picture."""
        self.is_still = still
        if self._stillness is None and still:
            from desktop.ui.theme.stillness import Stillness

            self._stillness = Stillness(self._application)
        if self._stillness is not None:
            self._stillness.set(still=still)

    def length(self, pixels: int) -> int:
        """What is so long at the usual size, as long as it is now."""
        return round(pixels * self._text_scale)

    def colour(self, token: str) -> QColor:
        return QColor(getattr(self.colours, token))

    @property
    def outline(self) -> QPen:
        """Around what is else told by its fill alone; in most schemes a pen that draws nothing."""
        colour = self.colour("outline")
        return QPen(colour) if colour.alpha() else QPen(QtCore.Qt.PenStyle.NoPen)

    def icon(self, name: str, ink: str = "muted", size: int = SIZES.icon, *, checked: str = "") -> QIcon:
        """An icon in the colour of the token `ink`; `checked` is its token while a button is on."""
        on = getattr(self.colours, checked) if checked else ""
        return self.icons.icon(name, getattr(self.colours, ink), size, disabled=self.colours.edge, checked=on)

    @Slot()
    def ask_system(self) -> None:
        """Also once after the first paint, which looks only whether the system is dark or light."""
        self._system = self._of_system()
        if self._scheme is Scheme.SYSTEM:
            self._refresh()

    def _wanted(self) -> Colours:
        scheme = self._system if self._scheme is Scheme.SYSTEM else self._scheme
        if scheme in (Scheme.LIGHT, Scheme.DARK):
            return DARK if scheme is Scheme.DARK else LIGHT
        from desktop.ui.theme.high_contrast import CONTRAST_DARK, CONTRAST_LIGHT

        return CONTRAST_DARK if scheme is Scheme.CONTRAST_DARK else CONTRAST_LIGHT

    def _of_system(self) -> Scheme:
        """What the system asks for: dark or light, and since Qt 6.10 whether with high contrast."""
        hints = self._application.styleHints()
        dark = hints.colorScheme() == QtCore.Qt.ColorScheme.Dark
        if hints.accessibility().contrastPreference() == QtCore.Qt.ContrastPreference.HighContrast:
            return Scheme.CONTRAST_DARK if dark else Scheme.CONTRAST_LIGHT
        return Scheme.DARK if dark else Scheme.LIGHT

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted is not self.colours:
            self.colours = wanted
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        self._application.setPalette(build_palette(self.colours))
        self._application.setFont(self.fonts.text)
        self._application.setStyleSheet(build_stylesheet(self.colours, self._text_scale))


def _at_a_glance(application: QApplication) -> Scheme:
    """Of the palette that the application begins with, before it is given ours."""
    dark = application.palette().color(QPalette.ColorRole.Window).lightness() < _MIDDLE
    return Scheme.DARK if dark else Scheme.LIGHT
