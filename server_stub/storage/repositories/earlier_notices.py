"""Texts that were in use elsewhere before: registered later, marked as such, and never shown to anybody here."""

from __future__ import annotations

import hashlib
from typing import Final

from server_stub.contract.ids import new_id
from server_stub.contract.registers import EarlierNotice, NoticeVersion
from server_stub.domain.consent_events import ANY_BRAND, WHATSAPP
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Ledger, NewEvent
from server_stub.storage.repositories.notices import COLUMNS, version_of
from server_stub.storage.setup import team_key

NOTICE_REGISTERED: Final = "NOTICE_REGISTERED"
"""Another event than publishing: nobody can say later that this gateway showed the text."""
_INSERT: Final = """
INSERT INTO notice_version (id, notice_key, version, language, purpose, body, sha256, published_at, published_by,
                            retired_at, in_use_from, in_use_until)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_KNOWN: Final = f"""
SELECT {COLUMNS} FROM notice_version
WHERE purpose = ? AND language = ? AND sha256 = ? AND in_use_from = ? AND in_use_until = ?
"""  # noqa: S608 - column names of our own
_RETIRED: Final = "SELECT min(retired_at) FROM notice_version WHERE purpose = ? AND language = ?"
_COUNT: Final = "SELECT count(*) FROM notice_version WHERE notice_key = ? AND language = ?"


class EarlierNotices:
    """A numbering of their own: versions that were published here stay an unbroken row."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def register(self, tx: Tx, earlier: EarlierNotice, actor: str, now: int) -> NoticeVersion:
        """The same text for the same time is there once. `now` is written down as the moment of registration.

        Whatever a material change has ended so far, it ends for this text as well: who agreed to it never saw the
        newer meaning either.
        """
        digest = hashlib.sha256(earlier.body.encode()).hexdigest()
        period = (earlier.in_use_from, earlier.in_use_until)
        known = tx.driver.execute(_KNOWN, (earlier.purpose, earlier.language, digest, *period)).fetchone()
        if known is not None:
            return version_of(known)
        key = f"{earlier.purpose}.earlier"
        number = int(tx.driver.execute(_COUNT, (key, earlier.language)).fetchone()[0]) + 1
        registered = NoticeVersion(
            id=f"{earlier.purpose}-earlier{number}-{earlier.language}",
            purpose=earlier.purpose,
            language=earlier.language,
            version=number,
            body=earlier.body,
            sha256=digest,
            published_at=now,
            published_by=actor,
            retired_at=tx.driver.execute(_RETIRED, (earlier.purpose, earlier.language)).fetchone()[0],
            in_use_from=earlier.in_use_from,
            in_use_until=earlier.in_use_until,
        )
        named = (registered.id, key, number, earlier.language, earlier.purpose, earlier.body, digest)
        tx.driver.execute(_INSERT, (*named, now, actor, registered.retired_at, *period))
        self._record(tx, registered, now)
        return registered

    def _record(self, tx: Tx, registered: NoticeVersion, now: int) -> None:
        told = {
            "sha256": registered.sha256,
            "language": registered.language,
            "in_use_from": registered.in_use_from,
            "in_use_until": registered.in_use_until,
        }
        event = NewEvent(
            event_id=new_id(now),
            contact_id="",
            key_id=team_key(tx),
            type=NOTICE_REGISTERED,
            purpose=registered.purpose,
            brand=ANY_BRAND,
            channel=WHATSAPP,
            source="agent",
            actor=registered.published_by,
            captured_at=now,
            recorded_at=now,
            notice_version_id=registered.id,
            source_key=f"notice:{registered.id}",
            payload=told,
        )
        self._ledger.append(tx, event)
