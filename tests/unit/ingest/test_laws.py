"""Law 3: any replay, any order, any division into bodies of a set of updates leads to the same state."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from server_stub.contract.delivery import Status, advance
from tests.helpers.receiving import Receiving
from tests.helpers.webhook_bodies import ANA, body, card, echoed, edited, reacted, reported, revoked, said

PEOPLE = (ANA, {"user_id": "BR.9912003450021177"}, {"wa_id": "5511912345678"})


@st.composite
def updates(draw: st.DrawFn) -> list[bytes]:
    """One body per update. WhatsApp's times differ, as they do for changes of one message made by a person."""
    made: list[bytes] = []
    seconds = itertools.count(1)
    targets: list[tuple[dict[str, str], str]] = []
    for number in range(draw(st.integers(1, 4))):
        person = draw(st.sampled_from(PEOPLE))
        inbound = draw(st.booleans())
        wamid = f"w{number}"
        targets.append((person, wamid))
        name = draw(st.sampled_from(["", "Ana", "Bia"]))
        cards = {"contacts": [card(person, name)]} if name else {}
        if inbound:
            made.append(body(said(person, wamid, next(seconds)), **cards))
        else:
            made.append(body(echoed(person, wamid, next(seconds)), field="smb_message_echoes"))
    targets.append((ANA, "never"))
    for number in range(draw(st.integers(0, 8))):
        person, target = draw(st.sampled_from(targets))
        made.append(_change(draw, person, target, f"x{number}", next(seconds)))
    return made


def _change(draw: st.DrawFn, person: dict[str, str], target: str, own: str, second: int) -> bytes:
    what = draw(st.sampled_from(["edit", "revoke", "reaction", "status", "system", "preference"]))
    if what == "edit":
        return body(edited(person, own, second, target, f"texto {own}"))
    if what == "revoke":
        return body(revoked(person, own, second, target))
    if what == "reaction":
        return body(reacted(person, own, second, target, draw(st.sampled_from(["👍", "❤️", ""]))))
    if what == "system":
        change = {"type": "user_changed_number", "wa_id": "552100000000"}
        return body(said(person, own, second, "system", change))
    if what == "preference":
        item = {**person, "category": "marketing_messages", "value": "stop", "timestamp": second}
        return body(("user_preferences", item), field="user_preferences")
    status = draw(st.sampled_from(["sent", "delivered", "read", "played", "failed", "warning"]))
    errors = {"errors": [{"code": 131026, "title": own}]} if status == "failed" else {}
    return body(reported(target, status, second, **errors))


def outcome(steps: Sequence[Sequence[bytes]]) -> Any:
    with tempfile.TemporaryDirectory() as directory:
        receiving = Receiving(Path(directory), lines=True)
        for step in steps:
            receiving.feed(*step)
        state = receiving.state()
        receiving.close()
    return state


@settings(max_examples=60, deadline=None)
@given(data=st.data(), made=updates())
def test_order_repetition_and_grouping_do_not_matter(data: st.DataObject, made: list[bytes]) -> None:
    expected = outcome([made])
    repeated = made + data.draw(st.lists(st.sampled_from(made), max_size=4))
    shuffled = data.draw(st.permutations(repeated))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(shuffled)), max_size=4)))
    steps = [shuffled[a:b] for a, b in itertools.pairwise([0, *cuts, len(shuffled)])]
    assert outcome(steps) == expected


@given(st.lists(st.sampled_from(list(Status)), min_size=1))
def test_a_status_never_falls(reports: list[Status]) -> None:
    status = Status.ACCEPTED
    seen = [status]
    for report in reports:
        status = advance(status, report)
        assert advance(status, report) is status
        assert all(advance(before, status) is status for before in seen)
        seen.append(status)
    assert status is _highest(reports)


def _highest(reports: list[Status]) -> Status:
    status = Status.ACCEPTED
    for report in sorted(reports):
        status = advance(status, report)
    return status
