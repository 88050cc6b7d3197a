"""The page of the documentation that shows the tour, written from its catalogue."""

from __future__ import annotations

from typing import Final

from desktop.demo.tour.catalogue import SCREENS, SECTIONS, Row, Screen, Section

FOLDER: Final = "tour"
_ACROSS: Final = 400
"""Logical pixels of a picture of messages on the page."""
_BEGIN: Final = """\
# A tour in pictures

Every kind of message that WhatsApp knows, as an agent sees it, in light and in dark. Nothing here is drawn: a real
gateway, the [stand-in for Meta](simulator.md) and the real windows sent and received all of it, worked by keys and
clicks. One command plays it again and takes every picture:

    .venv/bin/balcao-demo tour --out docs/tour

It needs no screen and takes some minutes. `--part words` takes only the pictures of one part (`words`, `files`,
`things`, `shop`, `team`), `--scheme light` only one of the two looks; `balcao-demo --language en tour` speaks English.
This page is written by the same catalogue (`desktop/demo/tour/catalogue.py`), and a test demands a picture of every
kind that the contract knows: a new kind needs a new stop on the tour.
"""


def page() -> str:
    """All of docs/tour.md."""
    parts = [_BEGIN]
    parts += [_section(section) for section in SECTIONS]
    parts.append("## At work\n")
    parts += [_screen(screen) for screen in SCREENS]
    return "\n".join(parts)


def _section(section: Section) -> str:
    lines = [f"## {section.title}", "", section.told, "", "| Kind | Received | Sent |", "|---|---|---|"]
    lines += [_row(row) for row in section.rows]
    return "\n".join(lines) + "\n"


def _row(row: Row) -> str:
    cells = ["<br>".join(_picture(name, row.title) for name in names) for names in (row.received, row.sent)]
    return f"| {row.title} | {cells[0]} | {cells[1]} |"


def _picture(name: str, title: str) -> str:
    side = "received" if name.startswith("received") else "sent"
    return f'<img src="{FOLDER}/{name}.png" width="{_ACROSS}" alt="{title}, {side}">'


def _screen(screen: Screen) -> str:
    return f"**{screen.title}.** {screen.told}\n\n![{screen.title}]({FOLDER}/{screen.name}.png)\n"
