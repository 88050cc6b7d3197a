"""Texts of queues: what they may hold, and how they are filled."""

from __future__ import annotations

import pytest

from server_stub.domain.service_texts import filled, unknown_placeholders


@pytest.mark.parametrize(
    ("field", "text", "unknown"),
    [
        ("closed_text", "Voltamos {opens}, {name}. Protocolo {protocol}.", []),
        ("closed_text", "Você é o {place}º", ["place"]),
        ("place_text", "{place} {minutes} {queue}", []),
        ("opening_text", "Oi {nome}, {}", ["nome", ""]),
        ("accepted_text", "Sou {agent} :}", []),
    ],
)
def test_only_known_names_may_stand_in_braces(field: str, text: str, unknown: list[str]) -> None:
    assert unknown_placeholders(field, text) == unknown


def test_what_is_filled_in_is_not_filled_again() -> None:
    values = {"name": "{protocol}", "protocol": "2026 1", "place": 3}
    assert filled("{name}/{protocol}/{place}/{agent}/{ação}", values) == "{protocol}/2026 1/3//{ação}"
