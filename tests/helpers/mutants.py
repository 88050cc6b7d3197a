"""The send gate with one fault planted: its modules compiled anew from sources in which one place was changed."""

from __future__ import annotations

import sys
from importlib import import_module, util
from types import ModuleType

import server_stub.domain
from tests.helpers.gate_tested import Gate

_PACKAGE = "server_stub.domain"
_MODULES = (
    "consent",
    "caps",
    "quiet_hours",
    "gate_verdicts",
    "gate_steps_pace",
    "gate_steps_request",
    "gate_steps_consent",
    "gate",
)
"""In the order in which they need each other."""


def mutant(module: str, old: str, new: str) -> Gate:
    """`old` stands exactly once in the source of `module`."""
    ours = {name: import_module(f"{_PACKAGE}.{name}") for name in _MODULES}
    made: dict[str, ModuleType] = {}
    try:
        for name in _MODULES:
            made[name] = _compiled(name, *((old, new) if name == module else ("", "")))
    finally:
        for name, original in ours.items():
            sys.modules[f"{_PACKAGE}.{name}"] = original
            setattr(server_stub.domain, name, original)
    return Gate(made["gate"].decide, made["consent"].derive, made["consent"].negatives)


def _compiled(name: str, old: str, new: str) -> ModuleType:
    full = f"{_PACKAGE}.{name}"
    spec = util.find_spec(full)
    assert spec is not None
    assert spec.loader is not None
    source = spec.loader.get_source(full)  # type: ignore[attr-defined]
    assert not old or source.count(old) == 1, f"{old!r} stands {source.count(old)} times in {name}"
    fresh = util.module_from_spec(spec)
    sys.modules[full] = fresh
    setattr(server_stub.domain, name, fresh)
    exec(compile(source.replace(old, new) if old else source, spec.origin or name, "exec"), fresh.__dict__)
    return fresh
