"""Choosing an approved template: which may be sent to this person and why not, its fields, and how it will look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.texts import names
from desktop.ui.theme.theme import Theme
from desktop.ui.views.choices import Choice, ChoiceList
from desktop.ui.views.parts import button, column, ground, label, line, row, set_property
from desktop.ui.views.template_preview import TemplatePreview
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.widgets.verdict_light import Light, VerdictLight
from server_stub.contract.model import Template

_SIGNS = {Light.ALLOW: ("check-circle", "ok"), Light.DENY: ("block", "danger"), Light.HOLD: ("hourglass", "warn")}
_UNKNOWN_SIGN = ("question-circle", "muted")


@dataclass(frozen=True, slots=True)
class Offer:
    """A template with what the send gate says about it for this person. `values`: what is known for its fields."""

    template: Template
    light: Light
    sentence: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    template_id: str
    variables: dict[str, str]


class TemplatePicker(QDialog):
    """Signals:
    send_asked(object): a Filled; only for a template that may be sent and whose fields are all filled.
    search_changed(str): words to look for.
    """

    send_asked = Signal(object)
    search_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("template_picker")
        self.setWindowTitle(self.tr("Templates"))
        self.resize(820, 560)
        self._theme = theme
        self._filling = False
        self._offers: dict[str, Offer] = {}
        self._fields: dict[str, QLineEdit] = {}
        self._search = SearchField(theme, self.tr("Search templates"), clear_name=self.tr("Clear the search"))
        self._search.setObjectName("template_search")
        self._search.textChanged.connect(self.search_changed)
        self._search.moved_down.connect(self._to_list)
        self._search.left.connect(self.reject)
        self._list = ChoiceList(theme, name="template_list", accessible=self.tr("Templates"))
        self._list.selectionModel().currentChanged.connect(self._show_current)
        self._list.activated.connect(self._to_fields)
        self._title = label(font=theme.fonts.title, name="template_title", wrap=True)
        self._facts = label(font=theme.fonts.fine, ink="muted", name="template_facts", wrap=True)
        self._light = VerdictLight(theme, _never, str)
        self._light.setObjectName("template_light")
        self._cannot = label(
            self.tr("This template holds parts that cannot be filled in here."),
            font=theme.fonts.fine,
            ink="warn",
            name="template_cannot",
            wrap=True,
        )
        self._cannot.hide()
        self._form = QVBoxLayout()
        self._form.setSpacing(6)
        self._form.setContentsMargins(0, 0, 0, 8)
        self.preview = TemplatePreview(theme)
        self._send = button(self.tr("Send"), name="template_send", look="primary")
        self._send.clicked.connect(self._ask)
        self._cancel = button(self.tr("Cancel"), name="template_cancel")
        self._cancel.clicked.connect(self.reject)
        self._problem = label(font=theme.fonts.fine, ink="danger", name="template_problem", wrap=True)
        self._build()

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show these; the chosen one and what was typed stay while they are still among them."""
        keep = self._list.current_key()
        self._offers = {item.template.id: item for item in offers}
        # Filling the list makes nothing current for a moment; the form must not be emptied by that.
        self._filling = True
        self._list.offer([_choice(item) for item in offers], keep=keep)
        self._filling = False
        self._show_current()

    def show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def set_busy(self, *, busy: bool) -> None:
        self._send.setEnabled(not busy and self._ready())

    def variables(self) -> dict[str, str]:
        return {name: field.text().strip() for name, field in self._fields.items()}

    def _build(self) -> None:
        left = ground("side")
        left.setFixedWidth(300)
        left.setLayout(column(self._search, self._list, margins=(12, 14, 8, 10)))
        fields = ground("window")
        fields.setLayout(self._form)
        inside = ground("window")
        inside.setLayout(
            column(
                self._title,
                self._facts,
                self._light,
                self._cannot,
                4,
                fields,
                self.preview,
                None,
                margins=(20, 18, 20, 8),
            )
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        buttons = row(self._problem, None, self._cancel, self._send, margins=(20, 10, 20, 14))
        right = column(area, line(), buttons, gap=0)
        outer = row(left, right, gap=0)
        outer.setStretchFactor(right, 1)
        self.setLayout(outer)
        self._problem.hide()
        self._search.setFocus()

    def _show_current(self) -> None:
        if self._filling:
            return
        offer = self._offers.get(self._list.current_key())
        self.show_problem("")
        if offer is None:
            self._title.setText(self.tr("No template found"))
            self._facts.setText("")
            self._light.hide()
            self._rebuild_form(None)
            self._send.setEnabled(False)
            return
        template = offer.template
        self._title.setText(template.name)
        facts = [names.category(template.category), template.language, names.template_state(template.status)]
        if template.status.upper() == "APPROVED":
            facts.append(names.quality(template.quality))
        self._facts.setText(" · ".join(fact for fact in facts if fact))
        self._light.show()
        self._light.show_verdict(offer.light, offer.sentence)
        if self.property("template") != template.id:
            self._rebuild_form(offer)
        self._refresh()

    def _rebuild_form(self, offer: Offer | None) -> None:
        self.setProperty("template", offer.template.id if offer else "")
        while (item := self._form.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        self._fields = {}
        for name in offer.template.variables if offer else ():
            field = QLineEdit(offer.values.get(name, ""))
            field.setObjectName(f"template_field_{name}")
            field.setProperty("look", "field")
            told = self.tr("Field {name}").format(name=name)
            field.setAccessibleName(told)
            field.textChanged.connect(self._refresh)
            field.returnPressed.connect(self._next_field)
            self._fields[name] = field
            self._form.addWidget(label(told, font=self._theme.fonts.fine_strong, ink="muted"))
            self._form.addWidget(field)

    def _refresh(self) -> None:
        offer = self._offers.get(self._list.current_key())
        self.preview.setVisible(offer is not None)
        if offer is not None:
            self.preview.show_template(offer.template, self.variables())
        self._send.setEnabled(self._ready())
        empty = next((name for name, value in self.variables().items() if not value), "")
        tip = self.tr("Fill in: {field}.").format(field=empty) if empty else ""
        if offer is not None and not offer.template.fillable:
            tip = self.tr("This template holds parts that cannot be filled in here.")
        self._send.setToolTip(tip)
        self._cannot.setVisible(offer is not None and not offer.template.fillable)
        for field in self._fields.values():
            set_property(field, "empty", "no" if field.text().strip() else "yes")

    def _ready(self) -> bool:
        offer = self._offers.get(self._list.current_key())
        may_go = offer is not None and offer.template.fillable and offer.light in (Light.ALLOW, Light.HOLD)
        return may_go and all(self.variables().values())

    def _to_list(self) -> None:
        self._list.setFocus()

    def _to_fields(self) -> None:
        empty = next((field for field in self._fields.values() if not field.text().strip()), None)
        (empty or self._send).setFocus()

    def _next_field(self) -> None:
        if self._ready():
            self._ask()
        else:
            self._to_fields()

    def _ask(self) -> None:
        if self._ready():
            self.send_asked.emit(Filled(self._list.current_key(), self.variables()))


def _choice(offer: Offer) -> Choice:
    icon, ink = _SIGNS.get(offer.light, _UNKNOWN_SIGN)
    category = names.category(offer.template.category)
    return Choice(offer.template.id, offer.template.name, offer.sentence, end=category, icon=icon, ink=ink)


def _never() -> int:
    """A template's light has no countdown."""
    return 0
