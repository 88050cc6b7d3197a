"""People at work over HTTP: their states, breaks that have their hours, vanished desktops, what becomes of cases."""

from __future__ import annotations

import msgspec

from server_stub.contract.events import EventKind
from server_stub.contract.requests import Snapshot
from server_stub.contract.team import AgentStatus, WorkDay
from server_stub.services.team.desktops import SILENT_AFTER_MS
from tests.contract.team.conftest import Floor
from tests.helpers.following import follow
from tests.helpers.shop import eventually

MINUTE = 60_000


async def test_whoever_signs_in_is_at_work_and_is_given_nothing_before_they_say_so(floor: Floor) -> None:
    assert (await floor.standing("ana")).state == "busy"
    talk = await floor.shop.conversation("carla")
    assert await floor.owner(talk.id) is None
    assert (await floor.state("ana", "available")).state == "available"
    await floor.until_owned(talk.id, "ana")
    status = await eventually(lambda: floor.standing("ana"), lambda it: it.open_cases == 1)
    assert (status.load, status.capacity, status.queues) == (25, 100, ["general"])
    account = (await floor.ask("ana", "/v1/snapshot", Snapshot)).account
    assert account.available


async def test_nobody_is_set_to_what_is_no_state(floor: Floor) -> None:
    for body, field in (
        ({"state": "wrap_up"}, "state"),
        ({"state": "pause"}, "reason"),
        ({"state": "pause", "reason": "coffee"}, "reason"),
        ({"state": "available", "reason": "meal"}, "reason"),
    ):
        assert (await floor.refused("ana", "PUT", "/v1/session/state", body))[1:] == ("value_invalid", {"field": field})


async def test_some_reasons_are_nobodys_business(floor: Floor) -> None:
    start = (await floor.ask("bruno", "/v1/snapshot", Snapshot)).seq
    watchers = {who: floor.clients[who] for who in ("ana", "bruno", "lead")}
    async with (
        follow(watchers["ana"], start) as ana,
        follow(watchers["bruno"], start) as bruno,
        follow(watchers["lead"], start) as lead,
    ):
        for reason in ("toilet", "after_abuse", "training"):
            assert (await floor.state("ana", "pause", reason)).reason == reason
        told = {"ana": ana, "bruno": bruno, "lead": lead}
        for follower in told.values():
            await follower.until(lambda follower=follower: reasons(follower.team, floor)[-1:] == ["training"])
    assert {who: reasons(follower.team, floor) for who, follower in told.items()} == {
        "ana": ["", "toilet", "", "after_abuse", "training"],
        "bruno": ["", "", "training"],
        "lead": ["", "", "after_abuse", "training"],
    }
    await floor.state("ana", "pause", "toilet")
    seen = {who: (await floor.standing("ana", who)).reason for who in told}
    assert seen == {"ana": "toilet", "bruno": "", "lead": ""}


def reasons(events: list, floor: Floor) -> list[str]:
    found = [msgspec.json.decode(it.data, type=AgentStatus) for it in events if it.kind == EventKind.AGENT]
    return [it.reason for it in found if it.account_id == floor.ids["ana"] and it.state == "pause"]


async def test_a_break_has_its_hours_and_is_not_shortened(floor: Floor) -> None:
    code, params = (await floor.refused("ana", "PUT", "/v1/session/state", {"state": "pause", "reason": "nr17_1"}))[1:]
    assert code == "break_not_now"
    assert params["latest"] > params["earliest"] > floor.shop.clock()
    floor.shop.clock.ahead += params["earliest"] - floor.shop.clock() + 1_000
    status = await floor.state("ana", "pause", "nr17_1")
    assert status.until == status.since + 10 * MINUTE
    refusal = await floor.refused("ana", "PUT", "/v1/session/state", {"state": "available"})
    assert refusal[1:] == ("break_too_early", {"until": status.until})
    assert (await floor.refused("ana", "PUT", "/v1/me/available", {"available": True}))[1] == "break_too_early"
    assert (await floor.state("ana", "pause", "toilet")).reason == "nr17_1"  # they are away already
    floor.shop.clock.ahead += 10 * MINUTE
    assert (await floor.state("ana", "available")).state == "available"
    (day,) = await floor.ask("ana", "/v1/work-days", list[WorkDay])
    assert [it.state for it in day.breaks] == ["taken", "planned", "planned"]
    again = await floor.refused("ana", "PUT", "/v1/session/state", {"state": "pause", "reason": "nr17_1"})
    assert again[1] == "break_not_now"


async def test_a_break_may_be_left_by_going_home(floor: Floor) -> None:
    floor.shop.clock.ahead += 90 * MINUTE
    await floor.state("ana", "pause", "meal")
    assert (await floor.state("ana", "offline")).state == "offline"
    (day,) = await floor.ask("ana", "/v1/work-days", list[WorkDay])
    assert [it.state for it in day.breaks if it.reason == "meal"] == ["short"]


async def test_days_are_read_by_oneself_and_by_leads_and_printed(floor: Floor) -> None:
    await floor.state("ana", "pause", "toilet")
    await floor.state("ana", "pause", "training")
    (own,) = await floor.ask("ana", "/v1/work-days", list[WorkDay])
    assert [it.reason for it in own.pauses] == ["toilet", "training"]
    everybody = await floor.ask("lead", "/v1/work-days", list[WorkDay])
    assert [it.name for it in everybody] == ["Alice Admin", "Ana Souza", "Bruno Lima", "Lia Líder"]
    assert [it.reason for it in everybody[1].pauses] == ["training"]
    assert await floor.ask("lead", "/v1/work-days", list[WorkDay], day="2020-01-01") == []
    (hers,) = await floor.ask("lead", "/v1/work-days", list[WorkDay], account_id=floor.ids["ana"])
    assert (hers.account_id, hers.pauses) == (floor.ids["ana"], everybody[1].pauses)
    for who, params in (("ana", {"account_id": floor.ids["bruno"]}), ("ana", {"day": "ontem"})):
        assert (await floor.clients[who].get("/v1/work-days", params=params)).status_code in (400, 403)
    answer = await floor.clients["lead"].get("/v1/work-days.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


async def test_signing_out_gives_everything_back_with_a_note(floor: Floor) -> None:
    talk = await floor.taken("ana")
    assert (await floor.clients["ana"].post("/v1/logout")).status_code == 204
    assert await floor.owner(talk) is None
    assert await floor.notes(talk) == [{"before": "Ana Souza"}]
    assert (await floor.standing("ana")).state == "offline"


async def test_a_pause_keeps_cases_unless_the_policy_says_otherwise(floor: Floor) -> None:
    talk = await floor.taken("ana")
    await floor.state("ana", "pause", "training")
    assert await floor.owner(talk) == "ana"
    await floor.state("ana", "busy")
    await floor.set_policy(on_pause="return_waiting")
    await floor.state("ana", "pause", "training")
    assert await floor.owner(talk) is None


async def test_a_vanished_desktop_may_come_back_within_the_grace(floor: Floor) -> None:
    talk = await floor.taken("ana")
    await floor.state("ana", "available")
    floor.shop.clock.ahead += SILENT_AFTER_MS + 1_000
    await floor.tick()
    lost = await eventually(lambda: floor.standing("ana"), lambda it: it.lost_since is not None)
    assert lost.state == "available"
    await floor.ask("ana", "/v1/snapshot", Snapshot)
    await floor.tick()
    found = await eventually(lambda: floor.standing("ana"), lambda it: it.lost_since is None)
    assert (found.state, await floor.owner(talk)) == ("available", "ana")


async def test_after_the_grace_who_waits_goes_back_and_the_desktop_is_at_work_again(floor: Floor) -> None:
    waits, quiet = await floor.taken("ana"), await floor.taken("ana", "bruno")
    await floor.shop.send(quiet, text="Pode me mandar a nota?")
    await floor.state("ana", "available")
    floor.shop.clock.ahead += SILENT_AFTER_MS + 1_000
    await floor.tick()
    await eventually(lambda: floor.standing("ana"), lambda it: it.lost_since is not None)
    floor.shop.clock.ahead += 121_000
    await floor.tick()
    await floor.until_owned(waits, None)
    assert (await floor.standing("ana")).state == "offline"
    assert await floor.notes(waits) == [{"before": "Ana Souza"}]
    assert await floor.owner(quiet) == "ana"
    await floor.ask("ana", "/v1/snapshot", Snapshot)
    await floor.tick()
    back = await eventually(lambda: floor.standing("ana"), lambda it: it.state != "offline")
    assert back.state == "busy"


async def test_what_a_person_at_home_was_given_is_found(floor: Floor) -> None:
    talk = await floor.taken("ana")
    await floor.state("bruno", "offline")
    path = f"/v1/conversations/{talk}/assignee"
    await floor.does("lead", "PUT", path, {"account_id": floor.ids["bruno"]})
    floor.shop.clock.ahead += 125_000
    await floor.until_owned(talk, None)
    assert await floor.notes(talk) == [{"before": "Bruno Lima"}]
