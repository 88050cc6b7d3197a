"""The administration as a whole: which pages there are for whom, each built when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.application.office import Office
from desktop.ui.controllers.admin.audit import AuditController
from desktop.ui.controllers.admin.block_lists import BlockListController
from desktop.ui.controllers.admin.capture import CaptureController
from desktop.ui.controllers.admin.company import CompanyController
from desktop.ui.controllers.admin.dispositions import DispositionController
from desktop.ui.controllers.admin.figures import FiguresController
from desktop.ui.controllers.admin.imports import ImportController
from desktop.ui.controllers.admin.incidents import IncidentController
from desktop.ui.controllers.admin.keys import KeyController
from desktop.ui.controllers.admin.notices import NoticeController
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.admin.policy import PolicyController
from desktop.ui.controllers.admin.purposes import PurposeController
from desktop.ui.controllers.admin.queues import QueueController
from desktop.ui.controllers.admin.retention import RetentionController
from desktop.ui.controllers.admin.service import ServiceController
from desktop.ui.controllers.admin.tables import LedgerController, OutsideController
from desktop.ui.controllers.admin.team import TeamController
from desktop.ui.controllers.admin.templates import TemplatePurposeController
from desktop.ui.controllers.phrase_page import PhrasePageController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.views.admin.place import AdminView
from desktop.ui.views.admin.typed import NEW, Left
from desktop.ui.views.choices import Choice
from server_stub.contract.model import Role
from server_stub.contract.registers import PurposeSettings

_PAGES: Final[dict[str, Callable[[Tools, Office, QObject], PageController]]] = {
    "company": CompanyController,
    "purposes": PurposeController,
    "notices": NoticeController,
    "policy": PolicyController,
    "block_lists": BlockListController,
    "keys": KeyController,
    "outside": OutsideController,
    "ledger": LedgerController,
    "retention": RetentionController,
    "incidents": IncidentController,
    "phrases": PhrasePageController,
    "queues": QueueController,
    "service": ServiceController,
    "team": TeamController,
    "dispositions": DispositionController,
    "figures": FiguresController,
    "audit": AuditController,
}
_OF_LEADS: Final = ("queues", "team", "figures", "audit")
"""Pages in which leads may change something, or have something to read."""
_OFFERING_PURPOSES: Final[dict[str, Callable[[Tools, Office, list[PurposeSettings], QObject], PageController]]] = {
    "capture": CaptureController,
    "templates": TemplatePurposeController,
    "imports": ImportController,
}
"""Made anew each time: they offer the purposes as they are now."""


@dataclass(frozen=True, slots=True)
class Begun:
    """`record`: the one that is shown on the page, unless it `is_new`. `left`: by page, what was typed."""

    page: str
    record: str
    is_new: bool
    left: dict[str, Left]


class AdminController(Controller):
    """`open` shows the place; the pages that offer purposes wait for the list of them.

    `breaks_asked(object)`: the id of an account whose work days are to be seen; `look_asked(object)`: that of a
    conversation.
    """

    breaks_asked = Signal(object)
    look_asked = Signal(object)

    def __init__(self, tools: Tools, office: Office, view: AdminView, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._office = office
        self._view = view
        self._pages: dict[str, PageController] = {}
        self._left: dict[str, Left] = {}
        self._begun: Begun | None = None
        view.page_chosen.connect(self._choose)
        offered = self._choices()
        if tools.desk.account.role is not Role.ADMIN:
            offered = [it for it in offered if it.key in _OF_LEADS]
        self._first = offered[0].key
        view.offer(offered)

    def open(self, page: str = "") -> None:
        """Show a page, the last one, or the first."""
        wanted = page or self._view.current or self._first
        if wanted == self._view.current:
            self._choose(wanted)
        else:
            self._view.go(wanted)
        self._view.focus()

    def put_aside(self) -> Begun:
        """Where somebody is, and what they typed and did not save; for the same place in another look."""
        for key, page in self._pages.items():
            page.page.typed.put_aside()
            self._left[key] = page.page.typed.left
        shown = self._pages.get(self._view.current)
        is_new = shown is not None and shown.page.typed.key == NEW
        return Begun(self._view.current, "" if shown is None else shown.key, is_new=is_new, left=self._left)

    def resume(self, begun: Begun) -> None:
        """Before it is opened."""
        self._first, self._left, self._begun = begun.page or self._first, begun.left, begun

    def _choices(self) -> list[Choice]:
        return [
            Choice("company", self.tr("Company"), icon="person"),
            Choice("purposes", self.tr("Purposes"), icon="list"),
            Choice("notices", self.tr("Texts"), icon="document"),
            Choice("capture", self.tr("Where people agree"), icon="link"),
            Choice("queues", self.tr("Queues"), icon="hourglass"),
            Choice("service", self.tr("Service rules"), icon="chat"),
            Choice("team", self.tr("The people"), icon="team"),
            Choice("dispositions", self.tr("Classifications"), icon="check-circle"),
            Choice("figures", self.tr("Figures"), icon="chart"),
            Choice("audit", self.tr("Audit log"), icon="eye"),
            Choice("policy", self.tr("Limits and hours"), icon="clock"),
            Choice("templates", self.tr("Templates"), icon="template"),
            Choice("phrases", self.tr("Canned phrases"), icon="bolt"),
            Choice("imports", self.tr("Imports"), icon="download"),
            Choice("block_lists", self.tr("Do-not-contact lists"), icon="block"),
            Choice("keys", self.tr("Access keys"), icon="lock"),
            Choice("outside", self.tr("E-mail and SMS"), icon="mail"),
            Choice("ledger", self.tr("Ledger"), icon="shield-check"),
            Choice("retention", self.tr("Keeping and deleting"), icon="trash"),
            Choice("incidents", self.tr("Incidents"), icon="warning"),
        ]

    def _choose(self, key: object) -> None:
        self.run(self._show(str(key)), f"open {key}")

    async def _show(self, key: str) -> None:
        purposes = list(await self._office.purposes()) if key in _OFFERING_PURPOSES else []
        if not self.alive or self._view.current != key:
            return
        page = self._build(key, purposes)
        self._view.show_page(page.page)
        page.open()

    def _build(self, key: str, purposes: list[PurposeSettings]) -> PageController:
        if key in _OFFERING_PURPOSES:
            old = self._pages.pop(key, None)
            if old is not None:
                old.page.typed.let_go()
                self._left[key] = old.page.typed.left
                old.page.deleteLater()
                old.deleteLater()
            self._keep(key, _OFFERING_PURPOSES[key](self.tools, self._office, purposes, self))
        elif key not in self._pages:
            made = self._keep(key, _PAGES[key](self.tools, self._office, self))
            if isinstance(made, TeamController):
                made.breaks_asked.connect(self.breaks_asked)
            if isinstance(made, AuditController):
                made.look_asked.connect(self.look_asked)
        return self._pages[key]

    def _keep(self, key: str, made: PageController) -> PageController:
        """What was typed in an earlier one of it is there again."""
        self._pages[key] = made
        made.page.typed.left = self._left.get(key, {})
        if self._begun is not None and self._begun.page == key:
            made.key, made.begins_new = self._begun.record, self._begun.is_new
            self._begun = None
        return made
