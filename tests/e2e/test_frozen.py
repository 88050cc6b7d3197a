"""The stand-alone desktop is built, starts once, and carries nothing of the gateway but the contract."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader

from desktop.infra.spelling.speller import ARGUMENT
from tests.helpers.source_tree import ROOT

BUILD_SECONDS = 300
START_SECONDS = 30


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Builds once for this module."""
    folder = tmp_path_factory.mktemp("frozen")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    built = subprocess.run(
        [*command, *places, "build.spec"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=BUILD_SECONDS,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return folder / "dist" / "balcao" / ("balcao.exe" if sys.platform == "win32" else "balcao")


def test_the_built_program_starts_and_closes(program: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    started = subprocess.run(
        [str(program), "--smoke"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert started.returncode == 0, started.stderr


def test_the_gateway_is_not_in_it(program: Path) -> None:
    modules = set(CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc)
    gateway = {name for name in modules if name.startswith("server_stub.")}
    assert {name for name in gateway if not name.startswith("server_stub.contract")} == set()
    assert "server_stub.contract.model" in gateway
    assert {name.partition(".")[0] for name in modules} & {
        "tests",
        "litestar",
        "uvicorn",
        "aiohttp",
        "alembic",
    } == set()
    assert not any(name.startswith("desktop.demo") for name in modules)


def test_pictures_texts_and_sounds_are_in_it(program: Path) -> None:
    resources = program.parent / "_internal" / "resources"
    for kind in ("dictionaries", "icons", "sounds", "translations"):
        here = {path.name for path in (ROOT / "resources" / kind).rglob("*") if path.suffix != ".py"}
        assert here <= {path.name for path in (resources / kind).rglob("*")}
        assert here


def test_it_checks_spelling_in_a_process_of_its_own(program: Path) -> None:
    question = {"wrong": ["você", "atendmento"], "languages": ["pt_BR"]}
    folder = program.parent / "_internal" / "resources" / "dictionaries"
    asked = subprocess.run(
        [str(program), ARGUMENT, str(folder)],
        input=json.dumps(question).encode() + b"\n",
        capture_output=True,
        timeout=START_SECONDS,
        check=True,
    )
    assert json.loads(asked.stdout) == {"wrong": ["atendmento"]}
