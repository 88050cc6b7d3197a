"""Stickers of the team: their list and pictures; sending one belongs to `Outgoing`."""

from __future__ import annotations

from typing import Any

from server_stub.areas.area import Area, Base
from server_stub.http.routes import stickers as sticker_routes
from server_stub.services.stickers import StickerBook
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every


class StickersArea(Area):
    def __init__(self, base: Base) -> None:
        super().__init__(base)
        core, kept = base.core, base.outgoing.stickers
        self.book = StickerBook(core.database, kept.rows, kept.files, core.events, core.clock)

    def handlers(self) -> list[Any]:
        return list(sticker_routes.HANDLERS)

    def services(self) -> dict[str, object]:
        return {"stickers": self.book}

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("removed stickers", every(3600, self.book.forget_removed))

    async def start(self) -> None:
        await self.book.prepare()
