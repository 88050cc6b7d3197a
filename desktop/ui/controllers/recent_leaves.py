"""Which classifications this person used last, kept on this computer."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QObject

from desktop.domain.dispositions import used
from desktop.domain.errors import AppError
from desktop.ui.controllers.tools import Controller, Tools

RECENT = "recent_dispositions"


class RecentLeaves(Controller):
    """`ids`, the latest first: a comfort, so nothing that goes wrong with them is told."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(tools, parent)
        self.ids: Sequence[str] = ()
        self.run(self._load(), "load recent dispositions")

    def add(self, disposition_id: str) -> None:
        """The one that was just chosen; "" for none."""
        if disposition_id:
            self.ids = used(self.ids, disposition_id)
            self.tools.spawn(self._keep(), name="keep recent dispositions")

    async def _load(self) -> None:
        kept = await self.desk.habits.get(RECENT)
        try:
            self.ids = msgspec.json.decode(kept, type=list[str]) if kept else []
        except msgspec.MsgspecError:
            # Written by a version that remembers otherwise: it begins anew.
            self.ids = []

    async def _keep(self) -> None:
        try:
            await self.desk.habits.put(RECENT, msgspec.json.encode(self.ids).decode())
        except AppError:
            # A full disk is told by what matters.
            return
