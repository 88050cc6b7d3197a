"""Every kind and state of message is laid out, painted inside the view and has words."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtGui import QImage, QPainter

from desktop.ui.delegates.bubble import BubbleLayout
from desktop.ui.delegates.describe import row_words
from desktop.ui.lists.ports import PLAIN, HitKind
from desktop.ui.texts.row_words import RowWords
from desktop.ui.theme.theme import Scheme, Theme
from server_stub.contract.content import Card, Content, Kind, Media
from server_stub.contract.delivery import Status
from tests.gui.lists.conftest import Thread, plain_messages
from tests.helpers.sample_messages import every_kind, hostile, mariana
from tests.helpers.sample_people import NOW


def painted(thread: Thread, row: int, width: int) -> QImage:
    height = thread.delegate.height(row, width)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x00FF00)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thread.delegate.paint(painter, row, 0, width, PLAIN)
    painter.end()
    return image


@pytest.mark.parametrize("width", [300, 420, 700, 1400])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_everything_is_painted_and_nothing_leaves_the_view(
    thread: Thread, theme: Theme, width: int, scheme: Scheme
) -> None:
    theme.set_scheme(scheme)
    thread.model.reset_messages([*every_kind(), *mariana()], unread=2)
    for row in range(thread.model.rowCount()):
        layout = thread.delegate._layout(row, width)
        if isinstance(layout, BubbleLayout):
            area = layout.area
            assert area.left() >= 8, thread.model.row_at(row).id
            assert area.right() <= width - 8, thread.model.row_at(row).id
        empty = QImage(width, layout.height, QImage.Format.Format_RGB32)
        empty.fill(0x00FF00)
        assert painted(thread, row, width) != empty
        thread.delegate.forget(row)


def test_each_status_looks_different(thread: Thread) -> None:
    (base,) = plain_messages(1)
    assert base.direction == "out"
    shown = {}
    for status in (Status.PENDING, Status.SENT, Status.DELIVERED, Status.READ, Status.FAILED, Status.IN_DOUBT):
        thread.model.reset_messages([msgspec.structs.replace(base, status=status)])
        image = painted(thread, 1, 500)
        shown[status] = bytes(image.constBits())
    assert len(set(shown.values())) == len(shown)


def test_a_failure_says_so_in_words(thread: Thread) -> None:
    (base,) = plain_messages(1)
    thread.model.reset_messages([msgspec.structs.replace(base, status=Status.FAILED)])
    assert "não entregue" in thread.model.index(1, 0).data()


def test_lone_emoji_are_big(thread: Thread) -> None:
    (base,) = plain_messages(1)
    heights = []
    for text in ("🎉", "🎉 festa"):
        thread.model.reset_messages([msgspec.structs.replace(base, content=Content(Kind.TEXT, text))])
        heights.append(thread.delegate.height(1, 500))
    assert heights[0] > heights[1] * 1.4


def test_an_unknown_kind_says_what_is_known(thread: Thread) -> None:
    (base,) = plain_messages(1)
    thread.model.reset_messages([msgspec.structs.replace(base, content=Content("hologram", "algo"))])
    assert painted(thread, 1, 500).height() > 40
    assert "algo" in thread.model.index(1, 0).data()


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SYSTEM])
def test_a_kind_without_its_object_is_still_a_bubble(thread: Thread, kind: Kind) -> None:
    (base,) = plain_messages(1)
    thread.model.reset_messages([msgspec.structs.replace(base, content=Content(kind))])
    assert isinstance(thread.delegate._layout(1, 500), BubbleLayout)
    assert thread.delegate.height(1, 500) > 20
    painted(thread, 1, 500)
    assert thread.model.index(1, 0).data()


def test_a_deleted_message_keeps_nothing_of_itself(thread: Thread) -> None:
    (base,) = plain_messages(1)
    secret = msgspec.structs.replace(base, content=Content(Kind.TEXT, "segredo"), deleted_at=base.sent_at + 1)
    thread.model.reset_messages([secret])
    painted(thread, 1, 500)
    assert thread.delegate.text(1) == ""
    assert "segredo" not in thread.delegate.copied(1)
    assert "segredo" not in thread.model.index(1, 0).data()


def test_a_very_tall_picture_is_kept_within_bounds(thread: Thread) -> None:
    (base,) = plain_messages(1)
    media = Media("media-tall", "image/jpeg", "ready", width=100, height=9000)
    thread.model.reset_messages([msgspec.structs.replace(base, content=Content(Kind.IMAGE, media=media))])
    assert thread.delegate.height(1, 600) < 420


def test_a_picture_is_asked_for_only_while_it_is_missing(thread: Thread) -> None:
    (base,) = plain_messages(1)
    media = Media("media-photo", "image/jpeg", "ready", width=640, height=380)
    thread.model.reset_messages([msgspec.structs.replace(base, content=Content(Kind.IMAGE, media=media))])
    for _ in range(3):
        painted(thread, 1, 600)
    assert thread.media.asked["media-photo"] == 1


def test_positions_in_texts_beyond_the_basic_plane(thread: Thread) -> None:
    """Qt counts in UTF-16; selections count characters."""
    (base,) = plain_messages(1)
    thread.model.reset_messages([msgspec.structs.replace(base, content=Content(Kind.TEXT, "😀😀 *abc* fim"))])
    thread.settle()
    thread.delegate.height(1, 500)
    places = {
        thread.delegate.text_position(1, x, y, 500, nearest=False) for x in range(0, 500, 2) for y in range(0, 60, 4)
    } - {None}
    assert max(places) == len("😀😀 abc fim")
    assert thread.delegate.text(1) == "😀😀 abc fim"


def test_hits_outside_of_bubbles_are_nothing(thread: Thread) -> None:
    (base,) = plain_messages(1)
    thread.model.reset_messages([base])
    assert thread.delegate.hit(1, 2, 20, 600) is None
    assert thread.delegate.hit(0, 300, 20, 600) is None
    height = thread.delegate.height(1, 600)
    hit = thread.delegate.hit(1, 600 - 40, height - 8, 600)
    assert hit is not None
    assert hit.kind is HitKind.BUBBLE


@pytest.mark.parametrize("width", [300, 900])
def test_what_strangers_send_stays_inside_its_row(thread: Thread, width: int) -> None:
    for message in hostile():
        thread.model.reset_messages([message])
        row = thread.model.row_of(message.id)
        assert row is not None
        height = thread.delegate.height(row, width)
        assert 0 < height < 3000, message.id
        image = QImage(width, height + 160, QImage.Format.Format_RGB32)
        image.fill(0x00FF00)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thread.delegate.paint(painter, row, 80, width, PLAIN)
        painter.end()
        for y in (*range(0, 78), *range(height + 84, height + 160)):
            assert all(image.pixel(x, y) == 0xFF00FF00 for x in range(0, width, 3)), (message.id, y)
        ours = row_words(message, RowWords(), lambda: NOW, account_id="", contact_name="M\u202e")
        for spoken in (thread.model.index(row, 0).data(), ours):
            assert "\x00" not in spoken
            assert "\u202e" not in spoken


def test_reading_on_shows_more_each_time_and_at_last_everything(thread: Thread) -> None:
    (base,) = plain_messages(1)
    text = "palavra " * 8192
    thread.model.reset_messages([msgspec.structs.replace(base, content=Content(Kind.TEXT, text))])
    shown = []
    for _ in range(5):
        thread.delegate.height(1, 600)
        shown.append(len(thread.delegate.text(1)))
        thread.delegate.read_more(base.id)
    assert shown == sorted(shown)
    assert shown[0] <= 1600
    assert shown[-1] >= len(text.rstrip())
    assert thread.delegate.copied(1).rstrip() == text.rstrip()


def test_the_mark_of_an_edited_message_can_be_clicked(thread: Thread) -> None:
    (base,) = plain_messages(1)
    edited = msgspec.structs.replace(base, edited_at=base.sent_at + 1)
    thread.model.reset_messages([edited])
    height = thread.delegate.height(1, 600)
    hits = {thread.delegate.hit(1, x, height - 12, 600) for x in range(300, 590)} - {None}
    assert f"history {base.id}" in {hit.target for hit in hits if hit.kind is HitKind.ACTION}


def test_a_broken_picture_is_a_sentence(thread: Thread) -> None:
    (base,) = plain_messages(1)
    shown = []
    for name in ("media-pending", "media-broken"):
        media = Media(name, "image/jpeg", "ready", width=640, height=380)
        thread.model.reset_messages([msgspec.structs.replace(base, content=Content(Kind.IMAGE, media=media))])
        shown.append(bytes(painted(thread, 1, 600).constBits()))
    assert shown[0] != shown[1]


def test_contacts_numbers_and_addresses_can_be_clicked(thread: Thread) -> None:
    (base,) = plain_messages(1)
    cards = [Card("Ana", ["+55 11 95555-0101"], ["ana@loja.example"], links=["https://loja.example", "file:///x"])] * 2
    thread.model.reset_messages([msgspec.structs.replace(base, content=Content(Kind.CONTACTS, cards=cards))])
    height = thread.delegate.height(1, 600)
    hits = {thread.delegate.hit(1, x, y, 600) for x in range(0, 600, 9) for y in range(0, height, 3)} - {None}
    targets = {hit.target for hit in hits if hit.kind is HitKind.LINK}
    assert targets == {"tel:+5511955550101", "mailto:ana@loja.example", "https://loja.example"}
