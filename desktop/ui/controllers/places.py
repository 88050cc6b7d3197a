"""Where the person is: conversations and every other place; only the first is built at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.views.workspace import Workspace
from server_stub.contract.model import Role

if TYPE_CHECKING:
    from desktop.ui.controllers.admin.admin import AdminController, Begun
    from desktop.ui.controllers.breaks import BreaksController
    from desktop.ui.controllers.chat import ChatController
    from desktop.ui.controllers.contacts import ContactsController
    from desktop.ui.controllers.phrase_page import PhrasePageController
    from desktop.ui.controllers.rescue import RescueController
    from desktop.ui.controllers.wall import WallController


class PlaceController(Controller):
    """Signals: what somebody wants to see from another place: `conversation_asked(object)` its id,
    `message_asked(object)` a Message; `look_asked(object)` and `transfer_asked(object)`, of a lead who only looks, the
    id of a conversation.
    """

    conversation_asked = Signal(object)
    message_asked = Signal(object)
    look_asked = Signal(object)
    transfer_asked = Signal(object)

    def __init__(self, tools: Tools, view: Workspace, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view = view
        self.contacts: ContactsController | None = None
        self.admin: AdminController | None = None
        self.phrases: PhrasePageController | None = None
        self.breaks: BreaksController | None = None
        self.wall: WallController | None = None
        self.rescue: RescueController | None = None
        self.chat: ChatController | None = None
        self._pages: dict[str, Callable[[], None]] = {
            "wall": self.show_wall,
            "rescue": self.show_rescue,
            "chat": self.show_chat,
            "phrases": self.show_phrases,
            "breaks": self.show_breaks,
        }
        view.rail.place_asked.connect(self.go)
        view.rail.phrases_asked.connect(self.show_phrases)

    def go(self, place: str) -> None:
        """Qt passes the place by position; one that this account may not see leaves everything as it is."""
        if place == "contacts":
            self._contacts().open()
        elif place == "admin":
            if self.desk.account.role is Role.AGENT:
                return
            self._admin().open()
        elif place in self._pages:
            self._pages[place]()
            return
        self._view.show_place(place)
        if place == "conversations":
            self._view.inbox.focus_list()

    def show_conversations(self) -> None:
        """A conversation was opened: be there, without taking the focus from it."""
        self._view.show_place("conversations")

    def show_contacts(self) -> None:
        self.go("contacts")

    def show_admin(self) -> None:
        self.go("admin")

    def resume_admin(self, begun: Begun) -> None:
        """What was typed there in another look of the window."""
        self._admin().resume(begun)

    def show_phrases(self, text: str = "") -> None:
        """Where phrases are kept; with `text`, a new one that says it."""
        if self.phrases is None:
            from desktop.ui.controllers.phrase_page import PhrasePageController

            self.phrases = PhrasePageController(self.tools, self.desk.office, self)
            self.phrases.left.connect(self._leave_page)
            self._view.add_place("phrases", self.phrases.page)
        self._view.show_place("phrases")
        if text:
            self.phrases.write(text)
        else:
            self.phrases.open()
            self.phrases.page.search.setFocus()

    def show_wall(self) -> None:
        """For leads: the service as it stands now."""
        if self.desk.account.role is Role.AGENT:
            return
        if self.wall is None:
            from desktop.ui.controllers.wall import WallController

            self.wall = WallController(self.tools, self)
            self.wall.look_asked.connect(self.look_asked)
            self.wall.transfer_asked.connect(self.transfer_asked)
            self._view.add_place("wall", self.wall.page)
        self._view.show_place("wall")
        self.wall.open()

    def show_chat(self) -> None:
        """What colleagues say among themselves."""
        if self.chat is None:
            from desktop.ui.controllers.chat import ChatController

            self.chat = ChatController(self.tools, self)
            self._view.add_place("chat", self.chat.page)
        self._view.show_place("chat")
        self.chat.open()

    def reads_chat(self, channel: str) -> bool:
        """Whether somebody has this channel of colleagues in front of them."""
        return self.chat is not None and self.chat.reads(channel)

    def show_rescue(self) -> None:
        """Windows about to close: one's own, for leads all."""
        if self.rescue is None:
            from desktop.ui.controllers.rescue import RescueController

            self.rescue = RescueController(self.tools, self)
            self.rescue.conversation_asked.connect(self.conversation_asked)
            self._view.add_place("rescue", self.rescue.page)
        self._view.show_place("rescue")
        self.rescue.open()

    def show_breaks(self, account_id: str = "") -> None:
        """One's own breaks of today, or for leads somebody's."""
        if self.breaks is None:
            from desktop.ui.controllers.breaks import BreaksController

            self.breaks = BreaksController(self.tools, self)
            self.breaks.left.connect(self._leave_page)
            self._view.add_place("breaks", self.breaks.page)
        self._view.show_place("breaks")
        self.breaks.open(account_id)

    def _leave_page(self) -> None:
        """Back to the message, where one is being written."""
        self.back()
        if self._view.conversation.is_open:
            self._view.conversation.composer.focus()

    def back(self) -> None:
        self.go("conversations")

    def _contacts(self) -> ContactsController:
        if self.contacts is None:
            from desktop.ui.controllers.contacts import ContactsController
            from desktop.ui.views.contacts import ContactsView

            view = ContactsView(self.tools.theme)
            self._view.add_place("contacts", view)
            self.contacts = ContactsController(self.tools, view, self)
            self.contacts.conversation_asked.connect(self.conversation_asked)
            self.contacts.message_asked.connect(self.message_asked)
            self.contacts.import_asked.connect(self._show_imports)
        return self.contacts

    def _show_imports(self) -> None:
        if self.desk.account.role is Role.ADMIN:
            self._admin().open("imports")
            self._view.show_place("admin")

    def _admin(self) -> AdminController:
        if self.admin is None:
            from desktop.ui.controllers.admin.admin import AdminController
            from desktop.ui.views.admin.place import AdminView

            view = AdminView(self.tools.theme)
            self._view.add_place("admin", view)
            self.admin = AdminController(self.tools, self.desk.office, view, self)
            self.admin.breaks_asked.connect(self.show_breaks)
            self.admin.look_asked.connect(self.look_asked)
        return self.admin
