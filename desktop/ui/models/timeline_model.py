"""The rows of one conversation, always in the order of (sent_at, id), with separators where days change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ui.lists.ports import ID_ROLE, TICK_ROLE
from desktop.ui.models.message_index import MessageIndex, by_time, in_order
from desktop.ui.models.rows import (
    DaySeparator,
    Placement,
    Row,
    UnreadLine,
    belong_together,
    day_of,
    row_key,
)
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message

ROW_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_SPOKEN_STATUSES = frozenset({Status.FAILED, Status.IN_DOUBT, Status.HELD})
"""Shown with a word, which needs room: a change from or to these is a new layout."""


class TimelineModel(QAbstractListModel):
    """`describe` words a row for screen readers. Holds messages as they came, and nothing of a view."""

    def __init__(self, describe: Callable[[Row], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self._rows: list[Row] = []
        self._index = MessageIndex(())
        self._older = False

    # Asking

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == ID_ROLE:
            return row.id if isinstance(row, Message) else None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return self._describe(row)
        return None

    def row_at(self, number: int) -> Row:
        return self._rows[number]

    def placement(self, number: int) -> Placement:
        rows = self._rows
        row = rows[number]
        before = rows[number - 1] if number > 0 else None
        after = rows[number + 1] if number + 1 < len(rows) else None
        return Placement(not belong_together(before, row), not belong_together(row, after))

    def message(self, message_id: str) -> Message | None:
        return self._index.message(message_id)

    def row_of(self, message_id: str) -> int | None:
        """Number of the row of a message, None if it is not loaded."""
        message = self._index.message(message_id)
        return None if message is None else self._find(message)

    def message_of_media(self, media_id: str) -> Message | None:
        """The newest one here with this file."""
        rows = (row for row in reversed(self._rows) if isinstance(row, Message) and row.content.media is not None)
        return next((row for row in rows if row.content.media.id == media_id), None)

    @property
    def oldest(self) -> Message | None:
        return next((row for row in self._rows if isinstance(row, Message)), None)

    @property
    def newest(self) -> Message | None:
        return next((row for row in reversed(self._rows) if isinstance(row, Message)), None)

    # Changing

    def reset_messages(self, messages: Iterable[Message], *, unread: int = 0, older: bool = False) -> None:
        """Show another conversation. `unread` puts a line before that many inbound messages at the end.

        `older`: the store has more before these; news about messages that are not loaded is then left aside.
        """
        self.beginResetModel()
        self._older = older
        ordered = in_order(messages)
        self._index = MessageIndex(ordered)
        self._rows = _with_days(ordered)
        line = _unread_line(ordered, unread)
        if line is not None:
            self._rows.insert(bisect_left(self._rows, row_key(line), key=row_key), line)
        self.endResetModel()

    def prepend(self, messages: Sequence[Message], *, older: bool = False) -> None:
        """A page of older messages. The day of the first row so far moves up with them, nothing else changes."""
        self._older = older
        page = in_order(messages)
        oldest = self.oldest
        if oldest is None:
            self.reset_messages(page, older=older)
            return
        before = [item for item in page if by_time(item) < by_time(oldest)]
        if before:
            self._put_on_top(before)
        self.apply(page[len(before) :])

    def apply(self, messages: Iterable[Message]) -> None:
        """Each is new, another state of one that is here, or the gateway's copy of one that was sent from here."""
        fresh: dict[str, Message] = {}
        for message in messages:
            known = self._index.message(message.id) or self._index.twin(message)
            if known is None:
                if not self._lies_before_all(message):
                    fresh[message.id] = message
            elif by_time(known) == by_time(message):
                self._replace(self._find(known), message)
            else:
                self._move(known, message)
        self._insert_all(in_order(fresh.values()))

    def remove(self, message_ids: Iterable[str]) -> None:
        for message_id in message_ids:
            message = self._index.message(message_id)
            if message is not None:
                self._delete(self._find(message))

    def forget_older(self, most: int, keep: int) -> bool:
        """Of more than `most` rows leave the last `keep`, still below their day; the rest is a page in the store."""
        if len(self._rows) <= most:
            return False
        self._older = True
        cut = len(self._rows) - keep
        for row in self._rows[:cut]:
            if isinstance(row, Message):
                self._index.drop(row)
        self._take_out(0, cut)
        if (oldest := self.oldest) is not None and not isinstance(self._rows[0], DaySeparator):
            self._put_in(0, [DaySeparator(day_of(oldest.sent_at)[0])])
            self._neighbours_changed(0, 0)
        return True

    def touch(self, message_id: str) -> None:
        """The row is to be shown differently, although the message is the same."""
        place = self.row_of(message_id)
        if place is not None:
            index = self.index(place, 0)
            self.dataChanged.emit(index, index)

    # Inside

    def _lies_before_all(self, message: Message) -> bool:
        """Whether it belongs to a page that was not loaded: shown alone it would hide a gap."""
        oldest = self.oldest
        return self._older and oldest is not None and by_time(message) < by_time(oldest)

    def _find(self, row: Row) -> int:
        return bisect_left(self._rows, row_key(row), key=row_key)

    def _insert_all(self, fresh: list[Message]) -> None:
        """What comes after everything goes in as one batch, which is the usual case; the rest one by one."""
        last = self.newest
        tail = [item for item in fresh if last is None or by_time(item) > by_time(last)]
        for message in fresh[: len(fresh) - len(tail)]:
            self._insert(message)
        if tail:
            place = len(self._rows)
            rows = _with_days(tail)
            if last is not None and rows[0] == DaySeparator(day_of(last.sent_at)[0]):
                del rows[0]
            self._index.add_all(tail)
            self._put_in(place, rows)
            self._neighbours_changed(place, place + len(rows) - 1)

    def _insert(self, message: Message) -> None:
        self._index.add(message)
        start, _ = day_of(message.sent_at)
        day = DaySeparator(start)
        place = self._find(message)
        new: list[Row] = [message]
        day_place = self._find(day)
        if day_place >= len(self._rows) or self._rows[day_place] != day:
            # Nothing of that day is here, so the day's own place is the message's.
            place = day_place
            new = [day, message]
        self._put_in(place, new)
        self._neighbours_changed(place, place + len(new) - 1)

    def _put_on_top(self, older: list[Message]) -> None:
        self._index.add_all(older)
        first = self._rows[0]
        rows = _with_days(older)
        # Put in before taking out: a view holds on to what stays, and at no moment is there less above it.
        self._put_in(0, rows)
        if isinstance(first, DaySeparator) and first in rows:
            self._take_out(len(rows))
        self._neighbours_changed(len(rows), len(rows) - 1)

    def _replace(self, place: int, message: Message) -> None:
        known = self._rows[place]
        assert isinstance(known, Message)  # noqa: S101 - found by a message's key
        if known.id != message.id:
            self._index.drop(known)
        self._index.add(message)
        self._rows[place] = message
        index = self.index(place, 0)
        roles = [int(TICK_ROLE), int(Qt.ItemDataRole.AccessibleTextRole)] if _only_ticked(known, message) else []
        self.dataChanged.emit(index, index, roles)

    def _move(self, known: Message, message: Message) -> None:
        """WhatsApp's clock or the gateway's id gave it another place, most often the same row."""
        place = self._find(known)
        before = row_key(self._rows[place - 1]) if place > 0 else None
        after = row_key(self._rows[place + 1]) if place + 1 < len(self._rows) else None
        wanted = row_key(message)
        stays = (before is None or before < wanted) and (after is None or wanted < after)
        if stays and day_of(known.sent_at) == day_of(message.sent_at):
            self._replace(place, message)
        else:
            self._delete(place)
            self._insert(message)

    def _delete(self, place: int) -> None:
        message = self._rows[place]
        assert isinstance(message, Message)  # noqa: S101 - found by a message's key
        self._index.drop(message)
        self._take_out(place)
        is_day_empty = place > 0 and isinstance(self._rows[place - 1], DaySeparator)
        if is_day_empty and (place == len(self._rows) or isinstance(self._rows[place], DaySeparator)):
            self._take_out(place - 1)
            place -= 1
        self._neighbours_changed(place, place - 1)

    def _put_in(self, place: int, rows: list[Row]) -> None:
        self.beginInsertRows(_ROOT, place, place + len(rows) - 1)
        self._rows[place:place] = rows
        self.endInsertRows()

    def _take_out(self, place: int, count: int = 1) -> None:
        self.beginRemoveRows(_ROOT, place, place + count - 1)
        del self._rows[place : place + count]
        self.endRemoveRows()

    def _neighbours_changed(self, first: int, last: int) -> None:
        """What stands before `first` and after `last` may have become part of another group."""
        for place in (first - 1, last + 1):
            if 0 <= place < len(self._rows) and isinstance(self._rows[place], Message):
                index = self.index(place, 0)
                self.dataChanged.emit(index, index)


def _with_days(ordered: Sequence[Message]) -> list[Row]:
    """Messages with a separator before each day's first. One search for each day, not a look at each message."""
    rows: list[Row] = []
    place = 0
    while place < len(ordered):
        start, following = day_of(ordered[place].sent_at)
        end = bisect_left(ordered, following, lo=place, key=lambda message: message.sent_at)
        rows.append(DaySeparator(start))
        rows += ordered[place:end]
        place = end
    return rows


def _unread_line(ordered: Sequence[Message], unread: int) -> UnreadLine | None:
    if unread <= 0:
        return None
    left = unread
    for message in reversed(ordered):
        if message.direction == "in":
            left -= 1
            if left == 0:
                return UnreadLine(unread, by_time(message))
    return None


def _only_ticked(old: Message, new: Message) -> bool:
    """Whether a repaint of the same layout is enough."""
    return (
        old.id == new.id
        and old.content == new.content
        and old.quote == new.quote
        and old.reactions == new.reactions
        and old.edited_at == new.edited_at
        and old.deleted_at == new.deleted_at
        and old.sent_at == new.sent_at
        and old.author_id == new.author_id
        and (old.status == new.status or not ({old.status, new.status} & _SPOKEN_STATUSES))
    )
