"""Everything of one signed-in window, built in one place: views, models, controllers, and the keys between them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from desktop.application.sound import Sounds
from desktop.domain.changes import ChangeSet
from desktop.ui.controllers.alarms import AlarmController
from desktop.ui.controllers.arranging import ArrangingController
from desktop.ui.controllers.case_card import CaseCardController
from desktop.ui.controllers.case_strip import CaseStripController
from desktop.ui.controllers.chat_bell import ChatBell
from desktop.ui.controllers.closing import ClosingController
from desktop.ui.controllers.composer import ComposerController
from desktop.ui.controllers.contact import ContactController
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.doubt import DoubtController
from desktop.ui.controllers.emoji import EmojiController
from desktop.ui.controllers.find_bar import FindBarController
from desktop.ui.controllers.hand_over import HandOverController
from desktop.ui.controllers.inbox import InboxController
from desktop.ui.controllers.notices import NoticeController
from desktop.ui.controllers.offer_bell import OfferBell
from desktop.ui.controllers.offers import OfferController
from desktop.ui.controllers.own_state import OwnStateController
from desktop.ui.controllers.pausing import PausingController
from desktop.ui.controllers.permission import PermissionController
from desktop.ui.controllers.places import PlaceController
from desktop.ui.controllers.preferring import Preferring
from desktop.ui.controllers.rows import RowParts, build_list, build_thread
from desktop.ui.controllers.speaking import Speaking
from desktop.ui.controllers.stickers import StickerController
from desktop.ui.controllers.switcher import SwitcherController
from desktop.ui.controllers.templates import TemplateController
from desktop.ui.controllers.thread_work import ThreadController
from desktop.ui.controllers.timeline import TimelineController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.controllers.transfer import TransferController
from desktop.ui.controllers.voice import VoiceController
from desktop.ui.controllers.window_keys import WindowKeys
from desktop.ui.notifications import Notifier, Sound
from desktop.ui.texts import people
from desktop.ui.views.composer import Composer
from desktop.ui.views.contact_panel import ContactPanel
from desktop.ui.views.conversation import ConversationView
from desktop.ui.views.inbox import InboxView
from desktop.ui.views.rail import Rail
from desktop.ui.views.status_bar import StatusBar
from desktop.ui.views.window import MainWindow
from desktop.ui.views.workspace import Workspace
from server_stub.contract.gate import Verdict
from server_stub.contract.model import Message


class WorkspaceController(Controller):
    """Signals: `sign_out_asked()`; `sign_in_asked()` after the session has ended."""

    sign_out_asked = Signal()
    sign_in_asked = Signal()

    def __init__(
        self,
        tools: Tools,
        window: MainWindow,
        preferring: Preferring,
        notifier: Notifier,
        sound: Sound,
        sounds: Sounds,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._window, self._preferring = window, preferring
        theme = tools.theme
        self._list: RowParts = build_list(tools)
        self._thread = build_thread(tools, self)
        self._composer_view = Composer(theme, self.desk.now)
        self.view = Workspace(
            theme,
            Rail(theme),
            InboxView(theme, self._list.view),
            ConversationView(theme, self._thread.view, self._composer_view),
            ContactPanel(theme),
            StatusBar(theme),
        )
        self.inbox = InboxController(tools, self.view.inbox, self._list, self)
        self.conversation = ConversationController(tools, self.view.conversation, self)
        self.timeline = TimelineController(tools, self._thread.view, self._thread.model, self)
        self.finder = FindBarController(tools, self.view.conversation.find, self._thread.view, self.timeline, self)
        self.permission = PermissionController(tools, self._composer_view, self.conversation, self)
        self.composer = ComposerController(tools, self._composer_view, self.conversation, self.timeline, self)
        self.emoji = EmojiController(tools, self._composer_view.input, self.view, self)
        heard = (self._thread, self._composer_view, self.composer)
        self.voice = VoiceController(tools, *heard, sounds, preferring, self)
        shown = (self.conversation, self.timeline, self.composer, self._composer_view)
        self.thread = ThreadController(tools, window, *shown, self)
        self.stickers = StickerController(tools, window, self.view, self.thread, *shown, self)
        self.doubt = DoubtController(tools, self.view.conversation.doubt, self.conversation, self)
        self.contact = ContactController(tools, self.view.panel, self.conversation, self.permission, self)
        shown_case = (self.view.conversation.case_strip, self.conversation)
        self.closing = ClosingController(tools, self.view, self.conversation, self.permission, self)
        self.case_strip = CaseStripController(tools, *shown_case, self.closing, self)
        self.case_card = CaseCardController(tools, self.view.panel, self.conversation, self)
        self.own_state = OwnStateController(tools, self.view, self)
        self.pausing = PausingController(tools, self.view, self.own_state, self)
        self.templates = TemplateController(tools, window, self.conversation, self.permission, self)
        self.switcher = SwitcherController(tools, window, self)
        self.notices = NoticeController(tools, window, notifier, sound, preferring.current, self)
        bell = OfferBell(window, notifier, sound, preferring.current, self)
        self.offers = OfferController(tools, self.view, bell, self)
        self.transfer = TransferController(tools, window, self.conversation, self)
        watched = (self.view.conversation.hand_over, self.conversation, self.offers.watch)
        self.hand_over = HandOverController(tools, *watched, self)
        self.alarms = AlarmController(tools, self.view, self)
        self.places = places = PlaceController(tools, self.view, self)
        told = (window, self.view.rail, notifier, sound, preferring.current)
        self.chat_bell = ChatBell(tools, *told, places.reads_chat, self)
        self.arranging = ArrangingController(tools, window, preferring, self)
        self._speaking = Speaking(self._thread.view, self._thread.model, self)
        self._connect()
        self.keys = WindowKeys(self)

    def start(self) -> None:
        """Fill what is known from memory; nothing here waits."""
        self.inbox.start()
        self._show_account()
        self._show_connection()
        self._prefer()
        self.notices.refresh_title()
        self.alarms.refresh()
        self.offers.start()
        self.own_state.refresh()
        self.view.inbox.focus_list()

    def open(
        self,
        conversation_id: str,
        *,
        around: Message | None = None,
        share: float | None = None,
        looking: bool = False,
    ) -> None:
        """Show a conversation, and the row in the list that is it; `around` and `share` as in TimelineController.

        `looking` as in ConversationController.
        """
        if not conversation_id:
            return
        self.places.show_conversations()
        if conversation_id == self.conversation.id:
            if around is not None:
                self.timeline.open(conversation_id, around=around)
        else:
            self._around = around, share
            self.conversation.open(conversation_id, looking=looking)
        self.inbox.select(conversation_id)
        self.composer.focus()

    async def finish(self) -> None:
        """Before the window is built again or closes: what is being written is safe, dialogs are gone."""
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()
        self.composer.attachments.finish()
        await self.composer.flush()
        if self.places.chat is not None:
            await self.places.chat.flush()
        await self.voice.close()

    # Wiring

    def _connect(self) -> None:
        view, composer = self.view, self._composer_view
        self._around: tuple[Message | None, float | None] = (None, None)
        self.inbox.conversation_chosen.connect(self.open)
        self.inbox.message_chosen.connect(self._open_message)
        self.switcher.chosen.connect(self.open)
        self.offers.accepted.connect(self.open)
        self.offers.looked.connect(self.open)
        view.conversation.header.transfer_asked.connect(self.transfer.open)
        self.hand_over.note_asked.connect(self.thread.write_note)
        composer.note_asked.connect(self.thread.write_note)
        self.conversation.opened.connect(self._opened)
        self.contact.message_asked.connect(self._open_message)
        self.conversation.changed.connect(self._thread_people)
        self.permission.outlook_changed.connect(self._allow_prompt)
        self.composer.trouble.connect(self._show_trouble)
        self.composer.moving_on.connect(self._move_on)
        self.composer.return_asked.connect(self.open)
        self.composer.spelling.language_chosen.connect(self._set_spelling)
        self.arranging.words_asked.connect(self.composer.spelling.show_words)
        self.timeline.trouble.connect(self._show_trouble)
        composer.template_asked.connect(self.templates.open)
        composer.consent_asked.connect(self.ask_consent)
        composer.emoji_asked.connect(self.show_emoji)
        rail = view.rail
        self.places.conversation_asked.connect(self.open)
        self.places.message_asked.connect(self._open_message)
        self.places.look_asked.connect(self.look)
        self.places.transfer_asked.connect(self._look_and_transfer)
        self.composer.phrases.manage_asked.connect(self.places.show_phrases)
        rail.switcher_asked.connect(self.switcher.open)
        rail.sound_asked.connect(self._set_sound)
        rail.shortcuts_asked.connect(self.arranging.show_shortcuts)
        rail.settings_asked.connect(self.arranging.show_settings)
        self.own_state.breaks_asked.connect(self.places.show_breaks)
        rail.sign_out_asked.connect(self.sign_out_asked)
        view.status.sign_in_asked.connect(self.sign_in_asked)
        view.conversation.header.panel_asked.connect(self._toggle_panel)
        view.panel_toggled.connect(self._panel_toggled)
        self._preferring.changed.connect(self._prefer)
        self.tools.bus.changed.connect(self._changed)

    # What signals do

    def ask_consent(self) -> None:
        """Ask about the first purpose that may be asked for; marketing before the rest."""
        contact = self.conversation.contact
        purpose = self.contact.askable() if contact else ""
        if purpose:
            self.contact.ask_in_chat(purpose)
        elif contact:
            self.tools.tell(self.tr("There is nothing to ask for now."))

    def _opened(self, conversation_id: str) -> None:
        (around, share), self._around = self._around, (None, None)
        self.finder.leave()
        self._thread_people()
        self.timeline.open(conversation_id, around=around, share=share)
        self.permission.open(conversation_id)
        self.composer.open(conversation_id)
        self.voice.open(conversation_id)
        self.notices.open_id = conversation_id
        self.view.refresh_panel()

    def _allow_prompt(self) -> None:
        outlook = self.permission.outlook
        allowed = outlook is not None and outlook.consent_prompt.verdict is Verdict.ALLOW
        self.conversation.allow_prompt(allowed=allowed)

    def _thread_people(self) -> None:
        contact = self.conversation.contact
        name = people.name(contact) if contact else ""
        self._thread.call(name)

    def _open_message(self, message: Message) -> None:
        self.open(message.conversation_id, around=message)

    def look(self, conversation_id: str) -> None:
        """As a lead, without claiming it or marking it read; that this is done was noted."""
        self.open(conversation_id, looking=True)

    def _look_and_transfer(self, conversation_id: str) -> None:
        self.look(conversation_id)
        self.transfer.open()

    def _move_on(self) -> None:
        waiting = self.inbox.most_urgent_unread(self.conversation.id)
        if waiting:
            self.open(waiting)
        else:
            self.tools.tell(self.tr("Nobody else is waiting."))

    def show_emoji(self) -> None:
        if self.conversation.id and self._composer_view.may_write:
            self.emoji.toggle(self._composer_view.emoji_button)

    def _toggle_panel(self, shown: bool) -> None:  # Qt passes it by position
        self.view.show_panel(shown=shown)

    def _panel_toggled(self, shown: bool) -> None:  # Qt passes it by position
        self.view.conversation.header.show_panel_open(is_open=shown)

    def _set_sound(self, on: bool) -> None:  # Qt passes it by position
        self._preferring.change({"sounds": on})

    def _set_spelling(self, language: str) -> None:
        self._preferring.change({"spelling": language})

    def _show_trouble(self, sentence: str) -> None:
        if sentence:
            self.view.conversation.trouble.show_text(self.tr("Not sent"), sentence)
        else:
            self.view.conversation.trouble.hide()

    def _prefer(self) -> None:
        preferences = self._preferring.current
        self._composer_view.set_submit_key(enter_sends=preferences.enter_sends)
        self.composer.unsending.grace_ms = preferences.undo_seconds * 1000
        self.composer.next_after_send = preferences.next_after_send
        self.composer.spelling.speak(preferences.spelling)
        self._thread.show_authors(shown=preferences.show_authors)
        self.view.rail.show_sound(on=preferences.sounds)
        self.notices.preferences = self.offers.bell.preferences = preferences
        self.chat_bell.preferences = preferences
        still = self.tools.theme.is_still
        self._thread.pictures.animations.set_still(still=still)
        self.voice.player.set_still(still=still)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.connection or changes.everything:
            self._show_connection()
            self._thread.pictures.forget_failures()
        if changes.catalogue or changes.everything:
            self._show_account()

    def _show_account(self) -> None:
        account = self.desk.account
        self.view.rail.show_account(account)
        self.view.status.show_account(self.desk.brand, account.name)

    def _show_connection(self) -> None:
        self.view.status.show_connection(self.desk.connection)
