"""Which channels there are, whom one addresses, and where a name is being typed."""

from __future__ import annotations

import pytest

from desktop.domain.colleague_chat import alerts, call_before, in_order, merged, partner, queue_of, with_two
from server_stub.contract.team import ChatChannel, ChatMessage


def said(number: int, author: str = "b", called: list[str] | None = None, channel: str = "team") -> ChatMessage:
    return ChatMessage(f"t{number}", channel, author, "oi", number, called or [])


def test_a_channel_of_two_is_the_same_from_both_ends() -> None:
    assert with_two("b", "a") == with_two("a", "b") == "with:a:b"
    assert (partner("with:a:b", "a"), partner("with:a:b", "b"), partner("with:a:b", "c")) == ("b", "a", "")
    assert (queue_of("queue:q"), queue_of("team"), partner("team", "a")) == ("q", "", "")


def test_the_team_comes_first_then_queues_talks_and_who_one_has_not_talked_with() -> None:
    known = [
        ChatChannel("with:a:b", last=said(1)),
        ChatChannel("queue:q"),
        ChatChannel("team"),
        ChatChannel("with:a:c", last=said(2)),
    ]
    found = [each.id for each in in_order(known, "a", ["a", "b", "c", "d"])]
    assert found == ["team", "queue:q", "with:a:c", "with:a:b", "with:a:d"]
    assert [each.id for each in in_order([], "a", [])] == ["team"]


@pytest.mark.parametrize(
    ("before", "now", "rings"),
    [
        (None, ChatChannel("team", 1, called=False, last=said(1)), False),
        (None, ChatChannel("team", 1, called=True, last=said(1, called=["a"])), True),
        (ChatChannel("team", 1, called=True, last=said(1)), ChatChannel("team", 2, called=True, last=said(2)), False),
        (
            ChatChannel("team", 1, called=True, last=said(1)),
            ChatChannel("team", 2, called=True, last=said(2, called=["a"])),
            True,
        ),
        (ChatChannel("team", 1, called=True, last=said(1)), ChatChannel("team", 1, called=True, last=said(1)), False),
        (None, ChatChannel("team", 1, called=True, last=said(1, "a", ["a"])), False),
        (
            ChatChannel("with:a:b", 1, called=True, last=said(1)),
            ChatChannel("with:a:b", 2, called=True, last=said(2)),
            True,
        ),
        (None, ChatChannel("with:a:b", 0, called=False, last=said(1)), False),
    ],
)
def test_only_what_addresses_somebody_alerts(before: ChatChannel | None, now: ChatChannel, *, rings: bool) -> None:
    assert alerts(before, now, "a") is rings


def test_each_message_stands_once_in_the_order_of_time() -> None:
    assert [each.id for each in merged([said(2), said(1)], [said(2), said(3)])] == ["t1", "t2", "t3"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@", (0, "")),
        ("oi @bru", (3, "bru")),
        ("oi @Bruno Li", (3, "Bruno Li")),
        ("oi @Bruno Lima e", None),
        ("ana@bru", None),
        ("oi", None),
        ("@@bru", None),
    ],
)
def test_a_name_is_being_typed_after_the_sign(text: str, found: tuple[int, str] | None) -> None:
    assert call_before(text, len(text)) == found
