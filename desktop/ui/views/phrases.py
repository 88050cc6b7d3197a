"""The page where canned phrases are kept: a list to search, a form, and how the phrase will read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain.phrases import PhraseValues, fill
from desktop.ui.texts import phrases as texts
from desktop.ui.theme.theme import Theme
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.choices import Choice
from desktop.ui.views.panel_form import FileField
from desktop.ui.views.parts import button, column, ground, label, row, tool
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.search_field import SearchField

WIDEST = 620
"""As the form above it."""


class PhrasePage(RecordsPage):
    """Signals: `left()` back to the conversations; `sought(object)` what to list; `changed()` something was written or
    another file chosen; `file_asked()` choose one; `file_removed()`.
    """

    left = Signal()
    sought = Signal(object)
    changed = Signal()
    file_asked = Signal()
    file_removed = Signal()

    def __init__(self, theme: Theme, sample: PhraseValues, parent: QWidget | None = None) -> None:
        """`sample`: of whom and to whom the preview speaks."""
        title = self.tr("Canned phrases")
        told = self.tr("What you write often: type / in a message and a few letters of the key.")
        super().__init__(
            theme,
            "phrases",
            title,
            told,
            self._fields(),
            new=self.tr("New phrase"),
            save=self.tr("Save"),
            parent=parent,
        )
        self._sample = sample
        self.search = SearchField(theme, self.tr("Search phrases"), clear_name=self.tr("Clear search"))
        self.search.setObjectName("phrases_search")
        self.search.text_settled.connect(self.sought)
        self.search.moved_down.connect(self.list.setFocus)
        self.search.left.connect(self.left)
        self._nothing = label(font=theme.fonts.fine, ink="muted", wrap=True, name="phrases_nothing")
        back = tool(theme, "chevron-left", name="phrases_back", says=self.tr("Back to the conversation"), keys="Esc")
        back.clicked.connect(self.left)
        self.beside.addLayout(row(back, self.search, gap=4))
        self.beside.addWidget(self._nothing)
        self.notice = label(font=theme.fonts.fine, ink="muted", wrap=True, name="phrases_notice")
        self.above.addWidget(self.notice)
        self._text = self.form.findChild(QPlainTextEdit, "field_text")
        self.file = FileField(theme, "phrase_file", self.tr("Drop a picture or a document here."))
        self._build_extra(theme)
        self.remove = self.add_action("remove", self.tr("Delete"), look="danger")
        self.back = self.add_action("back", "")
        self.newer = self.add_action("newer", self.tr("Show the newer one"))
        self.form.edited.connect(self._written)

    def list_entries(self, choices: Sequence[Choice], *, keep: str, sought: str) -> None:
        self.show_records(choices, keep=keep)
        self._nothing.setText(self.tr("No phrase has “{words}” in it.").format(words=sought) if not choices else "")
        self._nothing.setVisible(not choices)

    def tell(self, sentence: str) -> None:
        """What is to be known before anything is written; nothing with ""."""
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))

    def read_values(self) -> dict[str, object]:
        """Nothing: what is written here is kept with its file, by whoever shows the page."""
        return {}

    def show_file(self, name: str) -> None:
        """Name and size of the file that goes with the phrase, "" for none."""
        self.file.show_name(name)
        self._no_file.setVisible(bool(name))

    def show_preview(self) -> None:
        """As a customer would read it now."""
        text = fill(str(self.form.values()["text"]), self._sample)
        self._preview.setText(text or self.tr("Nothing is written yet."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field("scope", self.tr("Who sees it"), Kind.CHOICE, choices=texts.scopes({}), fixed=True),
            Field(
                "key", self.tr("Key"), help=self.tr("What you type behind the slash, for example “price”."), fixed=True
            ),
            Field("title", self.tr("Name"), help=self.tr("Helps to find it; customers do not see it.")),
            Field("text", self.tr("Text"), Kind.LONG),
        )

    def _build_extra(self, theme: Theme) -> None:
        chips = [self._chip(theme, words, written) for words, written in texts.variables()]
        self._preview = label(font=theme.fonts.text, wrap=True, name="phrase_preview")
        bubble = ground("popup", "phrase_preview_bubble")
        bubble.setLayout(column(self._preview, margins=(12, 10, 12, 10)))
        self._no_file = button(self.tr("Remove file"), name="phrase_file_remove")
        self._no_file.clicked.connect(self.file_removed)
        self.file.choose_asked.connect(self.file_asked)
        self.file.changed.connect(self._file_changed)
        caption = label(self.tr("Put in"), font=theme.fonts.fine, ink="muted")
        reads = label(self.tr("It will read like this"), font=theme.fonts.strong)
        with_it = label(self.tr("File that goes with it"), font=theme.fonts.strong)
        whole = QWidget()
        whole.setMaximumWidth(WIDEST)
        whole.setLayout(
            column(
                caption,
                column(row(*chips[:2], None), row(*chips[2:], None), gap=6),
                10,
                reads,
                bubble,
                10,
                with_it,
                self.file,
                row(self._no_file, None),
                gap=6,
            )
        )
        self.extra.addWidget(whole)

    def _chip(self, theme: Theme, words: str, written: str) -> Chip:
        made = Chip(theme, words)
        made.setAccessibleName(self.tr("Put in: {what}").format(what=words))
        made.setProperty("written", written)
        made.clicked.connect(self._put_in)
        return made

    def _put_in(self) -> None:
        self._text.insertPlainText(self.sender().property("written"))
        self._text.setFocus()

    def _file_changed(self) -> None:
        self._no_file.setVisible(self.file.path is not None)
        self.changed.emit()

    def _written(self) -> None:
        self.show_preview()
        self.changed.emit()
