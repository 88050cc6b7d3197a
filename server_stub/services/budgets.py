"""How much of a purpose's budget a person has had: "2 of 3 this month"."""

from __future__ import annotations

from collections.abc import Sequence

from server_stub.contract.model import Budget
from server_stub.domain.caps import budget_of
from server_stub.domain.gate_input import Rules
from server_stub.domain.purposes import Category
from server_stub.services.gate_facts import GateFacts
from server_stub.storage.database import Tx


class Budgets:
    def __init__(self, gate_facts: GateFacts) -> None:
        self._facts = gate_facts

    def of(self, tx: Tx, contact_id: str, purpose: str, now: int) -> Budget | None:
        """None where no cap concerns this purpose."""
        family, rules = self._facts.family(tx, contact_id), self._facts.rules(tx)
        return self.of_family(tx, contact_id, family, rules, now).get(purpose)

    def of_family(
        self, tx: Tx, contact_id: str, family: Sequence[str], rules: Rules, now: int
    ) -> dict[str, Budget | None]:
        """By purpose; `family` as GateFacts tells it."""
        zone = self._facts.zone_of(tx, contact_id)
        sends = self._facts.counters.sends(tx, family, now)
        offers = {code for code, it in rules.catalogue.items() if it.category is Category.MARKETING}
        marketing = [send for send in sends if send.purpose in offers]
        found: dict[str, Budget | None] = {}
        for code, purpose in rules.catalogue.items():
            found[code] = budget_of(purpose, rules.policy, marketing if code in offers else sends, zone, now)
        return found
