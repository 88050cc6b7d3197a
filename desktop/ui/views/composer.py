"""Where messages are written: the light, phrases, quote, files, input, and what may be done when writing may not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.text_limits import CAPTION_CHARACTERS, TEXT_CHARACTERS
from desktop.ui.texts import moments
from desktop.ui.theme.theme import Theme
from desktop.ui.views.attachments import AttachmentBar
from desktop.ui.views.composer_bars import HintRow, QuoteBar
from desktop.ui.views.composer_count import CharacterCount
from desktop.ui.views.composer_input import ComposerInput
from desktop.ui.views.parts import button, column, ground, line, row, tool
from desktop.ui.views.voice_bar import VoiceBar
from desktop.ui.widgets.growing_text import SubmitKey
from desktop.ui.widgets.question_bar import QuestionBar
from desktop.ui.widgets.search_popup import PopupItem, SearchPopup
from desktop.ui.widgets.verdict_light import VerdictLight
from server_stub.contract.model import Phrase

_ROOMY = 440
"""Logical pixels at the usual text size."""

MAKE_PHRASE, KEEP_PHRASES = "/make", "/keep"
"""What the list of phrases offers besides them; no key has a slash."""


class Composer(QFrame):
    """Signals:
    send_asked(): the key or the button that sends; send_and_next_asked(): and goes to who waits next.
    unsend_asked(): Ctrl+Z in an empty field: the last message may still be here.
    attach_asked(), template_asked(), consent_asked(), emoji_asked(), sticker_asked()
    files_given(object): paths pasted; image_given(object): a QImage pasted or dropped.
    files_dropped(object, bool): paths, and whether as documents.
    phrase_picked(object): key of a phrase; phrases_asked(): to keep them; phrase_made(): of what is written here.
    note_asked(): a guest in the chat writes to colleagues.
    """

    send_asked = Signal()
    send_and_next_asked = Signal()
    unsend_asked = Signal()
    attach_asked = Signal()
    template_asked = Signal()
    consent_asked = Signal()
    emoji_asked = Signal()
    sticker_asked = Signal()
    more_asked = Signal()
    files_given = Signal(object)
    files_dropped = Signal(object, bool)
    image_given = Signal(object)
    phrase_picked = Signal(object)
    phrases_asked = Signal()
    phrase_made = Signal()
    note_asked = Signal()

    def __init__(self, theme: Theme, now: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.setProperty("ground", "window")
        self._theme = theme
        self._may_write = True
        self.reserved = 0
        """Characters of a text that are taken already, by the name above it."""
        self._reason = ""
        self.light = VerdictLight(theme, now, moments.remaining)
        self.light.setObjectName("verdict_light")
        self.quote = QuoteBar(theme)
        self.attachments = AttachmentBar(theme)
        self.promotion = QuestionBar(theme, name="promotion_bar", icon="shield-alert")
        self.left_text = QuestionBar(theme, name="left_text_bar", icon="compose")
        self.too_long = QuestionBar(theme, name="long_text_bar", icon="warning")
        self.count = CharacterCount(theme)
        self.input = ComposerInput(theme, self.tr("Message"))
        self._popup: SearchPopup | None = None
        self._hints = HintRow(theme)
        self._phrases: list[PopupItem] = []
        self.voice = VoiceBar(theme)
        self._build_tools(theme)
        self._closed = self._build_closed()
        self._open = self._build_open()
        self._connect()
        above = ground("window")
        above.setLayout(row(self.light, margins=(14, 6, 14, 4)))
        self.setLayout(
            column(
                line(),
                above,
                self.left_text,
                self.promotion,
                self.too_long,
                self._hints,
                self.quote,
                self.attachments,
                self.voice,
                self._open,
                self._closed,
                gap=0,
            )
        )
        self.set_submit_key(enter_sends=True)

    def _build_tools(self, theme: Theme) -> None:
        self.emoji_button = tool(theme, "emoji", name="composer_emoji", says=self.tr("Emoji"), action="emoji", size=22)
        says = self.tr("Stickers")
        self.sticker_button = tool(theme, "sticker", name="composer_sticker", says=says, action="stickers", size=22)
        self._attach = tool(
            theme, "attach", name="composer_attach", says=self.tr("Attach files"), action="attach", size=22
        )
        self._template = tool(
            theme, "template", name="composer_template", says=self.tr("Templates"), action="template", size=22
        )
        self.voice_button = tool(
            theme,
            "microphone",
            name="composer_voice",
            says=self.tr("Voice message: click, or hold while you speak"),
            action="voice",
            size=22,
        )
        self.more_button = tool(theme, "plus", name="composer_more", says=self.tr("More to send"), size=22)
        self.send = tool(theme, "send", name="composer_send", says=self.tr("Send"), look="send", ink="on_accent")

    def set_submit_key(self, *, enter_sends: bool) -> None:
        self.input.submit_key = SubmitKey.ENTER if enter_sends else SubmitKey.CTRL_ENTER
        self._hints.show_hint(
            self.tr("Enter sends · Shift+Enter new line") if enter_sends else self.tr("Ctrl+Enter sends · / phrases")
        )

    def offer_phrases(self, phrases: Sequence[Phrase]) -> None:
        """The first few as chips; all of them are behind the slash."""
        self._phrases = [_offered(phrase) for phrase in phrases]
        made, kept = self.tr("What is written in the message"), self.tr("Write, change and delete them")
        self._phrases.append(PopupItem(MAKE_PHRASE, self.tr("Save as a phrase…"), made, icon="plus"))
        self._phrases.append(PopupItem(KEEP_PHRASES, self.tr("Manage phrases…"), kept, icon="pencil"))
        if self._popup is not None:
            self._popup.set_items(self._phrases)
        self._hints.offer(phrases)

    def allow(self, *, may_write: bool, reason: str, templates: bool, consent: bool, note: bool = False) -> None:
        """Writing open, or closed with what may be done instead. `reason` tells why sending is off."""
        self._may_write, self._reason = may_write, reason
        focused = self.input.hasFocus()
        self._open.setVisible(may_write)
        self._hints.setVisible(may_write)
        self._closed.setVisible(not may_write and (templates or consent or note))
        self._write_note.setVisible(note)
        self._use_template.setVisible(templates)
        self._ask_consent.setVisible(consent)
        if focused and not may_write:
            self.focus()
        self.refresh_send()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, it is for writing: keys and the menu know the stickers too."""
        super().resizeEvent(event)
        self.sticker_button.setVisible(self.width() >= self._theme.length(_ROOMY))

    @property
    def may_write(self) -> bool:
        return self._may_write

    def refresh_send(self) -> None:
        """The button is on when there is something that may go; its tip says why not."""
        something = bool(self.input.text().strip() or self.attachments.has_files)
        self.send.setEnabled(self._may_write and something)
        tip = self.tr("Send")
        if not self._may_write:
            tip = self._reason
        elif not something:
            tip = self.tr("Write something first")
        self.send.setToolTip(tip)
        self.count.show_length(len(self.input.text().strip()), self.limit)

    @property
    def limit(self) -> int:
        """Characters that go with one message as it stands; a caption without room for the name goes without it."""
        return CAPTION_CHARACTERS if self.attachments.has_files else TEXT_CHARACTERS - self.reserved

    def focus(self) -> None:
        if self._may_write:
            self.input.setFocus()
        elif not self._closed.isHidden():
            offered = (self._use_template, self._ask_consent, self._write_note)
            next(each for each in offered if not each.isHidden()).setFocus()

    def _build_open(self) -> QFrame:
        frame = ground("window", "composer_open")
        picked = (self.emoji_button, self.sticker_button, self._attach, self._template)
        tools = row(*picked, self.voice_button, self.more_button, gap=0)
        sending = column(self.count, self.send, gap=2)
        box = row(tools, self.input, sending, margins=(10, 6, 14, 12), gap=8)
        for item in (tools, sending):
            box.setAlignment(item, Qt.AlignmentFlag.AlignBottom)
        frame.setLayout(box)
        return frame

    def _build_closed(self) -> QFrame:
        frame = ground("window", "composer_closed")
        self._use_template = button(self.tr("Choose a template"), name="closed_template", look="primary")
        self._ask_consent = button(self.tr("Ask for permission"), name="closed_consent", look="ghost")
        self._write_note = button(self.tr("Write a note"), name="closed_note", look="primary")
        offered = (self._use_template, self._ask_consent, self._write_note)
        frame.setLayout(row(*offered, None, margins=(14, 6, 14, 12)))
        frame.hide()
        return frame

    def _connect(self) -> None:
        self.send.clicked.connect(self.send_asked)
        self.input.submitted.connect(self.send_asked)
        self.input.submitted_and_on.connect(self.send_and_next_asked)
        self.input.unsend_asked.connect(self.unsend_asked)
        self.input.files_pasted.connect(self.files_given)
        self.input.image_pasted.connect(self.image_given)
        self._hints.phrase_picked.connect(self.phrase_picked)
        self._hints.manage_asked.connect(self.phrases_asked)
        self.input.textChanged.connect(self.refresh_send)
        self.input.phrase_typed.connect(self._search_phrase)
        self.input.phrase_left.connect(self._leave_phrase)
        self.emoji_button.clicked.connect(self.emoji_asked)
        self.sticker_button.clicked.connect(self.sticker_asked)
        self._attach.clicked.connect(self.attach_asked)
        self._template.clicked.connect(self.template_asked)
        self.more_button.clicked.connect(self.more_asked)
        self._use_template.clicked.connect(self.template_asked)
        self._ask_consent.clicked.connect(self.consent_asked)
        self._write_note.clicked.connect(self.note_asked)

    def _search_phrase(self, query: str) -> None:
        # Built at the first slash: it is a child of the window, which does not exist before.
        if self._popup is None:
            self._popup = SearchPopup(self._theme, self.input, self.tr("Phrases"), above=True)
            self._popup.setObjectName("phrase_popup")
            self._popup.list.setObjectName("phrase_list")
            self._popup.set_items(self._phrases)
            self._popup.chosen.connect(self._choose_phrase)
        self._popup.search(query)

    def _choose_phrase(self, chosen: str) -> None:
        if chosen == KEEP_PHRASES:
            self.phrases_asked.emit()
        elif chosen == MAKE_PHRASE:
            self.phrase_made.emit()
        else:
            self.phrase_picked.emit(chosen)

    def _leave_phrase(self) -> None:
        if self._popup is not None:
            self._popup.close_results()


def _offered(phrase: Phrase) -> PopupItem:
    """What it says, or the name of its file where it says nothing."""
    icon, named = ("bolt", "") if phrase.file is None else ("attach", phrase.file.file_name)
    return PopupItem(phrase.key, f"/{phrase.key}", phrase.text or named, icon=icon, keywords=f"{phrase.title} {named}")
