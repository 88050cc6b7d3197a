"""How a conversation reads in what a person gets of their data."""

from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from server_stub.contract.content import Content, Kind, Line
from server_stub.services.person_pdf import said_in

ZONE = ZoneInfo("America/Sao_Paulo")
T = 1_790_000_000_000


def read(content: Content, author: str = "", direction: str = "out") -> str:
    told: dict[str, Any] = {"content": msgspec.to_builtins(content), "sent_at": T, "direction": direction}
    if author:
        told["author_name"] = author
    (paragraph,) = said_in({"cases": [], "messages": [told]}, ZONE)
    return paragraph.partition(" ")[2].partition(" ")[2]


def test_who_wrote_and_under_which_name() -> None:
    assert read(Content(Kind.TEXT, "oi"), direction="in") == "Você: oi"
    assert read(Content(Kind.TEXT, "oi"), "Ana Paula") == "Ana Paula: oi"
    assert read(Content(Kind.TEXT, "oi", signed_as="Ana"), "Ana Paula") == "Ana Paula (assinada como Ana): oi"
    assert read(Content(Kind.NOTE, "oi"), "Ana Paula") == "Ana Paula (anotação interna, nunca enviada): oi"


@pytest.mark.parametrize("line", Line)
def test_lines_of_the_conversation_are_told_in_words(line: Line) -> None:
    told = read(Content(Kind.SYSTEM, original_kind=line))
    assert told
    assert line.value not in told
    assert "Aviso" not in told
