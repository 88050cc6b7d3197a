"""Texts from before this gateway: registered later, marked as such in every proof, counted for imports only."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from server_stub.storage.database import Tx
from tests.helpers.forms import FormsOffice
from tests.helpers.lists import DAY, apply, check, day, outcomes, row, table, upload
from tests.helpers.packs import problems, unpack

WORDS = "Aceito receber pelo WhatsApp da Loja o andamento dos meus pedidos.\nPara sair, respondo SAIR.  Obrigado!"
EARLIER = "txn.order-earlier1-pt-BR"


@pytest.fixture
async def office(office: FormsOffice) -> FormsOffice:
    """An hour after the texts were published."""
    office.clock.ahead += 3_600_000
    return office


def earlier(office: FormsOffice, **change: Any) -> dict[str, Any]:
    """In use for a year, until a month ago."""
    now = office.clock()
    usual = {"purpose": "txn.order", "body": WORDS, "in_use_from": now - 400 * DAY, "in_use_until": now - 30 * DAY}
    return {**usual, **change}


async def register(office: FormsOffice, **change: Any) -> dict[str, Any]:
    answer = await office.admin.post("/v1/notices/earlier", json=earlier(office, **change))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def notices(office: FormsOffice) -> list[dict[str, Any]]:
    return list((await office.admin.get("/v1/notices", params={"purpose": "txn.order"})).json())


async def test_it_is_marked_and_never_becomes_the_current_text(office: FormsOffice) -> None:
    before = await notices(office)
    body = earlier(office)
    registered = await register(office, **body)
    assert registered["sha256"] == hashlib.sha256(WORDS.encode()).hexdigest()
    assert (registered["id"], registered["body"]) == (EARLIER, WORDS)
    assert (registered["in_use_from"], registered["in_use_until"]) == (body["in_use_from"], body["in_use_until"])
    assert registered["published_by"] == office.running.ids["admin"]
    assert abs(registered["published_at"] - office.clock()) < DAY
    assert await notices(office) == [*before, registered]
    assert await register(office, **body) == registered, "sent twice it is there once"
    notice_book = office.running.gateway.outgoing.notices
    current = await office.running.gateway.core.database.read(lambda tx: notice_book.current(tx, "txn.order"))
    assert current is not None
    assert current.id == "txn.order-v1-pt-BR"
    told = await office.rows("SELECT type, actor FROM consent_event WHERE notice_version_id = ?", EARLIER)
    assert told == [("NOTICE_REGISTERED", office.running.ids["admin"])]
    assert await office.proves()


async def test_nobody_agrees_to_it_now(office: FormsOffice) -> None:
    await register(office)
    form = office.form()
    form["answers"][0]["notice_version"] = EARLIER
    async with office.system("consents:write") as app:
        answer = await office.submit(app, form)
    assert (answer.status_code, answer.json()["code"]) == (409, "notice_retired")
    assert await office.events() == []


async def test_a_consent_of_that_time_is_imported_and_the_pack_says_what_it_rests_on(
    office: FormsOffice, tmp_path: Path
) -> None:
    registered = await register(office)
    now = office.clock()
    at = {"in it": now - 100 * DAY, "before": now - 500 * DAY, "after": now - 10 * DAY}
    rows = [
        row(office, 1, Texto=EARLIER, **{"Data do consentimento": day(at["in it"])}),
        row(office, 2, Texto=WORDS, **{"Data do consentimento": day(at["in it"])}),
        row(office, 3, Texto=EARLIER, **{"Data do consentimento": day(at["before"])}),
        row(office, 4, Texto=EARLIER, **{"Data do consentimento": day(at["after"])}),
        row(office, 5, Texto=EARLIER, Comprovante="", **{"Data do consentimento": day(at["in it"])}),
    ]
    batch = await upload(office, table(rows))
    assert outcomes(await check(office, batch)) == [
        ("active", ""),
        ("active", ""),
        ("error", "date_before_notice"),
        ("error", "date_after_notice"),
        ("unproven", "proof_missing"),
    ]
    await apply(office, batch["id"])
    first = next(event for event in await office.events() if event.type == "GRANTED")
    assert (first.notice_version_id, first.proof_level) == (EARLIER, 3)
    contact = (await office.rows("SELECT contact_id FROM consent_event WHERE seq = ?", first.seq))[0][0]
    folder = await pack(office, contact, tmp_path)
    assert problems(folder) == []
    (notice,) = json.loads((folder / "notices.json").read_text("utf-8"))
    later = notice["notice_registered_later"]
    assert later == {
        "at": registered["published_at"],
        "by": office.running.ids["admin"],
        "in_use_from": registered["in_use_from"],
        "in_use_until": registered["in_use_until"],
    }
    assert office.running.ids["admin"] in json.loads((folder / "actors.json").read_text("utf-8"))
    lines = [json.loads(it) for it in (folder / "events.jsonl").read_text("utf-8").splitlines()]
    granted = next(it for it in lines if it["event"]["type"] == "GRANTED")
    assert granted["payload"]["notice_registered_later"] == later
    assert later["at"] <= granted["event"]["recorded_at"]
    notice["notice_registered_later"]["at"] = at["before"]
    (folder / "notices.json").write_text(json.dumps([notice]), "utf-8")
    assert "notice" in {what for _, what in problems(folder)}


async def pack(office: FormsOffice, contact_id: str, folder: Path) -> Path:
    async with office.running.client("lead") as lead:
        answer = await lead.get(f"/v1/contacts/{contact_id}/proof-pack", params={"ground": "PROCON"}, timeout=60)
    assert answer.status_code == 200
    (folder / "pack.zip").write_bytes(answer.content)
    return unpack(folder / "pack.zip", folder / "pack")


async def test_the_same_words_before_and_now_are_told_apart_by_the_date(office: FormsOffice) -> None:
    current = next(it for it in await notices(office) if it["language"] == "pt-BR")["body"]
    await register(office, body=current)
    then = row(office, 1, Texto=current, **{"Data do consentimento": day(office.clock() - 100 * DAY)})
    batch = await upload(office, table([then, row(office, 2, Texto=current)]))
    assert outcomes(await check(office, batch)) == [("active", ""), ("active", "")]
    await apply(office, batch["id"])
    assert [event.notice_version_id for event in await office.events()] == [EARLIER, "txn.order-v1-pt-BR"]


@pytest.mark.parametrize("column", ["in_use_from", "in_use_until", "published_at", "published_by"])
async def test_what_is_said_of_it_cannot_be_changed_unseen(office: FormsOffice, column: str) -> None:
    await register(office)

    def meddle(tx: Tx) -> None:
        tx.driver.execute(f"UPDATE notice_version SET {column} = {column} || '1' WHERE id = ?", (EARLIER,))

    await office.running.gateway.core.database.write(meddle)
    check_ = office.running.gateway.core.ledger_check
    found = await office.running.gateway.core.database.read(check_.first)
    assert found is not None
    assert found.what == "notice"


@pytest.mark.parametrize("order", ["registered first", "published first"])
async def test_a_material_change_ends_what_was_agreed_under_it(office: FormsOffice, order: str) -> None:
    if order == "registered first":
        await register(office)
    body = WORDS.replace("andamento dos meus pedidos", "andamento dos pedidos e do meu cadastro")
    told = {"purpose": "txn.order", "body": body, "material_change": True}
    assert (await office.admin.post("/v1/notices", json=told)).status_code == 201
    if order == "published first":
        await register(office)
    office.clock.ahead += 1000
    late = row(office, 1, Texto=EARLIER, **{"Data do consentimento": day(office.clock() - 100 * DAY)})
    batch = await upload(office, table([late]))
    assert outcomes(await check(office, batch)) == [("unproven", "notice_retired")]


IMPOSSIBLE: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"body": "curto"}, "value_invalid", "body"),
    ({"body": "Aceito receber\x00 pelo WhatsApp"}, "value_invalid", "body"),
    ({"body": "x" * 10_001}, "value_invalid", "body"),
    ({"purpose": "mkt.unknown"}, "purpose_unknown", ""),
    ({"language": "fr"}, "value_invalid", "language"),
    ({"in_use_until": 2**52}, "value_invalid", "in_use_until"),
    ({"in_use_from": 2**52}, "value_invalid", "in_use_from"),
    ({"in_use_from": 0}, "value_invalid", "in_use_from"),
)


async def test_what_cannot_be_is_refused(office: FormsOffice) -> None:
    for change, code, field in IMPOSSIBLE:
        answer = await office.admin.post("/v1/notices/earlier", json=earlier(office, **change))
        told = answer.json()
        found = (answer.status_code, told["code"], told.get("params", {}).get("field", ""))
        assert found in ((400, code, field), (404, code, field)), change


async def test_only_administrators_register(office: FormsOffice) -> None:
    async with office.running.client("lead") as lead:
        assert (await lead.post("/v1/notices/earlier", json=earlier(office))).status_code == 403
    assert all(it["id"] != EARLIER for it in await notices(office))
