"""Numbers, days and signs that no desktop sends: refused by the field that is wrong, no error of the gateway."""

from __future__ import annotations

from typing import Any

from tests.contract.team.conftest import Floor

HUGE = 2**70
LEAF = {"id": "a", "label": "A", "outcome": "solved"}
ODD: list[tuple[str, str, str, Any, str]] = [
    ("lead", "GET", f"/v1/audit?before={HUGE}", None, "before"),
    ("lead", "GET", "/v1/audit?before=-1", None, "before"),
    ("lead", "GET", f"/v1/audit?limit={HUGE}", None, "limit"),
    ("ana", "GET", "/v1/work-days?day=9999-12-31", None, "day"),
    ("ana", "GET", "/v1/work-days?day=0001-01-01", None, "day"),
    ("ana", "GET", "/v1/work-days?day=2026-W40-1", None, "day"),
    ("ana", "GET", "/v1/work-days.pdf?day=9999-12-31", None, "day"),
    ("lead", "GET", "/v1/protocols?day=20261301", None, "day"),
    ("lead", "GET", f"/v1/surveys?since={HUGE}&until={HUGE + 1}", None, "until"),
    ("admin", "PUT", "/v1/dispositions", [{**LEAF, "position": HUGE}], "position"),
    ("admin", "PUT", "/v1/dispositions", [{**LEAF, "label": "A\nB"}], "label"),
    ("admin", "PUT", "/v1/dispositions", [{**LEAF, "label": "\u202etnemyap"}], "label"),
    ("ana", "GET", f"/v1/chat/team?limit={HUGE}", None, "limit"),
    ("ana", "PUT", "/v1/chat/seen", {"channel": "team", "up_to": "x" * 10_000}, "up_to"),
    ("ana", "GET", f"/v1/cases?protocol={'9' * 5_000}", None, "protocol"),
    ("ana", "GET", "/v1/cases?protocol=%C2%B2%C2%B3", None, "protocol"),
    ("lead", "PUT", "/v1/team/{ana}", {"account_id": "", "capacity": HUGE}, "capacity"),
    ("lead", "PUT", "/v1/team/{ana}", {"account_id": "", "skills": {"a": HUGE}}, "skills"),
    ("admin", "PUT", "/v1/service-policy", {"reopen_hours": HUGE}, "reopen_hours"),
    ("admin", "POST", "/v1/queues", {"id": "", "name": "X", "position": HUGE}, "position"),
    ("admin", "POST", "/v1/queues", {"id": "", "name": "X", "hours": ["25:00-26:00"] * 7}, "hours"),
    (
        "admin",
        "POST",
        "/v1/queues",
        {"id": "", "name": "X", "members": [{"account_id": "", "place": HUGE}]},
        "members",
    ),
]


async def test_what_is_odd_is_refused_by_its_name(floor: Floor) -> None:
    found = {}
    for who, verb, path, body, field in ODD:
        answer = await floor.does(who, verb, path.replace("{ana}", floor.ids["ana"]), body)
        found[path, field] = (answer.status_code, answer.json().get("params", {}).get("field"))
    assert found == {(path, field): (400, field) for _, _, path, _, field in ODD}
