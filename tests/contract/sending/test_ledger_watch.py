"""The gateway publishes its notices, verifies its ledger when it starts, and says so when the ledger is broken."""

from __future__ import annotations

from pathlib import Path

import msgspec

from server_stub.contract.events import Alarm
from server_stub.contract.gate import Reason
from server_stub.gateway import Gateway
from server_stub.storage.database import Tx
from tests.helpers.gateway import quick_passwords, settings_for
from tests.helpers.shop import Shop


async def versions(gateway: Gateway) -> list[tuple[str, int]]:
    sql = "SELECT purpose, max(version) FROM notice_version WHERE body LIKE ? GROUP BY purpose ORDER BY purpose"
    brand = f"%{gateway.config.brand}%"
    return await gateway.core.database.read(lambda tx: tx.driver.execute(sql, (brand,)).fetchall())


async def test_a_text_is_published_once_and_anew_when_it_changes(tmp_path: Path) -> None:
    config, secrets = settings_for(tmp_path)
    found = []
    for brand in ("Loja Um", "Loja Um", "Loja Dois"):
        gateway = Gateway(msgspec.structs.replace(config, brand=brand), secrets, passwords=quick_passwords())
        await gateway.start()
        found.append(await versions(gateway))
        purposes = await gateway.core.database.read(gateway.outgoing.notices.purposes)
        assert all(brand in purpose.notice_text for purpose in purposes)
        assert all(len(purpose.notice_text) <= 1024 for purpose in purposes)
        await gateway.stop()
    assert found[0] == found[1]
    assert {version for _, version in found[0]} == {1}
    assert [(purpose, 2) for purpose, _ in found[0]] == found[2]


async def test_a_broken_ledger_is_an_alarm_and_stops_what_we_initiate(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    other = await shop.conversation("bruno")
    await shop.own_act(conversation.contact_id)
    await shop.own_act(other.contact_id)
    template = await shop.template("promocao_da_semana")
    use = {"template_id": template.id, "variables": {"nome": "Ana"}}
    gateway = shop.running.gateway

    def tamper(tx: Tx) -> None:
        tx.driver.execute("DROP TRIGGER consent_event_no_update")
        tx.driver.execute(
            "UPDATE consent_event SET purpose = 'mkt.newsletter' WHERE contact_id = ?", (other.contact_id,)
        )

    await gateway.core.database.write(tamper)
    for _ in range(2):
        await gateway.core.ledger_watch.look()
    ((seq,),) = await shop.rows("SELECT seq FROM consent_event WHERE contact_id = ?", other.contact_id)
    assert await shop.rows("SELECT value FROM setting WHERE name = 'ledger.broken'") == [(str(seq),)]
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_LEDGER_INTEGRITY
    await shop.send(conversation.id, text="Respostas continuam")
    (row,) = await shop.rows("SELECT key_id, data_enc FROM event WHERE kind = 'alarm'")
    opened = await gateway.core.database.read(lambda tx: gateway.core.vault.open(tx, *row, "event.data"))
    assert msgspec.json.decode(opened, type=Alarm) == Alarm("ledger_broken", {"seq": seq})
    sql = "UPDATE consent_event SET purpose = 'mkt.promotions' WHERE contact_id = ?"
    await gateway.core.database.write(lambda tx: tx.driver.execute(sql, (other.contact_id,)))
    await gateway.core.ledger_watch.look()
    assert len(await shop.rows("SELECT 1 FROM event WHERE kind = 'alarm'")) == 2
    await shop.send(conversation.id, template=use)
