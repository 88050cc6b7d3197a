"""Figures for leads: what customers answered by queue, and whether a day's protocols are without a gap."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QObject, QTime

from desktop.application.office import Office
from desktop.domain.errors import AppError, Refused
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import figures
from desktop.ui.views.admin.days import day_box
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.admin.table import ReadTable
from desktop.ui.views.parts import label, row
from server_stub.contract.cases import ProtocolDay
from server_stub.contract.errors import ErrorCode
from server_stub.contract.surveys import SCORES, QueueSurvey

TABLE_HIGH = 260


class FiguresPage(RecordsPage):
    """From the first of the month until today, unless other days are chosen."""

    def __init__(self, tools: Tools) -> None:
        told = self.tr("What customers think of the service, by queue, and the protocols of a day. Nobody is ranked.")
        super().__init__(tools.theme, "figures", self.tr("Figures"), told, listed=False)
        fonts = tools.theme.fonts
        today = QDateTime.fromMSecsSinceEpoch(tools.desk.now()).date()
        first = today.addDays(1 - today.day())
        self.since = day_box(first.toString("yyyy-MM-dd"), accessible=self.tr("First day"), last=today)
        self.until = day_box(today.toString("yyyy-MM-dd"), accessible=self.tr("Last day"), last=today)
        self.since.setObjectName("figures_since")
        self.until.setObjectName("figures_until")
        words = [label(it, font=fonts.text) for it in (self.tr("From"), self.tr("to"))]
        self.above.addLayout(row(words[0], self.since, words[1], self.until, None, gap=8))
        title = self.tr("Satisfaction by queue")
        self.sentence = label(font=fonts.text, ink="muted", wrap=True, name="figures_sentence")
        self.table = ReadTable(tools.theme, name="figures_table", accessible=title, high=TABLE_HIGH)
        self.protocols = label(font=fonts.text, wrap=True, name="figures_protocols")
        for part in (
            label(title, font=fonts.strong),
            self.sentence,
            self.table,
            label(self.tr("Protocols of the last day"), font=fonts.strong),
            self.protocols,
        ):
            self.extra.addWidget(part)
        self.add_action("again", self.tr("Show"), look="primary")

    def show_figures(self, columns: list[str], rows: list[list[str]], protocols: str) -> None:
        self.sentence.setText(
            self.tr("CSAT is the share of 4 and 5 among the answers; read it together with how many answered.")
            if rows
            else self.tr("No question left in this time. A queue asks once it has a survey text.")
        )
        self.table.show_rows(columns, rows, stretch_last=True)
        self.table.setVisible(bool(rows))
        self.protocols.setText(protocols)
        self.show_record({})


class FiguresController(PageController):
    page: FiguresPage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, FiguresPage(tools), parent)
        self.page.action_asked.connect(self._again)

    async def load(self) -> None:
        page = self.page
        last = page.until.date()
        since = QDateTime(page.since.date(), QTime(0, 0)).toMSecsSinceEpoch()
        until = QDateTime(last.addDays(1), QTime(0, 0)).toMSecsSinceEpoch()
        scores = list(await self.desk.team.surveys(since, until))
        protocols = list(await self.desk.team.protocols(last.toString("yyyyMMdd")))
        if self.alive:
            self._show(scores, protocols)

    def sentence(self, problem: AppError) -> str:
        if isinstance(problem, Refused) and problem.code == ErrorCode.VALUE_INVALID:
            return self.tr("Choose at most a year, and first the earlier day.")
        return super().sentence(problem)

    def _show(self, scores: list[QueueSurvey], protocols: list[ProtocolDay]) -> None:
        columns = [
            self.tr("Queue"),
            self.tr("Asked"),
            self.tr("Answered"),
            self.tr("Response"),
            self.tr("CSAT"),
            self.tr("Mean"),
            *(str(score) for score in SCORES),
        ]
        rows = sorted((figures.survey(it, self._queue(it.queue_id)) for it in scores), key=_by_name)
        words = figures.ProtocolWords()
        told = "\n".join(words.day(it) for it in protocols) or self.tr("No protocol was given on this day.")
        self.page.show_figures(columns, rows, told)

    def _queue(self, queue_id: str) -> str:
        queue = self.desk.queues().get(queue_id)
        return queue.name if queue is not None else self.tr("a queue that was removed")

    def _again(self, _name: str) -> None:
        self.act(self.load, "load figures")


def _by_name(row: list[str]) -> str:
    return row[0].casefold()
