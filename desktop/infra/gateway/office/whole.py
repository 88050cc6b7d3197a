"""All of the office over one connection pool."""

from __future__ import annotations

from desktop.infra.gateway.office.intake import HttpIntake
from desktop.infra.gateway.office.people import HttpMerging, HttpPeople
from desktop.infra.gateway.office.registers import HttpRegisters
from desktop.infra.gateway.office.rights import HttpRights


class HttpOffice(HttpPeople, HttpMerging, HttpRights, HttpRegisters, HttpIntake):
    """Implements application.office.Office. The same account and connections as the rest of the desk."""
