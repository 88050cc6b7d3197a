"""That a pack was made stands in the ledger and changes nothing else."""

from __future__ import annotations

from pathlib import Path

from server_stub.domain.consent import derive
from server_stub.domain.consent_events import ConsentEvent
from server_stub.storage.database import Tx
from tests.helpers.ledger_book import NOW, Book
from tests.helpers.packs import make


async def test_an_export_changes_no_permission(furnished: Book, tmp_path: Path) -> None:
    def events(tx: Tx) -> list[ConsentEvent]:
        return furnished.ledger.of_contact(tx, "ana")[0]

    before = await furnished.database.read(events)
    await make(furnished, tmp_path / "pack.zip")
    after = await furnished.database.read(events)
    assert [event.type for event in after] == [*(event.type for event in before), "EXPORT_MADE"]
    assert derive(after, NOW, brand="Loja") == derive(before, NOW, brand="Loja")
