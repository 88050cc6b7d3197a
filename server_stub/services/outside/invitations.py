"""Queues questions for permission by e-mail and SMS; never one that the person said not to want."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account
from server_stub.contract.registers import OutsideMessage, PurposeSettings
from server_stub.services.capture.said import title_of, tongue_of
from server_stub.services.consent import Subject
from server_stub.services.outside import mail_texts, sms_texts
from server_stub.services.outside.addresses import masked, read_address
from server_stub.services.outside.outside_links import MAIL_LIFE_MS, OutsideLinks
from server_stub.services.outside.permission import Permission
from server_stub.services.roles import require_lead
from server_stub.services.sending import refusal_of
from server_stub.storage.database import Tx
from server_stub.storage.repositories.addresses import Addresses
from server_stub.storage.repositories.notices import Notice, Notices
from server_stub.storage.repositories.outside import EMAIL, SMS, STATES, Body, NewOutside, OutsideRow, OutsideRows
from server_stub.storage.repositories.people import Owner, People
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.vault import UnreadableError, Vault

SMS_LIFE_MS: Final = 72 * 3_600_000
"""How long an SMS may be answered by its keyword (1.6)."""
_DAY_MS: Final = 86_400_000
_MOST_A_DAY: Final = 3
"""Questions to one person by one channel, whatever they ask for."""
_LISTED: Final = 500
_NOTICE_LANGUAGE: Final = {"pt": "pt-BR", "en": "en"}


@dataclass(frozen=True, slots=True)
class _Question:
    settings: PurposeSettings
    notice: Notice


class Outsiders:
    """`channels`: those that are set up. `wake` tells the sender of a channel, after commit, that there is work."""

    def __init__(
        self,
        *,
        vault: Vault,
        rows: OutsideRows,
        permission: Permission,
        notices: Notices,
        registers: Registers,
        links: OutsideLinks,
        channels: Iterable[str],
        brand: str,
        wake: Callable[[], object],
    ) -> None:
        self._vault = vault
        self._people = People(vault)
        self._addresses = Addresses(vault, self._people)
        self._rows = rows
        self._permission = permission
        self._notices = notices
        self._registers = registers
        self._links = links
        self._channels = frozenset(channels)
        self._brand = brand
        self._wake = wake

    def invite(
        self, tx: Tx, subject: Subject, channel: str, purposes: Sequence[str], address: str, actor: str, now: int
    ) -> OutsideMessage | GatewayRefusal:
        """Queue a question, or the gate's refusal as a value: its decision has to be stored. A question that the gate
        holds is queued; the same one within 24 h is the one that was queued before. By SMS one purpose at a time:
        a keyword cannot say which of several it means. `address` "" is the one known of the person.

        Raises CHANNEL_NOT_SET_UP, ADDRESS_INVALID, PURPOSE_UNKNOWN, VALUE_INVALID (purposes), RATE_LIMITED.
        """
        if channel not in (EMAIL, SMS):
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="channel")
        if channel not in self._channels:
            raise GatewayRefusal(ErrorCode.CHANNEL_NOT_SET_UP, channel=channel)
        wanted = sorted(set(purposes))
        if not wanted or (channel == SMS and len(wanted) > 1):
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="purposes")
        language = self._language(tx, subject.contact_id)
        questions = [self._question(tx, code, language) for code in wanted]
        to = read_address(channel, address or self._known_address(tx, subject, channel))
        before = self._rows.same_question(tx, subject.contact_id, channel, " ".join(wanted), now - _DAY_MS)
        if before is not None:
            return self.told(tx, before)
        if channel == EMAIL:  # before the rules are asked: it may bring the opt-out of somebody erased with it
            self._people.add_identity(tx, Owner(subject.contact_id, subject.key_id), EMAIL, to, now)
        if self._rows.asked_since(tx, subject.contact_id, channel, now - _DAY_MS) >= _MOST_A_DAY:
            raise GatewayRefusal(ErrorCode.RATE_LIMITED, limit=_MOST_A_DAY)
        message_id = new_id(now)
        refused = self._permission.accept(
            tx,
            subject.contact_id,
            channel,
            to,
            wanted,
            now,
            message_id=message_id,
            address_asked=channel == SMS and self._rows.waiting_question(tx, SMS, to, now) is not None,
        )
        if refused is not None:
            return refusal_of(refused)
        if channel == SMS:
            body = self._text(language, questions[0])
        else:
            body = self._mail(tx, message_id, subject, language, questions, now)
        return self._queue(tx, subject, channel, to, body, tuple(wanted), actor, now, message_id)

    def receipt(self, tx: Tx, subject: Subject, to: str, text: str, language: str, now: int) -> None:
        """One SMS that confirms what the person just wrote; it asks for nothing."""
        if SMS in self._channels:
            self._queue(tx, subject, SMS, to, Body(text, language), (), "gateway", now, new_id(now))

    def listed(self, tx: Tx, caller: Account, contact_id: str, state: str) -> list[OutsideMessage]:
        """Newest first, for leads and administrators. Raises FORBIDDEN, VALUE_INVALID (state)."""
        require_lead(caller)
        if state and state not in STATES:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="state")
        return [self.told(tx, row) for row in self._rows.listed(tx, contact_id, state, _LISTED)]

    def told(self, tx: Tx, row: OutsideRow) -> OutsideMessage:
        try:
            address = masked(self._rows.address(tx, row))
        except UnreadableError:
            address = ""
        waiting = row.state == "queued"
        return OutsideMessage(
            id=row.id,
            channel=row.channel,
            state=row.state,
            created_at=row.created_at,
            contact_id=row.contact_id,
            address=address,
            attempts=row.attempts,
            next_attempt_at=row.next_attempt_at if waiting else None,
            failure=row.failure,
        )

    def _question(self, tx: Tx, code: str, language: str) -> _Question:
        settings = next((it for it in self._registers.settings(tx) if it.code == code and it.active), None)
        notice = self._notices.current(tx, code, _NOTICE_LANGUAGE[language]) or self._notices.current(tx, code)
        if settings is None or notice is None:
            raise GatewayRefusal(ErrorCode.PURPOSE_UNKNOWN, purpose=code)
        return _Question(settings, notice)

    def _mail(
        self, tx: Tx, message_id: str, subject: Subject, language: str, questions: Sequence[_Question], now: int
    ) -> Body:
        request = mail_texts.Request(
            brand=self._brand,
            what=tuple(title_of(it.settings, language) for it in questions),
            confirm_url=self._links.confirm(message_id, now),
            leave_url=self._links.leave(message_id, subject.contact_id, now),
            days=MAIL_LIFE_MS // _DAY_MS,
            legal_name=self._registers.company(tx).legal_name,
        )
        return Body(
            text=mail_texts.text(language, request),
            language=_NOTICE_LANGUAGE[language],
            subject=mail_texts.subject(language, request),
            html=mail_texts.html(language, request),
            leave_url=request.leave_url,
            notices={it.settings.code: it.notice.id for it in questions},
        )

    def _text(self, language: str, asked: _Question) -> Body:
        what = title_of(asked.settings, language)
        text = sms_texts.question(language, self._brand, what, self._links.notice(asked.notice.id))
        return Body(text, _NOTICE_LANGUAGE[language], notices={asked.settings.code: asked.notice.id})

    def _queue(
        self,
        tx: Tx,
        subject: Subject,
        channel: str,
        to: str,
        body: Body,
        purposes: tuple[str, ...],
        actor: str,
        now: int,
        message_id: str,
    ) -> OutsideMessage:
        life = MAIL_LIFE_MS if channel == EMAIL else SMS_LIFE_MS
        new = NewOutside(
            id=message_id,
            channel=channel,
            contact_id=subject.contact_id,
            key_id=subject.key_id,
            address=to,
            body=body,
            purposes=purposes,
            asked_by=actor,
            created_at=now,
            expires_at=now + life,
        )
        self._rows.add(tx, new)
        tx.after_commit(self._wake)
        row = self._rows.get(tx, message_id)
        if row is None:
            raise LookupError("a message that was just queued cannot be read")
        return self.told(tx, row)

    def _language(self, tx: Tx, contact_id: str) -> str:
        row = tx.driver.execute("SELECT language FROM contact WHERE id = ?", (contact_id,)).fetchone()
        return tongue_of(row[0] if row is not None else "")

    def _known_address(self, tx: Tx, subject: Subject, channel: str) -> str:
        if channel == SMS:
            number = self._addresses.of(tx, subject.contact_id).phone
            return f"+{number}" if number else ""
        sql = (
            "SELECT value_enc FROM identity WHERE contact_id = ? AND kind = ? AND valid_to IS NULL"
            " ORDER BY last_seen_at DESC, id DESC LIMIT 1"
        )
        row = tx.driver.execute(sql, (subject.contact_id, EMAIL)).fetchone()
        try:
            return "" if row is None else self._vault.open(tx, subject.key_id, row[0], "identity.value").decode()
        except UnreadableError:
            return ""
