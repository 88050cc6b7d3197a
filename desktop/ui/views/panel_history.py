"""What happened with a person's permissions, newest first: each entry a sentence, its notice and proof on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, ground, label, picture, row
from desktop.ui.widgets.consent_row import ConsentTone
from desktop.ui.widgets.section import Section
from server_stub.contract.people import EvidenceFile

SHOWN = 6
"""Entries in sight at first; the rest is one click away."""
_ICONS = {
    ConsentTone.OK: ("check-circle", "ok"),
    ConsentTone.WARN: ("clock", "warn"),
    ConsentTone.DANGER: ("block", "danger"),
    ConsentTone.IDLE: ("info", "muted"),
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry in words. `detail`: when, by which way, by whom, how well proven."""

    seq: int
    tone: ConsentTone
    title: str
    detail: str
    note: str = ""
    notice: str = ""
    message_id: str = ""
    evidence: tuple[EvidenceFile, ...] = ()


class History(Section):
    """Signals: `evidence_asked(object)` an EvidenceFile; `message_asked(object)` id of a message; `again_asked()`."""

    evidence_asked = Signal(object)
    message_asked = Signal(object)
    again_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent=parent)
        self.set_title(self.tr("History"))
        self._lines: tuple[HistoryLine, ...] = ()
        self._shown: list[QWidget] = []
        self._shows_all = False
        self._state = label(font=theme.fonts.fine, ink="muted", wrap=True, name="history_state")
        self._again = button(self.tr("Try again"), name="history_again", look="link")
        self._again.clicked.connect(self.again_asked)
        self._more = button("", name="history_more", look="link")
        self._more.clicked.connect(self._show_all)
        for part in (self._state, self._again, self._more):
            self.add(part)
        self.show_loading()

    def show_loading(self) -> None:
        self._say(self.tr("Loading…"))

    def show_problem(self, sentence: str) -> None:
        self._say(sentence, may_retry=True)

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """What is shown already stays where it is."""
        if tuple(lines) == self._lines and self._state.isHidden():
            return
        self._lines = tuple(lines)
        self._say("" if lines else self.tr("Nothing is recorded yet."))
        self._place()

    def _say(self, sentence: str, *, may_retry: bool = False) -> None:
        self._state.setText(sentence)
        self._state.setVisible(bool(sentence))
        self._again.setVisible(may_retry)
        if sentence:
            self._lines = ()
            self._place()

    def _place(self) -> None:
        for old in self._shown:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        most = len(self._lines) if self._shows_all else SHOWN
        self._shown = [self._entry(item) for item in self._lines[:most]]
        for place, made in enumerate(self._shown):
            self.body.insertWidget(place, made)
        rest = len(self._lines) - most
        self._more.setVisible(rest > 0)
        text = self.tr("{count} older").format(count=max(0, rest))
        self._more.setText(text)
        self._more.setAccessibleName(text)

    def _show_all(self) -> None:
        self._shows_all = True
        self._place()

    def _entry(self, item: HistoryLine) -> QFrame:
        made = _Entry(self._theme, item)
        made.evidence_asked.connect(self.evidence_asked)
        made.message_asked.connect(self.message_asked)
        return made


class _Entry(QFrame):
    evidence_asked = Signal(object)
    message_asked = Signal(object)

    def __init__(self, theme: Theme, item: HistoryLine) -> None:
        super().__init__()
        self.setObjectName(f"history_{item.seq}")
        self._item = item
        icon, ink = _ICONS[item.tone]
        title = label(item.title, font=theme.fonts.fine_strong, wrap=True)
        detail = label(item.detail, font=theme.fonts.tiny, ink="muted", wrap=True)
        parts: list[object] = [title, detail]
        if item.note:
            parts.append(label(f"“{item.note}”", font=theme.fonts.fine, wrap=True))
        self._notice = ground("info", f"history_notice_{item.seq}")
        if item.notice:
            words = label(item.notice, font=theme.fonts.fine, ink="info", wrap=True)
            self._notice.setLayout(column(words, margins=(10, 6, 10, 6)))
            parts.append(self._notice)
        self._notice.setParent(self)
        self._notice.hide()
        links = self._links()
        if links:
            parts += [row(link, None, margins=(-7, 0, 0, 0)) for link in links]
        sign = picture(theme, icon, ink, 17)
        words_column = column(*parts, gap=1)
        box = row(sign, words_column, margins=(2, 4, 0, 6), gap=8)
        box.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        box.setStretchFactor(words_column, 1)
        self.setLayout(box)
        self.setAccessibleName(f"{item.title}, {item.detail}")

    def _links(self) -> list[QPushButton]:
        made = []
        if self._item.notice:
            shown = button(self.tr("Text of the notice"), name=f"history_text_{self._item.seq}", look="link")
            shown.clicked.connect(self._flip_notice)
            made.append(shown)
        if self._item.message_id:
            shown = button(self.tr("Show the message"), name=f"history_message_{self._item.seq}", look="link")
            shown.clicked.connect(self._ask_message)
            made.append(shown)
        for file in self._item.evidence:
            name = file.file_name or self.tr("Proof")
            shown = button(self.tr("Open {name}").format(name=name), name=f"history_proof_{file.id}", look="link")
            shown.setProperty("file", file.id)
            shown.clicked.connect(self._ask_evidence)
            made.append(shown)
        return made

    def _flip_notice(self) -> None:
        self._notice.setVisible(self._notice.isHidden())

    def _ask_message(self) -> None:
        self.message_asked.emit(self._item.message_id)

    def _ask_evidence(self) -> None:
        wanted = self.sender().property("file")
        self.evidence_asked.emit(next(file for file in self._item.evidence if file.id == wanted))
