"""Public places where people agree: made by administrators, named by a slug, copied as link, script line or QR code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account
from server_stub.contract.registers import CaptureKind, CapturePoint
from server_stub.domain.register_rules import wrong_capture_point
from server_stub.services.roles import require_admin, require_lead
from server_stub.storage.database import Tx
from server_stub.storage.repositories.capture_points import CapturePoints as CapturePointRows
from server_stub.storage.repositories.notices import Notices

_NUMBERS: Final = "SELECT id, display_phone FROM channel_number ORDER BY created_at, id"


class CapturePointBook:
    """`address()`: where people reach this gateway, without a slash at the end."""

    def __init__(self, rows: CapturePointRows, notices: Notices, address: Callable[[], str]) -> None:
        self._rows = rows
        self._notices = notices
        self._address = address

    def all(self, tx: Tx, caller: Account) -> list[CapturePoint]:
        require_lead(caller)
        numbers = self._numbers(tx)
        return [self._told(point, numbers) for point in self._rows.all(tx)]

    def add(self, tx: Tx, caller: Account, point: CapturePoint, now: int) -> CapturePoint:
        """Raises FORBIDDEN, VALUE_INVALID (field), STATE_CONFLICT (field=slug) where the address is taken."""
        require_admin(caller)
        kept = msgspec.structs.replace(point, id=new_id(now), created_at=now)
        return self._save(tx, caller, kept, now)

    def change(self, tx: Tx, caller: Account, point_id: str, point: CapturePoint, now: int) -> CapturePoint:
        """As `add`; NOT_FOUND. Its kind stays what it is."""
        require_admin(caller)
        stored = self._rows.get(tx, point_id)
        if stored is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        kept = msgspec.structs.replace(point, id=point_id, kind=stored.kind, created_at=stored.created_at)
        return self._save(tx, caller, kept, now)

    def one(self, tx: Tx, caller: Account, point_id: str) -> CapturePoint:
        """Raises FORBIDDEN, NOT_FOUND."""
        require_lead(caller)
        point = self._rows.get(tx, point_id)
        if point is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return self._told(point, self._numbers(tx))

    def _save(self, tx: Tx, caller: Account, point: CapturePoint, now: int) -> CapturePoint:
        numbers = self._numbers(tx)
        askable = [purpose.code for purpose in self._notices.purposes(tx)]
        field = wrong_capture_point(point, askable, numbers)
        if field:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field=field)
        holder = self._rows.find(tx, point.slug)
        if holder is not None and holder.id != point.id:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, field="slug")
        plain = msgspec.structs.replace(point, page_url="", chat_url="", script_line="")
        self._rows.save(tx, plain, caller.id, now)
        return self._told(plain, numbers)

    def _told(self, point: CapturePoint, numbers: dict[str, str]) -> CapturePoint:
        """With the addresses that an administrator copies."""
        page = f"{self._address()}/o/{point.slug}"
        phone = numbers.get(point.channel_number_id) or next(iter(numbers.values()), "")
        digits = "".join(sign for sign in phone if sign.isdigit())
        script = f'<script src="{self._address()}/w/{point.slug}/widget.js" defer></script>'
        return msgspec.structs.replace(
            point,
            page_url=page,
            chat_url=f"https://wa.me/{digits}" if digits else "",
            script_line=script if point.kind is CaptureKind.WIDGET else "",
        )

    @staticmethod
    def _numbers(tx: Tx) -> dict[str, str]:
        return {str(number_id): str(phone) for number_id, phone in tx.driver.execute(_NUMBERS)}
