"""Links and telephone numbers inside a text: where they begin and end, where they lead, and which only pretend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_LONGEST: Final = 2048
_LONGEST_HOST: Final = 253
_ENDINGS: Final = (
    "app|ar|art|biz|blog|br|ch|cl|cloud|co|com|de|dev|edu|es|eu|fr|gl|gov|info|io|it|jus|leg|link|live|ly|me|mx|net|"
    "online|org|page|pt|py|shop|site|store|uk|us|uy|vip|work|xyz"
)
"""Of names that are links without http before them; any other word with a dot in it is left alone."""
_TRAILING: Final = ".,;:!?'\"»”’*_~"
_WESTERN: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœ")
"""Letters of host names that cannot be taken for others by who reads a western language."""

PATTERN: Final = (
    rf"(?P<url>(?:https?://|www\.)[^\s<>]{{1,{_LONGEST}}})"
    r"|(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-]))"
    rf"|(?P<host>(?<![\w@.+/-])(?:[^\W_][\w-]{{0,62}}\.){{1,8}}(?:{_ENDINGS})(?![\w@-]|\.\w)"
    rf"(?:[/?#][^\s<>]{{0,{_LONGEST}}})?)"
    r"|(?P<phone>(?<![\w+./,-])(?:"
    r"\+\d{1,3}(?:[ .-]{0,2}\(?\d{1,6}\)?){2,6}"
    r"|\(?0?[1-9]\d\)?[ -]?9?\d{4}[ -]\d{4}"
    r"|\([1-9]\d\) ?9?\d{8}"
    r"|[1-9][1-9]9\d{8}"
    r"|9\d{4}-\d{4}"
    r"|0[38]00[ -]?\d{3}[ -]?\d{4}"
    r")(?![\w/]|[.,-]\d))"
)
"""Named groups for `found`. Every quantifier is bounded: a hostile text costs no more than a long one."""
HINT: Final = rf"[@+(]|://|www\.|\d{{4}}|\.(?:{_ENDINGS})\b"
"""Without any of this there is no match."""
KINDS: Final = frozenset({"url", "mail", "host", "phone"})


@dataclass(frozen=True, slots=True)
class Address:
    """`text` is what belongs to it of the match; `note` is the true host where the text hides it, else empty."""

    text: str
    target: str
    note: str = ""


def address(kind: str, written: str) -> Address | None:
    """What a match of PATTERN means; None for digits that are no telephone number."""
    if kind == "phone":
        return _phone(written)
    text = _without_trailing(written)
    if kind == "mail":
        return Address(text, f"mailto:{text}")
    return _link(text, text if "://" in text else f"https://{text}")


def _phone(written: str) -> Address | None:
    digits = re.sub(r"\D", "", written)
    if not 8 <= len(digits) <= 15:
        return None
    return Address(written, f"tel:{'+' if written.startswith('+') else ''}{digits}")


def _link(text: str, target: str) -> Address | None:
    try:
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError:
        return None
    if not 0 < len(host) <= _LONGEST_HOST:
        return None
    honest = _ascii(host)
    hides = "@" in parts.netloc or "\\" in text or not _WESTERN.issuperset(host)
    return Address(text, target, note=honest if hides else "")


def _ascii(host: str) -> str:
    """The name as computers look it up: `xn--…` shows that a letter is not the one it looks like."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host.encode("punycode").decode()


def _without_trailing(written: str) -> str:
    """A full stop after an address ends the sentence; a closing bracket only belongs to it if it was opened there."""
    surplus = written.count(")") - written.count("(")
    end = len(written)
    while end:
        last = written[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return written[:end]
