"""One record in a form: what was typed since it was read, and what becomes of it where somebody was quicker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import msgspec

from desktop.domain.errors import Refused
from desktop.domain.three_ways import merged
from desktop.ui.views.admin.page import RecordsPage
from server_stub.contract.errors import ErrorCode

T = TypeVar("T", bound=msgspec.Struct)


class Editing(Generic[T]):
    """`record` is what the form was filled with. What the form does not show stays as it is there."""

    def __init__(self, page: RecordsPage, record: T) -> None:
        self._page = page
        self.record = record

    def show(self, record: T, *, exists: bool = True) -> None:
        self.record = record
        self._page.show_record(msgspec.structs.asdict(record), exists=exists)

    def wanted(self, values: Mapping[str, Any]) -> T:
        """The record with what was typed; an empty number is 0."""
        filled = self._page.typed.filled
        typed = {name: value for name, value in values.items() if value != filled.get(name)}
        given = {name: 0 if value is None else value for name, value in typed.items()}
        return msgspec.structs.replace(self.record, **given)

    def meet(self, theirs: T, wanted: T) -> None:
        """Somebody saved it meanwhile: what they changed is shown, what was typed here stays, and nothing is saved.

        While it is being saved. Raises Refused `state_conflict` where the form shows something else by now: then what
        was typed waits, and meets theirs when the record is looked at again.
        """
        page = self._page
        if not page.typed.shows_saved:
            raise Refused(ErrorCode.STATE_CONFLICT)
        base, mine = (msgspec.structs.asdict(it) for it in (self.record, wanted))
        met = merged(base, msgspec.structs.asdict(theirs), {name: mine[name] for name in page.form.values()})
        self.record = theirs
        page.form.fill(msgspec.structs.asdict(theirs), exists=True)
        page.typed.rebase()
        page.form.fill(met.values, exists=True)
        page.tell_met(met.both)
