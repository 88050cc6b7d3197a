"""Every webhook body goes the whole way: parsed, stored, read as the wire's message, described, laid out, painted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage, QPainter

from desktop.ui.delegates.describe import row_words
from desktop.ui.language import Speaker
from desktop.ui.lists.ports import PLAIN
from desktop.ui.texts.row_words import RowWords
from server_stub.contract.content import Kind
from server_stub.contract.model import Message
from server_stub.whatsapp.lenient import mapping
from tests.gui.lists.conftest import Thread
from tests.helpers.receiving import Receiving
from tests.helpers.sample_people import ANA, NOW

OWN = Path(__file__).parents[2] / "fixtures" / "webhooks"
SHARED = Path(__file__).parents[4] / "shared" / "fixtures" / "webhooks"
BODIES = [*sorted(OWN.glob("*.json")), *sorted(SHARED.glob("*.json"))]
SUPPORTED = frozenset(
    {"text", "image", "video", "audio", "voice", "document", "sticker", "location", "contacts", "interactive"}
    | {"button", "order", "system", "reaction", "edit", "revoke", "request_welcome", "call"}
)
"""Types that Meta documents; of them only a reaction, edit or deletion of something unknown has nothing to show."""
BROKEN = frozenset({"unsupported", "message__interactive_message_with_err"})
"""Bodies with an answer that came without its object, as WhatsApp sends them when it fails."""
NOT_HERE = frozenset({"reaction", "edit", "revoke"})


@pytest.fixture
def receiving(tmp_path: Path) -> Iterator[Receiving]:
    made = Receiving(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def words(qapp: Any) -> Iterator[RowWords]:
    speaker = Speaker(qapp)
    speaker.speak("en")
    yield RowWords()
    speaker.speak("pt_BR")


def stored(receiving: Receiving) -> list[tuple[str, Message]]:
    """(WhatsApp's type, message) of everything that is here."""
    with receiving.transaction() as tx:
        rows = tx.driver.execute("SELECT wa_type, id FROM message ORDER BY sent_at, id").fetchall()
        found = [(kind, receiving.reading.message(tx, message_id)) for kind, message_id in rows]
    return [(kind, message) for kind, message in found if message is not None]


def expected(body: dict[str, Any]) -> list[str]:
    """Types of the messages that a body must show, counted without the code under test."""
    kinds: list[str] = []
    for entry in body["entry"]:
        for change in entry.get("changes", []):
            value = mapping(change.get("value"))
            threads = [thread for chunk in value.get("history", []) for thread in chunk.get("threads", [])]
            said = [*value.get("messages", []), *value.get("message_echoes", [])]
            said += [message for thread in threads for message in thread["messages"]]
            kinds += [item.get("type", "location") for item in said if item.get("type") not in NOT_HERE]
            kinds += ["call" for item in value.get("calls", []) if item["event"] == "terminate"]
    return kinds


def paint(thread: Thread, message: Message, width: int) -> QImage:
    """The bubble on green, with 60 pixels around it."""
    thread.model.reset_messages([message])
    row = thread.model.row_of(message.id)
    assert row is not None
    height = thread.delegate.height(row, width)
    image = QImage(width, height + 120, QImage.Format.Format_RGB32)
    image.fill(0x00FF00)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thread.delegate.paint(painter, row, 60, width, PLAIN)
    painter.end()
    return image


@pytest.mark.parametrize("path", BODIES, ids=lambda path: f"{path.parts[-4]}-{path.stem}")
def test_every_body_is_shown_and_spoken(thread: Thread, words: RowWords, receiving: Receiving, path: Path) -> None:
    body = json.loads(path.read_bytes())
    receiving.feed(path.read_bytes())
    found = stored(receiving)
    assert sorted(kind for kind, _ in found if kind not in NOT_HERE) == sorted(expected(body))
    for kind, message in found:
        spoken = row_words(message, words, lambda: NOW, account_id=ANA.id, contact_name="Mariana")
        assert len(spoken) > len("Mariana, 12:34")
        if kind in SUPPORTED and path.stem not in BROKEN:
            assert message.content.kind != Kind.UNSUPPORTED, kind
            assert "not supported" not in spoken.casefold()
        for width in (320, 900):
            image = paint(thread, message, width)
            assert image.height() < 1400
            assert image.pixel(width // 2, 5) == image.pixel(width // 2, image.height() - 5) == 0xFF00FF00


def test_the_fixtures_hold_every_kind_that_meta_documents() -> None:
    kinds = {kind for path in sorted(OWN.glob("*.json")) for kind in all_types(json.loads(path.read_bytes()))}
    assert kinds >= SUPPORTED - {"call"}


def all_types(body: dict[str, Any]) -> Iterator[str]:
    for entry in body["entry"]:
        for change in entry.get("changes", []):
            for message in mapping(change.get("value")).get("messages", []):
                yield message.get("type", "location")
