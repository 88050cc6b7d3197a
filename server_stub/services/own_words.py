"""The gateway's own voice in a conversation: what it says by itself, judged by the send gate like everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from server_stub.contract.content import Button, Content, Kind
from server_stub.contract.gate import SendKind
from server_stub.contract.ids import new_id
from server_stub.domain.purposes import REPLY
from server_stub.services.composing import Composer, Draft
from server_stub.services.gatekeeper import Facts, Gatekeeper
from server_stub.services.notice_texts import ENGLISH, LANGUAGE
from server_stub.services.reply_texts import opt_out_confirmation
from server_stub.services.sending import Sending, is_said
from server_stub.storage.database import Tx
from server_stub.storage.repositories.registers import Registers


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Every `once_key` is said once only, however often its cause comes back."""

    gatekeeper: Gatekeeper
    composer: Composer
    sending: Sending
    registers: Registers
    brand: str

    def facts(self, tx: Tx, conversation_id: str, now: int) -> Facts | None:
        return self.gatekeeper.facts(tx, conversation_id, now)

    def reply(
        self, tx: Tx, conversation_id: str, text: str, *, once_key: str, now: int, buttons: Sequence[Button] = ()
    ) -> bool:
        """An answer inside the window; outside it nothing is said. True where it was said now."""
        kind = Kind.INTERACTIVE if buttons else Kind.TEXT
        draft = Draft(Content(kind.value, text, buttons=list(buttons)), SendKind.FREE_FORM, REPLY)
        return self._say(tx, conversation_id, draft, new_id(now), once_key, now)

    def survey(self, tx: Tx, conversation_id: str, text: str, purpose: str, *, once_key: str, now: int) -> bool:
        """Asks what somebody thinks of us; True where the gate let the question pass now."""
        draft = Draft(Content(Kind.TEXT.value, text), SendKind.SURVEY, purpose)
        return self._say(tx, conversation_id, draft, new_id(now), once_key, now)

    def confirm_opt_out(
        self,
        tx: Tx,
        conversation_id: str,
        scope: str,
        language: str,
        *,
        once_key: str,
        now: int,
        buttons: Sequence[Button] = (),
    ) -> None:
        text = opt_out_confirmation(language, scope, self.brand)
        kind = Kind.INTERACTIVE if buttons else Kind.TEXT
        draft = Draft(Content(kind.value, text, buttons=list(buttons)), SendKind.OPT_OUT_CONFIRMATION, scope)
        self._say(tx, conversation_id, draft, new_id(now), once_key, now, confirmation_due=True)

    def question(
        self, tx: Tx, conversation_id: str, purpose: str, *, once_key: str, now: int, kind: str = "ask"
    ) -> bool:
        """Asks for permission with the current notice; True where the gate let the question pass."""
        language = self.language_of(tx, conversation_id)
        message_id = new_id(now)
        draft = self.composer.prompt(tx, purpose, message_id, kind=kind, language=language)
        return self._say(tx, conversation_id, draft, message_id, once_key, now)

    def language_of(self, tx: Tx, conversation_id: str) -> str:
        """Of the notices that this person is shown."""
        sql = "SELECT language FROM contact WHERE id = (SELECT contact_id FROM conversation WHERE id = ?)"
        row = tx.driver.execute(sql, (conversation_id,)).fetchone()
        return ENGLISH if row is not None and str(row[0]).startswith(ENGLISH) else LANGUAGE

    def date(self, tx: Tx, moment: int) -> str:
        """A day as people here write it, in the company's zone."""
        zone = ZoneInfo(self.registers.company(tx).zone)
        return datetime.fromtimestamp(moment / 1000, UTC).astimezone(zone).strftime("%d/%m/%Y")

    def _say(
        self,
        tx: Tx,
        conversation_id: str,
        draft: Draft,
        message_id: str,
        once_key: str,
        now: int,
        *,
        confirmation_due: bool = False,
    ) -> bool:
        facts = self.facts(tx, conversation_id, now)
        if facts is None:
            return False
        decision = self.sending.say(
            tx, facts, draft, once_key=once_key, message_id=message_id, confirmation_due=confirmation_due
        )
        return decision is not None and is_said(decision)
