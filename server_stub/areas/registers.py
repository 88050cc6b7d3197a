"""Purposes, notices, company, sending policy and public places, as administrators set them."""

from __future__ import annotations

from typing import Any

from server_stub.areas.area import Area, Base
from server_stub.http.routes import registers as register_routes
from server_stub.services.capture_points import CapturePointBook
from server_stub.services.registers import RegisterBook
from server_stub.storage.repositories.capture_points import CapturePoints
from server_stub.storage.repositories.earlier_notices import EarlierNotices


class RegistersArea(Area):
    """Where the public reaches the gateway is asked for each time: without a set address it depends on the port."""

    def __init__(self, base: Base) -> None:
        super().__init__(base)
        notices = base.outgoing.notices
        self.book = RegisterBook(
            base.core.registers,
            notices,
            EarlierNotices(base.core.ledger),
            renew_texts=base.outgoing.consents.publish_notices,
            rules_changed=base.outgoing.rules_changed,
        )
        self.capture_points = CapturePointBook(CapturePoints(), notices, base.address)

    def handlers(self) -> list[Any]:
        return list(register_routes.HANDLERS)

    def services(self) -> dict[str, object]:
        return {"registers": self.book, "capture_book": self.capture_points}
