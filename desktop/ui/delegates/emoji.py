"""Emoji that stand alone, which are shown big."""

from __future__ import annotations

import re

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
