"""docs/rights.md says what is so."""

from __future__ import annotations

import re

from server_stub.contract.rights import Right
from server_stub.domain.merging import UNDO_MS
from server_stub.domain.retention import CLASSES, DAY_MS
from server_stub.services.evidence_uploads import LARGEST
from server_stub.services.incidents import NOTIFY_DAYS
from server_stub.services.person_export import JSON_NAME, PDF_NAME
from server_stub.services.rights import DUE_MS, TARGET_MS, WARNED_MS
from tests.helpers.source_tree import ROOT

TEXT = (ROOT / "docs" / "rights.md").read_text("utf-8")
PLAIN = " ".join(TEXT.split())


def test_every_class_stands_with_its_days_and_floor() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (\d+) \|$", TEXT, re.MULTILINE)
    assert rows == [(it.name, str(it.days), str(it.floor)) for it in CLASSES]


def test_every_right_is_explained() -> None:
    assert [it for it in Right if f"`{it.value}`" not in TEXT] == []


def test_deadlines_are_those_of_the_rules() -> None:
    target, due, warned = (ms // DAY_MS for ms in (TARGET_MS, DUE_MS, WARNED_MS))
    assert f"a target of {target} days and a last day after {due}" in PLAIN
    assert f"when one is due within {warned} days" in PLAIN
    assert f"undone for {UNDO_MS // DAY_MS} days" in PLAIN
    assert (NOTIFY_DAYS, "the end of the third working day" in PLAIN) == (3, True)


def test_names_of_files_and_limits_are_those_of_the_code() -> None:
    assert f"`{JSON_NAME}`" in TEXT
    assert f"`{PDF_NAME}`" in TEXT
    assert f"(raw body, {LARGEST // 1024 // 1024} MB)" in (ROOT / "docs" / "api.md").read_text("utf-8")
