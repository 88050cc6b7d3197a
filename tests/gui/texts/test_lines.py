"""What people wrote when they handed a conversation on stands below the line that tells of it."""

from __future__ import annotations

import pytest

from desktop.ui.texts.row_words import RowWords
from server_stub.contract.content import Content, Kind, Line

CARD = {"wants": "Trocar o plano", "done": "Conferi o cadastro", "promised": "Retorno hoje", "note": "Tem pressa"}


def told(line: Line, **params: str) -> list[str]:
    return RowWords().line(Content(Kind.SYSTEM, original_kind=line, params=params)).split("\n")


@pytest.mark.usefixtures("qapp")
def test_the_card_stays_in_the_thread() -> None:
    assert told(Line.OFFERED, before="Ana", after="Bruno", **CARD) == [
        "Ana asks Bruno to take over",
        "Wants: Trocar o plano",
        "Already done: Conferi o cadastro",
        "Promised: Retorno hoje",
        "To you: Tem pressa",
    ]
    moved = told(Line.MOVED_TO_QUEUE, queue="Suporte", before="Ana", wants="Trocar o plano")
    assert moved == ["Ana transferred to the queue Suporte", "Wants: Trocar o plano"]
    assert told(Line.OFFERED, before="Ana", after="Bruno") == ["Ana asks Bruno to take over"]
    assert told(Line.OFFERED, before="Ana", after="Bruno", kind="consult") == ["Ana calls Bruno into the chat"]
    assert told(Line.OFFERED, kind="warm") == ["A colleague is called into the chat"]


@pytest.mark.usefixtures("qapp")
def test_why_somebody_did_not_take_it() -> None:
    first = "Bruno did not take it: the conversation returned"
    assert told(Line.RETURNED, before="Bruno") == [first]
    assert told(Line.RETURNED, before="Bruno", kind="warm") == ["Bruno did not join the chat"]
    assert told(Line.RETURNED, before="Bruno", reason="not_mine") == [first, "Wrong queue or subject"]
    words = told(Line.RETURNED, before="Bruno", reason="busy", note="Estou com seis")
    assert words == [first, "I have too much now: Estou com seis"]
    assert told(Line.RETURNED, before="Bruno", reason="of a later version") == [first]
