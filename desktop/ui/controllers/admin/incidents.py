"""The register of security incidents, kept five years also when nobody had to be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QDateTime, QObject

from desktop.application.office import Office
from desktop.domain.errors import Refused
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import moments
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.choices import Choice
from server_stub.contract.rights import Incident, SaveIncident

FORMAT = "yyyy-MM-dd HH:mm"
MOMENTS = ("known_at", "authority_told_at", "people_told_at", "closed_at")


class IncidentPage(RecordsPage):
    def __init__(self, tools: Tools) -> None:
        when = self.tr("As 2026-11-22 14:30; empty for not yet.")
        fields = (
            Field("title", self.tr("What happened")),
            Field(
                "description", self.tr("Description"), Kind.LONG, help=self.tr("Which data, how, and what was done.")
            ),
            Field("known_at", self.tr("Known since"), help=when),
            Field("affected", self.tr("People affected"), Kind.NUMBER, blank="0"),
            Field(
                "relevant_risk",
                self.tr("Relevant risk or damage"),
                Kind.CHECK,
                help=self.tr("Then the authority and the people must be told."),
            ),
            Field("authority_told_at", self.tr("Authority told"), help=when),
            Field("people_told_at", self.tr("People told"), help=when),
            Field("closed_at", self.tr("Closed"), help=when),
        )
        super().__init__(
            tools.theme,
            "incidents",
            self.tr("Incidents"),
            self.tr("With relevant risk, the authority and the people are told within three working days."),
            fields,
            new=self.tr("New incident"),
            save=self.tr("Save"),
        )


class IncidentController(PageController):
    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, IncidentPage(tools), parent)
        self._records: dict[str, Incident] = {}

    async def load(self) -> None:
        self._records = {it.id: it for it in await self.office.incidents()}
        self._offer()

    def choose(self, key: object) -> None:
        record = self._records.get(str(key))
        if record is not None:
            self.key = record.id
            told = {name: _written(getattr(record, name)) for name in MOMENTS}
            plain = {name: getattr(record, name) for name in ("title", "description", "affected", "relevant_risk")}
            self.page.show_record({**plain, **told})

    def begin(self) -> None:
        self.key = ""
        self.page.show_record({"known_at": _written(self.desk.now())}, exists=False)

    async def save(self, values: Mapping[str, Any]) -> None:
        read = {name: _read(name, values[name]) for name in MOMENTS}
        if read["known_at"] is None:
            raise Refused("value_invalid", field="known_at")
        kept = SaveIncident(**{**values, **read, "affected": values["affected"] or 0})
        saved = await (self.office.change_incident(self.key, kept) if self.key else self.office.add_incident(kept))
        self._records[saved.id] = saved
        self.key = saved.id
        self._offer()
        self.tools.tell(self.tr("Saved."))

    def _offer(self) -> None:
        choices = [self._choice(it) for it in sorted(self._records.values(), key=_newest_first)]
        if choices:
            self.page.show_records(choices, keep=self.key)
        else:
            self.page.show_none(self.tr("No incident so far"), self.tr("Also small ones belong here."))

    def _choice(self, incident: Incident) -> Choice:
        if incident.closed_at is not None:
            end, ink = self.tr("closed"), "muted"
        elif incident.relevant_risk and incident.authority_told_at is None:
            end, ink = self.tr("tell by {date}").format(date=moments.day(incident.notify_by)), "danger"
        else:
            end, ink = "", "warn"
        return Choice(incident.id, incident.title, moments.day(incident.known_at), end=end, icon="warning", ink=ink)


def _written(moment: int | None) -> str:
    return "" if moment is None else QDateTime.fromMSecsSinceEpoch(moment).toString(FORMAT)


def _read(name: str, text: str) -> int | None:
    """None for nothing written. Raises Refused `value_invalid` naming the field."""
    if not text:
        return None
    moment = QDateTime.fromString(text, FORMAT)
    if not moment.isValid():
        raise Refused("value_invalid", field=name)
    return moment.toMSecsSinceEpoch()


def _newest_first(incident: Incident) -> int:
    return -incident.known_at
