"""Text from the clipboard as a person means it: emoji that came as pictures, a link without blanks, no hidden signs."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from typing import Final

_LINK: Final = re.compile(r"\s*(https?://\S+)\s*")
_LINES: Final = re.compile(r"\r\n?|[\u2028\u2029\u0085\v\f]")
_LARGEST_HTML: Final = 2_000_000
"""Characters; what is larger is not searched for emoji."""
_BLOCKS: Final = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"})
_SILENT: Final = frozenset({"script", "style", "head", "title"})
_LONGEST_EMOJI: Final = 16


def pasted_text(plain: str, html: str = "") -> str:
    """What to put at the cursor. `html` is looked at only for emoji that `plain` has lost.

    Other programs copy an emoji as a small picture whose other text is the emoji; the plain text then lacks it.
    """
    text = plain
    if "<img" in html and len(html) <= _LARGEST_HTML:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        if any(emoji not in plain for emoji in reader.emoji):
            text = reader.text()
    text = "".join(letter for letter in _LINES.sub("\n", text) if letter in "\n\t" or not _is_control(letter))
    link = _LINK.fullmatch(text)
    return link[1] if link else text


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cs") or letter == "\ufeff"


def is_emoji(text: str) -> bool:
    """One emoji, whatever it is composed of."""
    signs = [letter for letter in text if unicodedata.category(letter) in ("So", "Sk") or letter == "\u20e3"]
    return bool(signs) and len(text) <= _LONGEST_EMOJI and not any(letter.isalpha() for letter in text)


class _Reader(HTMLParser):
    """The words of a piece of HTML, with emoji where their pictures stand."""

    def __init__(self) -> None:
        super().__init__()
        self.emoji: list[str] = []
        self._pieces: list[str] = []
        self._silent = 0

    def text(self) -> str:
        lines = (" ".join(line.split(" ")).strip() for line in "".join(self._pieces).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "img":
            alternative = dict(attrs).get("alt") or ""
            if is_emoji(alternative):
                self.emoji.append(alternative)
                self._pieces.append(alternative)
        elif tag in _BLOCKS and self._pieces and not self._pieces[-1].endswith("\n"):
            self._pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._pieces.append(re.sub(r"\s+", " ", data))
