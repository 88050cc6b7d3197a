"""One record in a form: what was typed since it was read, and what becomes of it where somebody was quicker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from desktop.domain.three_ways import merged
from desktop.ui.texts import queues as texts
from desktop.ui.views.admin.inputs import Field
from desktop.ui.views.admin.page import RecordsPage

T = TypeVar("T", bound=msgspec.Struct)


class Editing(Generic[T]):
    """`record` is what the form was filled with. What the form does not show stays as it is there."""

    def __init__(self, page: RecordsPage, fields: Sequence[Field], record: T) -> None:
        self._page = page
        self._captions = {it.name: it.caption for it in fields}
        self._filled: dict[str, object] = {}
        """What the form read before anybody typed: it may stand there in another order than in the record."""
        self.record = record

    def show(self, record: T, *, exists: bool = True) -> None:
        self.record = record
        self._page.show_record(msgspec.structs.asdict(record), exists=exists)
        self._filled = dict(self._page.typed.filled)

    def wanted(self, values: Mapping[str, Any]) -> T:
        """The record with what was typed; an empty number is 0."""
        typed = {name: value for name, value in values.items() if value != self._filled.get(name)}
        given = {name: 0 if value is None else value for name, value in typed.items()}
        return msgspec.structs.replace(self.record, **given)

    def meet(self, theirs: T, wanted: T) -> None:
        """Somebody saved it meanwhile: what they changed is shown, what was typed here stays, and nothing is saved."""
        base, mine = (msgspec.structs.asdict(it) for it in (self.record, wanted))
        met = merged(base, msgspec.structs.asdict(theirs), {name: mine[name] for name in self._captions})
        form = self._page.form
        self.record = theirs
        form.fill(msgspec.structs.asdict(theirs), exists=True)
        self._filled = form.values()
        form.fill(met.values, exists=True)
        both = [self._captions[name] for name in met.both]
        self._page.show_problem(texts.Sentences().changed_meanwhile(both))
