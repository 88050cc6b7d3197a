"""The project's own Python files, parsed once, for tests about how the code is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One source file. `name` is its path from the root with forward slashes, e.g. "desktop/domain/errors.py"."""

    name: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST, what: str = "") -> str:
        """How a finding is shown: file, line and what was found there."""
        return f"{self.name}:{getattr(node, 'lineno', 1)} {what}".rstrip()


@cache
def modules(*packages: str) -> tuple[Module, ...]:
    """All modules below the named folders, in the order of their names."""
    paths = sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))
    return tuple(read(path) for path in paths)


def read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path.relative_to(ROOT).as_posix(), text, ast.parse(text, filename=str(path)))


def snippet(text: str, name: str = "desktop/sample.py") -> Module:
    """A piece of source as if it were a file: to show that a rule finds what it forbids."""
    return Module(name, text, ast.parse(text))


def calls(module: Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of the name that is called: `exec` for `dialog.exec()`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            name = called_name(node)
            if name:
                yield name, node


def called_name(node: ast.Call) -> str:
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""
