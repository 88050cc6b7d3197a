"""The documents say what is so: commands exist, links lead somewhere, each law names a test that exists."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.helpers.source_tree import ROOT

DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
LAWS = 18
LAW = re.compile(r"^\| (\d+) \| .+ \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
# Registries are a matter of each machine's set-up; the names are put together so that this file passes its own test.
REGISTRIES = ["pypi." + "org", "python" + "hosted", "npmjs." + "org", "deb.debian." + "org"]
TEXT_SUFFIXES = {".py", ".md", ".toml", ".sh", ".spec", ".yml", ".yaml", ".json", ".txt", ""}
SEARCHED = [".ci", "desktop", "docs", "resources", "scripts", "server_stub", "tests"]


def document(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", document("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_make_commands_exist(name: str) -> None:
    named = set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", document(name), re.MULTILINE))
    assert named <= make_targets()


def test_the_readme_names_the_two_commands() -> None:
    assert "make demo" in document("README.md")
    assert "make test" in document("README.md")
    assert document(".ci/run").splitlines()[-1] == "make test"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_programs_exist(name: str) -> None:
    project = tomllib.loads(document("pyproject.toml"))["project"]
    named = set(re.findall(r"(?:\.venv/bin/|uv run |`)(balcao(?:-\w+)?)\b", document(name)))
    assert named <= {*project["scripts"], *project["gui-scripts"]}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    targets = [link for link in re.findall(r"\]\(([^)]+)\)", document(name)) if "://" not in link]
    assert [link for link in targets if not (ROOT / link.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_named_files_exist(name: str) -> None:
    named = set(re.findall(r"`([\w/]+/[\w.]*)`", document(name)))
    assert named
    starts = [ROOT, ROOT / "desktop", ROOT / "server_stub", ROOT / "tests"]
    assert [path for path in sorted(named) if not any((start / path).exists() for start in starts)] == []


def test_every_law_names_tests_that_exist() -> None:
    laws = {int(number): TEST.findall(tests) for number, tests in LAW.findall(document("ARCHITECTURE.md"))}
    assert sorted(laws) == list(range(1, LAWS + 1))
    assert [number for number, tests in laws.items() if not tests] == []
    missing = [f"{path}::{name}" for tests in laws.values() for path, name in tests if name not in functions_of(path)]
    assert missing == []


def functions_of(path: str) -> set[str]:
    file = ROOT / path
    if not file.is_file():
        return set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def project_files() -> list[Path]:
    inside = [path for folder in SEARCHED for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts]
    top = [path for path in ROOT.iterdir() if path.name != "uv.lock"]
    return [path for path in [*top, *inside] if path.is_file() and path.suffix in TEXT_SUFFIXES]


def test_no_file_names_a_registry() -> None:
    named = [
        str(path.relative_to(ROOT))
        for path in project_files()
        if any(host in path.read_text(encoding="utf-8") for host in REGISTRIES)
    ]
    assert named == []
