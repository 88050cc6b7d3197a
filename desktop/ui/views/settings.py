"""Settings of this person on this computer; each takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QScrollArea, QWidget

from desktop.application.preferences import UNDO_SECONDS, Preferences
from desktop.domain.zoom import STEPS, nearest_step
from desktop.ui.language import ENGLISH, PORTUGUESE
from desktop.ui.theme.theme import Scheme, Theme
from desktop.ui.views.parts import button, column, ground, label, row
from desktop.ui.views.spelling_menu import languages

_AROUND = 60
_BAR = 24
"""Margins of the dialog, and room for the scroll bar beside the form, in logical pixels."""


class SettingsDialog(QDialog):
    """Signals: `changed(object)` a dict with the one preference that is different now; `words_asked()` own dictionary,
    `shortcuts_asked()` other keys.
    """

    changed = Signal(object)
    words_asked = Signal()
    shortcuts_asked = Signal()

    def __init__(self, theme: Theme, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self.setWindowTitle(self.tr("Settings"))
        self._theme = theme
        self._form = QFormLayout()
        self._form.setSpacing(12)
        self._choice("language", self.tr("Language"), _languages(self.tr("As the system")), preferences.language)
        self._choice("theme", self.tr("Appearance"), self._schemes(), preferences.theme)
        self._choice("text_percent", self.tr("Size"), _percents(), nearest_step(preferences.text_percent))
        self._choice("effects", self.tr("Movement"), self._effects(), preferences.effects)
        keys = [(self.tr("Enter sends"), True), (self.tr("Ctrl+Enter sends"), False)]
        self._choice("enter_sends", self.tr("Sending key"), keys, preferences.enter_sends)
        self._choice("undo_seconds", self.tr("Take back a text"), self._graces(), preferences.undo_seconds)
        self._choice("spelling", self.tr("Spell check"), languages(), preferences.spelling)
        self._switch("next_after_send", self.tr("After sending, go to who waits next"), preferences.next_after_send)
        self._switch("show_authors", self.tr("Names of colleagues above their messages"), preferences.show_authors)
        self._switch("sounds", self.tr("Sound when a customer writes"), preferences.sounds)
        self._switch("offer_sound", self.tr("Sound when a conversation is offered to me"), preferences.offer_sound)
        self._switch("notifications", self.tr("Notifications outside the window"), preferences.notifications)
        told = self.tr("Notifications show what was written")
        self._switch("preview_in_notifications", told, preferences.preview_in_notifications)
        words = button(self.tr("My dictionary…"), name="settings_words")
        words.clicked.connect(self.words_asked)
        keyboard = button(self.tr("Keyboard shortcuts…"), name="settings_shortcuts")
        keyboard.clicked.connect(self.shortcuts_asked)
        done = button(self.tr("Done"), name="settings_done", look="primary")
        done.clicked.connect(self.accept)
        heading = label(self.tr("Settings"), font=theme.fonts.heading)
        area, ends = self._area(parent), row(words, keyboard, None, done)
        self.setLayout(column(heading, area, 6, ends, margins=(24, 20, 24, 18), gap=14))

    def _area(self, parent: QWidget) -> QScrollArea:
        """All of it where there is room; in a low window or large text it scrolls."""
        inside, area = ground("window"), QScrollArea()
        inside.setLayout(self._form)
        area.setObjectName("settings_area")
        area.setAccessibleName(self.windowTitle())
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        wanted, room = inside.sizeHint(), parent.window().size() * 0.94
        area.setMinimumWidth(min(max(440, wanted.width() + _BAR), room.width() - _AROUND))
        area.setMinimumHeight(min(wanted.height() + 2, room.height() - 3 * _AROUND))
        return area

    def _choice(self, name: str, caption: str, choices: list[tuple[str, object]], current: object) -> None:
        box = QComboBox()
        box.setObjectName(f"setting_{name}")
        box.setAccessibleName(caption)
        box.setMinimumHeight(32)
        for text, value in choices:
            box.addItem(text, value)
        box.setCurrentIndex(next((place for place, (_, value) in enumerate(choices) if value == current), 0))
        box.activated.connect(self._chosen)
        caption_label = label(caption, font=self._theme.fonts.text)
        caption_label.setBuddy(box)
        self._form.addRow(caption_label, box)

    def _switch(self, name: str, caption: str, on: object) -> None:
        box = QCheckBox(caption)
        box.setObjectName(f"setting_{name}")
        box.setAccessibleName(caption)
        box.setChecked(bool(on))
        box.toggled.connect(self._toggled)
        self._form.addRow(box)

    def _schemes(self) -> list[tuple[str, object]]:
        return [
            (self.tr("As the system"), Scheme.SYSTEM.value),
            (self.tr("Light"), Scheme.LIGHT.value),
            (self.tr("Dark"), Scheme.DARK.value),
            (self.tr("High contrast, light"), Scheme.CONTRAST_LIGHT.value),
            (self.tr("High contrast, dark"), Scheme.CONTRAST_DARK.value),
        ]

    def _effects(self) -> list[tuple[str, object]]:
        return [
            (self.tr("As the system; little over remote lines"), "system"),
            (self.tr("All"), "all"),
            (self.tr("As little as possible"), "few"),
        ]

    def _graces(self) -> list[tuple[str, object]]:
        shown = self.tr("For {seconds} seconds")
        return [
            (shown.format(seconds=seconds) if seconds else self.tr("It leaves at once"), seconds)
            for seconds in UNDO_SECONDS
        ]

    def _chosen(self) -> None:
        box = self.sender()
        self._tell(box.objectName(), box.currentData())

    def _toggled(self) -> None:
        box = self.sender()
        self._tell(box.objectName(), box.isChecked())

    def _tell(self, name: str, value: object) -> None:
        self.changed.emit({name.removeprefix("setting_"): value})


def _languages(system: str) -> list[tuple[str, object]]:
    """Each language in its own words, so that nobody is locked out of one they can read."""
    return [
        (system, "system"),
        (QCoreApplication.translate("Languages", "Português (Brasil)"), PORTUGUESE),
        (QCoreApplication.translate("Languages", "English"), ENGLISH),
    ]


def _percents() -> list[tuple[str, object]]:
    return [(f"{percent} %", percent) for percent in STEPS]
