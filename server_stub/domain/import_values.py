"""What people write into the cells of a list: dates, yes and no, sources, and what stands for nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from server_stub.contract.folding import fold

BROKEN_SIGN: Final = "\ufffd"
"""Stands for bytes that the file's encoding does not have."""
_NOTHING: Final = frozenset(
    {
        "",
        "-",
        "--",
        "x",
        "?",
        "0",
        "n/a",
        "na",
        "nd",
        "n/d",
        "null",
        "none",
        "nenhum",
        "nenhuma",
        "sem",
        "vazio",
        "nao tem",
    }
)
_YES: Final = frozenset(
    {"sim", "s", "yes", "y", "true", "verdadeiro", "1", "aceito", "aceitou", "aceita", "autorizo", "autorizou"}
    | {"concordo", "concordou", "opt-in", "optin", "granted", "ativo", "active"}
)
_NO: Final = frozenset(
    {"nao", "n", "no", "false", "falso", "0", "recusou", "recusado", "revogado", "revogou", "cancelado", "sair", "saiu"}
    | {"opt-out", "optout", "revoked", "refused", "descadastrado", "bloqueado", "inativo"}
)
_REFUSED_SOURCES: Final = re.compile(
    r"\b(comprad[ao]s?|compra de (lista|base|leads)|alugad[ao]s?|parceir[ao]s?|parceria|terceir[ao]s?|cedid[ao]s?"
    r"|mailing|lista fria|raspad[ao]s?|purchased|bought|rented|partners?|third[ -]part(y|ies)|scraped|shared list)\b"
)
_DATE: Final = re.compile(
    r"(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>\d{4}))"
    r"(?:[T ,]+(?:às )?(?P<h>\d{1,2})[:h](?P<n>\d{2})(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)?"
    r"(?: ?(?P<zone>Z|UTC|[+-]\d{2}:?\d{2}))?)?"
)
_LONGEST_DATE: Final = 40


@dataclass(frozen=True, slots=True)
class Moment:
    """`at`: ms; `latest`: the last ms it may have been, later than `at` where only the day is known."""

    at: int
    latest: int


def plain(text: str) -> str:
    """Small letters without accents, blanks and underscores as single blanks."""
    return " ".join(fold(text).replace("_", " ").split())


def says_something(text: str) -> bool:
    """False for empty cells and for what people write instead: "-", "n/a", "não tem"; a letter or digit is needed."""
    bare = plain(text)
    return _is_written(text) and bare not in _NOTHING and len(bare) >= 3


def read_answer(text: str) -> bool | None:
    """None for what is neither yes nor no: an unclear answer is never taken for one."""
    bare = plain(text)
    if not _is_written(text):
        return None
    return True if bare in _YES else False if bare in _NO else None


def _is_written(text: str) -> bool:
    """Looked at before it is made plain: signs such as ㏕ and Ⓢ would become letters that nobody wrote."""
    return any(sign.isalnum() for sign in text)


def is_refused_source(text: str) -> bool:
    """Bought, rented and partners' lists are off limits (3.1): what they hold nobody gave to this company."""
    return _REFUSED_SOURCES.search(plain(text)) is not None


def read_moment(text: str, zone: ZoneInfo) -> Moment | None:
    """ISO 8601 or Brazilian day first, with or without a time; `zone` where the text names none. None: not a date."""
    found = _DATE.fullmatch(text.strip()) if len(text) <= _LONGEST_DATE else None
    if found is None:
        return None
    part = found.groupdict()
    year, month, day = (int(part[name] or part[f"{name}2"]) for name in ("y", "m", "d"))
    hour, minute, second = (int(part[name] or 0) for name in ("h", "n", "s"))
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        if part["zone"]:
            moment = datetime.fromisoformat(f"{moment:%Y-%m-%dT%H:%M:%S}{_offset(part['zone'])}")
        at = _ms(moment)
        latest = at if part["h"] is not None else _ms(moment + timedelta(days=1)) - 1
    except (ValueError, OverflowError):
        return None
    return Moment(at, latest) if at > 0 else None


def _offset(written: str) -> str:
    if written in ("Z", "UTC"):
        return "+00:00"
    return written if ":" in written else f"{written[:3]}:{written[3:]}"


def _ms(moment: datetime) -> int:
    return int(moment.timestamp()) * 1000
