"""What people ask about their data (LGPD articles 18 and 19): a protocol at once, an answer in time."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import msgspec

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import Alarm, AlarmCode
from server_stub.contract.model import Account
from server_stub.contract.rights import AnswerRequest, OpenRequest, Right, RightsRequest
from server_stub.contract.sendable import check_length
from server_stub.domain.consent_events import EventType
from server_stub.domain.purposes import EVERYTHING
from server_stub.services.alarms import Alarms
from server_stub.services.consent import Consents, Subject
from server_stub.services.outlook import Outlooks
from server_stub.services.protocol import next_protocol
from server_stub.services.roles import require_lead
from server_stub.storage.database import Tx
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.people import Owner, People
from server_stub.storage.repositories.rights import Detail, RightsRows
from server_stub.storage.repositories.visibility import Viewer

DAY_MS: Final = 86_400_000
TARGET_MS: Final = 7 * DAY_MS
DUE_MS: Final = 15 * DAY_MS
"""Of a complete statement (article 19 II); the same is kept for every right."""
WARNED_MS: Final = 2 * DAY_MS
_LONGEST: Final = 4000
_AGENT: Final = "agent"


class RightsRequests:
    """Anybody who sees a person may write down what they ask; leads and administrators answer."""

    def __init__(
        self,
        rows: RightsRows,
        contacts: Contacts,
        people: People,
        consents: Consents,
        outlooks: Outlooks,
        alarms: Alarms,
        unit: str,
    ) -> None:
        self._rows = rows
        self._contacts = contacts
        self._people = people
        self._consents = consents
        self._outlooks = outlooks
        self._alarms = alarms
        self._unit = unit

    def open(
        self,
        tx: Tx,
        subject: Subject,
        right: Right,
        channel: str,
        now: int,
        source_key: str | None = None,
        *,
        note: str = "",
        actor: str = "person",
    ) -> RightsRequest:
        """The request with its protocol; the same cause, or the same right while it is open, opens one only.

        A revocation takes effect here and now (article 8 §5): everything is opted out of.
        """
        known = self._rows.by_cause(tx, source_key) if source_key else None
        known = known or self._rows.open_of(tx, subject.contact_id, right)
        if known is not None:
            return known
        request = RightsRequest(
            protocol=next_protocol(tx, now, self._unit),
            contact_id=subject.contact_id,
            right=right,
            received_at=now,
            target_at=now + TARGET_MS,
            due_at=now + DUE_MS,
            channel=channel,
            note=note,
        )
        self._rows.add(tx, request, subject.key_id, source_key)
        if right is Right.REVOCATION:
            self._revoke(tx, subject, request, channel, actor, now)
        return request

    def open_for(self, tx: Tx, account: Account, contact_id: str, asked: OpenRequest, now: int) -> RightsRequest:
        """By somebody at a desk. Raises NOT_FOUND where they may not see the person, TEXT_TOO_LONG."""
        check_length(asked.note, _LONGEST)
        owner = self._contacts.visible(tx, Viewer.of(account), contact_id)
        if owner is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return self.open(tx, Subject(*owner), asked.right, _AGENT, now, note=asked.note, actor=account.id)

    def listed(self, tx: Tx, account: Account, state: str) -> list[RightsRequest]:
        """Those due first come first. Raises FORBIDDEN."""
        require_lead(account)
        return self._rows.listed(tx, state)

    def answer(self, tx: Tx, account: Account, protocol: str, answer: AnswerRequest, now: int) -> RightsRequest:
        """Raises FORBIDDEN, NOT_FOUND, TEXT_EMPTY, TEXT_TOO_LONG, STATE_CONFLICT where it is answered already.

        An erasure is answered by being carried out; it can only be refused here, with reasons (article 18 §4).
        """
        require_lead(account)
        request = self._open(tx, protocol)
        if not answer.answer.strip():
            raise GatewayRefusal(ErrorCode.TEXT_EMPTY)
        check_length(answer.answer, _LONGEST)
        if request.right is Right.ERASURE and not answer.refused:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state="erasure_not_carried_out")
        detail = Detail(request.note, answer.answer)
        if request.right is Right.CORRECTION and not answer.refused and answer.name is not None:
            before = self._rename(tx, account, request.contact_id, answer.name, now)
            detail = msgspec.structs.replace(detail, before=before, after=answer.name.strip())
        state = "refused" if answer.refused else "answered"
        self._rows.settle(tx, protocol, state, account.id, detail, now)
        self.warn(tx, now)
        return self._rows.get(tx, protocol) or request

    def carried_out(self, tx: Tx, account: Account, contact_ids: list[str], now: int) -> RightsRequest:
        """The open erasure request of one of these contacts, answered. Raises STATE_CONFLICT where there is none."""
        found = [self._rows.open_of(tx, contact_id, Right.ERASURE) for contact_id in contact_ids]
        request = next((it for it in found if it is not None), None)
        if request is None:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state="erasure_not_requested")
        for one in found:
            if one is not None:
                self._rows.settle(tx, one.protocol, "answered", account.id, Detail(), now)
        return self._rows.get(tx, request.protocol) or request

    def warn(self, tx: Tx, now: int) -> None:
        """Leads are alarmed while something is due within two days."""
        count, first = self._rows.due(tx, now + WARNED_MS)
        days = max(0, (first - now) // DAY_MS) if count else 0
        self._alarms.tell(tx, Alarm(AlarmCode.REQUEST_DUE, {"count": count, "days": days}, cleared=count == 0), now)

    def _revoke(self, tx: Tx, subject: Subject, request: RightsRequest, channel: str, actor: str, now: int) -> None:
        source = "agent" if channel == _AGENT else "keyword"
        kind = EventType.REVOKED
        event = self._consents.new_event(
            subject, kind, EVERYTHING, source=source, actor=actor, captured_at=now, now=now
        )
        payload = {"protocol": request.protocol, "note": request.note}
        self._consents.add(tx, replace(event, source_key=f"rights:{request.protocol}", payload=payload))

    def _rename(self, tx: Tx, account: Account, contact_id: str, name: str, now: int) -> str:
        """The name before. Raises NOT_FOUND, TEXT_EMPTY."""
        owner = self._contacts.visible(tx, Viewer.of(account), contact_id)
        if owner is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if not name.strip() or len(name) > 200:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="name")
        before = self._people.profile(tx, Owner(*owner))
        self._people.set_profile(tx, owner, msgspec.structs.replace(before, name=name.strip()))
        self._outlooks.contact_changed(tx, contact_id, now)
        return before.name

    def _open(self, tx: Tx, protocol: str) -> RightsRequest:
        request = self._rows.get(tx, protocol)
        if request is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if request.state != "open":
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state=request.state)
        return request
