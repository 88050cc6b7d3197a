"""The exact texts people agree to: versions, what changed between them, and a new one published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from desktop.application.office import Office
from desktop.domain.text_diff import Change, Piece, differences
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.dialogs import confirmed
from desktop.ui.texts import moments, registers
from desktop.ui.views.admin.difference import DifferenceView
from desktop.ui.views.admin.earlier import EarlierForm, EarlierText
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.choices import Choice, ChoiceList
from desktop.ui.views.parts import label
from server_stub.contract.registers import EarlierNotice, NoticeVersion, PublishNotice, PurposeSettings

LANGUAGES = ("pt-BR", "en")
VERSIONS_HIGH = 132


class NoticePage(RecordsPage):
    def __init__(self, tools: Tools) -> None:
        fields = (
            Field(
                "body",
                self.tr("Text"),
                Kind.LONG,
                help=self.tr(
                    "Who asks, on WhatsApp, for what, how often, that "
                    "it is optional, and how to leave. 40 to 1,000 characters."
                ),
            ),
            Field(
                "material_change",
                self.tr("The meaning changes"),
                Kind.CHECK,
                help=self.tr("Everybody who agreed before is asked again."),
            ),
        )
        super().__init__(
            tools.theme,
            "notices",
            self.tr("Texts"),
            self.tr("What people read before they agree. A published text never changes; a new version follows it."),
            fields,
            save=self.tr("Publish new version"),
        )
        fonts = tools.theme.fonts
        self.versions = ChoiceList(tools.theme, name="notice_versions", accessible=self.tr("Versions"))
        self.versions.setFixedHeight(VERSIONS_HIGH)
        self.difference = DifferenceView(tools.theme, name="notice_difference", accessible=self.tr("What changed"))
        self.extra.addWidget(label(self.tr("Versions"), font=fonts.strong))
        self.extra.addWidget(self.versions)
        self.extra.addWidget(label(self.tr("What changed against the version before"), font=fonts.strong, wrap=True))
        self.extra.addWidget(self.difference)
        self.earlier = EarlierForm(tools.theme)
        self.extra.addWidget(self.earlier)
        self.add_action("earlier", self.tr("Register an earlier text…"))


class NoticeController(PageController):
    page: NoticePage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, NoticePage(tools), parent)
        self._purposes: list[PurposeSettings] = []
        self._versions: dict[str, list[NoticeVersion]] = {}
        self.page.versions.selectionModel().currentChanged.connect(self._show_version)
        self.page.action_asked.connect(self._begin_earlier)
        self.page.earlier.register_asked.connect(self._register)

    async def load(self) -> None:
        self._purposes = [it for it in await self.office.purposes() if it.active]
        self._versions = {}
        for version in sorted(await self.office.notices(), key=_earlier_last):
            self._versions.setdefault(f"{version.purpose}/{version.language}", []).append(version)
        self._offer()

    def choose(self, key: object) -> None:
        self.key = str(key)
        versions = self._versions.get(self.key, [])
        self.page.earlier.hide()
        self.page.versions.offer([self._choice(version) for version in versions])
        shown = [version.body for version in versions if version.in_use_until is None]
        self.page.show_record({"body": shown[0] if shown else "", "material_change": False})
        self._show_version()

    async def save(self, values: Mapping[str, Any]) -> None:
        purpose, _, language = self.key.partition("/")
        material = bool(values["material_change"])
        if material and not await self._sure():
            return
        await self.office.publish_notice(PublishNotice(purpose, values["body"], language, material))
        await self.load()
        self.tools.tell(self.tr("Published. It is shown from now on."))

    def _begin_earlier(self, _action: str) -> None:
        self.page.earlier.begin()

    def _register(self, text: EarlierText) -> None:
        async def work() -> None:
            purpose, _, language = self.key.partition("/")
            earlier = EarlierNotice(purpose, text.body, text.in_use_from, text.in_use_until, language)
            await self.office.register_earlier(earlier)
            await self.load()
            self.tools.tell(self.tr("Registered. Imports of that time may name it now; nobody is shown it."))

        self.act(work, "register earlier text")

    async def _sure(self) -> bool:
        return await confirmed(
            self.page,
            title=self.tr("Ask everybody again?"),
            question=self.tr("Whoever agreed to an older version gets no such message until they agree to this one."),
            action=self.tr("Publish"),
            cancel=self.tr("Cancel"),
        )

    def _offer(self) -> None:
        choices = []
        for purpose in sorted(self._purposes, key=self._without_text):
            for language in LANGUAGES:
                key = f"{purpose.code}/{language}"
                known = [it for it in self._versions.get(key, []) if it.in_use_until is None]
                detail = (
                    self.tr("version {number}").format(number=known[0].version) if known else self.tr("no text yet")
                )
                title = registers.title(purpose.title_pt, purpose.title_en) or purpose.code
                choices.append(Choice(key, title, detail, end="Português" if language == "pt-BR" else "English"))
        self.page.show_records(choices, keep=self.key)

    def _without_text(self, purpose: PurposeSettings) -> bool:
        return f"{purpose.code}/{LANGUAGES[0]}" not in self._versions

    def _choice(self, version: NoticeVersion) -> Choice:
        who = self.tools.desk.accounts().get(version.published_by)
        by = who.name if who is not None else self.tr("comes with the program")
        detail = self.tr("{date}, {person}").format(date=moments.day_and_time(version.published_at), person=by)
        if version.in_use_from is not None and version.in_use_until is not None:
            told = self.tr("registered later by {person} on {date}")
            detail = told.format(person=by, date=moments.day_and_time(version.published_at))
            period = {"begin": moments.day(version.in_use_from), "end": moments.day(version.in_use_until)}
            title = self.tr("Earlier text {number}").format(number=version.version)
            return Choice(version.id, title, detail, end=self.tr("{begin} to {end}").format(**period))
        title = self.tr("Version {number}").format(number=version.version)
        end = ""
        if version.retired_at is not None:
            end = self.tr("until {date}").format(date=moments.day(version.retired_at))
        elif version.material_change:
            end = self.tr("asked again")
        return Choice(version.id, title, detail, end=end)

    def _show_version(self, *_: object) -> None:  # where Qt says what was current before
        versions = self._versions.get(self.key, [])
        shown = next((at for at, it in enumerate(versions) if it.id == self.page.versions.current_key()), None)
        if shown is None:
            self.page.difference.show_pieces([])
            return
        new = versions[shown].body
        published = [it.body for it in versions if it.in_use_until is None]
        older = published[shown + 1] if shown + 1 < len(published) else None
        self.page.difference.show_pieces([Piece(Change.SAME, new)] if older is None else differences(older, new))


def _earlier_last(version: NoticeVersion) -> tuple[bool, int]:
    return version.in_use_until is not None, -version.version
