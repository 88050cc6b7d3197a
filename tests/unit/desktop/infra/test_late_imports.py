"""What the first paint needs loads nothing heavy: that comes later and in threads."""

from __future__ import annotations

import json
import os
import subprocess
import sys

HEAVY = [
    *("httpx", "keyring", "cryptography", "PySide6", "platformdirs", "PIL", "pi_heif"),
    *("sqlalchemy", "alembic", "litestar", "uvicorn", "aiohttp"),
]


def loaded_by(statement: str) -> list[str]:
    program = f"import json, sys; {statement}; print(json.dumps(sorted(set({HEAVY!r}) & set(sys.modules))))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    found: list[str] = json.loads(answer.stdout)
    return found


def test_the_factory_is_light() -> None:
    assert loaded_by("import desktop.infra.factory, desktop.infra.paths, desktop.infra.secrets") == []


def test_the_assembly_is_what_is_heavy() -> None:
    loaded = set(loaded_by("import desktop.infra.assembly"))
    assert "httpx" in loaded
    assert not {"PySide6", "PIL", "pi_heif", "cryptography"} & loaded


def test_no_desktop_loads_what_only_the_gateway_needs() -> None:
    """SQLAlchemy alone would take 22 MB of an agent's computer for thirty statements."""
    whole = "import desktop.infra.assembly, desktop.app; desktop.app._import_the_rest()"
    assert not {"sqlalchemy", "alembic", "litestar", "uvicorn", "aiohttp"} & set(loaded_by(whole))


def test_files_are_what_loads_what_seals_them() -> None:
    program = "import io; from desktop.infra.sealed_file import Sealer"
    assert "cryptography" not in loaded_by(program)
    assert "cryptography" in loaded_by(f"{program}; Sealer(io.BytesIO(), bytes(32), 'a')")


def test_pictures_are_what_loads_their_library() -> None:
    gif = "474946383961" + "01000100800000ffffff000000" + "2c000000000100010000" + "02024401003b"
    program = "import io; from desktop.infra.media.picture_reading import is_moving"
    look = f"is_moving(io.BytesIO(bytes.fromhex('{gif}')))"
    assert {"PIL", "pi_heif"} <= set(loaded_by(f"{program}; {look}"))


def test_neither_sources_of_modules_nor_a_command_line_are_kept() -> None:
    """12 MB at rest, and a twentieth of the way to the first window: see desktop.runtime.lean."""
    program = (
        "from desktop.runtime.lean import begin_lean; begin_lean();"
        "import json, linecache, sys; from PySide6.QtCore import QTimer; import httpx, desktop.app;"
        "desktop.app._import_the_rest(); made = QTimer(interval=7);"
        "print(json.dumps([len(linecache.cache), sorted({'rich', 'pygments', 'click'} & set(sys.modules)),"
        " made.interval(), hasattr(made, 'set_interval')]))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert json.loads(answer.stdout) == [0, [], 7, False]


def test_the_first_window_builds_little_of_qt() -> None:
    """The name `Qt` alone builds a hundred enums: a tenth of the time to the first window."""
    program = (
        "from desktop.runtime.lean import begin_lean; begin_lean();"
        "import json, pathlib, sys, tempfile; from PySide6 import QtCore, QtGui, QtWidgets;"
        "from desktop.front import Options, SingleInstance, paint_first;"
        "folder = tempfile.TemporaryDirectory();"
        "options = Options(data=pathlib.Path(folder.name), smoke=True);"
        "painted = paint_first(options, SingleInstance('late imports'));"
        "built = set(vars(QtCore)) | set(vars(QtGui)) | set(vars(QtWidgets));"
        "heavy = {'Qt', 'QEvent', 'QIcon', 'QKeySequence', 'QPainter', 'QStyle'};"
        "print(json.dumps([painted[2].window.isVisible(), sorted(heavy & built), 'PySide6.QtSvg' in sys.modules]))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert json.loads(answer.stdout) == [True, [], False]
