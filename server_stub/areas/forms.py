"""Consent that the company's own systems collected: forms by API key, imports, do-not-contact lists."""

from __future__ import annotations

from typing import Any

from server_stub.areas.area import Area, Base
from server_stub.http.routes import api_keys as api_key_routes
from server_stub.http.routes import forms as form_routes
from server_stub.services.api_keys import ApiKeys, KeyPace
from server_stub.services.app_forms import AppForms
from server_stub.services.capture.captures import Captures
from server_stub.storage.repositories.api_keys import ApiKeyRows
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every


class FormsArea(Area):
    """`api_keys` lets the company's own systems in; `pace` is how fast each of them may ask."""

    def __init__(self, base: Base, captures: Captures) -> None:
        super().__init__(base)
        core = base.core
        key_rows = ApiKeyRows(core.vault)
        self.pace = KeyPace()
        self.api_keys = ApiKeys(core.database, key_rows, core.clock, self.pace)
        self.app_forms = AppForms(core.database, self.api_keys, key_rows, captures, core.gatekeeper, core.clock)

    def handlers(self) -> list[Any]:
        return [*api_key_routes.HANDLERS, *form_routes.HANDLERS]

    def services(self) -> dict[str, object]:
        return {"api_keys": self.api_keys, "app_forms": self.app_forms}

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("idempotency keys", every(3600, self.app_forms.forget_answers))
