"""What every page of a capture point works with, given to handlers as one thing."""

from __future__ import annotations

from dataclasses import dataclass

from litestar.di import NamedDependency

from server_stub.http.public.render import Pages
from server_stub.services.website.landing import Landing
from server_stub.storage.database import Database


@dataclass(frozen=True, slots=True)
class Site:
    database: Database
    landing: Landing
    pages: Pages


OnSite = NamedDependency[Site]
