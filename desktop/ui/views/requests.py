"""Requests of persons under the data protection law: what is due when, the answer, the export, the erasure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QStackedWidget, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.choices import Choice, ChoiceList
from desktop.ui.views.empty import EmptyState
from desktop.ui.views.panel_form import line_field
from desktop.ui.views.parts import button, column, ground, label, line, row
from desktop.ui.widgets.progress_strip import ProgressStrip
from desktop.ui.widgets.section import KeyValue

LIST_WIDTH = 340


@dataclass(frozen=True, slots=True)
class Request:
    """`due`: a sentence and its tone. What may be done about it now is told by the last four."""

    protocol: str
    title: str
    due: str
    due_ink: str
    facts: tuple[tuple[str, str], ...]
    may_answer: bool
    may_export: bool
    may_erase: bool
    corrects_name: bool


@dataclass(frozen=True, slots=True)
class Given:
    protocol: str
    answer: str
    refused: bool
    name: str


class RequestsView(QFrame):
    """Signals: answered(object) a Given; export_asked(object) and erase_asked(object) a protocol number; again_asked();
    folder_asked().
    """

    answered = Signal(object)
    export_asked = Signal(object)
    erase_asked = Signal(object)
    again_asked = Signal()
    folder_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("requests")
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("LGPD requests"))
        self._theme = theme
        self._requests: dict[str, Request] = {}
        self._shown: Request | None = None
        self.list = ChoiceList(theme, name="requests_list", accessible=self.tr("LGPD requests"))
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self._state = EmptyState(theme, name="requests_state")
        self._state.action_asked.connect(self.again_asked)
        self._title = label(font=theme.fonts.heading, wrap=True, name="request_title")
        self._due = label(font=theme.fonts.strong, name="request_due", wrap=True)
        self._facts = KeyValue(theme)
        self.progress = ProgressStrip(theme, name="request_progress")
        self.progress.action_triggered.connect(self.folder_asked)
        self._export = button(self.tr("Export all data…"), name="request_export")
        self._export.clicked.connect(self._ask_export)
        self._name = line_field("request_name", self.tr("Corrected name"))
        self._answer = QPlainTextEdit()
        self._answer.setObjectName("request_answer")
        self._answer.setProperty("look", "field")
        self._answer.setAccessibleName(self.tr("Answer to the person"))
        self._answer.setPlaceholderText(self.tr("Answer to the person"))
        self._answer.setTabChangesFocus(True)
        self._answer.setMaximumHeight(140)
        self._answer.textChanged.connect(self._refresh)
        self._send = button(self.tr("Answered"), name="request_send", look="primary")
        self._send.clicked.connect(self._give)
        self._refuse = button(self.tr("Refuse, with this reason"), name="request_refuse")
        self._refuse.clicked.connect(self._give_refusal)
        self._problem = label(font=theme.fonts.fine, ink="danger", wrap=True, name="request_problem")
        self._problem.hide()
        self._answering = self._build_answering()
        self._erasing = self._build_erasing()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._state)
        self._pages.addWidget(self._build_whole())
        self.setLayout(column(self._pages))

    def show_state(self, icon: str, title: str, text: str, action: str = "") -> None:
        self._state.show_text(icon, title, text, action=action)
        self._pages.setCurrentIndex(0)

    def show_requests(self, requests: Sequence[Request], choices: Sequence[Choice]) -> None:
        """What is being written stays while its request is still there and unchanged."""
        self._requests = {item.protocol: item for item in requests}
        keep = self.list.current_key()
        self.list.offer(choices, keep=keep)
        self._pages.setCurrentIndex(1)
        self._show_current()

    def show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def set_busy(self, *, busy: bool) -> None:
        self._answering.setEnabled(not busy)
        self._erasing.setEnabled(not busy)

    def _row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._show_current()

    def _show_current(self) -> None:
        request = self._requests.get(self.list.current_key())
        if request is None or request == self._shown:
            return
        if self._shown is None or request.protocol != self._shown.protocol:
            self._answer.setPlainText("")
            self._name.setText("")
            self._typed.setText("")
            self.progress.end("")
            self.show_problem("")
        self._shown = request
        self._title.setText(request.title)
        self._due.setText(request.due)
        self._due.setProperty("ink", request.due_ink)
        self._due.style().polish(self._due)
        self._facts.set_rows(request.facts)
        self._export.setVisible(request.may_export)
        self._answering.setVisible(request.may_answer)
        self._name.setVisible(request.corrects_name)
        self._erasing.setVisible(request.may_erase)
        self._refresh()

    def _refresh(self) -> None:
        written = bool(self._answer.toPlainText().strip())
        for shown in (self._send, self._refuse):
            shown.setEnabled(written)
            shown.setToolTip("" if written else self.tr("Write the answer first"))
        typed = self._typed.text().strip()
        right = self._shown is not None and typed == self._shown.protocol
        self._erase.setEnabled(right)
        self._erase.setToolTip("" if right else self.tr("Type the protocol number first"))

    def _give(self) -> None:
        self._tell(refused=False)

    def _give_refusal(self) -> None:
        self._tell(refused=True)

    def _tell(self, *, refused: bool) -> None:
        if self._shown is not None:
            self.show_problem("")
            answer, name = self._answer.toPlainText().strip(), self._name.text().strip()
            self.answered.emit(Given(self._shown.protocol, answer, refused, name))

    def _ask_export(self) -> None:
        if self._shown is not None:
            self.export_asked.emit(self._shown.protocol)

    def _ask_erase(self) -> None:
        if self._shown is not None and self._erase.isEnabled():
            self.show_problem("")
            self.erase_asked.emit(self._shown.protocol)

    def _build_answering(self) -> QFrame:
        made = ground("window", "request_answering")
        made.setLayout(column(self._name, self._answer, row(self._send, self._refuse, None), gap=8))
        return made

    def _build_erasing(self) -> QFrame:
        made = ground("danger", "request_erasing")
        title = label(self.tr("Erase this person's data"), font=self._theme.fonts.strong, ink="danger", wrap=True)
        words = self.tr(
            "Messages, files and data become unreadable for ever. The record of permissions stays verifiable, "
            "and the person is not written to again. Type the protocol number to confirm."
        )
        self._typed = line_field("request_typed", self.tr("Protocol number"))
        self._typed.textChanged.connect(self._refresh)
        self._erase = button(self.tr("Erase for ever"), name="request_erase", look="danger")
        self._erase.clicked.connect(self._ask_erase)
        told = label(words, font=self._theme.fonts.fine, ink="danger", wrap=True)
        made.setLayout(column(title, told, row(self._typed, self._erase), margins=(14, 12, 14, 12), gap=8))
        return made

    def _build_whole(self) -> QFrame:
        left = ground("side")
        left.setFixedWidth(self._theme.length(LIST_WIDTH))
        left.setLayout(column(self.list, margins=(12, 12, 10, 8)))
        inside = ground("window")
        inside.setLayout(
            column(
                self._title,
                self._due,
                self._facts,
                row(self._export, None),
                self.progress,
                self._answering,
                self._problem,
                12,
                self._erasing,
                None,
                margins=(24, 18, 24, 18),
                gap=10,
            )
        )
        inside.setMaximumWidth(720)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = ground("window")
        split = row(left, line(upright=True), area, gap=0)
        split.setStretchFactor(area, 1)
        whole.setLayout(split)
        return whole
