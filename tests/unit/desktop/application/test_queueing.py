"""What an agent typed: durable in one step, sent exactly once, in order, whatever is lost on the way."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.application.applying import apply_events
from desktop.application.queueing import QueuedDraft, accept, queue, refuse, unqueue
from desktop.application.store_ports import LocalFile
from desktop.domain.errors import LocalProblem, Refused
from desktop.domain.failures import params_of
from desktop.infra.gateway.codec import entry
from server_stub.contract.content import Content, Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message
from server_stub.contract.requests import SendMessage
from tests.helpers.fake_world import FakeWorld
from tests.helpers.local_store import MemoryStore, PowerCut, memory_store


class Play:
    """One desktop and one gateway; the line between them is the test."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store
        self.world = FakeWorld()
        self.ana = self.world.add_account("ana", "Ana")
        self.conversations = [self.world.add_conversation(name, self.ana.id).id for name in ("Maria", "João")]
        for conversation in self.conversations:
            self.world.receive(conversation, "olá")
        self.typed: dict[str, list[str]] = {conversation: [] for conversation in self.conversations}
        self.hear()

    def type(self, number: int) -> Message:
        conversation = self.conversations[number % 2]
        text = f"texto {sum(map(len, self.typed.values()))}"
        request = SendMessage(f"{self.world.now():x}", conversation, text, composed_at=self.world.now())
        self.typed[conversation].append(text)
        draft = QueuedDraft(request, Content(Kind.TEXT, text))
        return self.store.run(lambda tx: queue(tx, draft, self.ana))[1]

    def send(self, number: int, *, answer_arrives: bool) -> None:
        """As the outbox does: the first that waits in a conversation."""
        conversation = self.conversations[number % 2]
        waiting = [
            item for item in self.store.run(lambda tx: tx.outbox.waiting()) if item.conversation_id == conversation
        ]
        if not waiting:
            return
        answer = self.world.accept(self.ana, waiting[0].request)
        if answer_arrives:
            client_id = waiting[0].client_id
            self.store.run(lambda tx: accept(tx, client_id, answer.message, as_of=0))

    def hear(self) -> None:
        told = [entry(msgspec.json.encode(event).decode()) for event in self.world.after(self.ana, 0)]
        self.store.run(lambda tx: apply_events(tx, told))

    def timeline(self, conversation: str) -> list[Message]:
        return self.store.run(lambda tx: tx.messages.page(conversation, before=None, since=None, limit=999))

    def own_texts(self, conversation: str) -> list[str]:
        return [each.content.text for each in self.timeline(conversation) if each.direction == "out"]


ACTIONS = ["type", "send", "send and lose the answer", "hear", "customer writes", "climb"]


@settings(max_examples=80)
@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9)), max_size=30))
def test_nothing_is_lost_doubled_or_reordered(history: list[tuple[str, int]]) -> None:
    with memory_store() as store:
        play = Play(store)
        for action, number in history:
            if action == "type":
                play.type(number)
            elif action.startswith("send"):
                play.send(number, answer_arrives=action == "send")
            elif action == "hear":
                play.hear()
            elif action == "customer writes":
                play.world.receive(play.conversations[number % 2], "e agora?")
            elif play.world.accepted:
                sent = list(play.world.accepted.values())
                play.world.climb(sent[number % len(sent)][1], Status.DELIVERED)
            for conversation in play.conversations:
                # At every moment the agent sees each text once, in the order of typing.
                assert play.own_texts(conversation) == play.typed[conversation]
        while store.run(lambda tx: tx.outbox.waiting()):
            for number in (0, 1):
                play.send(number, answer_arrives=True)
        play.hear()
        for conversation in play.conversations:
            real = play.world.page(conversation, None, 999)[0]
            assert [each.content.text for each in real if each.direction == "out"] == play.typed[conversation]
            assert play.timeline(conversation) == real


def test_message_outbox_and_draft_change_together_or_not_at_all() -> None:
    with memory_store() as store:
        play = Play(store)
        conversation = play.conversations[0]
        store.run(lambda tx: tx.notes.set_draft(conversation, "meio texto"))
        request = SendMessage("k1", conversation, "texto inteiro")
        draft = QueuedDraft(request, Content(Kind.TEXT, "texto inteiro"))

        def state() -> tuple[str, int, int]:
            waiting = store.run(lambda tx: tx.outbox.waiting())
            return store.run(lambda tx: tx.notes.draft(conversation)), len(waiting), len(play.timeline(conversation))

        for statement in range(1, 1000):
            try:
                store.run(lambda tx: queue(tx, draft, play.ana), cut_before_statement=statement)
            except PowerCut:
                assert state() == ("meio texto", 0, 1)
                continue
            break
        assert statement > 5
        assert state() == ("", 1, 2)


def test_a_queued_message_is_below_everything_and_in_the_list() -> None:
    with memory_store() as store:
        play = Play(store)
        conversation = play.conversations[0]
        future = play.world.receive(conversation, "relógio adiantado", sent_at=play.world.now() + 60_000)
        play.hear()
        queued = play.type(0)
        assert queued.sent_at == future.sent_at + 1
        assert play.timeline(conversation)[-1] == queued
        shown = store.run(lambda tx: tx.inbox.conversation(conversation))
        assert shown is not None
        assert shown.last is not None
        assert (shown.last.message_id, shown.last.status) == (queued.id, "pending")


def test_an_accepted_message_does_not_fall_below_those_still_queued() -> None:
    with memory_store() as store:
        play = Play(store)
        play.world.ahead_ms = 60_000
        for _ in range(3):
            play.type(0)
        play.send(0, answer_arrives=True)
        statuses = [each.status for each in play.timeline(play.conversations[0])]
        assert statuses == [Status.RECEIVED, Status.ACCEPTED, Status.PENDING, Status.PENDING]


def test_a_refusal_is_kept_with_its_reason_and_others_go_on() -> None:
    with memory_store() as store:
        play = Play(store)
        first, _ = play.type(0), play.type(0)
        error = Refused("gate_refused", reason="DENY_WINDOW_CLOSED", until=5)
        applied = store.run(lambda tx: refuse(tx, first.id, error))
        assert [item.client_id for item in applied.given_up] == [first.id]
        failed = store.run(lambda tx: tx.messages.get(first.id))
        assert failed is not None
        assert failed.failure is not None
        assert (failed.status, failed.failure.code) == (Status.FAILED, "DENY_WINDOW_CLOSED")
        assert params_of(failed.failure) == {"until": 5}
        assert len(store.run(lambda tx: tx.outbox.waiting())) == 1
        play.send(0, answer_arrives=True)
        assert len(play.world.accepted) == 1
        again = QueuedDraft(SendMessage("k9", failed.conversation_id, "x"), failed.content, replaces=failed.id)
        store.run(lambda tx: queue(tx, again, play.ana))
        assert store.run(lambda tx: tx.outbox.get(first.id)) is None
        assert [each.status for each in play.timeline(failed.conversation_id)][1:] == [
            Status.ACCEPTED,
            Status.PENDING,
        ]


def test_the_gateway_has_the_last_word_even_after_a_refusal() -> None:
    with memory_store() as store:
        play = Play(store)
        queued = play.type(0)
        play.send(0, answer_arrives=False)
        store.run(lambda tx: refuse(tx, queued.id, Refused("not_found")))
        play.hear()
        assert [each.status for each in play.timeline(play.conversations[0])] == [Status.RECEIVED, Status.ACCEPTED]
        assert store.run(lambda tx: tx.outbox.get(queued.id)) is None


def test_giving_up_removes_message_row_and_file() -> None:
    with memory_store() as store:
        play = Play(store)
        conversation = play.conversations[0]
        request = SendMessage("k1", conversation, "legenda")
        draft = QueuedDraft(request, Content(Kind.IMAGE, "legenda"), file=LocalFile("local-k1", "a.png", 5))
        store.run(lambda tx: queue(tx, draft, play.ana))
        applied = store.run(lambda tx: unqueue(tx, "k1"))
        assert applied.media_gone == ["local-k1"]
        assert len(play.timeline(conversation)) == 1
        shown = store.run(lambda tx: tx.inbox.conversation(conversation))
        assert shown is not None
        assert shown.last is not None
        assert shown.last.text == "olá"
        with pytest.raises(LocalProblem, match="not_cancellable"):
            store.run(lambda tx: unqueue(tx, "k1"))


def test_a_line_about_the_conversation_is_not_its_last_word() -> None:
    with memory_store() as store:
        play = Play(store)
        conversation = play.conversations[0]
        line = Message("z-line", conversation, "out", Content(Kind.SYSTEM), 2**41, Status.SENT)
        store.run(lambda tx: tx.messages.put(line, as_of=None))
        draft = QueuedDraft(SendMessage("k1", conversation, "oi"), Content(Kind.TEXT, "oi"))
        store.run(lambda tx: queue(tx, draft, play.ana))
        store.run(lambda tx: unqueue(tx, "k1"))
        shown = store.run(lambda tx: tx.inbox.conversation(conversation))
        assert shown is not None
        assert shown.last is not None
        assert shown.last.text == "olá"


def test_an_answer_to_something_unsent_goes_without_the_quote() -> None:
    with memory_store() as store:
        play = Play(store)
        first = play.type(0)
        request = SendMessage("k2", play.conversations[0], "e isto", quote_id=first.id)
        _, message = store.run(lambda tx: queue(tx, QueuedDraft(request, Content(Kind.TEXT, "e isto")), play.ana))
        assert message.quote is not None
        item = store.run(lambda tx: tx.outbox.get("k2"))
        assert item is not None
        assert item.request.quote_id is None
