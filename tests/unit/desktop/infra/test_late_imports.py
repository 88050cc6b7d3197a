"""What the first paint needs loads nothing heavy: that comes later and in threads."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = ["sqlalchemy", "httpx", "keyring", "cryptography", "PySide6", "platformdirs"]


def loaded_by(statement: str) -> list[str]:
    program = f"import json, sys; {statement}; print(json.dumps(sorted(set({HEAVY!r}) & set(sys.modules))))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    found: list[str] = json.loads(answer.stdout)
    return found


def test_the_factory_is_light() -> None:
    assert loaded_by("import desktop.infra.factory, desktop.infra.paths, desktop.infra.secrets") == []


def test_the_assembly_is_what_is_heavy() -> None:
    assert "sqlalchemy" in loaded_by("import desktop.infra.assembly")
    assert "PySide6" not in loaded_by("import desktop.infra.assembly")
