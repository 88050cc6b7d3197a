"""Numbers that were typed on a page and never confirmed: with the request goes the contact made for its code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server_stub.contract.events import ConversationLeft, EventKind
from server_stub.contract.gate import SendKind
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.capture_requests import CaptureRequests
from server_stub.storage.repositories.erasing import Erasing
from server_stub.storage.repositories.people import Owner, People
from server_stub.storage.setup import team_key

_TALKS: Final = "(SELECT id FROM conversation WHERE conversation.contact_id = contact.id)"
# Nothing but codes was ever said, nothing is known but the number (WhatsApp's answer to a send confirms it as wa_id),
# and nobody has an agreement or a question about it.
_ONLY_TYPED: Final = f"""
SELECT id, key_id FROM contact WHERE id = :contact AND erased_at IS NULL AND merged_into = ''
AND NOT EXISTS (SELECT 1 FROM contact AS merged WHERE merged.merged_into = :contact)
AND NOT EXISTS (SELECT 1 FROM identity WHERE contact_id = :contact AND kind NOT IN ('dialled', 'wa_id'))
AND NOT EXISTS (SELECT 1 FROM conversation WHERE contact_id = :contact AND last_inbound_at IS NOT NULL)
AND NOT EXISTS (SELECT 1 FROM case_file WHERE conversation_id IN {_TALKS})
AND NOT EXISTS (SELECT 1 FROM consent_event WHERE contact_id = :contact)
AND NOT EXISTS (SELECT 1 FROM capture_request WHERE contact_id = :contact AND state <> 'lapsed')
AND NOT EXISTS (SELECT 1 FROM outside_message WHERE contact_id = :contact)
AND NOT EXISTS (SELECT 1 FROM rights_request WHERE contact_id = :contact)
AND NOT EXISTS (SELECT 1 FROM evidence_upload WHERE contact_id = :contact)
AND NOT EXISTS (SELECT 1 FROM message LEFT JOIN send_job ON send_job.message_id = message.id
                WHERE message.conversation_id IN {_TALKS}
                AND (message.direction = 'in' OR send_job.kind IS NULL OR send_job.kind <> :code))
"""  # noqa: S608 - put together from fixed texts


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """`forget`: ingest remembers who is who and must look again."""

    rows: CaptureRequests
    erasing: Erasing
    people: People
    events: EventLog
    forget: Callable[[], None]

    def lapse(self, tx: Tx, now: int, limit: int) -> int:
        """End some requests that nobody proved in time, how many; what strangers typed becomes unreadable for ever."""
        ended = self.rows.lapse_due(tx, now, limit)
        for contact_id in sorted({it for it in ended if it is not None}):
            row = tx.driver.execute(_ONLY_TYPED, {"contact": contact_id, "code": SendKind.AUTHENTICATION}).fetchone()
            if row is not None:
                self._take_away(tx, Owner(*row), now)
        return len(ended)

    def _take_away(self, tx: Tx, owner: Owner, now: int) -> None:
        """Nobody agreed or objected to anything: there is nothing of them that would have to stay."""
        talks = self.erasing.conversations(tx, owner.contact_id)
        self.erasing.erase(tx, owner, now)
        self.people.touch(tx, owner.contact_id)
        for talk in talks:
            left = ConversationLeft(talk)
            kind = EventKind.CONVERSATION_LEFT
            self.events.append(tx, kind, left, key_id=team_key(tx), now=now, conversation_id=talk)
        self.forget()
