"""Pages, widget and preference centre for the public."""

from __future__ import annotations

from server_stub.areas.area import Area, Base
from server_stub.areas.capture import CaptureArea
from server_stub.http.asgi import Application
from server_stub.http.public.app import PREFIXES, create_public
from server_stub.http.public.render import Pages
from server_stub.http.public.site import Site
from server_stub.services.website.landing import Landing
from server_stub.services.website.preferences import PreferenceCentre
from server_stub.services.website.shown import Showing
from server_stub.services.website.tokens import FormTokens
from server_stub.storage.repositories.capture_points import CapturePoints


class WebsiteArea(Area):
    """Pages, widget and preference centre for the public."""

    def __init__(self, base: Base, capture: CaptureArea) -> None:
        super().__init__(base)
        core, notices = base.core, base.outgoing.notices
        tokens = FormTokens(base.links)
        showing = Showing(CapturePoints(), notices, core.registers)
        landing = Landing(showing, capture.captures, capture.rows, capture.codes, capture.origin, tokens, core.clock)
        centre = PreferenceCentre(
            capture.preference_links,
            tokens,
            showing,
            capture.captures,
            base.outgoing.consents,
            core.gatekeeper,
            notices,
            core.registers,
            core.clock,
        )
        pages = Pages(core.brand, base.address)
        services = {
            "database": core.database,
            "site": Site(core.database, landing, pages),
            "centre": centre,
            "registers": core.registers,
        }
        self._app = create_public(pages, services)

    def public(self) -> dict[str, Application]:
        return dict.fromkeys(PREFIXES, self._app)
