"""One's own state in the status bar, with the time it lasts, and the menu that changes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.ui.texts import shift
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button
from server_stub.contract.team import AgentState, AgentStatus, PauseReason

_INKS = {AgentState.AVAILABLE: "ok", AgentState.BUSY: "warn", AgentState.PAUSE: "info", AgentState.WRAP_UP: "warn"}
_ICONS = {
    AgentState.AVAILABLE: "check-circle",
    AgentState.BUSY: "dash-circle",
    AgentState.PAUSE: "pause",
    AgentState.WRAP_UP: "hourglass",
}
_AT_ANY_TIME = tuple(each for each in PauseReason if each is not PauseReason.AFTER_ABUSE)
_SIZE = 16


@dataclass(frozen=True, slots=True)
class StateFacts:
    """What the menu offers now. `cases`: what becomes of open ones in a pause, a sentence each, told before it begins;
    `may_end`: the pause may be over now, else `back_at` says from when. `hints`: of each rest break, by its reason,
    when it may be taken; `taken` are over. Without a line nothing can be chosen.
    """

    status: AgentStatus
    online: bool
    cases: Sequence[str] = field(default=())
    may_end: bool = True
    back_at: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()


class StateMenu(QMenu):
    """Signals: `state_asked(object, object)` an AgentState and a PauseReason or ""; `breaks_asked()`."""

    state_asked = Signal(object, object)
    breaks_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("state_menu")
        self.setTitle(self.tr("Your state"))
        self.setAccessibleName(self.tr("Your state"))
        self._theme = theme
        self._actions: dict[tuple[str, str], QAction] = {}
        self._no_line = self._told(self.tr("Without a connection your state is not known. It comes back by itself."))
        self._back = self._choice(AgentState.AVAILABLE, "", "play", "state_back", "")
        for state, icon in ((AgentState.AVAILABLE, "check-circle"), (AgentState.BUSY, "dash-circle")):
            words = shift.state(state) if state is AgentState.AVAILABLE else self.tr("Busy: nothing new")
            self._actions[state, ""] = self._choice(state, "", icon, f"state_{state}", words)
        self.addSeparator()
        self._cases = [self._told(""), self._told("")]
        needed = self.tr("I need a pause now")
        now = self._choice(AgentState.PAUSE, PauseReason.AFTER_ABUSE, "shield", "state_after_abuse", needed)
        self._actions[AgentState.PAUSE, PauseReason.AFTER_ABUSE] = now
        for reason in _AT_ANY_TIME:
            words = shift.reason(reason)
            made = self._choice(AgentState.PAUSE, reason, "pause", f"state_{reason}", words)
            self._actions[AgentState.PAUSE, reason] = made
        self.addSeparator()
        breaks = self.addAction(theme.icon("clock"), self.tr("My breaks…"))
        breaks.setObjectName("state_breaks")
        breaks.triggered.connect(self.breaks_asked)

    def show_facts(self, facts: StateFacts) -> None:
        status = facts.status
        resting = facts.online and status.state is AgentState.PAUSE
        self._no_line.setVisible(not facts.online)
        self._back.setVisible(resting)
        self._back.setEnabled(facts.may_end)
        late = self.tr("Back from the pause (from {time})").format(time=facts.back_at)
        self._back.setText(self.tr("Back from the pause") if facts.may_end else late)
        for (state, reason), action in self._actions.items():
            is_now = facts.online and (state, reason) == (_chosen_state(status), status.reason)
            action.setChecked(is_now)
            words = action.text().partition("\t")[0]
            action.setText(f"{words}\t{facts.hints[reason]}" if facts.hints.get(reason) else words)
            action.setFont(self._theme.fonts.strong if is_now else self._theme.fonts.text)
            action.setEnabled(facts.online and (facts.may_end or is_now) and reason not in facts.taken)
        for place, told in enumerate(self._cases):
            told.setText(facts.cases[place] if place < len(facts.cases) else "")
            told.setVisible(place < len(facts.cases) and not resting)

    def open_above(self, anchor: QWidget) -> None:
        self.popup(anchor.mapToGlobal(QPoint(0, -self.sizeHint().height())))
        first = next((each for each in self.actions() if each.isVisible() and each.isEnabled()), None)
        if first is not None:
            self.setActiveAction(first)

    def _told(self, text: str) -> QAction:
        made = self.addAction(text)
        made.setEnabled(False)
        return made

    def _choice(self, state: AgentState, reason: str, icon: str, name: str, words: str) -> QAction:
        made = self.addAction(self._theme.icon(icon), words)
        made.setObjectName(name)
        made.setCheckable(name != "state_back")
        made.setData((state, reason))
        made.triggered.connect(self._chosen)
        return made

    def _chosen(self) -> None:
        state, reason = self.sender().data()
        self.state_asked.emit(state, reason)


def _chosen_state(status: AgentStatus) -> AgentState:
    """Who only wraps up is available: the gateway derives the rest."""
    return AgentState.AVAILABLE if status.state is AgentState.WRAP_UP else status.state


def state_button(theme: Theme) -> QPushButton:
    """Sits in the status bar; `show_state` says what it says."""
    made = button("", name="own_state", look="link")
    made.setProperty("action", "state")
    made.setIconSize(QSize(theme.length(_SIZE), theme.length(_SIZE)))
    return made


def show_state(theme: Theme, made: QPushButton, status: AgentStatus | None, words: str, says: str) -> None:
    """`status` None: it is not known now. `words` are shown, `says` is read aloud."""
    icon = _ICONS.get(status.state, "minus") if status is not None else "wifi-off"
    ink = _INKS.get(status.state, "muted") if status is not None else "muted"
    size = theme.length(_SIZE)
    drawn = theme.icons.pixmap(icon, getattr(theme.colours, ink), size, made.devicePixelRatioF())
    made.setIcon(QIcon(drawn))
    made.setText(words)
    made.setAccessibleName(says)
