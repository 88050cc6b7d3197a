"""Sounds and films in bubbles: told apart from what was spoken, described instead of loading for ever."""

from __future__ import annotations

import msgspec
from PySide6.QtGui import QImage, QPainter

from desktop.ui.delegates.describe import row_words
from desktop.ui.lists.ports import PLAIN
from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.model import Message
from tests.gui.lists.conftest import Thread, plain_messages
from tests.helpers.portuguese import Portuguese
from tests.helpers.sample_people import NOW

WIDTH = 600


def painted(thread: Thread, content: Content) -> bytes:
    """The only row of the timeline, which holds this content."""
    (base,) = plain_messages(1)
    thread.model.reset_messages([msgspec.structs.replace(base, content=content)])
    image = QImage(WIDTH, thread.delegate.height(1, WIDTH), QImage.Format.Format_RGB32)
    image.fill(0x00FF00)
    painter = QPainter(image)
    thread.delegate.paint(painter, 1, 0, WIDTH, PLAIN)
    painter.end()
    return bytes(image.constBits())


def test_a_sound_without_a_name_does_not_look_spoken(thread: Thread) -> None:
    media = Media("s1", "audio/mpeg", "ready", duration_ms=6_000)
    assert painted(thread, Content(Kind.AUDIO, media=media)) != painted(thread, Content(Kind.VOICE, media=media))


def test_of_a_film_only_the_small_picture_is_shown(thread: Thread) -> None:
    painted(thread, Content(Kind.VIDEO, media=Media("f1", "video/mp4", "ready", size=21_909)))
    painted(thread, Content(Kind.IMAGE, media=Media("p1", "image/jpeg", "ready", size=21_909)))
    assert set(thread.media.asked) == {"p1"}
    painted(thread, Content(Kind.VIDEO, media=Media("f2", "video/mp4", "ready", size=21_909, thumbnail=900)))
    assert set(thread.media.asked) == {"p1", "f2"}


def test_a_film_that_is_here_does_not_seem_to_load(thread: Thread) -> None:
    shown = {
        painted(thread, Content(Kind.VIDEO, media=Media("f1", "video/mp4", state, size=size)))
        for state, size in (("pending", 0), ("ready", 21_909), ("ready", 9_000_000), ("failed", 0))
    }
    assert len(shown) == 4


def told(problem: str, original_kind: str = "video") -> str:
    (base,) = plain_messages(1)
    content = Content(Kind.UNSUPPORTED, original_kind=original_kind, problem=problem)
    message: Message = msgspec.structs.replace(base, content=content)
    return row_words(message, Portuguese(), lambda: NOW, account_id="", contact_name="")


def test_what_got_lost_is_told_with_its_reason() -> None:
    words = Portuguese()
    assert words.problem("131052") in told("131052")
    assert words.unsupported("video") not in told("131052")
    assert words.unsupported("video") in told("131051")
    assert words.unsupported("gif") in told("", "gif")
