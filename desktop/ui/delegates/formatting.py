"""WhatsApp's way of writing: *bold*, _italic_, ~struck~, `code`, quotations and lists; links and numbers besides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.ui.delegates import addresses
from desktop.ui.delegates.cleaning import cleaned


class Style(StrEnum):
    BOLD = "bold"
    ITALIC = "italic"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"


class Block(StrEnum):
    """What a whole line is."""

    QUOTE = "quote"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of the shown text; `target` is the address of a link."""

    start: int
    end: int
    style: Style
    target: str = ""


@dataclass(frozen=True, slots=True)
class Formatted:
    """`blocks` by the number of the line, without those that are plain."""

    text: str
    spans: tuple[Span, ...] = ()
    blocks: Mapping[int, Block] = field(default_factory=dict)


# Markers count only at the edges of words and not across lines, as in WhatsApp itself.
_TOKENS = re.compile(
    r"```(?P<block>.+?)```"
    r"|`(?P<code>[^`\n]+)`"
    rf"|{addresses.PATTERN}"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])",
    re.DOTALL | re.IGNORECASE,
)
_MAY_MATCH = re.compile(rf"[*_~`]|{addresses.HINT}", re.IGNORECASE)
_STYLES = {"bold": Style.BOLD, "italic": Style.ITALIC, "strike": Style.STRIKE}
_FENCE = re.compile(r"```.+?```", re.DOTALL)
_MAY_BLOCK = re.compile(r"^(?:> |[-*] |\d{1,3}\. )", re.MULTILINE)
_LINE = re.compile(r"(?P<quote>> +)|(?P<item>[-*] (?= *\S))|(?P<number>\d{1,3}\. +(?=\S))")
BULLET = "• "


def formatted(text: str) -> Formatted:
    """The text without its markers, and what they meant. Nothing is lost of a marker that means nothing."""
    text = cleaned(text)
    blocks: dict[int, Block] = {}
    if _MAY_BLOCK.search(text):
        text = _lines(text, blocks)
    if not _MAY_MATCH.search(text):
        return Formatted(text, blocks=blocks)
    pieces: list[str] = []
    spans: list[Span] = []
    _collect(text, 0, pieces, spans)
    return Formatted("".join(pieces), tuple(spans), blocks)


def plain(text: str) -> str:
    """Without markers: for previews and for screen readers."""
    return formatted(text).text


def _lines(text: str, blocks: dict[int, Block]) -> str:
    """Quotations without their sign, items with a bullet; what stands in a block of code is left as it is."""
    fences = [(match.start(), match.end()) for match in _FENCE.finditer(text)]
    made: list[str] = []
    place = 0
    for number, line in enumerate(text.split("\n")):
        while fences and fences[0][1] <= place:
            del fences[0]
        is_code = bool(fences) and fences[0][0] < place
        match = None if is_code else _LINE.match(line)
        place += len(line) + 1
        if match is None:
            made.append(line)
            continue
        blocks[number] = Block.QUOTE if match.lastgroup == "quote" else Block.ITEM
        head = {"quote": "", "item": BULLET}.get(match.lastgroup or "", match.group())
        made.append(head + line[match.end() :])
    return "\n".join(made)


def _collect(text: str, shown: int, pieces: list[str], spans: list[Span]) -> int:
    """Append what is shown of `text` from position `shown` on and answer where it ends."""
    place = 0
    for match in _TOKENS.finditer(text):
        if match.start() < place:
            continue
        kind = match.lastgroup or ""
        found = addresses.address(kind, match.group(kind)) if kind in addresses.KINDS else None
        if kind in addresses.KINDS and found is None:
            continue
        pieces.append(text[place : match.start()])
        shown += match.start() - place
        place = match.end()
        body = match.group(kind)
        if found is not None:
            place -= len(body) - len(found.text)
            body = found.text
            spans.append(Span(shown, shown + len(body), Style.LINK, found.target))
            if found.note:
                body += f" → {found.note}"
        elif kind in _STYLES:
            slot, begin = len(spans), shown
            shown = _collect(body, shown, pieces, spans)
            spans.insert(slot, Span(begin, shown, _STYLES[kind]))
            continue
        else:
            spans.append(Span(shown, shown + len(body), Style.CODE))
        pieces.append(body)
        shown += len(body)
    pieces.append(text[place:])
    return shown + len(text) - place
