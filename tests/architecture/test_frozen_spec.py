"""What the stand-alone desktop may carry, read from build.spec without building it."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import PyInstaller.compat  # noqa: F401 - reads the platform once, which must be this machine's
import pytest

from tests.helpers.source_tree import ROOT


def run_spec(monkeypatch: pytest.MonkeyPatch, platform: str) -> dict[str, Any]:
    """The arguments that build.spec gives to PyInstaller on a platform."""
    given: dict[str, Any] = {}

    def analysis(scripts: list[str], **options: Any) -> SimpleNamespace:
        given.update(options, scripts=scripts)
        binaries = [("libQt6Core.so.6", "", ""), ("libQt6Qml.so.6", "", ""), ("Qt6PdfQuick.dll", "", "")]
        datas = [("translations/qtbase_pt_BR.qm", "", ""), ("translations/qtbase_de.qm", "", "")]
        return SimpleNamespace(pure=[], scripts=[], binaries=binaries, datas=datas)

    def collect(program: object, binaries: object, datas: object, **options: Any) -> None:
        given.update(collected_binaries=binaries, collected_datas=datas)

    monkeypatch.setattr(sys, "platform", platform)
    names = {
        "SPECPATH": str(ROOT),
        "Analysis": analysis,
        "PYZ": lambda pure: pure,
        "EXE": lambda *parts, **options: given.update(exe=options),
        "COLLECT": collect,
    }
    spec = (ROOT / "build.spec").read_text(encoding="utf-8")
    exec(compile(spec, "build.spec", "exec"), names)
    return given


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_the_gateway_stays_out_but_for_the_contract(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    excluded = set(run_spec(monkeypatch, platform)["excludes"])
    parts = {
        f"server_stub.{path.stem}"
        for path in (ROOT / "server_stub").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert parts - {"server_stub.__init__", "server_stub.contract"} <= excluded
    assert not {"server_stub", "server_stub.contract"} & excluded
    assert {"desktop.demo", "tests"} <= excluded


def test_unused_libraries_and_foreign_translations_stay_out(monkeypatch: pytest.MonkeyPatch) -> None:
    given = run_spec(monkeypatch, "linux")
    assert [name for name, _, _ in given["collected_binaries"]] == ["libQt6Core.so.6"]
    assert [name for name, _, _ in given["collected_datas"]] == ["translations/qtbase_pt_BR.qm"]


def test_files_can_be_made_ready_without_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    given = run_spec(monkeypatch, "linux")
    assert "_soundfile_data" in given["hiddenimports"]
    assert [folder for name, folder in given["binaries"] if "libsndfile" in name] == ["_soundfile_data"]
    assert "numpy" in given["excludes"]
    assert "PIL" not in given["excludes"]


def test_words_can_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "hunspell" in run_spec(monkeypatch, "win32")["hiddenimports"]


def test_windows_gets_no_console_and_its_own_key_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    windows, linux = run_spec(monkeypatch, "win32"), run_spec(monkeypatch, "linux")
    assert windows["exe"]["console"] is False
    assert "keyring.backends.Windows" in windows["hiddenimports"]
    assert "keyring.backends.SecretService" in linux["hiddenimports"]
