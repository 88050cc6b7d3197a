"""The middle pane: who it is, who works here, consent at a glance, the timeline, and the composer below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.views.case_strip import CaseStrip
from desktop.ui.views.composer import Composer
from desktop.ui.views.drop_zones import DropZones
from desktop.ui.views.empty import EmptyState
from desktop.ui.views.find_bar import FindBar
from desktop.ui.views.hand_over_bar import HandOverBar
from desktop.ui.views.parts import button, column, ground, label, line, row, tool
from desktop.ui.widgets.avatar import Avatar
from desktop.ui.widgets.banner import Banner, Tone
from desktop.ui.widgets.carried_files import carries_files
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.question_bar import QuestionBar
from desktop.ui.widgets.shrinking_button import ShrinkingButton

_GAP = 12
_NAME_WIDTH = 230
"""What face, a name of usual length and the button of the contact need, in logical pixels."""

_ROOMY = 520
"""Where buttons have words beside their icons."""


class ConversationHeader(QFrame):
    """Signals: `take_asked()`, `transfer_asked()`, `close_asked()` the case, `panel_asked(bool)`; `list_asked()` where
    only one pane has room.
    """

    take_asked = Signal()
    transfer_asked = Signal()
    close_asked = Signal()
    panel_asked = Signal(bool)
    list_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("conversation_header")
        self.setProperty("ground", "window")
        back = self.tr("Back to the list")
        self._back = tool(theme, "chevron-left", name="header_back", says=back, action="conversations", size=22)
        self._back.clicked.connect(self.list_asked)
        self._back.hide()
        self._face = Avatar(theme, SIZES.avatar_small + 2)
        self._name = ElidedLabel(font=theme.fonts.title, ink="text", name="header_name")
        self._detail = ElidedLabel(font=theme.fonts.fine, ink="muted", name="header_detail")
        self._claim = label(font=theme.fonts.fine_strong, name="header_claim")
        self._claim.setProperty("pill", "warn")
        self._claim.setFixedHeight(max(26, self._claim.sizeHint().height()))
        self._take = button(self.tr("Take"), name="header_take", look="primary", tip=self.tr("Make it mine"))
        self._take.setProperty("action", "take")
        self._take.clicked.connect(self.take_asked)
        says = self.tr("Transfer, or ask a colleague")
        self._transfer = tool(theme, "transfer", name="header_transfer", says=says, action="transfer", size=22)
        self._transfer.clicked.connect(self.transfer_asked)
        self._close = ShrinkingButton(theme, "check", self.tr("Close case"), name="header_close")
        self._close.setProperty("action", "close_case")
        self._close.clicked.connect(self.close_asked)
        self._close.hide()
        self._panel = tool(
            theme, "person", name="header_panel", says=self.tr("Contact"), action="panel", checked_ink="accent", size=22
        )
        self._panel.clicked.connect(self.panel_asked)
        words = column(self._name, self._detail, gap=0)
        box = row(
            self._back,
            self._face,
            words,
            self._claim,
            self._take,
            self._transfer,
            self._close,
            self._panel,
            margins=(18, 8, 12, 8),
            gap=_GAP,
        )
        box.setStretchFactor(words, 1)
        self.setLayout(box)

    def show_back(self, *, is_shown: bool) -> None:
        self._back.setVisible(is_shown)

    def show_person(self, name: str, seed: str, detail: str) -> None:
        self._face.set_person(name, seed)
        self._name.setText(name)
        self._detail.setText(detail)
        self.setAccessibleName(f"{name}, {detail}")

    def show_work(self, *, claim: str, may_take: bool, may_transfer: bool) -> None:
        """`claim`: a sentence about the colleague who is here, empty when nobody else is."""
        self._claim.setText(claim)
        self._claim.setAccessibleName(claim)
        self._take.setVisible(may_take)
        self._transfer.setVisible(may_transfer)
        self._fit_claim()

    def show_closing(self, *, is_shown: bool) -> None:
        """The case can be closed by this person."""
        self._close.setVisible(is_shown)
        self._fit_claim()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._close.show_words(shown=self.width() >= self._theme.length(_ROOMY))
        self._fit_claim()

    def _fit_claim(self) -> None:
        """Only where the name has room beside it: the light above the composer says the same."""
        others = (self._take, self._transfer, self._close)
        used = sum(each.sizeHint().width() + _GAP for each in others if not each.isHidden())
        used += self._claim.sizeHint().width() + _NAME_WIDTH
        self._claim.setVisible(bool(self._claim.text()) and used <= self.width())

    def show_panel_open(self, *, is_open: bool) -> None:
        self._panel.setChecked(is_open)


class ConversationView(QFrame):
    """Empty until a conversation is opened."""

    def __init__(self, theme: Theme, timeline: QWidget, composer: Composer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conversation")
        self.setProperty("ground", "chat")
        self.setAccessibleName(self.tr("Conversation"))
        self.header = ConversationHeader(theme)
        self.consent_banner = Banner(theme, Tone.CONSENT)
        self.consent_banner.setObjectName("consent_banner")
        self.find = FindBar(theme)
        self.hand_over = HandOverBar(theme)
        self.doubt = QuestionBar(theme, name="doubt_bar", icon="warning")
        self.timeline = timeline
        self.timeline.setObjectName("timeline")
        self.timeline.setAccessibleName(self.tr("Messages"))
        self.composer = composer
        self.case_strip = CaseStrip(theme)
        self.trouble = Banner(theme, Tone.DANGER, dismiss_name=self.tr("Close"))
        self.trouble.setObjectName("conversation_trouble")
        self._nothing = EmptyState(theme, name="conversation_empty")
        self._nothing.setProperty("ground", "chat")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._nothing)
        page = ground("chat")
        page.setLayout(
            column(
                self.header,
                line(),
                self.hand_over,
                self.find,
                self.consent_banner,
                self.doubt,
                timeline,
                self.trouble,
                self.case_strip,
                composer,
                gap=0,
            )
        )
        page.layout().setStretchFactor(timeline, 1)
        self._pages.addWidget(page)
        self.setLayout(column(self._pages))
        self.setAcceptDrops(True)
        self._zones = DropZones(theme, self)
        self._zones.files_dropped.connect(composer.files_dropped)
        self._zones.image_dropped.connect(composer.image_given)
        self.show_start("")

    def show_start(self, keys: str) -> None:
        """`keys`: what opens the search for people, empty without one."""
        text = self.tr("{keys} finds anyone by name, phone or protocol.").format(keys=keys) if keys else ""
        self.show_nothing(self.tr("Choose a conversation"), text)
        self.is_start = True

    def show_nothing(self, title: str, text: str, *, icon: str = "chat") -> None:
        self.is_start = False
        self._nothing.show_text(icon, title, text)
        self._pages.setCurrentIndex(0)

    def show_conversation(self) -> None:
        self._pages.setCurrentIndex(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.is_open and self.composer.may_write and carries_files(event.mimeData()):
            event.acceptProposedAction()
            self._zones.offer()

    @property
    def is_open(self) -> bool:
        return self._pages.currentIndex() == 1
