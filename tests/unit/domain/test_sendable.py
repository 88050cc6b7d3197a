"""One emoji, told from words, and places on the globe told from others."""

from __future__ import annotations

import math

import pytest

from server_stub.contract.content import Location
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.sendable import check_location, is_emoji


@pytest.mark.parametrize(
    "text",
    ["👍", "❤️", "❤", "🙏🏽", "👨‍👩‍👧‍👦", "🇧🇷", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "✅", "‼️", "☺️", "▶️", "©️", "🏳️‍🌈", "🫡", "➕", "♂️"],
)
def test_emoji(text: str) -> None:
    assert is_emoji(text)


@pytest.mark.parametrize(
    "text",
    ["", "a", "ok", "1", "👍👍", "👍 ", "👍a", "a👍", "🇧", "🇧🇷🇧🇷", "<3", "\u200d", "\ufe0f", "👍\u200b", "👍" * 20],
)
def test_not_one_emoji(text: str) -> None:
    assert not is_emoji(text)


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (-90.0001, 0), (math.inf, 0), (0, math.nan)])
def test_off_the_globe(latitude: float, longitude: float) -> None:
    with pytest.raises(GatewayRefusal) as refused:
        check_location(Location(latitude, longitude))
    assert refused.value.code is ErrorCode.LOCATION_INVALID


def test_the_edges_of_the_globe_are_on_it() -> None:
    check_location(Location(-90, 180))
