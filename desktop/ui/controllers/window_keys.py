"""What the keys of the main window do: every action of that place, by its name in the table of actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.models.conversation_entry import Chip as Filter

if TYPE_CHECKING:
    from desktop.ui.controllers.workspace import WorkspaceController


class WindowKeys(QObject):
    """Made last, when all that has keys is there."""

    def __init__(self, work: WorkspaceController) -> None:
        super().__init__(work)
        self._work, self._keys = work, work.tools.keys
        filters = dict.fromkeys((f"filter_{it.value}" for it in Filter), self._filter)
        doubts = dict.fromkeys(("doubt_1", "doubt_2", "doubt_3"), self._settle_doubt)
        self._keys.bind(work.view, self._moves() | self._deeds() | filters | doubts)
        self._keys.changed.connect(self._tell)
        self._tell()

    def _moves(self) -> dict[str, Callable[[], object]]:
        """Where one goes."""
        work = self._work
        return {
            "switcher": work.switcher.open,
            "find": self._find,
            "find_older": work.finder.older,
            "find_newer": work.finder.newer,
            "search": self._search,
            "previous": self._previous,
            "next": self._next,
            "next_unread": self._next_unread,
            "next_pane": self._next_pane,
            "previous_pane": self._previous_pane,
            "panel": self._flip_panel,
            "conversations": work.places.back,
            "chat": work.places.show_chat,
            "rescue": work.places.show_rescue,
            "wall": work.places.show_wall,
            "contacts": work.places.show_contacts,
            "admin": work.places.show_admin,
            "phrases": work.places.show_phrases,
            "settings": work.arranging.show_settings,
            "shortcuts": work.arranging.show_shortcuts,
        }

    def _deeds(self) -> dict[str, Callable[[], object]]:
        """What one does there."""
        work = self._work
        return {
            "take": work.conversation.take,
            "transfer": work.transfer.open,
            "accept_offer": work.offers.accept,
            "offers": work.offers.focus,
            "close_case": work.closing.open,
            "end_chat": work.closing.end_chat,
            "state": work.own_state.open_menu,
            "template": work.templates.open,
            "make_phrase": work.composer.phrases.make,
            "attach": work.composer.attach,
            "emoji": work.show_emoji,
            "stickers": work.stickers.toggle,
            "react": work.thread.react,
            "location": work.thread.send_location,
            "card": work.thread.send_card,
            "note": work.thread.write_note,
            "trace": work.thread.trace,
            "voice": work.voice.record,
            "sticker": work.thread.send_sticker,
            "spelling": work.composer.spelling.next,
            "consent": work.ask_consent,
        }

    def _filter(self) -> None:
        self._work.view.inbox.choose_named(self.sender().property("action").removeprefix("filter_"))

    def _settle_doubt(self) -> None:
        self._work.doubt.choose(int(self.sender().property("action").removeprefix("doubt_")))

    def _tell(self) -> None:
        start = self._work.view.conversation
        if start.is_start:
            start.show_start(self._keys.shown("switcher"))

    def _previous(self) -> None:
        self._work.open(self._work.inbox.neighbour(self._work.conversation.id, -1) or "")

    def _next(self) -> None:
        self._work.open(self._work.inbox.neighbour(self._work.conversation.id, 1) or "")

    def _next_unread(self) -> None:
        self._work.open(self._work.inbox.most_urgent_unread(self._work.conversation.id) or "")

    def _find(self) -> None:
        if self._work.conversation.id:
            self._work.finder.open(self._work.conversation.id)
        else:
            self._search()

    def _search(self) -> None:
        self._work.places.show_conversations()
        self._work.view.show_list()
        self._work.view.inbox.search.setFocus()
        self._work.view.inbox.search.selectAll()

    def _next_pane(self) -> None:
        self._work.view.move_focus(1)

    def _previous_pane(self) -> None:
        self._work.view.move_focus(-1)

    def _flip_panel(self) -> None:
        self._work.view.show_panel(shown=not self._work.view.panel_shown)
