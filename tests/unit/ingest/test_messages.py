"""What a message leaves behind: person, conversation, case, row, file, events."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from server_stub.contract.delivery import Status
from server_stub.contract.events import EventKind
from server_stub.domain.window import WINDOW_MS
from server_stub.services.hooks import Inbound
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow
from tests.helpers.receiving import NOW, Receiving, kinds
from tests.helpers.webhook_bodies import ANA, NUMBER, SECOND, body, card, echoed, said

FIXTURES = Path(__file__).parents[2] / "fixtures" / "webhooks"
BIA = {"user_id": "BR.9912003450021177"}


def test_a_first_message_makes_everything(receiving: Receiving) -> None:
    receiving.feed(body(said(ANA, "w1", 0), contacts=[card(ANA, "Ana", "@ana")]))
    kind, contact = receiving.told()[0]
    assert (kind, contact.name, contact.phone, contact.username) == ("contact", "Ana", "+553188887777", "ana")
    kind, changed = receiving.told()[1]
    assert kind == "message"
    assert (changed.message.content.text, changed.message.status) == ("w1", Status.RECEIVED)
    assert changed.message.sent_at == SECOND * 1000
    conversation = changed.conversation
    assert (conversation.unread, conversation.contact_id, len(conversation.protocol)) == (1, contact.id, 18)
    assert conversation.window_until == SECOND * 1000 + WINDOW_MS
    assert conversation.last.text == "w1"
    with receiving.transaction() as tx:
        assert receiving.reading.message(tx, changed.message.id) == changed.message
        assert receiving.reading.conversation(tx, conversation.id) == conversation
        assert receiving.reading.contact(tx, contact.id, NOW) == contact


def test_the_same_webhook_again_changes_nothing_and_tells_nothing(receiving: Receiving) -> None:
    bodies = [path.read_bytes() for path in sorted(FIXTURES.glob("*.json"))]
    receiving.feed(*bodies)
    state, events = receiving.state(), len(receiving.told())
    for one in bodies:
        receiving.feed(one)
    receiving.feed(*bodies, *bodies)
    assert receiving.state() == state
    assert len(receiving.told()) == events


def test_a_repeat_inside_one_body_is_one_message(receiving: Receiving) -> None:
    receiving.feed(body(said(ANA, "w1", 0), said(ANA, "w1", 0)))
    assert receiving.rows("SELECT count(*) FROM message") == [(1,)]


def test_a_repeat_with_a_fresh_download_address_is_a_repeat(receiving: Receiving) -> None:
    file = {"id": "7", "mime_type": "image/jpeg", "sha256": "x"}
    receiving.feed(body(said(ANA, "w1", 0, "image", {**file, "url": "https://one"})))
    receiving.feed(body(said(ANA, "w1", 0, "image", {**file, "url": "https://two"})))
    assert receiving.rows("SELECT count(*) FROM message") == [(1,)]


def test_two_messages_under_one_id_are_both_kept(receiving: Receiving) -> None:
    first, second = body(said(ANA, "w1", 0)), body(said(ANA, "w1", 0, content={"body": "outra coisa"}))
    receiving.feed(first, second)
    receiving.feed(second, first)
    assert receiving.rows("SELECT count(*), count(DISTINCT wamid) FROM message") == [(2, 2)]


def test_five_messages_in_one_webhook_are_five(receiving: Receiving) -> None:
    receiving.feed((FIXTURES / "many.json").read_bytes())
    assert receiving.rows("SELECT count(*) FROM message") == [(5,)]
    assert receiving.rows("SELECT count(*) FROM conversation") == [(3,)]
    assert kinds(receiving.told())[EventKind.MESSAGE] == 5


def test_messages_of_one_second_keep_their_order(receiving: Receiving) -> None:
    receiving.feed(body(*(said(ANA, f"w{n}", 0) for n in range(9))))
    receiving.feed(body(*(said(ANA, f"w{n}", 0) for n in range(9, 20))))
    order = [row[0] for row in receiving.rows("SELECT wamid FROM message ORDER BY sent_at, id")]
    assert order == [f"w{n}" for n in range(20)]


def test_an_older_message_that_comes_late_is_not_the_last_one(receiving: Receiving) -> None:
    receiving.feed(body(said(ANA, "new", 100)))
    receiving.feed(body(said(ANA, "old", 50)))
    conversation = receiving.told()[-1][1].conversation
    assert conversation.last.text == "new"
    assert (conversation.unread, conversation.last_inbound_at) == (2, (SECOND + 100) * 1000)


def test_one_person_on_two_numbers_has_two_conversations(receiving: Receiving) -> None:
    receiving.feed(body(said(ANA, "w1", 0)), body(said(ANA, "w1", 0), number="20100000000002"))
    assert receiving.rows("SELECT count(*) FROM contact") == [(1,)]
    assert receiving.rows("SELECT count(*) FROM conversation") == [(2,)]
    assert receiving.rows("SELECT count(*) FROM message") == [(2,)]


def test_a_person_without_a_number_is_a_person(receiving: Receiving) -> None:
    receiving.feed(body(said(BIA, "w1", 0), contacts=[card(BIA, "Bia", "bia.b")]))
    contact = receiving.told()[0][1]
    assert (contact.name, contact.phone, contact.username) == ("Bia", None, "bia.b")


def test_files_wait_to_be_fetched_and_those_that_cannot_be_had_are_failed(receiving: Receiving) -> None:
    receiving.feed(
        (FIXTURES / "media.json").read_bytes(), body(said(ANA, "w1", 0, "image", {"mime_type": "image/png"}))
    )
    assert receiving.rows("SELECT state, count(*) FROM media GROUP BY state ORDER BY state") == [
        ("failed", 1),
        ("pending", 7),
    ]
    document = next(
        data.message for kind, data in receiving.told() if kind == "message" and data.message.content.kind == "document"
    )
    with receiving.transaction() as tx:
        assert receiving.reading.message(tx, document.id) == document
    assert document.content.media.file_name == "nota fiscal.pdf"


def test_an_answer_carries_what_it_answers(receiving: Receiving) -> None:
    receiving.feed(body(said(ANA, "w1", 0)))
    receiving.feed(body(said(ANA, "w2", 1, context={"id": "w1"}), said(ANA, "w3", 2, context={"id": "gone"})))
    first, second = (data.message.quote for _, data in receiving.told()[-2:])
    assert (first.text, second.message_id) == ("w1", "")


def test_the_newest_name_is_shown_whatever_comes_last(receiving: Receiving) -> None:
    for second, name in ((1, "Ana"), (3, "Ana"), (2, "Aninha")):
        receiving.feed(body(said(ANA, f"w{second}", second), contacts=[card(ANA, name)]))
    receiving.feed(body(said(ANA, "w9", 9), contacts=[card(ANA, "Ana Maria", "am")]))
    contact = next(data for kind, data in reversed(receiving.told()) if kind == "contact")
    assert (contact.name, contact.username) == ("Ana Maria", "am")
    assert receiving.state()["people"][0][1] == "Ana Maria"


def test_echoes_are_ours_and_open_nothing(receiving: Receiving) -> None:
    receiving.feed(body(echoed(ANA, "e1", 5), field="smb_message_echoes"))
    message, conversation = receiving.told()[-1][1].message, receiving.told()[-1][1].conversation
    assert (message.direction, message.status) == ("out", Status.SENT)
    assert (conversation.unread, conversation.window_until, conversation.protocol) == (0, None, "")
    assert receiving.rows("SELECT origin FROM message") == [("phone_app",)]


def test_what_is_typed_on_the_telephone_ends_the_wait_of_a_customer(receiving: Receiving) -> None:
    waits = "SELECT waiting_since IS NOT NULL, first_response_at IS NOT NULL FROM case_file"
    receiving.feed(body(said(ANA, "w1", 10)))
    receiving.feed(body(echoed(ANA, "e1", 5), field="smb_message_echoes"))
    assert receiving.rows(waits) == [(1, 0)]  # it was said before the question
    receiving.feed(body(echoed(ANA, "e2", 15), field="smb_message_echoes"))
    assert receiving.rows(waits) == [(0, 1)]
    assert receiving.told()[-1][1].conversation.case.answer_due_at is None
    told = receiving.rows("SELECT kind, account_id FROM case_event ORDER BY id DESC LIMIT 2")
    assert told == [("answered", ""), ("first_response", "")]


def test_history_is_stored_but_is_no_news(receiving: Receiving) -> None:
    receiving.feed((FIXTURES / "history.json").read_bytes())
    rows = receiving.rows("SELECT direction, status, origin FROM message ORDER BY sent_at")
    assert rows == [("in", "received", "history"), ("out", "delivered", "history"), ("in", "received", "history")]
    conversation = receiving.told()[-1][1].conversation
    assert (conversation.unread, conversation.protocol) == (0, "")
    assert conversation.last_inbound_at == 1795200070000


def test_system_lines_and_groups_open_no_window(receiving: Receiving) -> None:
    receiving.feed((FIXTURES / "system.json").read_bytes(), (FIXTURES / "group_message.json").read_bytes())
    assert {row[0] for row in receiving.rows("SELECT last_inbound_at FROM conversation")} == {None}
    assert receiving.rows("SELECT count(*) FROM identity WHERE kind = 'group'") == [(1,)]


def test_words_without_a_sender_are_still_shown(receiving: Receiving) -> None:
    _, item = said({}, "w1", 0)
    receiving.feed(body(("messages", item), contacts=[{"profile": {"name": "Alguém"}}]))
    receiving.feed(body(("messages", item)))
    assert receiving.told()[0][1].name == "Alguém"
    assert receiving.rows("SELECT count(*) FROM message") == [(1,)]


def test_without_metadata_the_account_stands_in_and_cannot_send(receiving: Receiving) -> None:
    receiving.feed(body(said(ANA, "w1", 0), metadata={}))
    assert receiving.rows("SELECT id, disabled_reason FROM channel_number") == [
        ("account:30200000000001", "unknown_number")
    ]


def test_a_missing_time_becomes_the_time_of_arrival(receiving: Receiving) -> None:
    receiving.feed(body(said(ANA, "w1", 0, timestamp="yesterday")))
    assert receiving.rows("SELECT sent_at FROM message") == [(NOW,)]


@pytest.mark.parametrize("second", [NOW // 1000 + 3600, 4_000_000_000, NOW + 1, 4_102_444_800_000])
def test_a_message_from_the_future_opens_the_window_from_its_arrival(receiving: Receiving, second: int) -> None:
    receiving.feed(body(said(ANA, "w1", 0, timestamp=second)))
    (conversation,) = [data.conversation for kind, data in receiving.told() if kind == "message"]
    assert conversation.window_until == NOW + WINDOW_MS
    receiving.feed(body(said(ANA, "w2", 0, timestamp=1)))
    assert receiving.rows("SELECT last_inbound_at FROM conversation") == [(NOW,)]


@pytest.mark.parametrize("kind", ["edit", "revoke", "reaction"])
def test_a_change_that_names_no_message_is_shown_and_opens_no_window(receiving: Receiving, kind: str) -> None:
    receiving.feed(body(said(ANA, "w1", 0, kind, {"original_message_id": "", "message_id": ""})))
    assert receiving.rows("SELECT count(*) FROM message") == [(1,)]
    assert receiving.rows("SELECT last_inbound_at FROM conversation") == [(None,)]


def test_a_free_agent_gets_a_new_conversation_and_an_old_one_is_announced(tmp_path: Path) -> None:
    free: list[str] = []
    asked: list[int] = []

    def place(tx: Tx, conversations: Sequence[str], now: int) -> dict[str, CaseRow]:
        asked.append(len(conversations))
        rows = [receiving.cases.open_of(tx, one) for one in conversations]
        return {row.conversation_id: row._replace(agent_id=free[0]) for row in rows if row is not None and free}

    receiving = Receiving(tmp_path / "data", place=place)
    receiving.feed(*(body(said({"wa_id": f"5531888877{n}"}, f"w{n}", n)) for n in range(10, 15)))
    assert asked == [5]  # one look for all of a transaction
    free.append("agent-1")
    receiving.feed(body(said({"wa_id": "553188887710"}, "w20", 20)), body(said({"wa_id": "551100000000"}, "w21", 21)))
    assert len(receiving.assignments) == 1
    assert {data.conversation.assignee_id for _, data in receiving.told()[-2:]} == {"agent-1"}
    receiving.feed(body(said({"wa_id": "551100000000"}, "w22", 22)))
    assert asked == [5, 2]
    receiving.close()


def test_hooks_see_each_new_message_once_and_already_stored(tmp_path: Path) -> None:
    seen: list[Inbound] = []

    def hook(tx: Tx, said_now: Inbound) -> None:
        assert tx.driver.execute("SELECT 1 FROM message WHERE id = ?", (said_now.message_id,)).fetchone() == (1,)
        seen.append(said_now)

    receiving = Receiving(tmp_path / "data", inbound=[hook])
    for _ in range(2):
        receiving.feed(
            body(said(ANA, "w1", 0), said(ANA, "w2", 1, context={"id": "ours"})),
            (FIXTURES / "history.json").read_bytes(),
            (FIXTURES / "echoes.json").read_bytes(),
            (FIXTURES / "group_message.json").read_bytes(),
        )
    assert [(one.wamid, one.quoted_wamid, one.channel_number_id) for one in seen] == [
        ("w1", None, NUMBER),
        ("w2", "ours", NUMBER),
    ]
    receiving.close()


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.json")), ids=lambda path: path.stem)
def test_every_fixture_is_processed_without_quarantine(receiving: Receiving, path: Path) -> None:
    receiving.feed(path.read_bytes())
    assert receiving.rows("SELECT path, reason FROM quarantine") == []
