"""How a code becomes a sentence: the fullest wording whose blanks can all be filled, in the current language."""

from __future__ import annotations

import string
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

Wordings = tuple[str, ...]
"""Wordings of one code, the most telling first; the last one has no blanks."""


def blanks(wording: str) -> frozenset[str]:
    """Names between braces."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(wording) if name)


def say(context: str, wordings: Wordings, values: Mapping[str, str]) -> str:
    """The first wording whose blanks are all known, translated and filled."""
    for wording in wordings:
        if blanks(wording) <= values.keys():
            return QCoreApplication.translate(context, wording).format_map(values)
    return QCoreApplication.translate(context, wordings[-1])
