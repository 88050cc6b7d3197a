"""docs/app-forms.md and docs/import.md are so: the example runs as it stands there, tables and limits hold."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

from server_stub.contract.capture import ImportMapping, ImportOutcome, ImportReason
from server_stub.contract.errors import ErrorCode
from server_stub.domain.listing import EFFECTIVE_AFTER_MS
from server_stub.services import api_keys
from server_stub.services.app_forms import KEPT_MS
from server_stub.services.capture.submission import REQUEST_LIFE_MS, TYPED_LIFE_MS
from server_stub.services.imports import files, imports, jobs, surveying, workbook
from server_stub.services.imports.applying import CONFIRM_WITHIN_MS
from tests.helpers.forms import FormsOffice
from tests.helpers.source_tree import ROOT

DAY = 24 * 3_600_000
MEGABYTE = 1024 * 1024
FORMS = (ROOT / "docs" / "app-forms.md").read_text("utf-8")
IMPORT = (ROOT / "docs" / "import.md").read_text("utf-8")


async def test_the_example_runs_as_it_stands_there(office: FormsOffice, tmp_path: Path) -> None:
    (example,) = re.findall(r"^```python\n(.*?)^```$", FORMS, re.DOTALL | re.MULTILINE)
    script = tmp_path / "example.py"
    script.write_text(example, encoding="utf-8")
    sql = "INSERT INTO channel_number (id, display_phone, created_at) VALUES ('n1', '+55 11 4000-0000', 1)"
    await office.running.gateway.core.database.write(lambda tx: tx.driver.execute(sql))
    key = await office.key("consents:write", "consents:read")
    environment = {**os.environ, "BALCAO_URL": office.running.url, "BALCAO_API_KEY": key.secret}
    told = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, str(script)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    states = "{'txn.order': 'ACTIVE', 'mkt.promotions': 'PENDING', 'survey.nps': 'REFUSED'}"
    assert told.stdout.count(states) == 2, told.stdout + told.stderr
    assert "Show this link or its QR code: https://wa.me/551140000000?text=" in told.stdout
    kinds = sorted(event.type for event in await office.events())
    assert kinds == ["GRANTED", "REFUSED", "REQUESTED"]
    assert await office.proves()


def told_in(text: str, column: int = 0) -> set[str]:
    """The codes in one column of the tables."""
    rows = (line.split("|")[1:-1] for line in text.splitlines() if line.startswith("| "))
    return {code for row in rows if len(row) > column for code in re.findall(r"`([\w:.]+)`", row[column])}


def test_scopes_and_limits_of_forms_are_those_in_force() -> None:
    assert told_in(FORMS) >= api_keys.SCOPES
    assert {f"{api_keys.RATE.burst} requests", f"{1000 // int(api_keys.RATE.interval_ms)} a second"} <= phrases(FORMS)
    for told in (
        f"kept for {KEPT_MS // DAY} days",
        f"within {REQUEST_LIFE_MS // 3_600_000} hours",
        f"{TYPED_LIFE_MS // 60_000} minutes",
    ):
        assert told in " ".join(FORMS.split()), told


def phrases(text: str) -> set[str]:
    return set(re.findall(r"\d+ (?:requests|a second)", text))


def test_every_code_of_forms_is_one() -> None:
    codes = {code for row in re.findall(r"^\| \d{3} \| (.*?) \|", FORMS, re.MULTILINE) for code in words(row)}
    assert codes <= {code.value for code in ErrorCode} | {"field", "purpose", "scope", "limit", "seconds"}
    assert len(codes) > 10


def words(text: str) -> list[str]:
    return re.findall(r"`(\w+)`", text)


def test_columns_outcomes_and_reasons_of_imports_are_all_told() -> None:
    told = told_in(IMPORT)
    assert {outcome.value for outcome in ImportOutcome} <= told
    assert {reason.value for reason in ImportReason} <= told
    columns = {"phone", "name", "purposes", "granted", "captured_at", "source", "evidence", "notice"}
    assert columns <= told
    assert all(f"`{name}`" in IMPORT for name in ImportMapping.__struct_fields__)


def test_limits_of_imports_are_those_in_force() -> None:
    plain = " ".join(IMPORT.split())
    for told in (
        f"{files.LARGEST // MEGABYTE} MB, {surveying.MOST_ROWS:,} rows, {surveying.MOST_COLUMNS} columns",
        f"{workbook.LARGEST_PACKED // MEGABYTE} MB, {workbook.LARGEST_UNPACKED // MEGABYTE} MB unpacked",
        f"{workbook.MOST_CELLS:,} cells",
        f"first {surveying.PREVIEWED} rows",
        f"{imports.PAGE} at a time",
        f"removed {jobs.FILE_KEPT_MS // DAY} days",
        f"within {CONFIRM_WITHIN_MS // DAY} days",
        f"binds {EFFECTIVE_AFTER_MS // DAY} days",
    ):
        assert told in plain, told
