"""POST /v1/consents: each form ends in the ledger once, and its proof verifies."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from server_stub.domain.consent_events import EventType
from server_stub.domain.pacing import Rate
from server_stub.services.consent import Subject
from server_stub.storage.database import Tx
from tests.helpers.forms import PHONE, FormsOffice

DAY = 24 * 3_600_000


async def test_a_form_becomes_an_event_whose_proof_holds(office: FormsOffice, app: httpx.AsyncClient) -> None:
    form = office.form(name="Maria", form_url="https://loja.example/cadastro", evidence={"box": "unticked"})
    answer = await office.submit(app, form)
    assert answer.status_code == 201, answer.text
    assert answer.json()["states"] == {"txn.order": "ACTIVE"}
    assert "confirm_url" not in answer.json()
    (event,) = await office.events()
    assert (event.type, event.source, event.proof_level) == ("GRANTED", "app", 3)
    assert event.notice_version_id == "txn.order-v1-pt-BR"
    assert event.captured_at == form["captured_at"]
    assert len(await office.rows("SELECT 1 FROM evidence")) == 1
    assert await office.proves()
    later = await app.get(f"/v1/consents/{answer.json()['id']}")
    assert (later.status_code, later.json()["states"]) == (200, {"txn.order": "ACTIVE"})


async def test_marketing_waits_for_the_person(office: FormsOffice, app: httpx.AsyncClient) -> None:
    sql = "INSERT INTO channel_number (id, display_phone, created_at) VALUES ('n1', '+55 11 4000-0000', 1)"
    await office.running.gateway.core.database.write(lambda tx: tx.driver.execute(sql))
    result = (await office.submit(app, office.form(purpose="mkt.promotions"))).json()
    assert result["states"] == {"mkt.promotions": "PENDING"}
    assert result["confirm_url"].startswith("https://wa.me/551140000000?text=")
    assert result["expires_at"] > office.clock()
    (event,) = await office.events()
    assert (event.type, event.source) == ("REQUESTED", "app")
    assert await office.proves()


async def test_a_refusal_is_kept(office: FormsOffice, app: httpx.AsyncClient) -> None:
    await office.submit(app, office.form())
    result = (await office.submit(app, office.form(granted=False))).json()
    assert result["states"] == {"txn.order": "REFUSED"}
    now = (await app.get(f"/v1/consents/{result['id']}")).json()
    assert now["states"] == {"txn.order": "REFUSED"}
    assert [event.type for event in await office.events()] == ["GRANTED", "REFUSED"]


async def test_an_app_does_not_bring_back_who_left(office: FormsOffice, app: httpx.AsyncClient) -> None:
    first = (await office.submit(app, office.form())).json()
    await leave(office)
    office.clock.ahead += 60_000
    again = (await office.submit(app, office.form())).json()
    assert again["states"] == {"txn.order": "PENDING"}
    for request in (first, again):
        states = (await app.get(f"/v1/consents/{request['id']}")).json()["states"]
        assert states == {"txn.order": "REVOKED"}


async def leave(office: FormsOffice) -> None:
    """As if the person had written SAIR."""
    consents, now = office.running.gateway.outgoing.consents, office.clock()

    def work(tx: Tx) -> None:
        subject = Subject(*tx.driver.execute("SELECT id, key_id FROM contact").fetchone())
        said = {"source": "keyword", "actor": "person", "captured_at": now, "now": now}
        consents.add(tx, consents.new_event(subject, EventType.REVOKED, "*", **said))

    await office.running.gateway.core.database.write(work)


async def test_the_same_request_again_is_the_same_request(office: FormsOffice, app: httpx.AsyncClient) -> None:
    form = office.form()
    answers = await asyncio.gather(*(office.submit(app, form, "order-7") for _ in range(12)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert len(await office.events()) == 1
    other = await office.submit(app, {**form, "name": "Outra"}, "order-7")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")


async def test_keys_of_other_systems_do_not_meet(office: FormsOffice, app: httpx.AsyncClient) -> None:
    form = office.form()
    first = await office.submit(app, form, "1")
    async with office.system("consents:write") as other:
        second = await office.submit(other, form, "1")
    assert first.json()["id"] != second.json()["id"]


async def test_a_key_is_kept_for_seven_days(office: FormsOffice, app: httpx.AsyncClient) -> None:
    await office.submit(app, office.form(), "k")
    office.clock.ahead += 7 * DAY - 60_000
    assert (await office.submit(app, office.form(), "k")).status_code == 409
    office.clock.ahead += 120_000
    assert (await office.submit(app, office.form(), "k")).status_code == 201
    office.clock.ahead += 8 * DAY
    await office.running.gateway.forms.app_forms.forget_answers()
    assert await office.rows("SELECT 1 FROM idempotent_request") == []


async def test_a_key_is_needed(office: FormsOffice, app: httpx.AsyncClient) -> None:
    for key in (None, "", "k" * 201):
        headers = {} if key is None else {"idempotency-key": key}
        answer = await app.post("/v1/consents", json=office.form(), headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_required")


FAR = 400 * DAY
WRONG: list[tuple[dict[str, Any], int, str, dict[str, str] | None]] = [
    ({"phone": "123"}, 400, "phone_invalid", {}),
    ({"phone": ""}, 400, "phone_invalid", {}),
    ({"phone": "5" * 41}, 400, "value_invalid", {"field": "phone"}),
    ({"captured_ago": -6 * 60_000}, 400, "date_impossible", {"field": "captured_at"}),
    ({"captured_ago": DAY + 60_000}, 400, "date_impossible", {"field": "captured_at"}),
    ({"captured_ago": FAR}, 400, "date_impossible", {"field": "captured_at"}),
    ({"purpose": "mkt.nothing"}, 400, "purpose_unknown", {"purpose": "mkt.nothing"}),
    ({"answers": []}, 400, "value_invalid", {"field": "answers"}),
    ({"notice": "txn.order-v9-pt-BR"}, 409, "notice_retired", {"purpose": "txn.order"}),
    ({"notice": "mkt.promotions-v1-pt-BR"}, 409, "notice_retired", {"purpose": "txn.order"}),
    ({"name": "x" * 201}, 400, "value_invalid", {"field": "name"}),
    ({"language": "xx"}, 400, "value_invalid", {"field": "language"}),
    ({"evidence": {"a": "x" * 2001}}, 400, "value_invalid", {"field": "evidence"}),
    ({"evidence": {str(n): "" for n in range(51)}}, 400, "value_invalid", {"field": "evidence"}),
    ({"captured_at": "yesterday"}, 400, "bad_request", None),
]


async def test_what_is_wrong_is_named(office: FormsOffice, app: httpx.AsyncClient) -> None:
    for change, status, code, params in WRONG:
        answer = await office.submit(app, wrong_form(office, change), "again")
        assert (answer.status_code, answer.json()["code"]) == (status, code), (change, answer.text)
        assert params is None or answer.json().get("params", {}) == params, change
    assert await office.events() == []
    mended = await office.submit(app, office.form(), "again")
    assert mended.status_code == 201


def wrong_form(office: FormsOffice, change: dict[str, Any]) -> dict[str, Any]:
    form = office.form(purpose=change.get("purpose", "txn.order"))
    if "captured_ago" in change:
        form["captured_at"] = office.clock() - change["captured_ago"]
    if "notice" in change:
        form["answers"][0]["notice_version"] = change["notice"]
    return form | {name: value for name, value in change.items() if name not in ("captured_ago", "notice", "purpose")}


async def test_five_minutes_of_other_clocks_are_forgiven(office: FormsOffice, app: httpx.AsyncClient) -> None:
    form = office.form() | {"captured_at": office.clock() + 4 * 60_000}
    assert (await office.submit(app, form)).status_code == 201
    (event,) = await office.events()
    assert event.captured_at <= office.clock()


async def test_whoever_asks_too_fast_is_told_when_to_come_back(office: FormsOffice, app: httpx.AsyncClient) -> None:
    office.running.gateway.forms.pace.rate = Rate(interval_ms=3_600_000, burst=2)
    assert [(await office.submit(app, office.form())).status_code for _ in range(2)] == [201, 201]
    refused = await office.submit(app, office.form())
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
    assert int(refused.headers["retry-after"]) == refused.json()["params"]["seconds"] > 3000
    async with office.system("consents:write") as other:
        assert (await office.submit(other, office.form())).status_code == 201


async def test_a_request_of_another_way_in_is_not_shown(office: FormsOffice, app: httpx.AsyncClient) -> None:
    answer = await app.get("/v1/consents/nothing")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    written = await office.submit(app, office.form(phone=PHONE))
    sql = "UPDATE capture_request SET source = 'web' WHERE id = ?"
    request_id = written.json()["id"]
    await office.running.gateway.core.database.write(lambda tx: tx.driver.execute(sql, (request_id,)))
    assert (await app.get(f"/v1/consents/{request_id}")).status_code == 404
