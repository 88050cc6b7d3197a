"""Folders that nobody else may enter, logs without what libraries and people say."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.infra.logs import FILE_BYTES, FILES, start_logging
from desktop.infra.paths import places


def test_folders_are_private(tmp_path: Path) -> None:
    made = places(tmp_path / "here")
    assert made.data == tmp_path / "here"
    assert made.logs.is_dir()
    assert made.store_file("a").parent == made.data
    if os.name == "posix":
        assert made.data.stat().st_mode & 0o077 == 0
        assert made.logs.stat().st_mode & 0o077 == 0
    assert places(tmp_path / "here") == made


def test_the_persons_own_folder_is_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    made = places()
    assert made.data.name == "balcao"
    assert made.runtime == tmp_path
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "absent"))
    assert places().runtime.is_dir()


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield root
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_logs_rotate_and_leave_requests_out(tmp_path: Path, root_logger: logging.Logger) -> None:
    file = start_logging(tmp_path)
    assert start_logging(tmp_path) == file
    logging.getLogger("desktop.test").info("started")
    logging.getLogger("httpx").info("HTTP Request: GET http://gateway/v1/messages?token=secret")
    logging.getLogger("sqlalchemy.engine").info("INSERT INTO message VALUES ('segredo')")
    text = file.read_text(encoding="utf-8")
    assert text.count("started") == 1
    assert "secret" not in text
    assert "segredo" not in text
    for _ in range(3):
        logging.getLogger("desktop.test").info("x" * (FILE_BYTES - 200))
    assert 2 <= len(list(tmp_path.iterdir())) <= FILES
