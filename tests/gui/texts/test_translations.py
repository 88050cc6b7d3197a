"""The translation files are complete, in step with the source, and compiled as committed."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "resources" / "translations"
TOOLS = Path(sys.executable).parent


def run(tool: str, *arguments: str) -> None:
    finished = subprocess.run([TOOLS / tool, *arguments], capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr


def messages(path: Path) -> dict[tuple[str, str, str], list[str]]:
    """(context, source, comment) → translations; an unfinished one is an empty list."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            key = (context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            found[key] = [] if translation.get("type") else forms
    return found


@pytest.mark.parametrize("name", ["balcao_pt_BR", "balcao_en"])
def test_nothing_is_untranslated_and_blanks_are_kept(name) -> None:
    for (context, source, _), forms in messages(FOLDER / f"{name}.ts").items():
        assert forms, f"{context}: {source}"
        for form in forms:
            assert form.strip(), f"{context}: {source}"
            assert sorted(part.split("}")[0] for part in form.split("{")[1:]) == sorted(
                part.split("}")[0] for part in source.split("{")[1:]
            ), f"{context}: {source}"
            assert ("%n" in form) == ("%n" in source), f"{context}: {source}"


@pytest.mark.parametrize(("name", "options"), [("balcao_pt_BR", []), ("balcao_en", ["-pluralonly"])])
def test_sources_and_files_are_in_step(name, options, tmp_path) -> None:
    fresh = tmp_path / f"{name}.ts"
    fresh.write_bytes((FOLDER / fresh.name).read_bytes())
    sources = [str(path) for path in sorted((ROOT / "desktop" / "ui").rglob("*.py"))]
    run("pyside6-lupdate", *sources, "-silent", "-no-obsolete", "-locations", "none", *options, "-ts", str(fresh))
    assert messages(fresh) == messages(FOLDER / fresh.name)


@pytest.mark.parametrize("name", ["balcao_pt_BR", "balcao_en"])
def test_compiled_files_are_fresh(name, tmp_path) -> None:
    run("pyside6-lrelease", "-silent", str(FOLDER / f"{name}.ts"), "-qm", str(tmp_path / "fresh.qm"))
    assert (tmp_path / "fresh.qm").read_bytes() == (FOLDER / f"{name}.qm").read_bytes()
