"""What administrators set: purposes, texts, company and policy. Every change is checked, versioned and dated."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import msgspec

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.contract.registers import (
    ChannelNumber,
    Company,
    EarlierNotice,
    NoticeVersion,
    PublishNotice,
    PurposeSettings,
    SendingPolicy,
)
from server_stub.domain.register_rules import wrong_company, wrong_earlier_notice, wrong_policy, wrong_purpose
from server_stub.domain.written import is_lines
from server_stub.services.roles import require_admin, require_lead
from server_stub.storage.database import Tx
from server_stub.storage.repositories.earlier_notices import EarlierNotices
from server_stub.storage.repositories.notices import Notices
from server_stub.storage.repositories.registers import COMPANY, POLICY
from server_stub.storage.repositories.registers import Registers as RegisterRows

InTransaction = Callable[[Tx, int], None]
"""(transaction, now)"""
LANGUAGES: Final = ("pt-BR", "en")
_SHORTEST_NOTICE: Final = 40
_LONGEST_NOTICE: Final = 1000
"""A prompt in the chat holds the text and the company's name: WhatsApp takes 1,024 characters."""
_LATEST_START_MS: Final = 366 * 86_400_000
_NUMBERS: Final = """
SELECT id, display_phone, quality, status, messaging_limit, coalesce(disabled_reason, '')
FROM channel_number ORDER BY created_at, id
"""


class RegisterBook:
    """Raises GatewayRefusal FORBIDDEN to others than administrators, VALUE_INVALID with the `field` that is wrong.

    `renew_texts`: the texts this program brings along name the company and the caps, and follow them.
    `rules_changed`: what waits is asked about again, and desktops are told.
    """

    def __init__(
        self,
        rows: RegisterRows,
        notices: Notices,
        earlier: EarlierNotices,
        *,
        renew_texts: InTransaction,
        rules_changed: InTransaction,
    ) -> None:
        self._rows = rows
        self._notices = notices
        self._earlier = earlier
        self._renew_texts = renew_texts
        self._rules_changed = rules_changed

    def purposes(self, tx: Tx) -> list[PurposeSettings]:
        return self._rows.settings(tx)

    def save_purpose(self, tx: Tx, caller: Account, code: str, settings: PurposeSettings, now: int) -> PurposeSettings:
        require_admin(caller)
        stored = next((it for it in self._rows.settings(tx) if it.code == code), None)
        field = "code" if settings.code != code else wrong_purpose(settings, stored)
        _refuse(field)
        self._rows.save_purpose(tx, settings, caller.id, now)
        self._renew_texts(tx, now)
        self._rules_changed(tx, now)
        return settings

    def notices(self, tx: Tx, purpose: str) -> list[NoticeVersion]:
        """All versions of one purpose, or of all with "", newest first."""
        return self._notices.history(tx, purpose)

    def publish(self, tx: Tx, caller: Account, request: PublishNotice, now: int) -> NoticeVersion:
        """A new version. With a material change earlier agreements end at `effective_at`, or now."""
        require_admin(caller)
        body = re.sub(r"[^\S\n]+", " ", request.body).strip()
        if request.purpose not in self._rows.catalogue(tx):
            raise GatewayRefusal(ErrorCode.PURPOSE_UNKNOWN)
        effective_at = max(request.effective_at, now)
        checks = {
            "language": request.language in LANGUAGES,
            "body": _SHORTEST_NOTICE <= len(body) <= _LONGEST_NOTICE and is_lines(body),
            "effective_at": effective_at - now <= _LATEST_START_MS,
        }
        _refuse(next((name for name, good in checks.items() if not good), ""))
        published = self._notices.publish_version(
            tx,
            request.purpose,
            request.language,
            body,
            material=request.material_change,
            effective_at=effective_at,
            actor=caller.id,
            now=now,
        )
        self._rules_changed(tx, now)
        return published

    def register_earlier(self, tx: Tx, caller: Account, earlier: EarlierNotice, now: int) -> NoticeVersion:
        """A text that was shown elsewhere before, exactly as given: imports of that time may name it.

        It never becomes the current text. Registered twice it is there once. Raises PURPOSE_UNKNOWN, VALUE_INVALID.
        """
        require_admin(caller)
        if earlier.purpose not in self._rows.catalogue(tx):
            raise GatewayRefusal(ErrorCode.PURPOSE_UNKNOWN)
        exact = msgspec.structs.replace(earlier, body=earlier.body.strip())
        field = "language" if earlier.language not in LANGUAGES else wrong_earlier_notice(exact, now)
        _refuse(field)
        return self._earlier.register(tx, exact, caller.id, now)

    def company(self, tx: Tx) -> Company:
        return self._rows.company(tx)

    def save_company(self, tx: Tx, caller: Account, company: Company, now: int) -> Company:
        require_admin(caller)
        _refuse(wrong_company(company))
        self._rows.add_version(tx, COMPANY, company, caller.id, now)
        self._renew_texts(tx, now)
        self._rules_changed(tx, now)
        return company

    def policy(self, tx: Tx) -> SendingPolicy:
        return self._rows.policy(tx)

    def save_policy(self, tx: Tx, caller: Account, policy: SendingPolicy, now: int) -> SendingPolicy:
        """`version` says on which one the change was made. Raises STATE_CONFLICT where somebody was quicker."""
        require_admin(caller)
        _refuse(wrong_policy(policy))
        if policy.version != self._rows.policy(tx).version:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT)
        version = self._rows.add_version(tx, POLICY, policy, caller.id, now)
        self._rules_changed(tx, now)
        return msgspec.structs.replace(policy, version=version)

    def numbers(self, tx: Tx, caller: Account) -> list[ChannelNumber]:
        require_lead(caller)
        return [ChannelNumber(*row) for row in tx.driver.execute(_NUMBERS)]


def _refuse(field: str) -> None:
    if field:
        raise GatewayRefusal(ErrorCode.VALUE_INVALID, field=field)
