"""Nothing grows beyond what can be read: files, functions, classes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.helpers.source_tree import Module, modules, snippet

FILE_LINES = 400
FUNCTION_LINES = 60
CLASS_LINES = 300
CLASS_METHODS = 25

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def too_large(module: Module) -> Iterator[str]:
    lines = module.text.count("\n")
    if lines > FILE_LINES:
        yield f"{module.name} has {lines} lines"
    for node in ast.walk(module.tree):
        if isinstance(node, FUNCTIONS) and _length(node) > FUNCTION_LINES:
            yield module.at(node, f"{node.name}() has {_length(node)} lines")
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(item, FUNCTIONS) and not _forwards(item) for item in node.body)
            if _length(node) > CLASS_LINES:
                yield module.at(node, f"class {node.name} has {_length(node)} lines")
            if methods > CLASS_METHODS and not _is_protocol(node) and not module.name.startswith("tests/"):
                yield module.at(node, f"class {node.name} has {methods} methods")


def _length(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _forwards(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """One statement that hands on to somebody else: a door with many names is still only a door."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    if len(body) != 1 or not isinstance(body[0], ast.Return | ast.Expr):
        return False
    value = body[0].value
    value = value.value if isinstance(value, ast.Await) else value
    return isinstance(value, ast.Call | ast.Attribute)


def _is_protocol(node: ast.ClassDef) -> bool:
    """A Protocol only lists what others do; a fake of it in the tests has as many methods."""
    return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)


def test_nothing_is_too_large() -> None:
    found = [finding for module in modules("desktop", "server_stub", "tests") for finding in too_large(module)]
    assert found == []


def test_the_limits_find_what_they_forbid() -> None:
    body = "".join(f"    x{n} = {n}\n" for n in range(FUNCTION_LINES))
    methods = "".join(f"    def m{n}(self): ...\n" for n in range(CLASS_METHODS + 1))
    doors = "".join(f"    async def m{n}(self): return await self._x.m{n}()\n" for n in range(CLASS_METHODS + 1))
    assert list(too_large(snippet(f"def long():\n{body}"))) == ["desktop/sample.py:1 long() has 61 lines"]
    assert list(too_large(snippet(f"class Wide:\n{methods}"))) == ["desktop/sample.py:1 class Wide has 26 methods"]
    assert list(too_large(snippet(f"class Door:\n{doors}"))) == []
    assert list(too_large(snippet("x = 1\n" * 401))) == ["desktop/sample.py has 401 lines"]
    assert len(list(too_large(snippet("class Tall:\n" + "    x = 1\n" * CLASS_LINES)))) == 1
