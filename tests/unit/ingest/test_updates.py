"""Statuses, edits, deletions and reactions, in whatever order they come."""

from __future__ import annotations

import itertools
from typing import Any

import msgspec
import pytest

from server_stub.contract.content import Content
from server_stub.contract.delivery import Status
from server_stub.contract.events import EventKind
from server_stub.storage.database import Tx
from server_stub.storage.repositories import statuses
from tests.helpers.receiving import NOW, Receiving, kinds
from tests.helpers.webhook_bodies import ANA, NUMBER, SECOND, body, echoed, edited, reacted, reported, revoked, said

FAILURE = {"errors": [{"code": 131047, "title": "t", "error_data": {"details": "More than 24 hours"}}]}


def message_of(receiving: Receiving, wamid: str) -> Any:
    ((message_id,),) = receiving.rows("SELECT id FROM message WHERE wamid = ?", wamid)
    with receiving.transaction() as tx:
        return receiving.reading.message(tx, message_id)


def add_ours(receiving: Receiving, message_id: str, *, wamid: str | None = None, job: str = "in_doubt") -> None:
    """A message that this gateway sent, as the dispatcher leaves it."""
    receiving.feed(body(said(ANA, "first", 0)))
    ((conversation_id, key_id),) = receiving.rows(
        "SELECT c.id, p.key_id FROM conversation c JOIN contact p ON p.id = c.contact_id"
    )

    def add(tx: Tx) -> None:
        content = receiving.vault.seal(tx, key_id, msgspec.json.encode(Content("text", "oi")), "message.content")
        tx.driver.execute(
            "INSERT INTO message (id, conversation_id, channel_number_id, direction, kind, status, sent_at,"
            " received_at, wamid, client_id, content_enc) VALUES (?, ?, ?, 'out', 'text', 'in_doubt', ?, ?, ?, ?, ?)",
            (message_id, conversation_id, NUMBER, NOW, NOW, wamid, f"client-{message_id}", content),
        )
        tx.driver.execute(
            "INSERT INTO send_job (message_id, channel_number_id, contact_id, conversation_id, state, kind,"
            " next_attempt_at, created_at) VALUES (?, ?, '', ?, ?, 'F', 0, 0)",
            (message_id, NUMBER, conversation_id, job),
        )

    with receiving.transaction() as tx:
        add(tx)


@pytest.mark.parametrize("order", list(itertools.permutations(["sent", "delivered", "read"])))
@pytest.mark.parametrize("message_at", range(4))
def test_statuses_in_any_order_end_in_read(receiving: Receiving, order: tuple[str, ...], message_at: int) -> None:
    seconds = {"sent": 1, "delivered": 2, "read": 3}
    steps = [body(reported("e1", status, seconds[status])) for status in order]
    steps.insert(message_at, body(echoed(ANA, "e1", 0), field="smb_message_echoes"))
    for step in [*steps, *steps]:
        receiving.feed(step)
    message = message_of(receiving, "e1")
    assert message.status is Status.READ
    assert message.status_times == {status: (SECOND + second) * 1000 for status, second in seconds.items()}
    with receiving.transaction() as tx:
        conversation = receiving.reading.conversation(tx, message.conversation_id)
    assert conversation is not None
    assert conversation.last is not None
    assert conversation.last.status == "read"


def test_failed_counts_only_below_delivered(receiving: Receiving) -> None:
    receiving.feed(body(echoed(ANA, "e1", 0), echoed(ANA, "e2", 0), field="smb_message_echoes"))
    receiving.feed(body(reported("e1", "failed", 5, **FAILURE)))
    assert message_of(receiving, "e1").failure.code == "131047"
    receiving.feed(body(reported("e1", "delivered", 4), reported("e2", "delivered", 4)))
    receiving.feed(body(reported("e2", "failed", 5, **FAILURE)))
    for wamid in ("e1", "e2"):
        message = message_of(receiving, wamid)
        assert (message.status, message.failure) == (Status.DELIVERED, None)
        assert set(message.status_times) == {"failed", "delivered"}


def test_an_unknown_status_is_kept_and_changes_nothing(receiving: Receiving) -> None:
    receiving.feed(body(echoed(ANA, "e1", 0), field="smb_message_echoes"))
    receiving.feed(body(reported("e1", "warning", 5), reported("e1", "received", 6)))
    assert message_of(receiving, "e1").status is Status.SENT
    assert receiving.rows("SELECT status FROM message_status ORDER BY status") == [("received",), ("warning",)]
    assert kinds(receiving.told())[EventKind.STATUS] == 0


@pytest.mark.parametrize("job", ["queued", "leased", "sending", "in_doubt"])
def test_our_own_id_settles_a_send_whose_answer_was_lost(receiving: Receiving, job: str) -> None:
    add_ours(receiving, "m1", job=job)
    receiving.feed(body(reacted(ANA, "r1", 9, "wamid.X", "👍")))
    receiving.feed(body(reported("wamid.X", "delivered", 2)))
    receiving.feed(body(reported("wamid.X", "sent", 1, biz_opaque_callback_data="m1")))
    message = message_of(receiving, "wamid.X")
    assert (message.id, message.status, message.reactions[0].emoji) == ("m1", Status.DELIVERED, "👍")
    assert receiving.rows("SELECT state FROM send_job") == [("done",)]
    told = [data for kind, data in receiving.told() if kind == EventKind.STATUS]
    assert [(it.message_id, it.status, it.client_id) for it in told] == [
        ("m1", "sent", "client-m1"),
        ("m1", "delivered", "client-m1"),
    ]


def test_our_own_id_on_another_number_or_for_a_stranger_settles_nothing(receiving: Receiving) -> None:
    add_ours(receiving, "m1")
    receiving.feed(body(reported("wamid.X", "sent", 1, biz_opaque_callback_data="m1"), number="20100000000002"))
    receiving.feed(body(reported("wamid.Y", "sent", 1, biz_opaque_callback_data="somebody else's")))
    assert receiving.rows("SELECT wamid FROM message WHERE id = 'm1'") == [(None,)]
    assert receiving.rows("SELECT count(*) FROM waiting_update WHERE applied_at IS NULL") == [(2,)]


def test_an_answer_that_names_the_message_applies_what_was_reported_before(receiving: Receiving) -> None:
    add_ours(receiving, "m1")
    receiving.feed(body(reported("wamid.X", "read", 3)))
    with receiving.transaction() as tx:
        statuses.set_wamid(tx, "m1", "wamid.X")
        receiving.ingest.apply_waiting(tx, NUMBER, "wamid.X", NOW)
    assert message_of(receiving, "wamid.X").status is Status.READ


def test_a_failed_report_ends_the_job(receiving: Receiving) -> None:
    add_ours(receiving, "m1", wamid="wamid.X")
    receiving.feed(body(reported("wamid.X", "failed", 1, **FAILURE)))
    message = message_of(receiving, "wamid.X")
    assert (message.status, message.failure.details) == (Status.FAILED, "More than 24 hours")
    assert receiving.rows("SELECT state FROM send_job") == [("done",)]


def test_statuses_of_a_group_are_kept_per_person(receiving: Receiving) -> None:
    receiving.feed(body(echoed(ANA, "e1", 0), field="smb_message_echoes"))
    for person in ("BR.1", "BR.2", "BR.1"):
        receiving.feed(body(reported("e1", "read", 1, recipient_type="group", recipient_participant_user_id=person)))
    assert receiving.rows("SELECT participant FROM message_status ORDER BY 1") == [("BR.1",), ("BR.2",)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_edits_in_any_order_show_the_newest(receiving: Receiving, order: tuple[int, ...]) -> None:
    steps = [
        body(said(ANA, "w1", 0)),
        body(edited(ANA, "x1", 1, "w1", "uma")),
        body(edited(ANA, "x2", 2, "w1", "duas")),
        body(reacted(ANA, "r1", 3, "w1", "👍")),
    ]
    for index in order:
        receiving.feed(steps[index])
    message = message_of(receiving, "w1")
    assert (message.content.text, message.edited_at) == ("duas", (SECOND + 2) * 1000)
    assert message.reactions[0].emoji == "👍"
    told = receiving.told()[-1][1]
    assert told.message == message
    with receiving.transaction() as tx:
        conversation = receiving.reading.conversation(tx, message.conversation_id)
    assert conversation is not None
    assert conversation.last is not None
    assert (conversation.last.text, conversation.unread) == ("duas", 1)
    assert conversation.last_inbound_at == SECOND * 1000


def test_an_edited_caption_keeps_its_file(receiving: Receiving) -> None:
    receiving.feed(body(said(ANA, "w1", 0, "image", {"id": "7", "mime_type": "image/png", "caption": "antes"})))
    before = message_of(receiving, "w1").content
    inner = {"type": "image", "image": {"id": "8", "mime_type": "image/png", "caption": "depois"}}
    receiving.feed(body(said(ANA, "x1", 1, "edit", {"original_message_id": "w1", "message": inner})))
    after = message_of(receiving, "w1").content
    assert (after.text, after.media) == ("depois", before.media)


def test_a_deleted_message_is_marked_and_its_preview_says_so(receiving: Receiving) -> None:
    receiving.feed(body(revoked(ANA, "x1", 5, "w1")))
    receiving.feed(body(said(ANA, "w1", 0)))
    receiving.feed(body(edited(ANA, "x2", 2, "w1", "tarde demais")))
    message = message_of(receiving, "w1")
    assert message.deleted_at == (SECOND + 5) * 1000
    with receiving.transaction() as tx:
        conversation = receiving.reading.conversation(tx, message.conversation_id)
    assert conversation is not None
    assert conversation.last is not None
    assert (conversation.last.kind, conversation.last.text) == ("deleted", "")


def test_nobody_edits_or_deletes_what_the_other_side_wrote(receiving: Receiving) -> None:
    receiving.feed(body(echoed(ANA, "e1", 0), field="smb_message_echoes"))
    receiving.feed(body(edited(ANA, "x1", 1, "e1", "fui eu"), revoked(ANA, "x2", 2, "e1")))
    message = message_of(receiving, "e1")
    assert (message.content.text, message.edited_at, message.deleted_at) == ("e1", None, None)


def test_the_newest_reaction_of_each_side_counts(receiving: Receiving) -> None:
    receiving.feed(body(said(ANA, "w1", 0)))
    receiving.feed(body(reacted(ANA, "r2", 2, "w1", "❤️")), body(reacted(ANA, "r1", 1, "w1", "👍")))
    _, ours = reacted({}, "r3", 3, "w1", "😀")
    receiving.feed(body(("message_echoes", {**ours, "to": ANA["wa_id"]}), field="smb_message_echoes"))
    assert [(it.emoji, it.by_customer) for it in message_of(receiving, "w1").reactions] == [("❤️", True), ("😀", False)]
    receiving.feed(body(reacted(ANA, "r4", 4, "w1", "")))
    assert [it.emoji for it in message_of(receiving, "w1").reactions] == ["😀"]
