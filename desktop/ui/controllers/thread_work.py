"""What is done to a conversation beside texts and files: reactions, places, cards, notes, the way of a message."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from desktop.domain.errors import AppError
from desktop.ui.controllers.composer import ComposerController
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.message_menu import REACT, TRACE
from desktop.ui.controllers.timeline import TimelineController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import finished
from desktop.ui.models.rows import is_answerable
from desktop.ui.texts import errors, names, people, traces
from desktop.ui.views.ask_form import AskForm
from desktop.ui.views.composer import Composer
from desktop.ui.views.reaction_popup import ReactionPopup
from desktop.ui.views.send_forms import CardForm, LocationForm, NoteForm
from desktop.ui.views.trace_popup import TracePopup
from server_stub.contract.content import Card, Location
from server_stub.contract.model import Message

_MOST_KNOWN = 200
_MENU = "more_menu"


class ThreadController(Controller):
    """`sticker_asked()`: one is to be made, `shelf_asked()`: one of the team's; and something may be sent.

    `window`: what the forms stand over. Keys are about the message that is being answered, else the newest one.
    """

    sticker_asked = Signal()
    shelf_asked = Signal()

    def __init__(
        self,
        tools: Tools,
        window: QWidget,
        conversation: ConversationController,
        timeline: TimelineController,
        composer: ComposerController,
        view: Composer,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._window, self._conversation = window, conversation
        self._timeline, self._composer, self._view = timeline, composer, view
        self._form: AskForm | None = None
        self._where = ""
        self._reacting_to = ""
        view.more_asked.connect(self._show_menu)
        timeline.menu.chosen.connect(self._chosen)

    def react(self) -> None:
        """To the message that is being answered, else to the newest one of the customer."""
        message = self._target(_is_reactable)
        if message is None:
            self.tools.tell(self.tr("There is no message of the customer to react to."))
        else:
            self._react_to(message)

    def trace(self) -> None:
        message = self._target()
        if message is not None:
            self._trace_of(message)

    def send_sticker(self) -> None:
        if self._may_write():
            self.sticker_asked.emit()

    def _pick_sticker(self) -> None:
        if self._may_write():
            self.shelf_asked.emit()

    def send_location(self) -> None:
        if self._may_write():
            self._open(LocationForm(self.tools.theme, self._window))

    def send_card(self) -> None:
        if self._may_write():
            self._open(CardForm(self.tools.theme, self._known_cards(), self._window))

    def write_note(self) -> None:
        """Also where nothing may be sent: colleagues may always be told something."""
        if self._conversation.id:
            self._open(NoteForm(self.tools.theme, self._colleagues(), self._window))

    def _show_menu(self) -> None:
        """Everything of it for the mouse."""
        menu = self._window.findChild(QMenu, _MENU)
        if menu is None:
            menu = QMenu(self._window)
            menu.setObjectName(_MENU)
            menu.setAccessibleName(self.tr("More to send"))
            icon = self.tools.theme.icon
            menu.addAction(icon("sticker"), self.tr("Sticker of the team"), self._pick_sticker)
            menu.addAction(icon("plus"), self.tr("Make a sticker"), self.send_sticker)
            menu.addAction(icon("location"), self.tr("Place"), self.send_location)
            menu.addAction(icon("contact-card"), self.tr("Contact card"), self.send_card)
            menu.addAction(icon("lock"), self.tr("Internal note"), self.write_note)
        beside = self._view.more_button
        menu.popup(beside.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _may_write(self) -> bool:
        if not self._conversation.id:
            return False
        if not self._view.may_write:
            self.tools.tell(self.tr("Nothing can be sent here now."))
            return False
        return True

    # Reactions and the way of a message

    def _chosen(self, message: Message, name: str) -> None:
        if name == REACT:
            self._react_to(message)
        elif name == TRACE:
            self._trace_of(message)

    def _target(self, fits: Callable[[Message], bool] | None = None) -> Message | None:
        chosen = self._timeline.message(self._composer.quoted)
        return chosen if chosen is not None else self._timeline.neighbour("", -1, fits)

    def _react_to(self, message: Message) -> None:
        self._reacting_to = message.id
        ours = next((it.emoji for it in message.reactions if not it.by_customer), "")
        said = message.content.text or names.kind(message.content.kind)
        popup = ReactionPopup(self.tools.theme, said[:60], ours, self._window)
        popup.chosen.connect(self._reacted)
        self.run(finished(popup), "choose a reaction")

    def _reacted(self, emoji: str) -> None:
        self.run(self.desk.thread.react(self._reacting_to, emoji), "react")

    def _trace_of(self, message: Message) -> None:
        self.run(self._show_trace(message), "show the way of a message")

    async def _show_trace(self, message: Message) -> None:
        found = await self.desk.thread.trace(message.id)
        if self.alive:
            lines = traces.lines(found, self.desk.purposes())
            await finished(TracePopup(self.tools.theme, lines, self._window))

    # Forms

    @property
    def begun(self) -> tuple[str, dict[str, str]] | None:
        """The name of the form that is open, and what stands in it."""
        return (self._form.objectName(), self._form.written) if self._form is not None else None

    def resume(self, name: str, written: Mapping[str, str]) -> None:
        """In a window that was built again; whether it may be sent is known a moment later, and asked then."""
        theme, window = self.tools.theme, self._window
        if name == "note_form":
            self._open(NoteForm(theme, self._colleagues(), window))
        elif name == "card_form":
            self._open(CardForm(theme, self._known_cards(), window))
        else:
            self._open(LocationForm(theme, window))
        if self._form is not None:
            self._form.restore(written)

    def _open(self, form: AskForm) -> None:
        self._form, self._where = form, self._conversation.id
        form.confirmed.connect(self._confirmed)
        self.run(self._shown(form), "fill in a form")

    async def _shown(self, form: AskForm) -> None:
        try:
            await finished(form)
        finally:
            if self._form is form:
                self._form = None

    def _confirmed(self, values: object) -> None:
        if self._form is not None:
            self.run(self._send(self._form, self._where, values), "send what was filled in")

    async def _send(self, form: AskForm, where: str, values: object) -> None:
        """The form stays open with the reason where it is refused."""
        try:
            match values:
                case Location():
                    await self.desk.thread.send_location(where, values, quote_id=self._composer.quoted or None)
                case Card():
                    await self.desk.thread.send_cards(where, [values], quote_id=self._composer.quoted or None)
                case (str() as text, tuple() as mentions):
                    await self.desk.thread.write_note(where, text, mentions)
        except AppError as problem:
            if self.alive and self._form is form:
                form.show_problem(errors.error(problem, self.desk.purposes()))
            return
        if self.alive and self._form is form:
            form.done(QDialog.DialogCode.Accepted)
            if not isinstance(form, NoteForm):
                self._composer.unquote()

    def _known_cards(self) -> list[Card]:
        """The people of one's conversations who have a number, by name."""
        found: dict[str, Card] = {}
        for conversation in self.desk.conversations()[:_MOST_KNOWN]:
            contact = self.desk.contact(conversation.contact_id)
            if contact is not None and contact.phone and conversation.id != self._conversation.id:
                emails = [contact.email] if contact.email else []
                found[contact.id] = Card(people.name(contact), phones=[contact.phone], emails=emails)
        return sorted(found.values(), key=_name_of)

    def _colleagues(self) -> dict[str, str]:
        me = self.desk.account.id
        return {it.id: it.name for it in self.desk.accounts().values() if it.id != me and not it.disabled}


def _is_reactable(message: Message) -> bool:
    return message.direction == "in" and is_answerable(message)


def _name_of(card: Card) -> str:
    return card.name.casefold()
