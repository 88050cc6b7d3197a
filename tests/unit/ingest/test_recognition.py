"""Who wrote: ids are attached where that is certain, and a person is asked wherever it is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from server_stub.services.hooks import PreferenceChange
from server_stub.storage.database import Tx
from tests.helpers.receiving import Receiving
from tests.helpers.webhook_bodies import ANA, SECOND, body, card, said

NUMBER_ONLY = {"wa_id": ANA["wa_id"]}
BSUID_ONLY = {"user_id": ANA["user_id"]}


def feed(receiving: Receiving, *people: dict[str, str]) -> None:
    for number, person in enumerate(people):
        receiving.feed(body(said(person, f"w{number}", number)))


def counts(receiving: Receiving) -> tuple[Any, ...]:
    """(contacts, conversations, open proposals by kind)"""
    ((contacts,),) = receiving.rows("SELECT count(*) FROM contact")
    ((conversations,),) = receiving.rows("SELECT count(*) FROM conversation")
    proposals: Sequence[Any] = receiving.rows("SELECT kind FROM identity_proposal WHERE state = 'open' ORDER BY id")
    return contacts, conversations, [row[0] for row in proposals]


def test_ids_that_come_together_are_one_person_from_then_on(receiving: Receiving) -> None:
    feed(receiving, NUMBER_ONLY, ANA, BSUID_ONLY, NUMBER_ONLY)
    assert counts(receiving) == (1, 1, [])


def test_a_number_that_is_told_later_is_attached_and_shown(receiving: Receiving) -> None:
    feed(receiving, BSUID_ONLY, ANA, NUMBER_ONLY)
    assert counts(receiving) == (1, 1, [])
    assert receiving.state()["people"][0][3] == "+553188887777"


def test_two_people_that_turn_out_to_be_linked_are_not_merged(receiving: Receiving) -> None:
    feed(receiving, NUMBER_ONLY, BSUID_ONLY, ANA, ANA)
    assert counts(receiving) == (2, 2, ["conflicting_ids"])
    assert receiving.rows("SELECT count(*) FROM contact WHERE identity_changed_at IS NOT NULL") == [(1,)]


def test_a_number_under_another_business_scoped_id_is_somebody_new(receiving: Receiving) -> None:
    feed(receiving, ANA, {**ANA, "user_id": "BR.555"}, {**ANA, "user_id": "BR.555"}, NUMBER_ONLY)
    assert counts(receiving) == (2, 2, ["conflicting_ids"])
    per_conversation = receiving.rows("SELECT count(*) FROM message GROUP BY conversation_id ORDER BY 1")
    assert per_conversation == [(2,), (2,)]
    told = [data for kind, data in receiving.told() if kind == "contact"]
    assert any(contact.number_change_proposed for contact in told) or receiving.rows(
        "SELECT 1 FROM contact WHERE identity_changed_at = ?", (SECOND + 1) * 1000
    )


def test_a_business_scoped_id_with_another_number_is_a_proposal(receiving: Receiving) -> None:
    feed(receiving, ANA, {**ANA, "wa_id": "552100000000"}, {**ANA, "wa_id": "552100000000"})
    assert counts(receiving) == (1, 1, ["number_changed"])


def test_the_ninth_digit_makes_a_candidate_only(receiving: Receiving) -> None:
    feed(receiving, {"wa_id": "553188887777"}, {"wa_id": "5531988887777"}, {"wa_id": "5531988887777"})
    assert counts(receiving) == (2, 2, ["same_match_key"])
    feed(receiving, {"wa_id": "551151234567"}, {"wa_id": "5511951234567"})
    assert counts(receiving)[2] == ["same_match_key"]


def test_a_change_of_number_is_proposed_and_nothing_is_moved(receiving: Receiving) -> None:
    feed(receiving, ANA)
    system = {"type": "user_changed_number", "body": "mudou", "wa_id": "552100000000", "user_id": "BR.9"}
    for _ in range(2):
        receiving.feed(body(said(ANA, "s1", 5, "system", system)))
    assert counts(receiving) == (1, 1, ["number_changed"])
    assert receiving.rows("SELECT identity_changed_at FROM contact") == [((SECOND + 5) * 1000,)]
    contact = next(data for kind, data in reversed(receiving.told()) if kind == "contact")
    assert contact.number_change_proposed
    assert receiving.rows("SELECT kind, wa_type FROM message WHERE wamid = 's1'") == [("system", "system")]
    receiving.feed(body(said({"wa_id": "552100000000", "user_id": "BR.9"}, "w9", 9)))
    assert counts(receiving) == (2, 2, ["number_changed"])


def test_the_id_of_before_may_be_of_another_contact(receiving: Receiving) -> None:
    """Both wait for a person to decide, and whether they are one is asked."""
    feed(receiving, NUMBER_ONLY, BSUID_ONLY)
    moved = {"wa_id": "552100000000", "user_id": "BR.9", "previous_user_id": BSUID_ONLY["user_id"]}
    system = {"type": "user_changed_number", "body": "mudou", **moved}
    for _ in range(2):
        receiving.feed(body(said(NUMBER_ONLY, "s1", 5, "system", system)))
    assert counts(receiving) == (2, 2, ["number_changed", "conflicting_ids"])
    assert receiving.rows("SELECT count(*) FROM contact WHERE identity_changed_at IS NOT NULL") == [(2,)]


def test_a_username_belongs_to_whoever_used_it_last(receiving: Receiving) -> None:
    receiving.feed(body(said(ANA, "w1", 0), contacts=[card(ANA, "Ana", "nome")]))
    other = {"wa_id": "552100000000"}
    receiving.feed(body(said(other, "w2", 1), contacts=[card(other, "Outra", "@Nome")]))
    rows = receiving.rows("SELECT count(*), count(valid_to) FROM identity WHERE kind = 'username'")
    assert rows == [(2, 1)]
    assert counts(receiving)[0] == 2


def test_a_preference_is_kept_once_and_handed_on_with_its_person(tmp_path: Any) -> None:
    seen: list[PreferenceChange] = []
    fields: list[str] = []

    def hook(tx: Tx, change: PreferenceChange) -> None:
        seen.append(change)

    def other(tx: Tx, field: str, raw: bytes, now: int) -> None:
        fields.append(field)

    receiving = Receiving(tmp_path / "data", preference=[hook], other=[other])
    item = {**ANA, "category": "marketing_messages", "value": "stop", "timestamp": SECOND}
    bodies = [body(("user_preferences", item), field="user_preferences"), body(field="account_update", event="X")]
    feed(receiving, ANA)
    for one in (*bodies, *bodies):
        receiving.feed(one)
    assert [(change.value, change.at) for change in seen] == [("stop", SECOND * 1000)]
    assert seen[0].contact_id == receiving.rows("SELECT id FROM contact")[0][0]
    assert fields == ["account_update"]
    assert receiving.rows("SELECT field FROM other_update ORDER BY id") == [("user_preferences",), ("account_update",)]
    receiving.close()
