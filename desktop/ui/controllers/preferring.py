"""The preferences in use: changed by the settings and the bell, kept on disk, told to who depends on them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.application.preferences import Preferences, PreferencesFile
from desktop.domain.effects import few_wanted
from desktop.domain.errors import AppError
from desktop.ui.language import Speaker
from desktop.ui.theme.theme import Scheme, Theme


class Preferring(QObject):
    """Signals:
    changed(): `current` is different.
    dressed(): language, colours or text size are different: views must be built again.
    refused(object): the AppError of a disk that did not keep what was chosen.
    """

    changed = Signal()
    dressed = Signal()
    refused = Signal(object)

    def __init__(self, file: PreferencesFile, theme: Theme, speaker: Speaker, parent: QObject) -> None:
        super().__init__(parent)
        self._file, self._theme, self._speaker = file, theme, speaker
        self.current: Preferences = file.load().bounded()
        self.was_damaged = file.is_damaged
        """Whether the person should be told that some of their settings are gone."""
        self._quiet = False
        self._computer_asks = False
        theme.changed.connect(self._dressed)

    def begin(self, *, language: str = "", scheme: str = "") -> None:
        """Put on what was chosen; the two arguments win for this start and are not kept."""
        self.current = replace(
            self.current, language=language or self.current.language, theme=scheme or self.current.theme
        ).bounded()
        self._quiet = True
        self._put_on()
        self._quiet = False

    def change(self, values: dict[str, object]) -> None:
        """Take effect at once, then keep it."""
        self.current = replace(self.current, **values).bounded()
        before = self._speaker.language
        self._quiet = True
        self._put_on()
        self._quiet = False
        if self._speaker.language != before or values.keys() & {"theme", "text_percent"}:
            self.dressed.emit()
        try:
            self._file.save(self.current)
        except AppError as problem:
            self.refused.emit(problem)
        self.changed.emit()

    def hear_computer(self, *, few_effects: bool) -> None:
        """What the computer asks for; known only after the first paint."""
        self._computer_asks = few_effects
        self._calm()
        self.changed.emit()

    def _calm(self) -> None:
        self._theme.set_still(still=few_wanted(self.current.effects, asked_by_computer=self._computer_asks))

    def _put_on(self) -> None:
        self._speaker.speak(self.current.language)
        self._theme.set_scheme(Scheme(self.current.theme))
        if self._theme.text_scale != self.current.text_percent / 100:
            self._theme.set_text_scale(self.current.text_percent / 100)
        self._calm()

    def _dressed(self) -> None:
        """The system changed between light and dark."""
        if not self._quiet:
            self.dressed.emit()
