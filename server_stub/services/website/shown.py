"""What a form shows: one box for each purpose with the exact text in force, and who asks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

import msgspec

from server_stub.contract.registers import CapturePoint, Company
from server_stub.domain.phone_entry import written_phone
from server_stub.services.capture.said import title_of
from server_stub.storage.database import Tx
from server_stub.storage.repositories.capture_points import CapturePoints
from server_stub.storage.repositories.notices import Notice, Notices
from server_stub.storage.repositories.registers import Registers

PORTUGUESE: Final = "pt-BR"
ENGLISH: Final = "en"
_FORM_DESIGN: Final = "2026-11"
"""Raised whenever the form itself changes: order, defaults, what has to be filled in."""
_NUMBER: Final = """
SELECT id, display_phone FROM channel_number WHERE display_phone <> ''
ORDER BY disabled_at IS NOT NULL, id = ? DESC, created_at, id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Box:
    """`language` is that of the text, which may not exist in the page's own."""

    purpose: str
    title: str
    notice_id: str
    body: str
    sha256: str
    language: str


@dataclass(frozen=True, slots=True)
class Shown:
    """`number`: our WhatsApp number as shown, "" where none is known yet."""

    point: CapturePoint
    company: Company
    boxes: tuple[Box, ...]
    number: str
    language: str

    @property
    def version(self) -> str:
        """Digest of all that the person was shown to decide on."""
        told = [_FORM_DESIGN, self.language, self.point.id, self.point.title, *_of_company(self.company)]
        texts = [[box.purpose, box.title, box.notice_id, box.sha256] for box in self.boxes]
        return hashlib.sha256(msgspec.json.encode([told, texts])).hexdigest()


class Showing:
    def __init__(self, points: CapturePoints, notices: Notices, registers: Registers) -> None:
        self._points = points
        self._notices = notices
        self._registers = registers

    def form(self, tx: Tx, slug: str, language: str) -> Shown | None:
        """None where there is no such place, or it is switched off."""
        point = self._points.find(tx, slug)
        if point is None or not point.enabled:
            return None
        boxes = (self.box(tx, purpose, language) for purpose in point.purposes)
        company = self._registers.company(tx)
        number = tx.driver.execute(_NUMBER, (point.channel_number_id,)).fetchone()
        phone = "" if number is None else written_phone(str(number[1]))
        return Shown(point, company, tuple(box for box in boxes if box is not None), phone, language)

    def box(self, tx: Tx, purpose: str, language: str) -> Box | None:
        """None for a purpose that is switched off or has no text."""
        settings = next((it for it in self._registers.settings(tx) if it.code == purpose and it.active), None)
        notice = self.notice(tx, purpose, language)
        if settings is None or notice is None:
            return None
        title = title_of(settings, language)
        return Box(purpose, title, notice.id, notice.body, notice.sha256, notice.language)

    def notice(self, tx: Tx, purpose: str, language: str) -> Notice | None:
        return self._notices.current(tx, purpose, language) or self._notices.current(tx, purpose, PORTUGUESE)


def _of_company(company: Company) -> tuple[str, ...]:
    return (company.legal_name, company.tax_id, company.dpo_name, company.dpo_contact, company.policy_url)
