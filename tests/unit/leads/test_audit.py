"""The audit log only grows: not even the store's own connection changes or removes what is in it."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from server_stub.contract.errors import GatewayRefusal
from server_stub.services.leads.audit import Audit
from server_stub.services.leads.audit_pages import AuditPages
from server_stub.storage.repositories.audit import AuditFilter, AuditRows
from tests.helpers.leads_house import ANA, LIA, House


@pytest.mark.parametrize("change", ["UPDATE audit SET account_id = 'ana'", "DELETE FROM audit"])
def test_what_was_looked_at_stays_written(house: House, change: str) -> None:
    audit = Audit(AuditRows())
    house.do(lambda tx: audit.write(tx, "lia", "look", "c", "", house.now))
    with pytest.raises(dbapi2.DatabaseError, match="append_only"):
        house.do(lambda tx: tx.driver.execute(change))
    pages = AuditPages(AuditRows(), house.reading)
    page = house.do(lambda tx: pages.page(tx, LIA, AuditFilter(), house.now))
    assert [(it.account_id, it.action, it.at) for it in page.rows] == [("lia", "look", house.now)]
    with pytest.raises(GatewayRefusal, match="forbidden"):
        house.do(lambda tx: pages.page(tx, ANA, AuditFilter(), house.now))
