"""Writes consent events for everybody: one door to the ledger, and the texts that go with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from server_stub.contract.ids import new_id
from server_stub.domain.consent_events import ANY_BRAND, WHATSAPP, EventType
from server_stub.domain.purposes import PROMOTIONAL
from server_stub.services.consent_lines import ConsentLines
from server_stub.services.hooks import PreferenceChange
from server_stub.services.notice_texts import LANGUAGES, usual_notice
from server_stub.services.outlook import Outlooks
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Evidence, Ledger, NewEvent
from server_stub.storage.repositories.notices import Notices
from server_stub.storage.repositories.registers import Registers


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose consent it is."""

    contact_id: str
    key_id: str


class Consents:
    """`brand` is the name that notices speak in and that grants are given to."""

    def __init__(
        self,
        ledger: Ledger,
        notices: Notices,
        outlooks: Outlooks,
        registers: Registers,
        lines: ConsentLines,
        *,
        brand: str,
        clock: Callable[[], int],
    ) -> None:
        self._ledger = ledger
        self._notices = notices
        self._outlooks = outlooks
        self._registers = registers
        self._lines = lines
        self._brand = brand
        self._clock = clock

    def publish_notices(self, tx: Tx, now: int) -> None:
        """Store the texts this program brings along, as new versions where they, the brand or the company changed."""
        company = self._registers.company(tx)
        for purpose in self._registers.settings(tx):
            for language in LANGUAGES:
                text = usual_notice(language, purpose, self._brand, company)
                if text is not None:
                    self._notices.bring_along(tx, purpose.code, language, text, now)

    def add(self, tx: Tx, new: NewEvent, evidence: Evidence | None = None) -> bool:
        """Append one event with its evidence and tell the desktops; False when its cause is in the ledger already."""
        if self._ledger.append(tx, new, evidence) is None:
            return False
        self._lines.tell(tx, new)
        self._outlooks.contact_changed(tx, new.contact_id, new.recorded_at)
        return True

    def new_event(
        self, subject: Subject, kind: EventType, purpose: str, *, source: str, actor: str, captured_at: int, now: int
    ) -> NewEvent:
        """An event of this brand on WhatsApp; a revocation speaks to every brand of the controller (4.4).

        Nothing happened after it was recorded: dated in the future, it would outlive whatever the person says next.
        """
        return NewEvent(
            event_id=new_id(now),
            contact_id=subject.contact_id,
            key_id=subject.key_id,
            type=kind.value,
            purpose=purpose,
            brand=ANY_BRAND if kind is EventType.REVOKED else self._brand,
            channel=WHATSAPP,
            source=source,
            actor=actor,
            captured_at=min(captured_at, now),
            recorded_at=now,
        )

    def platform_preference(self, tx: Tx, change: PreferenceChange) -> None:
        """A PreferenceHook: WhatsApp's own switch for offers, of one of our numbers only (5.2).

        A resume lifts nothing but that stop (N12); values other than stop and resume say nothing about this.
        """
        kind = {"stop": EventType.PLATFORM_STOP, "resume": EventType.PLATFORM_RESUME}.get(change.value)
        if kind is not None:
            subject = Subject(change.contact_id, change.key_id)
            self.platform_said(tx, subject, kind, change.channel_number_id, change.at, change.own_key)

    def platform_said(
        self, tx: Tx, subject: Subject, kind: EventType, channel_number_id: str, at: int, source_key: str
    ) -> None:
        """`at`: WhatsApp's time in ms; the same `source_key` adds one event only."""
        event = self.new_event(
            subject,
            kind,
            PROMOTIONAL,
            source="platform",
            actor="platform",
            captured_at=at,
            now=self._clock(),
        )
        self.add(tx, replace(event, channel=f"{WHATSAPP}:{channel_number_id}", source_key=source_key))
