"""The page of imports: mapping of columns, first rows of the file, and outcomes."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QProgressBar

from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import imports, registers
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.admin.table import ReadTable
from desktop.ui.views.parts import label
from server_stub.contract.capture import ImportBatch, ImportReport, ImportState
from server_stub.contract.registers import PurposeSettings

PREVIEW_HIGH = 170
OUTCOMES_HIGH = 240
COLUMNS = ("phone", "name", "purposes", "granted", "captured_at", "source", "evidence", "notice")


class ImportPage(RecordsPage):
    def __init__(self, tools: Tools, purposes: list[PurposeSettings]) -> None:
        super().__init__(
            tools.theme,
            "imports",
            self.tr("Imports"),
            self.tr("Permissions from another system. A second person takes them over after a dry run."),
            self._fields(purposes),
            new=self.tr("Choose file…"),
            save=self.tr("Dry run"),
        )
        fonts = tools.theme.fonts
        self.line = label(font=fonts.text, wrap=True, name="import_state")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(620)
        self._bar.hide()
        self._counts = label(font=fonts.text, wrap=True, name="import_counts")
        self.preview = ReadTable(
            tools.theme, name="import_preview", accessible=self.tr("First rows of the file"), high=PREVIEW_HIGH
        )
        self.outcomes = ReadTable(
            tools.theme, name="import_outcomes", accessible=self.tr("What becomes of the rows"), high=OUTCOMES_HIGH
        )
        for part in (self.line, self._bar, self._counts, self.outcomes, self.preview):
            self.above.addWidget(part)
        self._apply = self.add_action("apply", self.tr("Take over"), look="primary")
        self._undo = self.add_action("undo", self.tr("Take back"), look="danger")
        self._delete = self.add_action("delete", self.tr("Remove file"))

    def _fields(self, purposes: list[PurposeSettings]) -> tuple[Field, ...]:
        captions = {
            "phone": self.tr("Telephone number"),
            "name": self.tr("Name"),
            "purposes": self.tr("Purposes"),
            "granted": self.tr("Yes or no"),
            "captured_at": self.tr("When they agreed"),
            "source": self.tr("Where they agreed"),
            "evidence": self.tr("Evidence (reference)"),
            "notice": self.tr("Text they agreed to"),
        }
        columns = [Field(name, captions[name], Kind.CHOICE) for name in COLUMNS]
        known = tuple((it.code, registers.title(it.title_pt, it.title_en) or it.code) for it in purposes if it.active)
        whole = self.tr("Where the file has no column for it.")
        return (
            *columns,
            Field("purpose", self.tr("Purpose of all rows"), Kind.CHOICE, whole, (("", "—"), *known)),
            Field("notice_version", self.tr("Text of all rows"), help=whole, blank="mkt.promotions-v1-pt-BR"),
            Field("source_name", self.tr("How and where they were collected"), help=whole),
            Field("zone", self.tr("Time zone of the dates")),
        )

    def show_batch(self, batch: ImportBatch, *, mine: bool) -> None:
        """`mine`: uploaded by the person who looks at it, who cannot take it over."""
        self._offer_columns(batch.columns)
        self.line.setText(f"{batch.file_name}: {imports.state(batch.state)}")
        self.preview.show_rows(batch.columns, batch.preview)
        self.outcomes.setVisible(batch.state is not ImportState.UPLOADED)
        self._counts.setText(_counted(batch))
        self._counts.setVisible(bool(batch.counts))
        busy = batch.state in (ImportState.CHECKING, ImportState.APPLYING, ImportState.UNDOING)
        self._bar.setVisible(busy)
        self._bar.setRange(0, max(1, batch.rows))
        self._bar.setValue(batch.done)
        self._apply.setVisible(batch.state is ImportState.CHECKED)
        self._apply.setEnabled(not mine)
        self._apply.setToolTip(self.tr("Somebody else has to take it over.") if mine else "")
        self._undo.setVisible(batch.state is ImportState.APPLIED)
        self._delete.setVisible(batch.state in (ImportState.UPLOADED, ImportState.CHECKED))

    def read_values(self) -> dict[str, object]:
        """Nothing: which column is which depends on the file, and is read from it again."""
        return {}

    def allow_check(self, *, allowed: bool) -> None:
        self._save.setVisible(allowed)
        self._save.setEnabled(allowed)
        self.form.setVisible(allowed)

    def show_progress(self, sentence: str) -> None:
        if sentence:
            self._show_state("hourglass", sentence, "", "")
        else:
            self._state.hide()
            self._body.show()

    def show_outcomes(self, report: ImportReport) -> None:
        rows = [(str(it.line), imports.outcome(it.outcome), imports.row(it)) for it in report.rows]
        columns = [self.tr("Line"), self.tr("Outcome"), self.tr("Why")]
        self.outcomes.show_rows(columns, rows, stretch_last=True)
        self.outcomes.setVisible(bool(rows))

    def _offer_columns(self, columns: list[str]) -> None:
        for name in COLUMNS:
            box = self.form.findChild(QComboBox, f"field_{name}")
            if box is not None:
                box.clear()
                box.addItem("—", "")
                for column in columns:
                    box.addItem(column, column)


def _counted(batch: ImportBatch) -> str:
    return " · ".join(f"{count}: {imports.outcome(code)}" for code, count in sorted(batch.counts.items()) if count)
