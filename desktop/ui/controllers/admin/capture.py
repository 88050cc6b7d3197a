"""Public places where people agree: pages and widgets, with what is copied from them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel

from desktop.application.office import Office
from desktop.domain.errors import LocalProblem
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.dialogs import chosen_target
from desktop.ui.texts import people, registers
from desktop.ui.views.admin.copy_line import CopyLine
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.choices import Choice
from server_stub.contract.registers import CaptureKind, CapturePoint, PurposeSettings

QR_SIDE = 180
_NEW = CapturePoint("", CaptureKind.PAGE, "", "", [])


class CapturePage(RecordsPage):
    def __init__(self, tools: Tools, purposes: list[PurposeSettings]) -> None:
        asked = tuple((it.code, registers.title(it.title_pt, it.title_en) or it.code) for it in purposes if it.active)
        kinds = (
            (CaptureKind.PAGE.value, self.tr("Page of its own")),
            (CaptureKind.WIDGET.value, self.tr("On your site")),
        )
        fields = (
            Field("title", self.tr("Name"), help=self.tr("People see it above the form.")),
            Field("slug", self.tr("Address"), help=self.tr("a–z, 0–9 and hyphens: /o/this-part")),
            Field("kind", self.tr("Kind"), Kind.CHOICE, choices=kinds, fixed=True),
            Field("purposes", self.tr("What is asked"), Kind.CHECKS, choices=asked),
            Field(
                "origins",
                self.tr("Sites that may show the form"),
                Kind.LINES,
                help=self.tr("One per line, as https://www.example.com. For the kind “on your site” only."),
            ),
            Field("channel_number_id", self.tr("WhatsApp number that people write to"), Kind.CHOICE),
            Field("enabled", self.tr("Open to the public"), Kind.CHECK),
        )
        super().__init__(
            tools.theme,
            "capture",
            self.tr("Where people agree"),
            self.tr("Pages and forms for your customers. Nothing is ticked beforehand; each number is proven."),
            fields,
            new=self.tr("New place"),
            save=self.tr("Save"),
        )
        self.lines = {
            "page_url": CopyLine(tools.theme, "page_url", self.tr("Address of the page")),
            "chat_url": CopyLine(tools.theme, "chat_url", self.tr("Opens WhatsApp")),
            "script_line": CopyLine(tools.theme, "script_line", self.tr("Line for your site")),
        }
        for shown in self.lines.values():
            self.extra.addWidget(shown)
        self.qr = QLabel()
        self.qr.setFixedSize(QR_SIDE, QR_SIDE)
        self.qr.setAccessibleName(self.tr("QR code of the page"))
        self.extra.addWidget(self.qr)
        self.save_qr = self.add_action("qr", self.tr("Save QR code…"))

    def show_qr(self, drawn: bytes) -> None:
        """On white in the dark, too: cameras need the contrast that it was made for."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(QR_SIDE * ratio), round(QR_SIDE * ratio))
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(drawn)).render(painter)
        painter.end()
        picture.setDevicePixelRatio(ratio)
        self.qr.setPixmap(picture)


class CaptureController(PageController):
    page: CapturePage

    def __init__(self, tools: Tools, office: Office, purposes: list[PurposeSettings], parent: QObject) -> None:
        super().__init__(tools, office, CapturePage(tools, purposes), parent)
        self._records: dict[str, CapturePoint] = {}
        self.page.action_asked.connect(self._action)
        for shown in self.page.lines.values():
            shown.copy_asked.connect(self._copy)

    async def load(self) -> None:
        numbers = await self.office.channel_numbers()
        choices = [(it.id, people.phone(it.display_phone) or it.id) for it in numbers]
        self.page.form.offer("channel_number_id", choices, shown=len(choices) > 1)
        self._records = {it.id: it for it in await self.office.capture_points()}
        self._offer()

    def choose(self, key: object) -> None:
        record = self._records.get(str(key))
        if record is not None:
            self.key = record.id
            self._show(record, exists=True)
            self.run(self._draw(record.id), "draw qr code")

    def begin(self) -> None:
        self.key = ""
        self._show(_NEW, exists=False)

    async def save(self, values: Mapping[str, Any]) -> None:
        number = values["channel_number_id"] or ""
        given = {**values, "kind": CaptureKind(values["kind"]), "channel_number_id": number}
        point = msgspec.structs.replace(self._records.get(self.key, _NEW), **given)
        saved = await (self.office.change_capture_point(point) if self.key else self.office.add_capture_point(point))
        self._records[saved.id] = saved
        self.key = saved.id
        self._offer()
        self.tools.tell(self.tr("Saved."))

    def _offer(self) -> None:
        choices = [
            Choice(
                it.id,
                it.title,
                f"/o/{it.slug}",
                end="" if it.enabled else self.tr("closed"),
                icon="link" if it.kind is CaptureKind.PAGE else "chat",
            )
            for it in self._records.values()
        ]
        if choices or self.key:
            self.page.show_records(choices, keep=self.key)
        else:
            text = self.tr("Make a page, copy its address into an e-mail or print its QR code.")
            self.page.show_none(self.tr("There is no place yet"), text)

    def _show(self, point: CapturePoint, *, exists: bool) -> None:
        self.page.show_record({**msgspec.structs.asdict(point), "kind": point.kind.value}, exists=exists)
        for name, shown in self.page.lines.items():
            shown.show_text(getattr(point, name))
        self.page.qr.setVisible(exists)
        self.page.save_qr.setVisible(exists)

    async def _draw(self, point_id: str) -> None:
        drawn = await self.office.qr_code(point_id)
        if self.alive and self.key == point_id:
            self.page.show_qr(drawn)

    def _copy(self, text: object) -> None:
        QGuiApplication.clipboard().setText(str(text))
        self.tools.tell(self.tr("Copied."))

    def _action(self, _name: str) -> None:
        self.act(self._save_qr, "save qr code")

    async def _save_qr(self) -> None:
        point = self._records[self.key]
        drawn = await self.office.qr_code(point.id)
        target = await chosen_target(self.page, title=self.tr("Save QR code"), name=f"{point.slug}.svg")
        if target is not None:
            _write(target, drawn)
            self.tools.tell(self.tr("Saved."))


def _write(target: Path, drawn: bytes) -> None:
    try:
        target.write_bytes(drawn)
    except OSError as error:
        raise LocalProblem("file_unwritable") from error
