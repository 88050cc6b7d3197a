"""The last line of a conversation says who of the team wrote it, and claims nobody's words for oneself."""

import msgspec
import pytest

from desktop.ui.delegates.conversation_words import LineWords
from desktop.ui.models.conversation_entry import build_entry
from server_stub.contract.model import Preview
from tests.helpers.portuguese import Portuguese
from tests.helpers.sample_desk import SampleDesk
from tests.helpers.sample_people import ACCOUNTS, ANA, BRUNO, NOW


@pytest.mark.parametrize(
    ("direction", "author_id", "shown"),
    [
        ("out", ANA.id, "Você: até já"),
        ("out", BRUNO.id, "Bruno: até já"),
        ("out", "somebody who left", "até já"),
        ("out", None, "até já"),
        ("in", None, "até já"),
    ],
)
def test_who_wrote_it(tmp_path, direction: str, author_id: str | None, shown: str) -> None:
    desk = SampleDesk(tmp_path)
    known = desk.conversation("v-mariana")
    last = Preview("m", "text", "até já", direction, "sent", NOW, author_id)
    entry = build_entry(msgspec.structs.replace(known, last=last), desk.contact(known.contact_id))
    assert LineWords(Portuguese(), ANA.id, lambda: ACCOUNTS, lambda: NOW).line(entry).preview == shown
