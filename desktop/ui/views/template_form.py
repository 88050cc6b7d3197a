"""What a template needs before it can be sent: the file above its text, and one field for each variable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDateTimeEdit, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.template_fields import coordinates, needs_file
from desktop.ui.texts import moments, templates
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, label, row, set_property
from desktop.ui.widgets.elided_label import ElidedLabel
from server_stub.contract.model import Template
from server_stub.contract.template_fields import LATITUDE, LONGITUDE, OFFER_ENDS

LONGEST = 1024
"""Characters in one field; the whole text has room for no more."""
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file as it is told here: `size` in words, `image` of a picture."""

    path: Path
    size: str
    image: QImage | None = None


class TemplateForm(QFrame):
    """Signals:
    changed(): a value or the file is another one.
    left(): Enter in a field.
    file_asked(): another file is wanted.
    """

    changed = Signal()
    left = Signal()
    file_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self._theme = theme
        self._template: Template | None = None
        self._fields: dict[str, QLineEdit] = {}
        self._ends: QDateTimeEdit | None = None
        self._made: list[QWidget] = []
        self._choose = button("", name="template_file_choose")
        self._choose.clicked.connect(self.file_asked)
        self._taken = label(font=theme.fonts.fine_strong, ink="muted", name="template_file_taken", wrap=True)
        self._name = ElidedLabel(font=theme.fonts.strong, ink="text", name="template_file_name")
        self._size = label(font=theme.fonts.fine, ink="muted", name="template_file_size")
        self._flaw = label(font=theme.fonts.fine, ink="danger", name="template_file_problem", wrap=True)
        self.file: ShownFile | None = None
        file_row = row(self._choose, self._name, self._size, gap=10)
        file_row.setStretchFactor(self._name, 1)
        self._box = QVBoxLayout()
        self._box.setSpacing(6)
        outer = QVBoxLayout(self)
        outer.setSpacing(6)
        outer.setContentsMargins(0, 0, 0, 8)
        for item in (self._taken, file_row, self._flaw, self._box):
            outer.addWidget(item) if isinstance(item, QWidget) else outer.addLayout(item)
        self._show_file()

    def show_template(self, template: Template | None, known: Mapping[str, str], now: int) -> None:
        """Empty fields but for what is `known`; an offer is proposed to end a day after `now` (ms)."""
        self._template, self.file = template, None
        self._clear()
        sendable = template is not None and not template.obstacle
        for name in template.variables if template is not None and sendable else ():
            told = templates.field(template, name)
            made = self._moment(now + DAY_MS) if name == OFFER_ENDS else self._line(name, known.get(name, ""))
            made.setObjectName(f"template_field_{name}")
            made.setProperty("look", "field")
            made.setAccessibleName(told)
            caption: QLabel = label(told, font=self._theme.fonts.fine_strong, ink="muted", wrap=True)
            caption.setBuddy(made)
            self._box.addWidget(caption)
            self._box.addWidget(made)
            self._made.append(made)
        self._show_file()
        self.mark_empty()

    def show_file(self, file: ShownFile) -> None:
        self.file = file
        self._show_file()
        self.changed.emit()

    def show_file_problem(self, sentence: str) -> None:
        """What was chosen before stays."""
        self._flaw.setText(sentence)
        self._flaw.setVisible(bool(sentence))

    @property
    def wants_file(self) -> bool:
        """Whether a file belongs above the text and none is chosen."""
        return self.takes_file and self.file is None

    @property
    def takes_file(self) -> bool:
        return self._template is not None and not self._template.obstacle and needs_file(self._template)

    def values(self) -> dict[str, str]:
        told = {name: field.text().strip() for name, field in self._fields.items()}
        if self._ends is not None:
            told[OFFER_ENDS] = str(self._ends.dateTime().toMSecsSinceEpoch())
        return told

    def stops(self) -> list[QWidget]:
        """In the order in which Tab goes through them."""
        return [self._choose, *self._made]

    def focus_next(self) -> bool:
        """To the first thing that is missing; False where nothing is."""
        empty = next((field for field in self._fields.values() if not field.text().strip()), None)
        target = self._choose if self.wants_file else empty
        if target is not None:
            target.setFocus()
        return target is not None

    def mark_empty(self) -> None:
        for field in self._fields.values():
            set_property(field, "empty", "no" if field.text().strip() else "yes")

    def _clear(self) -> None:
        while (item := self._box.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        self._fields, self._ends, self._made = {}, None, []

    def _line(self, name: str, text: str) -> QLineEdit:
        made = QLineEdit(text)
        made.setMaxLength(LONGEST)
        made.textChanged.connect(self._take_text)
        made.returnPressed.connect(self.left)
        self._fields[name] = made
        return made

    def _moment(self, at: int) -> QDateTimeEdit:
        made = QDateTimeEdit(QDateTime.fromMSecsSinceEpoch(at))
        made.setDisplayFormat("dd/MM/yyyy HH:mm" if moments.portuguese() else "d MMM yyyy HH:mm")
        made.dateTimeChanged.connect(self.changed)
        made.lineEdit().setTextMargins(8, 0, 0, 0)
        self._ends = made
        return made

    def _take_text(self, text: str) -> None:
        """Maps copy both numbers of a place at once."""
        pair = coordinates(text) if self.sender() in self._place_fields() else None
        if pair is not None:
            for field, number in zip(self._place_fields(), pair, strict=True):
                field.setText(number)
            return
        self.mark_empty()
        self.changed.emit()

    def _place_fields(self) -> list[QLineEdit]:
        return [self._fields[name] for name in (LATITUDE, LONGITUDE) if name in self._fields]

    def _show_file(self) -> None:
        kind = self._template.header_kind if self.takes_file and self._template is not None else ""
        for widget in (self._choose, self._taken, self._name, self._size):
            widget.setVisible(bool(kind))
        self.show_file_problem("")
        if not kind:
            return
        told = templates.choose_file(kind) if self.file is None else templates.other_file()
        self._choose.setText(told)
        self._choose.setAccessibleName(told)
        self._taken.setText(templates.taken_file(kind))
        self._choose.setAccessibleDescription(templates.taken_file(kind))
        self._name.setText("" if self.file is None else self.file.path.name)
        self._size.setText("" if self.file is None else self.file.size)


def size_in_words(size: int) -> str:
    return QLocale().formattedDataSize(size, 0 if size < 1024 else 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
