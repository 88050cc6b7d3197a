"""The right pane: the person, what they agreed to and when, the protocol number, and what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QStackedWidget, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.views.badges import Badges
from desktop.ui.views.case_card import CaseCard
from desktop.ui.views.panel_form import PanelForm
from desktop.ui.views.panel_history import History
from desktop.ui.views.parts import button, column, ground, label, row
from desktop.ui.widgets.avatar import Avatar
from desktop.ui.widgets.consent_row import ConsentRow, ConsentTone
from desktop.ui.widgets.progress_strip import ProgressStrip
from desktop.ui.widgets.section import KeyValue, Section


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One purpose in words. The last three say what may be done about it now."""

    purpose: str
    tone: ConsentTone
    title: str
    detail: str
    state: str
    may_ask: bool
    may_record: bool
    may_revoke: bool
    is_aside: bool = False
    """Nobody ever asked: behind "more" until the person wants to see it."""


class ContactPanel(QFrame):
    """Signals, each with the code of a purpose:
    ask_asked(object), record_asked(object), revoke_asked(object); copy_asked(object): a text for the clipboard.
    Of the whole person: permission_asked(), leaving_asked(), identity_confirmed(), proof_asked(), export_asked(),
    request_asked(), edit_asked(), folder_asked().
    """

    ask_asked = Signal(object)
    record_asked = Signal(object)
    revoke_asked = Signal(object)
    copy_asked = Signal(object)
    permission_asked = Signal()
    leaving_asked = Signal()
    identity_confirmed = Signal()
    proof_asked = Signal()
    export_asked = Signal()
    request_asked = Signal()
    edit_asked = Signal()
    folder_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, is_pane: bool = True) -> None:
        """`is_pane`: as narrow as the right pane; else as wide as there is room."""
        super().__init__(parent)
        self._is_pane = is_pane
        self.setObjectName("contact_panel")
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("Contact"))
        self._theme = theme
        self._rows: dict[str, ConsentRow] = {}
        self._lines: dict[str, ConsentLine] = {}
        self._menu: QMenu | None = None
        self._face = Avatar(theme, SIZES.avatar_large)
        self._name = label(font=theme.fonts.heading, wrap=True, name="panel_name")
        self._since = label(font=theme.fonts.fine, ink="muted", wrap=True, name="panel_since")
        for shown in (self._name, self._since):
            shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._opt_out = ground("danger", "panel_opt_out")
        self._opt_out_title = label(font=theme.fonts.fine_strong, ink="danger", wrap=True, name="opt_out_title")
        self._opt_out_text = label(font=theme.fonts.fine, ink="danger", wrap=True, name="opt_out_text")
        self._opt_out.setLayout(column(self._opt_out_title, self._opt_out_text, margins=(12, 8, 12, 8), gap=2))
        self._opt_out.hide()
        self._badges = Badges()
        self._identity = self._build_identity(theme)
        self._consents = Section(theme, self.tr("Consent (LGPD)"))
        self._more = button("", name="panel_more_consents", look="link")
        self._more.clicked.connect(self._toggle_aside)
        self._shows_aside = False
        self._ask = button(self.tr("Ask for permission…"), name="panel_ask")
        self._ask.clicked.connect(self.permission_asked)
        self._leave = button(self.tr("Record opt-out…"), name="panel_leave")
        self._leave.clicked.connect(self.leaving_asked)
        self.history = History(theme)
        self.progress = ProgressStrip(theme, name="panel_progress")
        self.progress.action_triggered.connect(self.folder_asked)
        self._proofs = self._build_proofs(theme)
        self._task: PanelForm | None = None
        self._edit = button(self.tr("Edit"), name="panel_edit", look="link")
        self._edit.clicked.connect(self.edit_asked)
        self.case = CaseCard(theme)
        self.case.copy_asked.connect(self.copy_asked)
        self._facts = KeyValue(theme)
        self._build()

    def show_person(self, name: str, seed: str, since: str) -> None:
        self._face.set_person(name, seed)
        self._name.setText(name)
        self._since.setText(since)
        self._since.setVisible(bool(since))

    def show_opt_out(self, title: str, text: str) -> None:
        """Empty takes it away."""
        self._opt_out_title.setText(title)
        self._opt_out_text.setText(text)
        self._opt_out.setVisible(bool(title))

    def show_badges(self, badges: Sequence[tuple[str, str]]) -> None:
        """(tone, words) each: what everybody must know of this person."""
        self._badges.show_badges(self._theme, badges)

    def show_identity(self, *, doubtful: bool) -> None:
        self._identity.setVisible(doubtful)

    def show_proofs(self, *, allowed: bool) -> None:
        """Editing, proof pack and export are for leads and admins."""
        self._edit.setVisible(allowed)
        self._proof.setVisible(allowed)
        self._export.setVisible(allowed)

    def show_task(self, form: PanelForm) -> None:
        """Instead of the person, until `end_task`."""
        self.end_task()
        self._task = form
        form.installEventFilter(self)
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)
        form.begin()

    @property
    def task(self) -> PanelForm | None:
        return self._task

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._task and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def end_task(self) -> None:
        """Back to the person; the focus goes where the task was asked for."""
        old, self._task = self._task, None
        if old is None:
            return
        had_focus = old.isAncestorOf(old.window().focusWidget()) if old.window().focusWidget() else False
        self._pages.setCurrentIndex(0)
        self._pages.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._fit()
        if had_focus:
            self._ask.setFocus()

    def show_consents(self, lines: Sequence[ConsentLine]) -> None:
        """Rows stay where they are when only a state changes: the focus is not lost."""
        wanted = {item.purpose: item for item in lines}
        for gone in self._rows.keys() - wanted.keys():
            old = self._rows.pop(gone)
            old.hide()
            old.deleteLater()
        for item in lines:
            shown = self._rows.get(item.purpose)
            if shown is None:
                shown = ConsentRow(self._theme, item.purpose)
                shown.setObjectName(f"consent_{item.purpose}")
                shown.activated.connect(self._open_menu)
                self._rows[item.purpose] = shown
                self._consents.add(shown)
            shown.set_state(item.tone, item.title, item.detail, item.state)
            shown.setToolTip(self.tr("Enter: what can be done"))
        for item in lines:
            self._consents.add(self._rows[item.purpose])
        self._consents.add(self._more)
        self._lines = wanted
        self._place_aside()

    def _toggle_aside(self) -> None:
        self._shows_aside = not self._shows_aside
        self._place_aside()

    def _place_aside(self) -> None:
        """Purposes that nobody asked for are one click away; a single one is not worth the click."""
        aside = [purpose for purpose, item in self._lines.items() if item.is_aside]
        folds = len(aside) > 1
        for purpose in aside:
            self._rows[purpose].setVisible(self._shows_aside or not folds)
        for purpose in self._lines.keys() - set(aside):
            self._rows[purpose].show()
        text = self.tr("Fewer") if self._shows_aside else self.tr("{count} more").format(count=len(aside))
        self._more.setText(text)
        self._more.setAccessibleName(text)
        self._more.setVisible(folds)
        self._fit()

    def show_protocol(self, shown: str, plain: str) -> None:
        """`shown` in groups for reading aloud, `plain` for the clipboard; empty: no open case."""
        self.case.show_number(shown, plain)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        self._facts.set_rows(facts)

    def menu_for(self, purpose: str) -> QMenu:
        """What can be done about a purpose; also opened by tests and by the demo with keys."""
        item = self._lines[purpose]
        menu = QMenu(self)
        menu.setObjectName("consent_menu")
        menu.setAccessibleName(item.title)
        for text, name, enabled, icon in (
            (self.tr("Ask for permission in the chat"), "ask", item.may_ask, "send"),
            (self.tr("Record permission…"), "record", item.may_record, "shield-check"),
            (self.tr("Record refusal or opt-out…"), "revoke", item.may_revoke, "block"),
        ):
            action = menu.addAction(self._theme.icon(icon), text)
            action.setObjectName(f"consent_{name}")
            action.setData((name, purpose))
            action.setEnabled(enabled)
            action.triggered.connect(self._chosen)
        return menu

    def _open_menu(self, purpose: str) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = self.menu_for(purpose)
        anchor = self._rows[purpose]
        self._menu.popup(anchor.mapToGlobal(QPoint(12, anchor.height() - 2)))

    def _chosen(self) -> None:
        name, purpose = self.sender().data()
        {"ask": self.ask_asked, "record": self.record_asked, "revoke": self.revoke_asked}[name].emit(purpose)

    def _build_identity(self, theme: Theme) -> QFrame:
        made = ground("warn", "panel_identity")
        words = self.tr("The number may have changed owner. Confirm who it is before you say anything personal.")
        confirm = button(self.tr("It is this person"), name="identity_confirm", look="warn")
        confirm.clicked.connect(self.identity_confirmed)
        told = label(words, font=theme.fonts.fine, ink="warn", wrap=True)
        made.setLayout(column(told, row(confirm, None), margins=(12, 8, 12, 10), gap=6))
        made.hide()
        return made

    def _build_proofs(self, theme: Theme) -> Section:
        section = Section(theme, self.tr("Proof and rights"))
        self._proof = button(self.tr("Proof of consent…"), name="panel_proof")
        self._proof.clicked.connect(self.proof_asked)
        self._export = button(self.tr("All data (LGPD)…"), name="panel_export")
        self._export.clicked.connect(self.export_asked)
        request = button(self.tr("LGPD request…"), name="panel_request")
        request.clicked.connect(self.request_asked)
        for part in (self._proof, self._export, request, self.progress):
            section.add(part)
        return section

    def _build(self) -> None:
        facts = Section(self._theme, self.tr("Details"))
        facts.add_action(self._edit)
        facts.add(self._facts)
        asking = row(self._ask, self._leave, gap=6)
        inside = ground("window", "panel_inside")
        inside.setLayout(
            column(
                row(None, self._face, None),
                self._name,
                self._since,
                self._badges,
                self._opt_out,
                self._identity,
                self._consents,
                asking,
                self.case,
                facts,
                self.history,
                self._proofs,
                None,
                margins=(16, 18, 16, 14),
                gap=7,
            )
        )
        self._inside = inside
        area = QScrollArea()
        area.setObjectName("panel_scroll")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self._pages = QStackedWidget()
        self._pages.addWidget(area)
        self.setLayout(column(self._pages))

    def _fit(self) -> None:
        """Large text makes the pane wider instead of cutting words off."""
        if not self._is_pane:
            return
        self._inside.layout().activate()
        needed = self._inside.minimumSizeHint().width() + SIZES.scroll_bar + 4
        if self._task is not None:
            needed = max(needed, self._task.minimumSizeHint().width())
        self.setFixedWidth(max(SIZES.panel_width, needed))
