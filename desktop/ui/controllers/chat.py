"""Talk between colleagues: channels with what is unread, what was said, and a text that is sent exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QObject, QTimer

from desktop.application.desk import Link
from desktop.domain.changes import ChangeSet
from desktop.domain.colleague_chat import TEAM, call_before, in_order, merged, partner, queue_of
from desktop.domain.errors import AppError, GatewayUnreachable
from desktop.domain.matching import fold
from desktop.ui.controllers.chat_names import ChatNames
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import chat, errors, moments
from desktop.ui.views.chat import ChatPage, Said
from desktop.ui.widgets.search_popup import PopupItem
from server_stub.contract.ids import new_id
from server_stub.contract.team import ChatChannel, ChatMessage

_SAVE_MS: Final = 400
_TOGETHER_MS: Final = 5 * 60_000
"""What somebody says within so long stands under one name."""


class ChatDraft(msgspec.Struct, omit_defaults=True):
    """Kept on this computer. `client_id`: of an attempt that no answer came to, for the very same text."""

    text: str = ""
    client_id: str = ""
    tried: str = ""


class ChatController(Controller):
    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(tools, parent)
        self.page = page = ChatPage(tools.theme)
        self._names = ChatNames(tools.desk)
        self._channel = ""
        self._said: dict[str, list[ChatMessage]] = {}
        self._before: dict[str, str | None] = {}
        self._drafts: dict[str, ChatDraft] = {}
        self._fetching: set[str] = set()
        self._sending: set[str] = set()
        self._seen: dict[str, str] = {}
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(_SAVE_MS)
        self._save.timeout.connect(self._keep_draft)
        page.channel_chosen.connect(self.choose)
        page.searched.connect(self._show_channels)
        page.send_asked.connect(self._send)
        page.edited.connect(self._edited)
        page.name_chosen.connect(self._call)
        page.older_asked.connect(self._older)
        page.again_asked.connect(self._load)
        page.looked.connect(self._looked)
        tools.bus.changed.connect(self._changed)

    def open(self, channel: str = "") -> None:
        """Where one was, or where something is unread that addresses this person."""
        self._show_channels()
        calling = next((each.id for each in self.desk.chats() if each.called), "")
        self.choose(channel or self._channel or calling or TEAM)
        self.page.begin()

    def choose(self, channel: object) -> None:
        """Qt passes it by position."""
        wanted = str(channel or "")
        if not wanted or wanted == self._channel:
            return
        self._keep_draft()
        self._channel = wanted
        page = self.page
        page.channels.choose(wanted)
        page.show_channel(self._names.channel(wanted), self._names.detail(wanted))
        page.names.close_results()
        page.names.set_items(self._names.callable(wanted))
        page.input.set_text("")
        page.show_told("")
        page.set_sending(sending=wanted in self._sending)
        self._show_messages()
        self.run(self._read_draft(wanted), "chat draft")
        self._load()

    def reads(self, channel: str) -> bool:
        """Whether somebody has it in front of them."""
        return channel == self._channel and self.page.is_looked_at

    async def flush(self) -> None:
        """What is being written is kept before the window goes."""
        if self._channel and self._channel not in self._sending:
            self._drafts.setdefault(self._channel, ChatDraft()).text = self.page.input.text()
            await self._store(self._channel)

    # Channels

    def _show_channels(self, _words: object = None) -> None:
        sought = fold(self.page.search.text())
        own = self.desk.account.id
        items = [self._item(each) for each in in_order(self.desk.chats(), own, self._names.colleagues())]
        self.page.channels.show_items([each for each in items if sought in fold(each.title)])

    def _item(self, channel: ChatChannel) -> PopupItem:
        own, name = self.desk.account.id, self._names.channel(channel.id)
        other = partner(channel.id, own)
        state = told = self._names.detail(channel.id) if other else ""
        if channel.last is not None:
            author = self._names.first(channel.last.author_id)
            told = chat.last(author, channel.last.text, is_own=channel.last.author_id == own)
        marks = chat.marks(channel.unread, called=channel.called)
        return PopupItem(
            channel.id,
            name,
            told,
            icon="" if other else ("list" if queue_of(channel.id) else "team"),
            face=other,
            dot=self._names.dot(other) if other else "",
            end=str(channel.unread) if channel.unread else "",
            is_loud=channel.called,
            spoken=". ".join(filter(None, (name, state, marks, "" if told == state else told))),
        )

    # What was said

    def _load(self) -> None:
        channel = self._channel
        if channel and channel not in self._fetching:
            self._fetching.add(channel)
            if channel not in self._said:
                self.page.show_state(self.tr("One moment…"))
            self.run(self._fetch(channel, None), "chat page")

    def _older(self) -> None:
        before = self._before.get(self._channel)
        if before is not None and self._channel not in self._fetching:
            self._fetching.add(self._channel)
            self.run(self._fetch(self._channel, before), "older chat page")

    async def _fetch(self, channel: str, before: str | None) -> None:
        try:
            told = await self.desk.team.chat_page(channel, before)
        except AppError as problem:
            if self.alive and channel == self._channel:
                self._not_fetched(problem)
            return
        finally:
            self._fetching.discard(channel)
        if not self.alive:
            return
        known = self._said.get(channel, [])
        if before is not None or not known:
            self._before[channel] = told.before
        elif told.messages and told.before is not None and known[-1].id < told.messages[0].id:
            # So much was said meanwhile that a gap would stay: begin from what is newest.
            known, self._before[channel] = [], told.before
        self._said[channel] = merged(known, told.messages)
        if channel == self._channel:
            self._show_messages(stay=before is not None)
            self._looked()

    def _not_fetched(self, problem: AppError) -> None:
        offline = self.desk.connection.link is not Link.ONLINE
        told = self.tr("Without a connection, what colleagues say comes later.") if offline else errors.error(problem)
        self.page.show_state(told, may_retry=not offline)

    def _show_messages(self, *, stay: bool = False) -> None:
        said = self._said.get(self._channel)
        if said is not None:
            self.page.show_state("" if said else self.tr("Nothing was said here yet."))
        lines = self._lines(said or [])
        self.page.show_messages(lines, has_older=self._before.get(self._channel) is not None, stay=stay)

    def _lines(self, said: Sequence[ChatMessage]) -> list[Said]:
        own, now, made = self.desk.account.id, self.desk.now(), []
        for place, each in enumerate(said):
            before = said[place - 1] if place else None
            goes_on = (
                before is not None
                and before.author_id == each.author_id
                and each.sent_at - before.sent_at < _TOGETHER_MS
            )
            head = "" if goes_on else self._names.name(each.author_id)
            time = moments.clock(each.sent_at)
            if moments.iso_day(each.sent_at) != moments.iso_day(now):
                time = moments.day_and_time(each.sent_at)
            made.append(Said(each.id, head, time, each.text, own in each.called))
        return made

    def _looked(self) -> None:
        """Whoever has it in front of them has read it."""
        said = self._said.get(self._channel)
        if not self.page.is_looked_at or not said:
            return
        channel = next((each for each in self.desk.chats() if each.id == self._channel), None)
        newest = said[-1].id
        if channel is None or not channel.unread or self._seen.get(channel.id) == newest:
            return
        self._seen[channel.id] = newest
        self.tools.spawn(self._tell_seen(channel.id, newest), name="chat seen")

    async def _tell_seen(self, channel: str, newest: str) -> None:
        try:
            await self.desk.team.chat_seen(channel, newest)
        except AppError:
            # It stays unread, and is told with the next look.
            self._seen.pop(channel, None)

    def _changed(self, changes: ChangeSet) -> None:
        if not (changes.chat or changes.team or changes.connection or changes.everything):
            return
        if not self._channel or not self.page.isVisible():
            return
        self._show_channels()
        self.page.show_channel(self._names.channel(self._channel), self._names.detail(self._channel))
        channel = next((each for each in self.desk.chats() if each.id == self._channel), None)
        known = self._said.get(self._channel)
        last = channel.last if channel is not None else None
        missing = known is None or (last is not None and all(each.id != last.id for each in known[-5:]))
        if missing or changes.everything:
            self._load()

    # Saying something

    def _edited(self) -> None:
        self.page.show_told("")
        self._save.start()
        found = call_before(self.page.input.text(), self.page.input.textCursor().position())
        if found is None or not self.page.names.search(found[1]):
            self.page.names.close_results()

    def _call(self, account_id: object) -> None:
        field = self.page.input
        found = call_before(field.text(), field.textCursor().position())
        if found is not None:
            cursor = field.textCursor()
            cursor.setPosition(found[0], cursor.MoveMode.KeepAnchor)
            cursor.insertText(f"@{self._names.name(str(account_id))} ")

    def _send(self) -> None:
        channel, text = self._channel, self.page.input.text().strip()
        if not channel or not text or channel in self._sending:
            return
        draft = self._drafts.setdefault(channel, ChatDraft())
        if not draft.client_id or draft.tried != text:
            draft.client_id, draft.tried = new_id(self.desk.now()), text
        draft.text = self.page.input.text()
        self._sending.add(channel)
        self.page.set_sending(sending=True)
        self.page.show_told("")
        self.run(self._go(channel, draft), "chat message")

    async def _go(self, channel: str, draft: ChatDraft) -> None:
        """The same id goes with the same text until an answer came: it is said once, however often it is tried."""
        try:
            # Before it leaves: after a crash it is not said twice.
            await self._store(channel)
            made = await self.desk.team.say(channel, draft.tried, client_id=draft.client_id)
        except AppError as problem:
            if self.alive:
                self._sending.discard(channel)
                self._not_said(channel, draft, problem)
            return
        if not self.alive:
            return
        self._sending.discard(channel)
        self._drafts[channel] = ChatDraft()
        self._said[channel] = merged(self._said.get(channel, []), [made])
        if channel == self._channel:
            self.page.set_sending(sending=False)
            self.page.input.set_text("")
            self._show_messages()
        await self._store(channel)

    def _not_said(self, channel: str, draft: ChatDraft, problem: AppError) -> None:
        if not isinstance(problem, GatewayUnreachable):
            draft.client_id = draft.tried = ""
        if channel != self._channel:
            return
        told = errors.error(problem)
        if isinstance(problem, GatewayUnreachable):
            told = self.tr("Not sent: there is no connection. It stays here; Enter tries again.")
        self.page.set_sending(sending=False)
        self.page.show_told(told)

    # Drafts

    def _keep_draft(self) -> None:
        channel = self._channel
        if not channel or channel in self._sending:
            return
        draft, text = self._drafts.setdefault(channel, ChatDraft()), self.page.input.text()
        if draft.text != text:
            draft.text = text
            self.tools.spawn(self._store(channel), name="keep chat draft")

    async def _store(self, channel: str) -> None:
        try:
            kept = msgspec.json.encode(self._drafts.get(channel, ChatDraft())).decode()
            await self.desk.habits.put(f"chat_draft:{channel}", kept)
        except AppError:
            # A full disk is told by what matters; the text is still in the window.
            return

    async def _read_draft(self, channel: str) -> None:
        if channel not in self._drafts:
            kept = await self.desk.habits.get(f"chat_draft:{channel}")
            try:
                found = msgspec.json.decode(kept, type=ChatDraft) if kept else ChatDraft()
            except msgspec.MsgspecError:
                found = ChatDraft()
            self._drafts.setdefault(channel, found)
        if self.alive and channel == self._channel and not self.page.input.text():
            self.page.input.set_text(self._drafts[channel].text)
