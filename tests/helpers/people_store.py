"""People, what they said and who is one with whom: the gateway's services on a store of their own, without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from server_stub.contract.ids import new_id
from server_stub.contract.model import Account, Role
from server_stub.domain.consent_events import ANY_BRAND, WHATSAPP
from server_stub.gateway import Gateway
from server_stub.storage.database import Tx, create_engine
from server_stub.storage.repositories.ledger import NewEvent
from server_stub.storage.repositories.people import Owner, People
from server_stub.storage.setup import DATABASE_FILE
from tests.helpers.blank_store import place_store
from tests.helpers.gateway import settings_for

LEAD: Final = Account("lead", "lead", "Lia", Role.LEAD)
PROMOTIONS: Final = "mkt.promotions"


class PeopleStore:
    """`now` in ms UTC is the clock of everything in it."""

    def __init__(self, folder: Path) -> None:
        config, secrets = settings_for(folder)
        place_store(folder)
        self.now = 1_795_400_000_000
        self.gateway = Gateway(config, secrets, clock=lambda: self.now)
        self.core = self.gateway.core
        self.engine = create_engine(folder / DATABASE_FILE, self.core.vault.page_key_hex, read_only=False)
        self.people = People(self.core.vault)
        self.merging = self.gateway.people.merging

    def close(self) -> None:
        self.engine.dispose()

    def record(
        self, tx: Tx, owner: Owner, kind: str, purpose: str, source: str = "button", *, lasts_ms: int | None = None
    ) -> None:
        """An event of the ledger. `lasts_ms`: after how long a yes ends."""
        granted = kind in ("GRANTED", "CONFIRMED")
        event = NewEvent(
            event_id=new_id(self.now),
            contact_id=owner.contact_id,
            key_id=owner.key_id,
            type=kind,
            purpose=purpose,
            brand="Loja Exemplo" if granted else ANY_BRAND,
            channel=f"{WHATSAPP}:1" if source == "platform" else WHATSAPP,
            source=source,
            actor="person",
            captured_at=self.now,
            recorded_at=self.now,
            proof_level=4 if granted else 0,
            valid_until=None if lasts_ms is None else self.now + lasts_ms,
            notice_version_id="n1" if granted else None,
        )
        self.core.ledger.append(tx, event)

    def propose(self, tx: Tx, one: Owner, other: Owner, key: str = "") -> str:
        """Asks whether two are one person; the id of the question."""
        key = key or f"same:{one.contact_id}:{other.contact_id}:{self.now}"
        self.people.propose(tx, one, "same_match_key", key, {}, self.now, other.contact_id)
        return str(tx.driver.execute("SELECT max(id) FROM identity_proposal").fetchone()[0])
