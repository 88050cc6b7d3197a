"""Events into the local store: whatever the batches, repetitions and crashes, the copy is what the gateway has."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.application.applied import Applied
from desktop.application.applying import (
    alarms,
    apply_conversations,
    apply_events,
    apply_snapshot,
    cursor,
    promotional_words,
)
from desktop.application.ports import Entry
from desktop.application.storing import put_page
from desktop.domain.changes import ChangeSet
from desktop.infra.gateway.codec import entry
from server_stub.contract.delivery import Status
from server_stub.contract.events import Alarm, Catalogue, Event, EventKind, MessagesRemoved, StatusChanged
from server_stub.contract.model import Account, ConsentPurpose, Contact, Conversation, Role
from server_stub.contract.requests import ConversationPage, MessagePage, SendMessage, Snapshot
from server_stub.contract.words import Sought
from tests.helpers.fake_world import FakeWorld
from tests.helpers.local_store import MemoryStore, PowerCut, memory_store

CLIMBS = [Status.SENT, Status.DELIVERED, Status.READ]


class Play:
    """A gateway with two conversations and made-up events."""

    def __init__(self) -> None:
        self.world = FakeWorld()
        self.ana = self.world.add_account("ana", "Ana")
        self.bruno = self.world.add_account("bruno", "Bruno")
        self.lia = self.world.add_account("lia", "Lia", Role.LEAD)
        self.conversations = [self.world.add_conversation(name, self.ana.id).id for name in ("Maria", "João")]
        self.sent: list[str] = []
        for conversation in self.conversations:
            self.world.receive(conversation, "olá")

    def step(self, action: str, number: int) -> None:
        world, conversation = self.world, self.conversations[number % 2]
        if action == "receive":
            world.receive(conversation, f"texto {number}")
        elif action == "send":
            request = SendMessage(f"client{len(self.sent)}", conversation, f"resposta {number}")
            self.sent.append(world.accept(self.lia, request).message.id)
        elif action == "climb" and self.sent:
            world.climb(self.sent[number % len(self.sent)], CLIMBS[number % 3])
        elif action == "edit":
            world.edit(next(iter(world.messages)), f"editado {number}")
        elif action == "claim":
            world.claim(self.lia, conversation)
        elif action == "drop":
            world.drop_claim(self.lia, conversation)
        elif action == "contact":
            contact_id = world.conversations[conversation].contact_id
            changed = msgspec.structs.replace(world.contacts[contact_id], name=f"Nome {number}")
            world.contacts[contact_id] = changed
            world.tell(EventKind.CONTACT, changed, conversation)
        elif action == "assign":
            world.assign(self.lia, conversation, (self.ana.id, self.bruno.id, None)[number % 3])

    def entries(self, account: Account) -> list[Entry]:
        return [entry(msgspec.json.encode(event).decode()) for event in self.world.after(account, 0)]


ORDINARY = ["receive", "send", "climb", "edit", "claim", "drop", "contact"]
steps = st.lists(st.tuples(st.sampled_from(ORDINARY), st.integers(0, 9)), max_size=25)
moves = st.lists(st.tuples(st.sampled_from([*ORDINARY, "assign"]), st.integers(0, 9)), max_size=25)


def deliver(store: MemoryStore, entries: Sequence[Entry], data: st.DataObject) -> None:
    """In random batches; each may come twice, come mixed, come with what was told before, or meet a power cut."""
    rest = list(entries)
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        batch = rest[:size]
        fate = data.draw(st.sampled_from(["once", "twice", "mixed", "with old ones", "power cut"]))
        if fate == "power cut":
            with pytest.raises(PowerCut):
                store.run(lambda tx, batch=batch: apply_events(tx, batch), cut_before_statement=1)
            continue
        if fate == "with old ones":
            batch = [*entries[: len(entries) - len(rest)], *batch]
        if fate == "mixed":
            batch = data.draw(st.permutations(batch))
        for _ in range(2 if fate == "twice" else 1):
            store.run(lambda tx, batch=batch: apply_events(tx, batch))
        rest = rest[size:]


def timeline(store: MemoryStore, conversation_id: str) -> list:  # type: ignore[type-arg]
    return store.run(lambda tx: tx.messages.page(conversation_id, before=None, since=None, limit=999))


@settings(max_examples=60)
@given(steps, st.data())
def test_the_copy_equals_the_gateway(history: list[tuple[str, int]], data: st.DataObject) -> None:
    play = Play()
    for action, number in history:
        play.step(action, number)
    with memory_store() as store:
        deliver(store, play.entries(play.ana), data)
        for conversation_id in play.conversations:
            assert timeline(store, conversation_id) == play.world.page(conversation_id, None, 999)[0]
            copy = store.run(lambda tx, key=conversation_id: tx.inbox.conversation(key))
            assert copy is not None
            real = play.world.conversations[conversation_id]
            assert msgspec.structs.replace(copy, last=None) == msgspec.structs.replace(real, last=None)
            assert copy.last is not None
            assert copy.last.message_id == (real.last and real.last.message_id)
        assert store.run(cursor) == play.world.newest


@settings(max_examples=60)
@given(moves, st.data())
def test_what_may_not_be_seen_is_not_kept(history: list[tuple[str, int]], data: st.DataObject) -> None:
    play = Play()
    for action, number in history:
        play.step(action, number)
    with memory_store() as store:
        deliver(store, play.entries(play.bruno), data)
        kept = {each.id for each in store.run(lambda tx: tx.inbox.conversations())}
        assert kept <= {each.id for each in play.world.visible(play.bruno)}
        for conversation_id in play.conversations:
            known = {each.id: each for each in play.world.page(conversation_id, None, 999)[0]}
            local = timeline(store, conversation_id)
            assert all(known[each.id] == each for each in local)
            assert conversation_id in kept or not local


def test_a_power_cut_at_any_statement_leaves_batch_and_cursor_together() -> None:
    play = Play()
    for number, action in enumerate(ORDINARY * 2):
        play.step(action, number)
    entries = play.entries(play.ana)
    with memory_store() as store:
        for statement in range(1, 10_000):
            try:
                store.run(lambda tx: apply_events(tx, entries), cut_before_statement=statement)
            except PowerCut:
                assert store.run(cursor) is None
                assert timeline(store, play.conversations[0]) == []
                continue
            break
        assert statement > 50
        assert store.run(cursor) == play.world.newest


def test_unknown_kinds_are_skipped_and_the_cursor_moves(expected_logs) -> None:  # type: ignore[no-untyped-def]
    expected_logs("an event of kind contact cannot be read")
    future = entry('{"seq": 7, "kind": "hologram", "at": 1, "data": {"x": 1}}')
    broken = entry('{"seq": 8, "kind": "contact", "at": 1, "data": {"nothing": 1}}')
    stranger = Entry(9, EventKind.STATUS, 1, StatusChanged("never heard of", "read", 5))
    with memory_store() as store:
        applied = store.run(lambda tx: apply_events(tx, [future, broken, stranger]))
        assert not applied.changes()
        assert store.run(cursor) == 9


RAISED = [
    Alarm("quality_limit", {"number": "n1", "meta_code": 131048}),
    Alarm("quality_limit", {"number": "n2", "meta_code": 131048}),
    Alarm("quarantine", {"count": 1}),
    Alarm("quarantine", {"count": 2}),
    Alarm("quality_limit", {"number": "n1"}, cleared=True),
    Alarm("ledger_broken", cleared=True),
]
"""The number 2 and a quarantine of 2 are what stands in the end."""


@settings(max_examples=30)
@given(st.data())
def test_what_stands_is_kept_and_what_is_cleared_goes(data: st.DataObject) -> None:
    play = Play()
    for alarm in RAISED:
        play.world.tell_alarm(alarm)
    with memory_store() as store:
        deliver(store, play.entries(play.lia), data)
        assert store.run(alarms) == (RAISED[1], RAISED[3])
        again = Entry(play.world.newest + 1, EventKind.ALARM, 1, RAISED[4])
        assert store.run(lambda tx: apply_events(tx, [again])).changes() == ChangeSet(alarms=True)
        store.run(lambda tx: apply_snapshot(tx, msgspec.structs.replace(snapshot(play, play.lia), alarms=RAISED[2:3])))
        assert store.run(alarms) == (RAISED[2],)


def snapshot(play: Play, account: Account, *, page_size: int = 99) -> Snapshot:
    visible = play.world.visible(account)
    return Snapshot(
        play.world.newest,
        account,
        "Loja",
        visible[:page_size],
        [play.world.contacts[each.contact_id] for each in visible[:page_size]],
        [account],
        [],
        [],
        [],
        "1" if len(visible) > page_size else None,
    )


def test_a_snapshot_forgets_what_is_no_longer_ours_once_all_pages_are_here() -> None:
    play = Play()
    gone = Conversation("gone", "p", "n")
    with memory_store() as store:
        store.run(lambda tx: apply_events(tx, play.entries(play.ana)))
        store.run(
            lambda tx: apply_conversations(tx, ConversationPage([gone], [Contact("p", "X")], "9"), as_of=1),
        )
        first = snapshot(play, play.ana, page_size=1)
        applied = store.run(lambda tx: apply_snapshot(tx, first))
        assert applied.everything
        assert {each.id for each in store.run(lambda tx: tx.inbox.conversations())} == {*play.conversations, "gone"}
        rest = ConversationPage(play.world.visible(play.ana)[1:], [], None)
        applied = store.run(lambda tx: apply_conversations(tx, rest, as_of=first.seq))
        assert applied.conversations["gone"] is None
        assert applied.contacts["p"] is None
        assert {each.id for each in store.run(lambda tx: tx.inbox.conversations())} == set(play.conversations)


def test_a_gateway_restored_from_a_backup_is_followed_back() -> None:
    play = Play()
    with memory_store() as store:
        store.run(lambda tx: apply_events(tx, play.entries(play.ana)))
        behind = msgspec.structs.replace(snapshot(play, play.ana), seq=1)
        store.run(lambda tx: apply_snapshot(tx, behind))
        assert store.run(cursor) == 1
        renamed = Contact(behind.contacts[0].id, "Outro nome")
        store.run(lambda tx: apply_events(tx, [Entry(2, EventKind.CONTACT, 1, renamed)]))
        assert store.run(lambda tx: tx.inbox.contact(renamed.id)) == renamed


def test_a_page_asked_before_an_event_does_not_undo_it() -> None:
    play = Play()
    play.step("send", 0)
    conversation = play.conversations[0]
    with memory_store() as store:
        store.run(lambda tx: apply_events(tx, play.entries(play.ana)))
        asked_at = store.run(cursor) or 0
        page = MessagePage(*play.world.page(conversation, None, 50))
        play.world.climb(play.sent[0], Status.READ)
        play.world.edit(page.messages[0].id, "editado")
        store.run(lambda tx: apply_events(tx, play.entries(play.ana)))
        store.run(lambda tx: put_page(tx, conversation, page, None, as_of=asked_at))
        assert timeline(store, conversation) == play.world.page(conversation, None, 50)[0]


def test_ticks_are_told_apart_from_new_layouts() -> None:
    play = Play()
    play.step("send", 0)
    with memory_store() as store:
        store.run(lambda tx: apply_events(tx, play.entries(play.ana)))
        play.world.climb(play.sent[0], Status.DELIVERED)
        told = store.run(lambda tx: apply_events(tx, play.entries(play.ana))).changes()
        assert (dict(told.messages), dict(told.statuses)) == (
            {},
            {play.conversations[0]: frozenset({play.sent[0]})},
        )
        assert told.conversations == {play.conversations[0]}
        preview = store.run(lambda tx: tx.inbox.conversation(play.conversations[0]))
        assert preview is not None
        assert preview.last is not None
        assert preview.last.status == "delivered"
        play.world.climb(play.sent[0], Status.FAILED)
        play.world.climb(play.sent[0], Status.SENT)
        assert not store.run(lambda tx: apply_events(tx, play.entries(play.ana))).changes().messages


def test_a_conversation_assigned_anew_in_one_batch_keeps_its_messages() -> None:
    play = Play()
    with memory_store() as store:
        store.run(lambda tx: apply_events(tx, play.entries(play.ana)))
        play.world.assign(play.lia, play.conversations[0], play.bruno.id)
        play.world.assign(play.lia, play.conversations[0], play.ana.id)
        applied = store.run(lambda tx: apply_events(tx, play.entries(play.ana)))
        assert applied.conversations[play.conversations[0]] is not None
        assert len(timeline(store, play.conversations[0])) == 1


def test_nothing_new_tells_nothing() -> None:
    assert not Applied().changes()


def test_what_may_be_asked_for_changes_for_everybody_at_once() -> None:
    play = Play()
    with memory_store() as store:
        store.run(lambda tx: apply_snapshot(tx, snapshot(play, play.ana)))
        before = store.run(lambda tx: tx.inbox.catalogue())
        told = Catalogue([ConsentPurpose("mkt.outlet", "marketing", "n1", "Posso?")], ["saldão"])
        raw = Event(seq=9_000, kind=EventKind.CATALOGUE, at=1, data=msgspec.Raw(msgspec.json.encode(told)))
        applied = store.run(lambda tx: apply_events(tx, [entry(msgspec.json.encode(raw).decode())]))
        after = store.run(lambda tx: tx.inbox.catalogue())
        words = store.run(promotional_words)
    assert [it.code for it in after.purposes] == ["mkt.outlet"]
    assert (after.accounts, after.templates, after.phrases) == (before.accounts, before.templates, before.phrases)
    assert words == applied.promotional_words == ("saldão",)
    assert applied.changes().catalogue


def test_messages_that_were_kept_long_enough_are_forgotten() -> None:
    """Views hear of them as of any change, and find nothing any more."""
    play = Play()
    conversation, other = play.conversations
    play.step("receive", 2)
    with memory_store() as store:
        store.run(lambda tx: apply_events(tx, play.entries(play.ana)))
        gone, *kept = [each.id for each in timeline(store, conversation)]
        removed = MessagesRemoved(conversation, [gone, "never seen"])
        play.world.tell(EventKind.MESSAGES_REMOVED, removed, conversation)
        applied = store.run(lambda tx: apply_events(tx, play.entries(play.ana)))
        assert [each.id for each in timeline(store, conversation)] == kept
        assert len(timeline(store, other)) == 1
    assert applied.changes().messages == {conversation: frozenset({gone})}


def test_what_was_deleted_for_everyone_is_not_kept_here() -> None:
    with memory_store() as store:
        play = Play()
        conversation = play.conversations[0]
        told = play.world.receive(conversation, "segredo")
        page = MessagePage([told], None)
        store.run(lambda tx: put_page(tx, conversation, page, None, as_of=1))
        gone = msgspec.structs.replace(told, deleted_at=told.sent_at + 1)
        store.run(lambda tx: put_page(tx, conversation, MessagePage([gone], None), None, as_of=2))
        kept = store.run(lambda tx: tx.messages.get(told.id))
        assert kept is not None
        assert kept.deleted_at is not None
        assert b"segredo" not in msgspec.json.encode(kept)
        assert store.run(lambda tx: tx.messages.search(Sought.of("segredo"), 5)) == []
