"""What the light beside the composer knows: the gate asked for everything that could be sent now."""

from __future__ import annotations

import json
from functools import partial
from typing import Final

from server_stub.contract.events import EventKind
from server_stub.contract.gate import Outlook, SendKind
from server_stub.domain.gate import version_of
from server_stub.services.gatekeeper import Facts, Gatekeeper
from server_stub.services.waiting import Waiting
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.templates import Templates

USUAL_PURPOSE: Final = "mkt.promotions"
"""The purpose that the light speaks of when it says that permission may be asked for."""
_CONVERSATIONS: Final = """
SELECT id, contact_id FROM conversation WHERE contact_id IN (SELECT value FROM json_each(?)) ORDER BY id
"""


class Outlooks:
    def __init__(
        self,
        gatekeeper: Gatekeeper,
        templates: Templates,
        reading: Reading,
        events: EventLog,
        waiting: Waiting,
    ) -> None:
        self._waiting = waiting
        self._gatekeeper = gatekeeper
        self._templates = templates
        self._reading = reading
        self._events = events

    def of(self, tx: Tx, conversation_id: str, now: int) -> Outlook | None:
        """None when there is no such conversation. Not filtered by permission."""
        facts = self._gatekeeper.facts(tx, conversation_id, now)
        return None if facts is None else self._outlook(tx, facts)

    def contact_changed(self, tx: Tx, contact_id: str, now: int) -> None:
        """What changed for a person reaches what waits to be sent to them, and every desktop that sees them.

        Contacts that are shown as one have their conversations told together: a no of one binds them all.
        """
        family = json.dumps(self._gatekeeper.gate_facts.family(tx, contact_id))
        # Imports speak of many people whom nobody has talked to yet: nothing is worked out for them.
        for conversation_id, owner_id in tx.driver.execute(_CONVERSATIONS, (family,)).fetchall():
            contact = self._reading.contact(tx, owner_id, now)
            self._waiting.recheck(tx, conversation_id, now)
            facts = self._gatekeeper.facts(tx, conversation_id, now)
            if facts is None or contact is None:
                continue
            where = {"key_id": facts.key_id, "now": now, "conversation_id": conversation_id}
            self._events.append(tx, EventKind.CONTACT, contact, **where)
            self._events.append(tx, EventKind.OUTLOOK, self._outlook(tx, facts), **where)

    def conversation_changed(self, tx: Tx, conversation_id: str, now: int) -> None:
        """Tell every desktop that sees it: the conversation, and what may be sent in it now."""
        conversation = self._reading.conversation(tx, conversation_id)
        facts = self._gatekeeper.facts(tx, conversation_id, now)
        if conversation is not None and facts is not None:
            tell = partial(self._events.append, tx, key_id=facts.key_id, now=now, conversation_id=conversation_id)
            tell(EventKind.CONVERSATION, conversation)
            tell(EventKind.OUTLOOK, self._outlook(tx, facts))

    def _outlook(self, tx: Tx, facts: Facts) -> Outlook:
        prompt = facts.ask(SendKind.CONSENT_PROMPT, USUAL_PURPOSE)[0]
        templates = {it.id: facts.ask_template(it)[0] for it in self._templates.all(tx)}
        reply = facts.ask(SendKind.FREE_FORM)[0]
        version = version_of(facts.base.rules.policy.version)
        return Outlook(facts.conversation_id, reply, prompt, templates, version)
