"""Every sentence that a person reads goes through the translation: no literal text reaches a widget directly."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.helpers.source_tree import Module, calls, modules, snippet

WRITES_TEXT = {
    "addAction",
    "addItem",
    "addMenu",
    "addRow",
    "addTab",
    "setAccessibleDescription",
    "setAccessibleName",
    "setDetailedText",
    "setHeaderLabels",
    "setInformativeText",
    "setLabelText",
    "setPlaceholderText",
    "setPlainText",
    "setStatusTip",
    "setSuffix",
    "setText",
    "setTitle",
    "setToolTip",
    "setWhatsThis",
    "setWindowTitle",
    "showMessage",
}
SHOWS_TEXT = {
    "QAction",
    "QCheckBox",
    "QCommandLinkButton",
    "QGroupBox",
    "QLabel",
    "QMenu",
    "QPushButton",
    "QRadioButton",
    "QToolButton",
}


KEY_NAMES = re.compile(r"\b(Ctrl|Alt|Shift|Esc|Enter|Tab|F\d+)\b")
"""Printed on the keyboard, the same in both languages."""


def untranslated(module: Module) -> Iterator[str]:
    for name, node in calls(module):
        if name in WRITES_TEXT | SHOWS_TEXT or name.startswith("draw"):
            arguments = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg != "objectName")]
            for words in filter(None, map(_words, arguments)):
                yield module.at(node, f"{name}({words!r})")


def _words(node: ast.expr) -> str:
    """The literal words of an argument: signs, spaces and emoji need no translation, letters do."""
    match node:
        case ast.Constant(value=str(text)):
            return text if any(letter.isalpha() for letter in KEY_NAMES.sub("", text)) else ""
        case ast.JoinedStr(values=parts):
            return "".join(_words(part) for part in parts if isinstance(part, ast.Constant))
        case ast.BinOp(left=left, right=right):
            return _words(left) or _words(right)
        case ast.IfExp(body=body, orelse=orelse):
            return _words(body) or _words(orelse)
        case ast.Call(func=ast.Attribute(value=value, attr="format")):
            return _words(value)
        case _:
            return ""


def test_no_literal_text_reaches_a_widget() -> None:
    sources = [module for module in modules("desktop") if not module.name.startswith("desktop/domain/")]
    assert [finding for module in sources for finding in untranslated(module)] == []


@pytest.mark.parametrize(
    "sample",
    [
        'label.setText("Send")',
        'QLabel("Send", parent)',
        'button.setToolTip(f"Send to {name}")',
        'button.setAccessibleName("Send " + name)',
        'button.setText("On" if on else "Off")',
        'button.setText("{} unread".format(count))',
        'painter.drawText(rect, 0, "Draft:")',
    ],
)
def test_literal_texts_are_found(sample: str) -> None:
    assert len(list(untranslated(snippet(sample)))) == 1


@pytest.mark.parametrize(
    "sample",
    [
        'label.setText(self.tr("Send"))',
        "label.setText(texts.send())",
        'label.setText("…")',
        'label.setText(f"{count}")',
        'label.setObjectName("sendButton")',
        'button.setToolTip(f"{caption} (Ctrl+{number})")',
    ],
)
def test_translated_texts_pass(sample: str) -> None:
    assert list(untranslated(snippet(sample))) == []
