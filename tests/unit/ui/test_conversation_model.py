"""The conversation list agrees with sorting and filtering everything anew."""

from __future__ import annotations

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from desktop.domain.matching import fold
from desktop.ui.lists.ports import ID_ROLE
from desktop.ui.models.conversation_entry import Chip, build_entry, chips_of
from desktop.ui.models.conversation_model import ConversationModel
from server_stub.contract.cases import CaseBrief, CaseState
from server_stub.contract.model import Contact, Conversation, Preview
from server_stub.contract.transfers import Offer, OfferKind, Participant, Presence

NAMES = ("Ana Lima", "José Conceição", "Padaria Pão", "", "Íris")
ME = "me"


def conversation(
    number: int, at: int, owner: str | None = ME, unread: int = 0, *, asked: str = "", state: CaseState | None = None
) -> Conversation:
    last = Preview(f"m{number}-{at}", "text", "oi", "in", "received", at)
    case = None if state is None else CaseBrief(f"case{number}", f"8811881188{number:02d}", state)
    offer = Offer("o", OfferKind.TRANSFER, asked) if asked and state is not CaseState.CLOSED else None
    return Conversation(f"v{number}", f"c{number}", "n", owner, unread, last=last, case=case, offer=offer)


def contact(number: int) -> Contact:
    return Contact(f"c{number}", NAMES[number % len(NAMES)], f"+55119000000{number:02d}")


def model() -> ConversationModel:
    made = ConversationModel(ME, lambda entry: entry.name)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    return made


def ids(of: ConversationModel) -> list[str]:
    return [of.index(row, 0).data(ID_ROLE) for row in range(of.rowCount())]


numbers = st.integers(0, 11)
changes = st.lists(
    st.builds(
        conversation,
        numbers,
        st.integers(0, 99),
        st.sampled_from([ME, None, "other"]),
        st.integers(0, 2),
        asked=st.sampled_from(["", "", ME, "other"]),
        state=st.sampled_from([None, CaseState.ASSIGNED, CaseState.CLOSED]),
    ),
    max_size=6,
)


class AgainstSorting(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.model = model()
        self.known: dict[str, Conversation] = {}
        self.chip, self.words = Chip.ALL, ""

    @rule(changed=changes)
    def change(self, changed: list[Conversation]) -> None:
        self.known.update({item.id: item for item in changed})
        self.model.apply([(item, contact(int(item.id[1:]))) for item in changed])
        self.model.flush()

    @rule(gone=st.sets(numbers, max_size=3))
    def remove(self, gone: set[int]) -> None:
        for number in gone:
            self.known.pop(f"v{number}", None)
        self.model.remove(f"v{number}" for number in gone)
        self.model.flush()

    @rule(chip=st.sampled_from(list(Chip)))
    def choose(self, chip: Chip) -> None:
        self.chip = chip
        self.model.set_chip(chip)

    @rule(words=st.sampled_from(["", "ana", "conceicao", "CONCEIÇÃO", "pao padaria", "0003", "nada"]))
    def search(self, words: str) -> None:
        self.words = words
        self.model.set_words(words)

    def seen(self, chips: tuple[Chip, ...]) -> bool:
        return self.chip in chips or Chip.OFFERED in chips or (bool(self.words) and Chip.CLOSED in chips)

    @invariant()
    def same(self) -> None:
        entries = [build_entry(item, contact(int(item.id[1:])), ME) for item in self.known.values()]
        counts = {chip: sum(chip in chips_of(item.conversation, ME) for item in entries) for chip in Chip}
        entries = [item for item in entries if self.seen(chips_of(item.conversation, ME))]
        entries = [item for item in entries if all(word in item.sought for word in fold(self.words).split())]
        assert ids(self.model) == [item.id for item in sorted(entries, key=lambda item: item.key)]
        assert self.model.counts == counts


def test_it_agrees_with_sorting_everything_anew(qapp: object) -> None:
    run_state_machine_as_test(AgainstSorting, settings=settings(max_examples=30, stateful_step_count=15))


def test_a_held_index_follows_its_conversation(qapp: object) -> None:
    made = model()
    made.reset_conversations([(conversation(number, number), contact(number)) for number in range(5)])
    held = QPersistentModelIndex(made.index(3, 0))
    assert held.data(ID_ROLE) == "v1"
    made.apply([(conversation(1, 99), contact(1))])
    made.flush()
    assert (held.row(), held.data(ID_ROLE)) == (0, "v1")
    made.set_words("ninguém")
    assert not held.isValid()


def test_what_keeps_its_place_is_only_repainted(qapp: object) -> None:
    made = model()
    made.reset_conversations([(conversation(number, number), contact(number)) for number in range(5)])
    moved: list[str] = []
    repainted: list[int] = []
    made.layoutChanged.connect(lambda *_: moved.append("moved"))
    made.dataChanged.connect(lambda first, *_: repainted.append(first.row()))
    read = msgspec.structs.replace(conversation(2, 2), unread=3)
    made.apply([(read, contact(2))])
    made.flush()
    assert (moved, repainted) == ([], [2])


def test_what_is_offered_to_me_stands_first_under_every_chip(qapp: object) -> None:
    made = model()
    asked = conversation(1, 1, "other", asked=ME)
    made.reset_conversations([(asked, contact(1)), (conversation(2, 50), contact(2))])
    for chip in Chip:
        made.set_chip(chip)
        assert ids(made)[0] == "v1", chip
    made.apply([(conversation(1, 1, "other", asked="other"), contact(1))])
    made.flush()
    made.set_chip(Chip.ALL)
    assert ids(made) == ["v2", "v1"]


def test_what_is_closed_stands_apart_and_is_found_by_words(qapp: object) -> None:
    made = model()
    closed = conversation(0, 90, None, state=CaseState.CLOSED)
    made.reset_conversations([(closed, contact(0)), (conversation(1, 1), contact(1))])
    assert ids(made) == ["v1"]
    made.set_words("ana")
    assert ids(made) == ["v0"]
    made.set_words("8811 8811 8800")
    assert ids(made) == ["v0"]
    made.set_words("")
    made.set_chip(Chip.CLOSED)
    assert ids(made) == ["v0"]


def test_whoever_is_invited_has_it_among_their_own() -> None:
    invited = msgspec.structs.replace(
        conversation(1, 1, "other"), participants=[Participant(ME, Presence.WARM, "other")]
    )
    assert Chip.MINE in chips_of(invited, ME)
    assert Chip.MINE not in chips_of(invited, "third")


def test_changes_wait_for_each_other(qtbot: object) -> None:
    made = model()
    made.reset_conversations([(conversation(1, 1), contact(1))])
    made.apply([(conversation(2, 2), contact(2))])
    made.apply([(conversation(3, 3), contact(3))])
    assert ids(made) == ["v1"]
    with qtbot.waitSignal(made.layoutChanged, timeout=2000):  # type: ignore[attr-defined]
        pass
    assert ids(made) == ["v3", "v2", "v1"]
