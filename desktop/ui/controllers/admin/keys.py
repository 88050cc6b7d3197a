"""Keys of the company's own systems: made, shown once, revoked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.application.office import Office
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.dialogs import confirmed
from desktop.ui.texts import moments, registers
from desktop.ui.views.admin.copy_line import CopyLine
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.choices import Choice
from server_stub.contract.registers import ApiKey, NewApiKey


class KeyPage(RecordsPage):
    def __init__(self, tools: Tools) -> None:
        fields = (
            Field("name", self.tr("Name"), help=self.tr("Which system uses it, for example “Shop app”."), fixed=True),
            Field("scopes", self.tr("What it may do"), Kind.CHECKS, choices=registers.scopes(), fixed=True),
        )
        super().__init__(
            tools.theme,
            "keys",
            self.tr("Access keys"),
            self.tr("For your app and your site, to record what people agreed to there."),
            fields,
            new=self.tr("New key"),
            save=self.tr("Make key"),
        )
        self.secret = CopyLine(tools.theme, "secret", self.tr("The key. It is shown this once: copy it now."))
        self.extra.addWidget(self.secret)
        self.revoke = self.add_action("revoke", self.tr("Revoke"), look="danger")


class KeyController(PageController):
    page: KeyPage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, KeyPage(tools), parent)
        self._records: dict[str, ApiKey] = {}
        self.page.action_asked.connect(self._action)
        self.page.secret.copy_asked.connect(self._copy)

    async def load(self) -> None:
        self._records = {it.id: it for it in await self.office.api_keys()}
        self._offer()

    def choose(self, key: object) -> None:
        record = self._records.get(str(key))
        if record is not None:
            self.key = record.id
            self.page.show_record({"name": record.name, "scopes": record.scopes})
            self.page.secret.show_text(record.secret)
            self.page.revoke.setVisible(record.revoked_at is None)

    def begin(self) -> None:
        self.key = ""
        self.page.secret.show_text("")
        self.page.revoke.hide()
        self.page.show_record({"name": "", "scopes": ["consents:write"]}, exists=False)

    async def save(self, values: Mapping[str, Any]) -> None:
        made = await self.office.add_api_key(NewApiKey(values["name"], values["scopes"]))
        self._records[made.id] = made
        self.key = made.id
        self._offer()

    def _offer(self) -> None:
        choices = [self._choice(it) for it in sorted(self._records.values(), key=_newest_first)]
        if choices:
            self.page.show_records(choices, keep=self.key)
        else:
            text = self.tr("A key lets one of your systems record permissions here, and nothing else.")
            self.page.show_none(self.tr("There is no key yet"), text)

    def _choice(self, key: ApiKey) -> Choice:
        if key.revoked_at is not None:
            detail = self.tr("revoked on {date}").format(date=moments.day(key.revoked_at))
        elif key.last_used_at is not None:
            detail = self.tr("used on {date}").format(date=moments.day(key.last_used_at))
        else:
            detail = self.tr("never used")
        usable = key.revoked_at is None
        return Choice(key.id, key.name, detail, icon="lock" if usable else "block", ink="ok" if usable else "muted")

    def _copy(self, text: object) -> None:
        QGuiApplication.clipboard().setText(str(text))
        self.tools.tell(self.tr("Copied."))

    def _action(self, _name: str) -> None:
        self.act(self._revoke, "revoke key")

    async def _revoke(self) -> None:
        sure = await confirmed(
            self.page,
            title=self.tr("Revoke the key?"),
            question=self.tr("The system that uses it can record nothing from this moment on."),
            action=self.tr("Revoke"),
            cancel=self.tr("Cancel"),
        )
        if sure:
            await self.office.revoke_api_key(self.key)
            await self.load()


def _newest_first(key: ApiKey) -> tuple[bool, int]:
    return key.revoked_at is not None, -key.created_at
