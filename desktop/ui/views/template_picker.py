"""Choosing an approved template: which may be sent to this person and why not, its fields, and how it will look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from desktop.domain.template_fields import first_missing
from desktop.ui.texts import names, templates
from desktop.ui.theme.theme import Theme
from desktop.ui.views.choices import Choice, ChoiceList
from desktop.ui.views.parts import button, column, ground, label, line, row
from desktop.ui.views.template_form import ShownFile, TemplateForm
from desktop.ui.views.template_preview import TemplatePreview
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.widgets.verdict_light import Light, VerdictLight
from server_stub.contract.model import Template
from server_stub.contract.template_fields import first_wrong

_SIGNS = {Light.ALLOW: ("check-circle", "ok"), Light.DENY: ("block", "danger"), Light.HOLD: ("hourglass", "warn")}
WIDTH, HEIGHT, LEAST_HEIGHT = 860, 780, 480
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
    """`file`: what stands above the text, where something does."""

    template_id: str
    variables: dict[str, str]
    file: Path | None = None


class TemplatePicker(QDialog):
    """Signals:
    send_asked(object): a Filled; only for a template that may be sent and whose fields are all filled.
    search_changed(str): words to look for.
    file_asked(): a file for above the text is wanted.
    file_given(object): a Path that was dropped here for that.
    """

    send_asked = Signal(object)
    search_changed = Signal(str)
    file_asked = Signal()
    file_given = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, now: Callable[[], int]) -> None:
        """`now` answers ms UTC."""
        super().__init__(parent)
        self.setObjectName("template_picker")
        self.setWindowTitle(self.tr("Templates"))
        self.resize(WIDTH, min(HEIGHT, max(LEAST_HEIGHT, parent.window().height() - 80)))
        self.setAcceptDrops(True)
        self._now = now
        self._filling = False
        self._busy = False
        self._built: tuple[object, ...] = ()
        self._offers: dict[str, Offer] = {}
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
        self.form = TemplateForm(theme)
        self.form.changed.connect(self._refresh)
        self.form.left.connect(self._next_field)
        self.form.file_asked.connect(self.file_asked)
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
        self._busy = busy
        self._send.setEnabled(self._ready())

    @property
    def template(self) -> Template | None:
        """The one that is shown."""
        offer = self._offers.get(self._list.current_key())
        return None if offer is None else offer.template

    def show_file(self, template_id: str, file: ShownFile | None, problem: str = "") -> None:
        """What was chosen for this template, or why it cannot be; nothing where another one is shown by now."""
        if self.template is None or self.template.id != template_id:
            return
        if file is not None:
            self.form.show_file(file)
            if not self.form.focus_next():
                self._send.setFocus()
        else:
            self.form.show_file_problem(problem)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.form.takes_file and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.file_given.emit(paths[0])

    def _build(self) -> None:
        left = ground("side")
        left.setFixedWidth(300)
        left.setLayout(column(self._search, self._list, margins=(12, 14, 8, 10)))
        inside = ground("window")
        inside.setLayout(
            column(
                self._title,
                self._facts,
                self._light,
                4,
                self.form,
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
        self._rebuild_form(offer)
        self._refresh()

    def _rebuild_form(self, offer: Offer | None) -> None:
        """Only for another template, or where this one got other fields: what was typed and chosen stays."""
        template = None if offer is None else offer.template
        needs = () if template is None else (template.id, *template.variables, template.header_kind, template.obstacle)
        if needs == self._built and template is not None:
            return
        self._built = needs
        self.form.show_template(template, {} if offer is None else offer.values, self._now())
        stops: list[QWidget] = [self._search, self._list, *self.form.stops(), self._cancel, self._send]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _refresh(self) -> None:
        template = self.template
        self.preview.setVisible(template is not None)
        if template is not None:
            self.preview.show_template(template, self.form.values(), self.form.file)
        obstacle = "" if template is None else templates.obstacle(template.obstacle)
        flaw = "" if template is None or obstacle else self._flaw(template)
        self.show_problem(flaw)
        self._send.setEnabled(self._ready())
        self._send.setToolTip(obstacle or flaw or self._missing())

    def _flaw(self, template: Template) -> str:
        """A value that WhatsApp would refuse."""
        name = first_wrong(template, self.form.values(), self._now())
        return templates.wrong(name) if name else ""

    def _missing(self) -> str:
        template = self.template
        if template is None:
            return ""
        if self.form.wants_file:
            return templates.choose_file(template.header_kind)
        empty = first_missing(template, self.form.values())
        return self.tr("Fill in: {field}.").format(field=templates.field(template, empty)) if empty else ""

    def _ready(self) -> bool:
        offer = self._offers.get(self._list.current_key())
        if self._busy or offer is None or offer.template.obstacle or offer.light not in (Light.ALLOW, Light.HOLD):
            return False
        return not (self._missing() or self._flaw(offer.template))

    def _to_list(self) -> None:
        self._list.setFocus()

    def _to_fields(self) -> None:
        if not self.form.focus_next():
            self._send.setFocus()

    def _next_field(self) -> None:
        if self._ready():
            self._ask()
        else:
            self._to_fields()

    def _ask(self) -> None:
        if self._ready():
            path = None if self.form.file is None else self.form.file.path
            self.send_asked.emit(Filled(self._list.current_key(), self.form.values(), path))


def _choice(offer: Offer) -> Choice:
    icon, ink = _SIGNS.get(offer.light, _UNKNOWN_SIGN)
    category = names.category(offer.template.category)
    return Choice(offer.template.id, offer.template.name, offer.sentence, end=category, icon=icon, ink=ink)


def _never() -> int:
    """A template's light has no countdown."""
    return 0
