"""The guards around every test do fail a test that logs, leaks, or leaves this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.helpers.source_tree import ROOT

SAMPLE = """
import asyncio
import logging
import socket

import pytest


@pytest.fixture
async def server():
    task = asyncio.get_running_loop().create_task(asyncio.sleep(100), name="server")
    yield
    task.cancel()


async def test_bad_leaks_a_task():
    asyncio.get_running_loop().create_task(asyncio.sleep(100), name="leaky")


def test_bad_logs_a_warning():
    logging.getLogger("a.b").warning("surprise")


def test_bad_does_not_log_what_it_promised(expected_logs):
    expected_logs("a.b: surprise")


def test_bad_leaves_this_machine():
    with pytest.raises(OSError):
        socket.create_connection(("10.1.2.3", 80), timeout=1)


async def test_good_fixture_owns_its_task(server):
    await asyncio.sleep(0)


def test_good_logs_what_it_promised(expected_logs):
    expected_logs("a.b: surprise")
    logging.getLogger("a.b").warning("surprise")


def test_good_reserved_names_do_not_resolve():
    with pytest.raises(socket.gaierror):
        socket.create_connection(("gateway.invalid", 80), timeout=1)
"""


def test_guards_fail_bad_tests_and_leave_good_ones_alone(tmp_path: Path) -> None:
    sample = tmp_path / "test_sample.py"
    sample.write_text(SAMPLE, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", "pyproject.toml", "--rootdir", "."]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(
        [*command, str(sample)], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    failed = set(re.findall(r"^ERROR .*::(test_\w+)", answer.stdout, re.MULTILINE))
    assert failed == set(re.findall(r"def (test_bad_\w+)", SAMPLE)), answer.stdout
    assert "7 passed, 4 errors" in answer.stdout
