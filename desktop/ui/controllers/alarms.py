"""What must be mended, told to leads and admins in a strip above the work."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.domain.changes import ChangeSet
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import alarms
from desktop.ui.views.workspace import Workspace
from desktop.ui.widgets.banner import Banner, Tone
from server_stub.contract.events import Alarm
from server_stub.contract.model import Role


class AlarmController(Controller):
    """The oldest first, with the number of those behind it.

    `closed`: keys of those that the person has closed; they stay closed for this session, while they stand.
    """

    def __init__(self, tools: Tools, view: Workspace, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view = view
        self._strip: Banner | None = None
        self._shown: Alarm | None = None
        self.closed: frozenset[tuple[str, str]] = frozenset()
        tools.bus.changed.connect(self._changed)

    def refresh(self) -> None:
        standing = () if self.desk.account.role is Role.AGENT else self.desk.alarms()
        self.closed &= {alarm.key for alarm in standing}
        first, *behind = [alarm for alarm in standing if alarm.key not in self.closed] or [None]
        self._shown = first
        if first is not None:
            sentence = alarms.alarm(first)
            self._make_strip().show_text(f"{sentence} (+{len(behind)})" if behind else sentence)
        elif self._strip is not None:
            self._strip.hide()

    def _make_strip(self) -> Banner:
        """Not before there is something to tell: most days there is not."""
        if self._strip is None:
            self._strip = Banner(self.tools.theme, Tone.WARN, dismiss_name=self.tr("Close"))
            self._strip.setObjectName("alarm_strip")
            self._strip.dismissed.connect(self._close)
            self._view.put_above(self._strip)
        return self._strip

    def _close(self) -> None:
        if self._shown is not None:
            self.closed |= {self._shown.key}
        self.refresh()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.alarms or changes.catalogue or changes.everything:
            self.refresh()
