"""The page of breaks: one's own days, for leads anybody's, and the record as a file to print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desktop.application.desk import Link
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.ui.controllers.break_words import DayWords
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import chosen_target
from desktop.ui.texts import errors, moments
from desktop.ui.views.breaks import BreaksPage
from server_stub.contract.model import Role


class BreaksController(Controller):
    """`left()`: back to the conversations."""

    left = Signal()

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(tools, parent)
        self.page = BreaksPage(tools.theme, self._people())
        self._account_id = self.desk.account.id
        self._day = self._today = self._date(moments.iso_day(self.desk.now()))
        self._turn = 0
        self._shown = False
        self._written: Path | None = None
        page = self.page
        page.left.connect(self.left)
        page.day_asked.connect(self._move)
        page.person_asked.connect(self._choose)
        page.again_asked.connect(self._load)
        page.print_asked.connect(self._print)
        page.folder_asked.connect(self._show_folder)
        tools.bus.changed.connect(self._changed)

    def open(self, account_id: str = "") -> None:
        """Today, as it stands now; of this account, or of whom was shown last."""
        if account_id:
            self._account_id = account_id
            self.page.choose_person(account_id)
        self._day = self._today = self._date(moments.iso_day(self.desk.now()))
        self._load()
        self.page.begin()

    def _people(self) -> list[tuple[str, str]]:
        own = self.desk.account
        found = [(own.id, own.name)]
        if own.role is not Role.AGENT:
            others = [it for it in self.desk.accounts().values() if it.id != own.id and not it.disabled]
            found += sorted(((it.id, it.name) for it in others), key=_by_name)
        return found

    def _date(self, iso: str) -> QDate:
        return QDate.fromString(iso, Qt.DateFormat.ISODate)

    def _iso(self) -> str:
        return self._day.toString(Qt.DateFormat.ISODate)

    def _move(self, days: int) -> None:
        self._day = min(self._today, self._day.addDays(days)) if days else self._today
        self._load()

    def _choose(self, account_id: str) -> None:
        self._account_id = account_id
        self._load()

    def _load(self) -> None:
        self._turn += 1
        self.page.progress.end("")
        is_today = self._day == self._today
        self.page.show_day(self._words(), None, is_today=is_today)
        # Who works over midnight is still in the day before: of today the gateway says which one it is.
        self.run(self._fetch(self._turn, "" if is_today else self._iso(), self._account_id), "work of a day")

    async def _fetch(self, turn: int, day: str, account_id: str) -> None:
        try:
            days = await self.desk.team.work_days(day, account_id=account_id)
        except AppError as problem:
            if self.alive and turn == self._turn:
                self._failed(problem)
            return
        if not self.alive or turn != self._turn:
            return
        found = next((each for each in days if each.account_id == account_id), None)
        is_today = not day
        if is_today and found is not None:
            self._day = self._today = self._date(found.day)
        facts = DayWords().facts(found, self.desk.now(), is_today=is_today)
        self._shown = True
        self.page.show_day(self._words(), facts, is_today=is_today)

    def _failed(self, problem: AppError) -> None:
        """Without a line it comes by itself when the line is back."""
        self._shown = False
        offline = self.desk.connection.link is not Link.ONLINE
        told = self.tr("Without a connection the breaks are not shown.") if offline else errors.error(problem)
        self.page.show_problem(told, may_retry=not offline)

    def _changed(self, changes: ChangeSet) -> None:
        back = changes.connection and self.desk.connection.link is Link.ONLINE and not self._shown
        if self.page.isVisible() and (back or changes.team or changes.everything):
            self._load()

    def _words(self) -> str:
        """Monday, 23/11/2026"""
        weekday = QLocale().standaloneDayName(self._day.dayOfWeek(), QLocale.FormatType.LongFormat)
        noon = self._day.startOfDay().toMSecsSinceEpoch()
        return f"{weekday[:1].upper()}{weekday[1:]}, {moments.day(noon)}"

    # The record

    def _print(self) -> None:
        self.run(self._keep(), "record of a day")

    async def _keep(self) -> None:
        day, account_id = self._iso(), self._account_id
        name = self.tr("breaks-{day}.pdf").format(day=day)
        target = await chosen_target(self.page.window(), title=self.tr("Keep the record of this day"), name=name)
        if target is None or not self.alive:
            return
        strip = self.page.progress
        strip.begin(self.tr("Putting it together…"))
        try:
            written = await self.desk.team.work_days_pdf(day, target, account_id=account_id, progress=strip.advance)
        except AppError as problem:
            if self.alive:
                strip.end(errors.error(problem))
            return
        if self.alive:
            self._written = written
            told = self.tr("Written: {name}").format(name=written.name)
            strip.end(told, action=self.tr("Show in the folder"))

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))


def _by_name(person: tuple[str, str]) -> str:
    return person[1].casefold()
