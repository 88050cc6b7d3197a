"""Tells everybody who listens what changed, in the loop's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable

from desktop.domain.changes import ChangeSet

Listener = Callable[[ChangeSet], None]
_log = logging.getLogger(__name__)


class Hub:
    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each change; the answer stops it and may be called twice."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def publish(self, changes: ChangeSet) -> None:
        """One listener that fails does not keep the others from hearing."""
        if not changes:
            return
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception:  # noqa: BLE001 - logged; whatever a view did wrong, the others must hear
                _log.exception("a listener failed on a change")
