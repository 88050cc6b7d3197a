"""Talk among colleagues: in the team, in a queue, between two. It reaches those who may read it, and nobody else."""

from __future__ import annotations

from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account
from server_stub.contract.queues import is_member
from server_stub.contract.sendable import check_length
from server_stub.contract.team import ChatChannel, ChatMessage, ChatPage, ChatSeen, Say
from server_stub.domain.called import Reader, called
from server_stub.domain.channels import TEAM, Channel, channel_of, of_queue
from server_stub.services.sending import check_client_id
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.chats import ChatRows
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.setup import team_key

LONGEST: Final = 4000
MOST_UNREAD: Final = 1000
LARGEST_PAGE: Final = 200
KEPT_MS: Final = 90 * 86_400_000


class Chats:
    """A queue's channel is for its members, and for leads and administrators; one between two for these two alone.

    One event tells the whole team or a queue, addressed to the channel (see `visible_event`); of two each gets their
    own. Raises NOT_FOUND for a channel that the caller may not read, as for one that does not exist.
    """

    def __init__(self, rows: ChatRows, queues: QueueBook, events: EventLog) -> None:
        self._rows = rows
        self._queues = queues
        self._events = events

    def channels(self, tx: Tx, caller: Account) -> list[ChatChannel]:
        """The team's, those of queues, then talks between two in the order of what was said last, newest first.

        A queue of everybody's is shown once something was said there: its people are the team's.
        """
        seen = self._rows.seen(tx, caller.id)
        sees_all = Viewer.of(caller).sees_all
        queues = [it for it in self._queues.all(tx) if it.enabled and (sees_all or is_member(it, caller.id))]
        shared = [self._told(tx, caller, TEAM, seen)]
        shared += [
            told
            for it in queues
            if (told := self._told(tx, caller, of_queue(it.id), seen)).last is not None or not it.everyone
        ]
        pairs = [it for it in seen if _is_pair(it)]
        talks = [self._told(tx, caller, it, seen) for it in pairs]
        said = sorted((it for it in talks if it.last is not None), key=_said_at, reverse=True)
        return [*shared, *said]

    def page(self, tx: Tx, caller: Account, channel: str, before: str | None, limit: int) -> ChatPage:
        """Newest last. `before` is the one of the newer page. Raises BAD_REQUEST for a limit out of 1–200."""
        if not 1 <= limit <= LARGEST_PAGE:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="limit")
        found = self._rows.page(tx, self._open(tx, caller, channel).id, before, limit + 1)
        page = found[-limit:]
        return ChatPage(page, page[0].id if len(found) > limit else None)

    def say(self, tx: Tx, caller: Account, channel: str, said: Say, now: int) -> ChatMessage:
        """The same `client_id` with the same words answers the same again. Who speaks has read what came before.

        Raises TEXT_EMPTY, TEXT_TOO_LONG, CLIENT_ID_REUSED.
        """
        check_client_id(said.client_id)
        where = self._open(tx, caller, channel)
        own_id = f"{caller.id}:{said.client_id}"
        known = self._rows.by_client_id(tx, own_id)
        if known is not None:
            if (known.channel, known.text) != (where.id, said.text):
                raise GatewayRefusal(ErrorCode.CLIENT_ID_REUSED)
            return known
        if not said.text.strip():
            raise GatewayRefusal(ErrorCode.TEXT_EMPTY)
        check_length(said.text, LONGEST)
        readers = self._readers(tx, where)
        if where.pair is not None and len(readers) < len(where.pair):  # a colleague who left reads nothing any more
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        at = max(now, self._rows.newest_at(tx, where.id) + 1)
        others = [it for it in called(said.text, readers) if it != caller.id]
        message = ChatMessage(new_id(at), where.id, caller.id, said.text, at, others)
        self._rows.add(tx, message, own_id)
        self._rows.see(tx, where.id, caller.id, message.id)
        self._tell(tx, where, message, now)
        return message

    def seen(self, tx: Tx, caller: Account, told: ChatSeen) -> None:
        """Raises BAD_REQUEST for a message that is not in this channel."""
        where = self._open(tx, caller, told.channel)
        if not self._rows.has(tx, where.id, told.up_to):
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="up_to")
        self._rows.see(tx, where.id, caller.id, told.up_to)

    def forget_old(self, tx: Tx, now: int) -> int:
        return self._rows.forget(tx, now - KEPT_MS)

    def _tell(self, tx: Tx, where: Channel, message: ChatMessage, now: int) -> None:
        addressed = where.pair or (where.id,)
        for address in addressed:
            if where.pair is not None:
                self._rows.see(tx, where.id, address, "")
            self._events.append(tx, EventKind.CHAT, message, key_id=team_key(tx), now=now, account_id=address)

    def _told(self, tx: Tx, caller: Account, channel: str, seen: dict[str, str]) -> ChatChannel:
        unread = self._rows.unread(tx, channel, caller.id, seen.get(channel, ""), MOST_UNREAD)
        last = next(iter(self._rows.page(tx, channel, None, 1)), None)
        return ChatChannel(channel, unread.messages, unread.called or (_is_pair(channel) and unread.messages > 0), last)

    def _open(self, tx: Tx, caller: Account, channel: str) -> Channel:
        found = channel_of(channel)
        if found is None or not self._may_read(tx, caller, found):
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return found

    def _may_read(self, tx: Tx, caller: Account, channel: Channel) -> bool:
        if channel.pair is not None:
            return caller.id in channel.pair
        if not channel.queue_id:
            return True
        exists = self._queues.get(tx, channel.queue_id) is not None
        return exists and (Viewer.of(caller).sees_all or self._queues.is_member(tx, channel.queue_id, caller.id))

    def _readers(self, tx: Tx, channel: Channel) -> list[Reader]:
        """Who may be called here. Leads and administrators may be called into any queue."""
        every = self._rows.readers(tx)
        if channel.pair is not None:
            return [it for it in every if it.account_id in channel.pair]
        if not channel.queue_id:
            return every
        return [it for it in every if it.sees_all or self._queues.is_member(tx, channel.queue_id, it.account_id)]


def _said_at(channel: ChatChannel) -> int:
    return 0 if channel.last is None else channel.last.sent_at


def _is_pair(channel: str) -> bool:
    found = channel_of(channel)
    return found is not None and found.pair is not None
