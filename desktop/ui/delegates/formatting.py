"""WhatsApp's way of writing *bold*, _italic_, ~struck~ and `code`, links, and emoji that stand alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    BOLD = "bold"
    ITALIC = "italic"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of the shown text; `target` is the address of a link."""

    start: int
    end: int
    style: Style
    target: str = ""


@dataclass(frozen=True, slots=True)
class Formatted:
    text: str
    spans: tuple[Span, ...] = ()


# Markers count only at the edges of words and not across lines, as in WhatsApp itself.
_TOKENS = re.compile(
    r"```(?P<block>.+?)```"
    r"|`(?P<code>[^`\n]+)`"
    r"|(?P<url>(?:https?://|www\.)[^\s<>]+)"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])",
    re.DOTALL,
)
_MAY_MATCH = re.compile(r"[*_~`@]|https?://|www\.")
_STYLES = {"bold": Style.BOLD, "italic": Style.ITALIC, "strike": Style.STRIKE}
_TRAILING = ".,;:!?'\"»”’"


def formatted(text: str) -> Formatted:
    """The text without its markers, and what they meant. Nothing is lost of a marker that means nothing."""
    if not _MAY_MATCH.search(text):
        return Formatted(text)
    pieces: list[str] = []
    spans: list[Span] = []
    _collect(text, 0, pieces, spans)
    return Formatted("".join(pieces), tuple(spans))


def _collect(text: str, shown: int, pieces: list[str], spans: list[Span]) -> int:
    """Append what is shown of `text` from position `shown` on and answer where it ends."""
    place = 0
    for match in _TOKENS.finditer(text):
        if match.start() < place:
            continue
        pieces.append(text[place : match.start()])
        shown += match.start() - place
        place = match.end()
        kind = match.lastgroup or ""
        body = match.group(kind)
        begin = shown
        if kind in _STYLES:
            slot = len(spans)
            shown = _collect(body, shown, pieces, spans)
            spans.insert(slot, Span(begin, shown, _STYLES[kind]))
            continue
        if kind in ("url", "mail"):
            address = _without_trailing(body)
            place -= len(body) - len(address)
            body = address
            target = body if "://" in body else f"mailto:{body}" if kind == "mail" else f"https://{body}"
            spans.append(Span(begin, begin + len(body), Style.LINK, target))
        else:
            spans.append(Span(begin, begin + len(body), Style.CODE))
        pieces.append(body)
        shown += len(body)
    pieces.append(text[place:])
    return shown + len(text) - place


def _without_trailing(address: str) -> str:
    """A full stop after an address ends the sentence; a closing bracket only belongs to it if it was opened there."""
    trimmed = address.rstrip(_TRAILING)
    while trimmed.endswith(")") and trimmed.count("(") < trimmed.count(")"):
        trimmed = trimmed[:-1].rstrip(_TRAILING)
    return trimmed


def plain(text: str) -> str:
    """Without markers: for previews and for screen readers."""
    return formatted(text).text


_PICTURES = (
    r"\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    r"\u3030\u303d\u3297\u3299\u00a9\u00ae\u203c\u2049\u2122\u2139"
)
_ONE = (
    r"(?:[\U0001f1e6-\U0001f1ff]{2}"
    r"|[0-9#*]\ufe0f?\u20e3"
    rf"|[{_PICTURES}](?:\ufe0f|[\U0001f3fb-\U0001f3ff])?(?:[\U000e0020-\U000e007f]+)?"
    rf"(?:\u200d[{_PICTURES}](?:\ufe0f|[\U0001f3fb-\U0001f3ff])?)*)"
)
_ALONE = re.compile(rf"\s*(?:{_ONE}\s*){{1,3}}")
_EMOJI = re.compile(_ONE)


def lone_emoji(text: str) -> int:
    """How many emoji a text of one to three emoji and nothing else holds; 0 for any other text."""
    return len(_EMOJI.findall(text)) if len(text) <= 60 and _ALONE.fullmatch(text) else 0
