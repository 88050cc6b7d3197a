"""What may not be written: nested loops, tasks without an owner, ids in 32 bits, promises left open."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from tests.helpers.source_tree import Module, calls, modules, snippet

TASK_OWNERS = {
    "desktop/runtime/tasks.py",
    "server_stub/http/stream.py",
    "server_stub/server.py",
    "server_stub/services/ingest/intake.py",
    "server_stub/storage/gathered.py",
    "server_stub/workers/dispatch.py",
    "server_stub/workers/media.py",
    "server_stub/workers/supervisor.py",
    "server_stub/cloud_sim/outbox.py",
    "server_stub/cloud_sim/simulator.py",
}
"""The only files that may start asyncio tasks: each keeps what it starts, names it and ends it."""

NESTED_LOOPS = {"exec", "exec_", "processEvents", "asyncSlot", "asyncClose", "run_until_complete"}
STATIC_DIALOGS = {"getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory", "getText"}
BEFORE_THE_LOOP = {
    "desktop/runtime/loop.py": {"run_until_complete"},
    "desktop/front.py": {"processEvents"},  # paints the window while the loop is still being imported
}
"""What starts the one loop, or works before it runs; nothing can be nested there."""


def nested_loops(module: Module) -> Iterator[str]:
    """A modal `exec` inside a coroutine loses tasks for ever; static dialogs spin a loop of their own too."""
    for name, node in calls(module):
        inside_program = isinstance(node.func, ast.Attribute) or name in {"asyncSlot", "asyncClose"}
        starts_program = name in BEFORE_THE_LOOP.get(module.name, ())
        if name in NESTED_LOOPS | STATIC_DIALOGS and inside_program and not starts_program:
            yield module.at(node, name)


def tasks_without_owner(module: Module) -> Iterator[str]:
    """asyncio holds tasks weakly: one that nobody keeps may vanish while it waits."""
    dropped = {node.value for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for name, node in calls(module):
        if name not in {"create_task", "ensure_future"}:
            continue
        if module.name not in TASK_OWNERS:
            yield module.at(node, name)
        elif not any(keyword.arg == "name" for keyword in node.keywords):
            yield module.at(node, f"{name} without a name")
        elif node in dropped:
            yield module.at(node, f"{name} that nobody keeps")


def narrow_signals(module: Module) -> Iterator[str]:
    """Signal(int) is 32 bits wide: a millisecond or a phone number overflows and the slot is never called."""
    for name, node in calls(module):
        if name == "Signal" and any(isinstance(arg, ast.Name) and arg.id == "int" for arg in node.args):
            yield module.at(node, "Signal(int)")


def connected_lambdas(module: Module) -> Iterator[str]:
    """A lambda outlives the widget it speaks of; a bound method is disconnected with it."""
    for name, node in calls(module):
        if name == "connect" and any(isinstance(arg, ast.Lambda) for arg in node.args):
            yield module.at(node, "connect(lambda)")


def thread_subclasses(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and any("QThread" in ast.unparse(base) for base in node.bases):
            yield module.at(node, f"class {node.name}(QThread)")


def kept_layout_items(module: Module) -> Iterator[str]:
    """Qt frees a layout's item with its widget, PySide's object for it stays: see desktop/ui/views/reading_order.py."""
    for name, node in calls(module):
        if name in {"itemAt", "itemAtPosition"}:
            yield module.at(node, f"{name}()")


def silent_modules(module: Module) -> Iterator[str]:
    """Every module says in its first line what it is for; empty package files need not."""
    if module.tree.body and not ast.get_docstring(module.tree):
        yield f"{module.name} has no docstring"


OPEN_PROMISE = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b")
SWITCHED_OFF = re.compile(r"\bmark\.(skip|skipif|xfail|flaky)\b|\bpytest\.(skip|xfail|importorskip)\(")


def open_promises(module: Module) -> Iterator[str]:
    for number, line in enumerate(module.text.splitlines(), start=1):
        if OPEN_PROMISE.search(line):
            yield f"{module.name}:{number} {line.strip()}"


def switched_off_tests(module: Module) -> Iterator[str]:
    for number, line in enumerate(module.text.splitlines(), start=1):
        if SWITCHED_OFF.search(line) and "re.compile" not in line:
            yield f"{module.name}:{number} {line.strip()}"


Rule = Callable[[Module], Iterator[str]]
PROGRAM = ("desktop", "server_stub")
EVERYTHING = ("desktop", "server_stub", "tests", "scripts")

RULES: list[tuple[Rule, tuple[str, ...], str]] = [
    (nested_loops, PROGRAM, "dialog.exec()"),
    (nested_loops, PROGRAM, "QFileDialog.getOpenFileName(self)"),
    (nested_loops, PROGRAM, "@asyncSlot()\ndef f(): ..."),
    (tasks_without_owner, PROGRAM, "asyncio.create_task(work())"),
    (narrow_signals, PROGRAM, "changed = Signal(str, int)"),
    (connected_lambdas, PROGRAM, "button.clicked.connect(lambda: go(1))"),
    (thread_subclasses, PROGRAM, "class Loader(QtCore.QThread): ..."),
    (kept_layout_items, ("desktop",), "layout.itemAt(0).widget()"),
    (silent_modules, EVERYTHING, "import os"),
    (open_promises, EVERYTHING, "x = 1  # TO" + "DO later"),
    (switched_off_tests, ("tests",), "@pytest.mark." + "skip\ndef test_it(): ..."),
]
NAMES = [f"{rule.__name__}-{number}" for number, (rule, _, _) in enumerate(RULES)]


@pytest.mark.parametrize(("rule", "packages"), [(rule, packages) for rule, packages, _ in RULES], ids=NAMES)
def test_the_rule_is_kept(rule: Rule, packages: tuple[str, ...]) -> None:
    assert [finding for module in modules(*packages) for finding in rule(module)] == []


@pytest.mark.parametrize(("rule", "sample"), [(rule, sample) for rule, _, sample in RULES], ids=NAMES)
def test_the_rule_finds_what_it_forbids(rule: Rule, sample: str) -> None:
    assert len(list(rule(snippet(sample)))) == 1


@pytest.mark.parametrize(
    ("sample", "finding"),
    [
        ("task = loop.create_task(work())", "create_task without a name"),
        ("loop.create_task(work(), name='w')", "create_task that nobody keeps"),
    ],
)
def test_task_owners_name_and_keep_their_tasks(sample: str, finding: str) -> None:
    assert list(tasks_without_owner(snippet(sample, "desktop/runtime/tasks.py"))) == [
        f"desktop/runtime/tasks.py:1 {finding}"
    ]
