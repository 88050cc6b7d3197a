"""What may be set of queues, policy and profiles: the wrong field is named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.contract.queues import AgentProfile, Member, Queue, ServicePolicy
from server_stub.domain.queue_rules import wrong_profile, wrong_queue, wrong_service_policy

GENERAL = Queue("general", "Atendimento", everyone=True, channel_numbers=["n1"])
PEOPLE = ["ana", "bruno"]


def wrong(**fields: Any) -> str:
    queue = Queue(**{"id": "q", "name": "Vendas", **fields})
    return wrong_queue(queue, [GENERAL], people=PEOPLE, default_id="general")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", " Vendas"),
        ("name", "ATENDIMENTO"),
        ("name", "x" * 41),
        ("name", "duas\nlinhas"),
        ("members", [Member("nobody")]),
        ("members", [Member("ana"), Member("ana", 2)]),
        ("members", [Member("ana", -1)]),
        ("skills", {"inglês": 6}),
        ("skills", {"": 1}),
        ("preferred_skills", {str(n): 1 for n in range(31)}),
        ("hours", ["09:00-18:00"]),
        ("hours", ["9h"] * 7),
        ("holidays", ["24/12/2026"]),
        ("holidays", ["2026-02-30"]),
        ("overflow_to", "nowhere"),
        ("overflow_to", "q"),
        ("channel_numbers", ["n1"]),
        ("channel_numbers", ["n2", "n2"]),
        ("language", "tlh"),
        ("ageing_per_minute", 0),
        ("priority", 10),
        ("offer_seconds", -1),
        ("transfer_seconds", 0),
        ("place_minutes", 0),
        ("closed_text", "x" * 1001),
        ("closed_text", "Voltamos em {minutes}"),
        ("place_text", "Você é o {lugar}"),
        ("closing_text", "Até logo\x00"),
    ],
)
def test_a_wrong_field_of_a_queue(field: str, value: object) -> None:
    assert wrong(**{field: value}) == field


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"members": [Member("ana"), Member("bruno", 1)], "skills": {"inglês": 5}},
        {"hours": [*["09:00-12:00,13:00-18:00"] * 5, "", ""], "holidays": ["2026-12-24"], "on_holidays": True},
        {"overflow_to": "general", "overflow_seconds": 300, "channel_numbers": ["n2"], "enabled": False},
        {"closed_text": "Oi {name}!\nAbrimos {opens}.", "place_text": "{place} de {queue}: {minutes} min {protocol}"},
    ],
)
def test_what_may_be(fields: dict[str, Any]) -> None:
    assert wrong(**fields) == ""


def test_the_usual_queue_stays_enabled() -> None:
    off = Queue("general", "Atendimento", enabled=False)
    assert wrong_queue(off, [], people=[], default_id="general") == "enabled"


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", *"abcdef"]), min_size=1))
def test_an_overflow_that_may_be_set_never_ends_where_it_began(targets: dict[str, str]) -> None:
    """Set one after the other, each only where the rule lets it."""
    queues = {name: Queue(name, name) for name in targets}
    for name, target in targets.items():
        wanted = Queue(name, name, overflow_to=target)
        others = [it for it in queues.values() if it.id != name]
        if not wrong_queue(wanted, others, people=[], default_id=""):
            queues[name] = wanted
    for name in queues:
        seen: set[str] = set()
        while name:
            assert name not in seen
            seen.add(name)
            name = queues[name].overflow_to


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("default_queue", "off"),
        ("default_queue", "none"),
        ("grace_seconds", -1),
        ("most_transfers", 0),
        ("risk_percent", 101),
        ("holiday_state", "XX"),
        ("protocol_text", "{agent}"),
    ],
)
def test_a_wrong_field_of_the_policy(field: str, value: object) -> None:
    queues = [GENERAL, Queue("off", "Off", enabled=False)]
    assert wrong_service_policy(ServicePolicy(), queues) == ""
    assert wrong_service_policy(ServicePolicy(**{field: value}), queues) == field  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value"),
    [("capacity", -1), ("most_active", 101), ("languages", ["Português"]), ("shift", ["x"]), ("skills", {"a": 0})],
)
def test_a_wrong_field_of_a_profile(field: str, value: object) -> None:
    good = AgentProfile("a", languages=["pt-BR", "es"], shift=["09:00-15:00"] * 7)
    assert wrong_profile(good) == ""
    assert wrong_profile(AgentProfile("a", **{field: value})) == field  # type: ignore[arg-type]
