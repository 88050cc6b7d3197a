"""Answers to our questions for permission: a tap, or words that can only mean that very question, in time (1.6)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from server_stub.contract.content import Kind
from server_stub.domain.consent_events import EventType, State
from server_stub.domain.yes_no import yes_or_no
from server_stub.services.composing import PROMPT_PREFIX
from server_stub.services.consent import Consents
from server_stub.services.consent_said import OWN_ACT, evidence_of, said_event
from server_stub.services.hooks import Inbound
from server_stub.services.notice_texts import LANGUAGE, often
from server_stub.services.own_words import OwnWords
from server_stub.services.reply_texts import receipt, sayings
from server_stub.services.situations import Situations
from server_stub.storage.database import Tx
from server_stub.storage.repositories.notices import Notices, Prompt
from server_stub.storage.repositories.registers import Registers


@dataclass(frozen=True, slots=True)
class PromptAnswers:
    consents: Consents
    notices: Notices
    situations: Situations
    registers: Registers
    words: OwnWords
    brand: str

    def tapped(self, tx: Tx, inbound: Inbound, choice_id: str) -> None:
        """A tap on "yes" or "no" of our own question; it counts only bound to that question."""
        message_id, _, answer = choice_id.removeprefix(PROMPT_PREFIX).partition(":")
        prompt = self.notices.prompt(tx, message_id)
        asked_at = None if prompt is None else _asked_at(tx, inbound, prompt)
        if prompt is not None and asked_at is not None and answer in ("yes", "no"):
            self._take(tx, inbound, prompt, asked_at, yes=answer == "yes", source="button")

    def spoken(self, tx: Tx, inbound: Inbound) -> bool:
        """Whether the words were taken as the answer to a question: one they quote, or the last thing we said."""
        yes = yes_or_no(inbound.content.text) if inbound.content.kind == Kind.TEXT else None
        if yes is None:
            return False
        prompt = self._meant(tx, inbound)
        asked_at = None if prompt is None else _asked_at(tx, inbound, prompt, by_words=True)
        if prompt is None or asked_at is None:
            return False
        self._take(tx, inbound, prompt, asked_at, yes=yes, source="keyword")
        return True

    def _meant(self, tx: Tx, inbound: Inbound) -> Prompt | None:
        if inbound.quoted_wamid is not None:
            sql = "SELECT id FROM message WHERE wamid = ? AND conversation_id = ? AND direction = 'out'"
            row = tx.driver.execute(sql, (inbound.quoted_wamid, inbound.conversation_id)).fetchone()
            return None if row is None else self.notices.prompt(tx, row[0])
        said = self.situations.last_said(tx, inbound)
        prompt = None if said is None else self.notices.prompt(tx, said.message_id)
        if prompt is None or prompt.answered_at is not None:
            return None
        return prompt if self.situations.answers(tx, inbound, prompt.message_id) else None

    def _take(self, tx: Tx, inbound: Inbound, prompt: Prompt, asked_at: int, *, yes: bool, source: str) -> None:
        # WhatsApp tells whole seconds: an answer never counts as earlier than its question.
        said_at = max(min(inbound.sent_at, inbound.received_at), asked_at // 1000 * 1000)
        if not yes:
            self._refuse(tx, inbound, prompt, said_at, source)
        elif said_at >= prompt.expires_at or self._outdated(tx, prompt, said_at):
            self._too_late(tx, inbound, prompt)
        else:
            self._grant(tx, inbound, prompt, said_at, source)

    def _refuse(self, tx: Tx, inbound: Inbound, prompt: Prompt, said_at: int, source: str) -> None:
        event = said_event(
            self.consents,
            inbound,
            EventType.REFUSED,
            prompt.purpose,
            source=source,
            at=said_at,
            payload={"prompt": prompt.message_id, "action": "refused"},
        )
        event = replace(event, notice_version_id=prompt.notice_version_id)
        if self.consents.add(tx, event, evidence_of(inbound)):
            self.notices.answered(tx, prompt.message_id, said_at)

    def _grant(self, tx: Tx, inbound: Inbound, prompt: Prompt, said_at: int, source: str) -> None:
        purpose = self.registers.catalogue(tx).get(prompt.purpose)
        notice = self.notices.get(tx, prompt.notice_version_id)
        if purpose is None or notice is None:
            return
        event = said_event(
            self.consents,
            inbound,
            self._kind(tx, inbound, prompt),
            prompt.purpose,
            source=source,
            at=said_at,
            payload={"prompt": prompt.message_id, "notice_sha256": notice.sha256, "action": "granted"},
        )
        until = None if purpose.validity_ms is None else said_at + purpose.validity_ms
        event = replace(event, proof_level=OWN_ACT, notice_version_id=prompt.notice_version_id, valid_until=until)
        if self.consents.add(tx, event, evidence_of(inbound)):
            self.notices.answered(tx, prompt.message_id, said_at)
            self._give_receipt(tx, inbound, prompt, until, notice.language)

    def _kind(self, tx: Tx, inbound: Inbound, prompt: Prompt) -> EventType:
        if prompt.kind == "confirm":
            return EventType.CONFIRMED
        facts = self.words.facts(tx, inbound.conversation_id, inbound.received_at)
        standing = None if facts is None else facts.base.standing
        renewing = standing is not None and standing.of(prompt.purpose).state is State.RENEWAL_NEEDED
        return EventType.RENEWED if renewing or prompt.kind == "renew" else EventType.GRANTED

    def _outdated(self, tx: Tx, prompt: Prompt, said_at: int) -> bool:
        """The text changed in what matters since it was asked: nobody can agree to the older one any more."""
        notice = self.notices.get(tx, prompt.notice_version_id)
        return notice is None or (notice.retired_at is not None and notice.retired_at <= said_at)

    def _too_late(self, tx: Tx, inbound: Inbound, prompt: Prompt) -> None:
        """The person is told, and asked again at once: they have just said that they want to."""
        language = self.words.language_of(tx, inbound.conversation_id)
        late = sayings(language).late
        where, now = inbound.conversation_id, inbound.received_at
        self.notices.answered(tx, prompt.message_id, now)
        self.words.reply(tx, where, late, once_key=f"late:{prompt.message_id}", now=now)
        again = f"again:{prompt.message_id}"
        self.words.question(tx, where, prompt.purpose, once_key=again, now=now, kind=prompt.kind)

    def _give_receipt(self, tx: Tx, inbound: Inbound, prompt: Prompt, until: int | None, language: str) -> None:
        settings = next((it for it in self.registers.settings(tx) if it.code == prompt.purpose), None)
        if settings is None:
            return
        title = settings.title_pt if language == LANGUAGE else settings.title_en
        day = "" if until is None else self.words.date(tx, until)
        text = receipt(language, self.brand, title or settings.code, often(language, settings), day)
        key = f"receipt:{prompt.message_id}"
        self.words.reply(tx, inbound.conversation_id, text, once_key=key, now=inbound.received_at)


def _asked_at(tx: Tx, inbound: Inbound, prompt: Prompt, *, by_words: bool = False) -> int | None:
    """When the question was put to this very person; None when the answer is to something else.

    Our question's id at WhatsApp may be unknown while its sending is in doubt: then the button's own id binds.
    """
    sql = "SELECT wamid, sent_at FROM message WHERE id = ? AND conversation_id = ?"
    row = tx.driver.execute(sql, (prompt.message_id, inbound.conversation_id)).fetchone()
    if row is None or prompt.contact_id != inbound.contact_id:
        return None
    quoted = inbound.quoted_wamid
    bound = row[0] in (None, quoted) or (by_words and quoted is None)
    return int(row[1]) if bound else None
