"""Lists from elsewhere: looked at, tried out, approved by a second person, applied, undone; every event provable."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from server_stub.storage.database import Tx
from server_stub.storage.repositories import suppressions
from tests.helpers.forms import NOTICE, FormsOffice
from tests.helpers.lists import COLUMNS, DAY, MINUTE, apply, check, day, imported, outcomes, row, table, until, upload
from tests.helpers.shop import eventually


@pytest.fixture
async def office(office: FormsOffice) -> FormsOffice:
    """An hour after the texts were published."""
    office.clock.ahead += 3_600_000
    return office


async def test_a_list_becomes_events_whose_proof_holds(office: FormsOffice) -> None:
    rows = [
        row(office, 1),
        row(office, 2, Finalidade="mkt.promotions", Texto="mkt.promotions-v1-pt-BR"),
        row(office, 3, Comprovante=""),
        row(office, 4, Consentimento="não", Origem="", Texto="", Comprovante=""),
        row(office, 1),
        row(office, 5, Telefone="abc"),
    ]
    batch = await upload(office, table(rows))
    assert (batch["rows"], batch["columns"], batch["encoding"]) == (6, COLUMNS, "utf-8")
    assert batch["preview"][0][0] == "Pessoa 1"
    assert batch["mapping"]["phone"] == "Telefone"
    report = await check(office, batch)
    assert outcomes(report) == [
        ("active", ""),
        ("pending", ""),
        ("unproven", "proof_missing"),
        ("revoked", ""),
        ("unchanged", "already_so"),
        ("error", "phone_invalid"),
    ]
    assert [it["line"] for it in report["rows"]] == [2, 3, 4, 5, 6, 7]
    assert report["rows"][2]["params"] == {"purpose": "txn.order", "field": "evidence"}
    assert await office.events() == []
    applied = await apply(office, batch["id"])
    assert applied["counts"] == {"active": 1, "pending": 1, "unproven": 1, "revoked": 1, "unchanged": 1, "error": 1}
    assert (applied["done"], applied["approved_by"]) == (6, office.running.ids["lead"])
    events = await office.events()
    assert [event.type for event in events] == ["GRANTED", "REQUESTED", "IMPORTED", "REVOKED"]
    assert {event.source for event in events} == {"import"}
    assert (events[0].proof_level, events[0].notice_version_id) == (3, NOTICE)
    (summary,) = await office.rows("SELECT seq FROM consent_event WHERE type = 'IMPORT_BATCH'")
    told = await payload(office, summary[0])
    assert (told["file_sha256"], told["uploaded_by"]) == (batch["sha256"], office.running.ids["admin"])
    assert (told["approved_by"], told["counts"]) == (office.running.ids["lead"], applied["counts"])
    assert await office.proves()
    assert await states(office) == ["ACTIVE", "PENDING", "IMPORTED_UNPROVEN", "REVOKED"]


async def payload(office: FormsOffice, seq: int) -> dict[str, Any]:
    core = office.running.gateway.core
    return await core.database.read(lambda tx: core.ledger.payload(tx, seq))


async def states(office: FormsOffice) -> list[str]:
    """Of the first purpose of each person, in the order in which they came."""
    core, now = office.running.gateway.core, office.clock()
    found = []
    for (contact_id,) in await office.rows("SELECT id FROM contact ORDER BY created_at, rowid"):
        consents, _ = await core.database.read(lambda tx, it=contact_id: core.gatekeeper.consents_of(tx, it, now))
        spoken = [it.state for it in consents if it.purpose in ("txn.order", "mkt.promotions")]
        found.append(spoken[0])
    return found


async def test_the_one_who_uploads_does_not_approve(office: FormsOffice) -> None:
    batch = await upload(office, table([row(office)]))
    await check(office, batch)
    path = f"/v1/imports/{batch['id']}"
    own = await office.admin.post(f"{path}/apply")
    assert (own.status_code, own.json()["code"]) == (403, "second_person_required")
    async with office.running.client("ana") as agent:
        for method, where in (("GET", ""), ("GET", "/rows"), ("POST", "/apply"), ("POST", "/undo"), ("DELETE", "")):
            assert (await agent.request(method, path + where)).status_code == 403, where
        assert (await agent.post("/v1/imports", content=b"a;b\n1;2\n")).status_code == 403
        assert (await agent.put(f"{path}/mapping", json=batch["mapping"])).status_code == 403
    async with office.running.client("lead") as lead:
        assert (await lead.post(f"{path}/undo")).status_code == 403
        assert (await lead.put(f"{path}/mapping", json=batch["mapping"])).status_code == 403
        assert (await lead.get("/v1/imports")).json()[0]["id"] == batch["id"]
    assert await office.events() == []


async def test_a_batch_is_applied_once(office: FormsOffice) -> None:
    batch = await upload(office, table([row(office)]))
    path = f"/v1/imports/{batch['id']}"
    async with office.running.client("lead") as lead:
        early = await lead.post(f"{path}/apply")
        assert (early.status_code, early.json()["code"]) == (409, "state_conflict")
        await check(office, batch)
        assert (await lead.post(f"{path}/apply")).status_code == 202
        assert (await lead.post(f"{path}/apply")).status_code == 409
    await until(office, batch["id"], "applied")
    assert len(await office.events()) == 1
    assert (await office.admin.put(f"{path}/mapping", json=batch["mapping"])).status_code == 409
    assert (await office.admin.delete(path)).status_code == 409


async def test_the_same_file_again_changes_nothing(office: FormsOffice) -> None:
    rows = [row(office, 1), row(office, 2, Consentimento="não")]
    await imported(office, rows)
    again = await imported(office, rows)
    assert again["counts"] == {"unchanged": 2}
    assert len(await office.events()) == 2


async def test_an_opt_out_is_not_overridden_and_always_applies(office: FormsOffice) -> None:
    await imported(office, [row(office, 1)])
    office.clock.ahead += MINUTE
    await imported(office, [row(office, 1, Consentimento="não", Finalidade="")])
    assert [event.type for event in await office.events()] == ["GRANTED", "REVOKED"]
    office.clock.ahead += MINUTE
    # Whoever left everything promotional may still hear of the own order; marketing is over.
    batch = await upload(office, table([row(office, 1, Finalidade="mkt.promotions", Texto="mkt.promotions-v1-pt-BR")]))
    assert outcomes(await check(office, batch)) == [("unchanged", "opted_out")]
    left = await imported(office, [row(office, 1, Consentimento="sair", Finalidade="tudo")])
    assert left["counts"] == {"revoked": 1}
    office.clock.ahead += MINUTE
    back = await upload(office, table([row(office, 1)]))
    assert outcomes(await check(office, back)) == [("unchanged", "opted_out")]
    assert await office.proves()


WRONG = [
    ({"Data do consentimento": "2999-01-01"}, "error", "date_in_future"),
    ({"Data do consentimento": "2001-01-01"}, "error", "date_before_notice"),
    ({"Data do consentimento": "31/02/2026"}, "error", "date_unreadable"),
    ({"Consentimento": "talvez"}, "error", "answer_unreadable"),
    ({"Consentimento": ""}, "error", "answer_unreadable"),
    ({"Finalidade": "futebol"}, "error", "purpose_unknown"),
    ({"Finalidade": ""}, "error", "purpose_missing"),
    ({"Texto": "mkt.promotions-v1-pt-BR"}, "error", "notice_of_other_purpose"),
    ({"Origem": "Lista comprada em 2025"}, "error", "source_refused"),
    ({"Origem": "parceiro"}, "error", "source_refused"),
    ({"Texto": "um texto que nunca foi publicado"}, "unproven", "notice_unknown"),
    ({"Comprovante": "n/a"}, "unproven", "proof_missing"),
    ({"Origem": "-"}, "unproven", "proof_missing"),
    ({"Data do consentimento": ""}, "unproven", "proof_missing"),
    ({"Finalidade": "Notícias do seu pedido"}, "active", ""),
    ({"Finalidade": "txn.order, mkt.promotions"}, "error", "several"),
]


async def test_each_row_tells_why(office: FormsOffice) -> None:
    rows = [row(office, number, **change) for number, (change, _, _) in enumerate(WRONG)]
    batch = await upload(office, table(rows))
    report = await check(office, batch)
    assert outcomes(report) == [(outcome, reason) for _, outcome, reason in WRONG]
    assert report["rows"][-1]["params"] == {"txn.order": "active", "mkt.promotions": "error"}


async def test_undo_takes_back_what_the_file_permitted(office: FormsOffice) -> None:
    batch = await imported(office, [row(office, 1), row(office, 2), row(office, 3, Consentimento="não")])
    office.clock.ahead += MINUTE
    async with office.system("consents:write") as app:
        await office.submit(app, office.form(phone="+5511980000002", granted=False))
    office.clock.ahead += MINUTE
    answer = await office.admin.post(f"/v1/imports/{batch['id']}/undo")
    assert answer.status_code == 202
    await until(office, batch["id"], "undone")
    events = await office.events()
    assert [event.type for event in events] == ["GRANTED", "GRANTED", "REVOKED", "REFUSED", "INVALIDATED"]
    assert await states(office) == ["INVALIDATED", "REFUSED", "REVOKED"]
    steps = await office.rows("SELECT seq FROM consent_event WHERE type = 'IMPORT_BATCH' ORDER BY seq")
    assert [(await payload(office, seq))["step"] for (seq,) in steps] == ["applied", "undone"]
    assert await office.proves()
    assert (await office.admin.post(f"/v1/imports/{batch['id']}/undo")).status_code == 409
    office.clock.ahead += MINUTE
    again = await imported(office, [row(office, 1)])
    assert again["counts"] == {"active": 1}
    assert (await states(office))[0] == "ACTIVE"


IMPOSSIBLE = [
    ({"phone": ""}, "phone"),
    ({"phone": "Fax"}, "phone"),
    ({"evidence": "Fax"}, "evidence"),
    ({"zone": "Mars/Olympus"}, "zone"),
    ({"zone": "../../etc/passwd"}, "zone"),
    ({"source_name": "lista de parceiros"}, "source_name"),
    ({"notice_version": "nothing"}, "notice_version"),
]


async def test_a_mapping_that_cannot_be_is_refused(office: FormsOffice) -> None:
    batch = await upload(office, table([row(office)]))
    for change, field in IMPOSSIBLE:
        answer = await office.admin.put(f"/v1/imports/{batch['id']}/mapping", json=batch["mapping"] | change)
        assert (answer.status_code, answer.json()["code"]) == (400, "value_invalid")
        assert answer.json()["params"] == {"field": field}


async def test_what_holds_for_the_whole_file_is_said_once(office: FormsOffice) -> None:
    body = f"fone,quando,prova\n11987654321,{day(office.clock() - MINUTE)},contrato 12\n".encode()
    batch = await upload(office, body)
    told = {"purpose": "txn.order", "notice_version": NOTICE, "source_name": "Contrato em papel"}
    assert outcomes(await check(office, batch)) == [("error", "purpose_missing")]
    assert outcomes(await check(office, batch, **told)) == [("active", "")]


async def test_a_rejected_list_is_forgotten_after_thirty_days(office: FormsOffice) -> None:
    batch = await upload(office, table([row(office)]))
    path = f"/v1/imports/{batch['id']}"
    assert (await office.admin.delete(path)).status_code == 204
    assert (await office.admin.delete(path)).status_code == 409
    folder = office.running.gateway.core.database.path.parent / "lists"
    jobs = office.running.gateway.forms.jobs
    await jobs.drop_old_files()
    assert [it.name for it in folder.iterdir()] == [batch["id"]]
    office.clock.ahead += 31 * DAY
    stray = folder / "abc123"
    stray.write_bytes(b"left by a crash")
    await jobs.drop_old_files()
    assert list(folder.iterdir()) == []
    async with office.running.client("admin") as admin:
        assert (await admin.get(path)).json()["state"] == "rejected"


async def test_a_list_lies_sealed(office: FormsOffice) -> None:
    batch = await upload(office, table([row(office, Nome="Fulana Rara")]))
    file = office.running.gateway.core.database.path.parent / "lists" / batch["id"]
    assert b"Fulana" not in file.read_bytes()


async def test_nothing_is_found_by_a_wrong_id(office: FormsOffice) -> None:
    for method, path in (("GET", ""), ("GET", "/rows"), ("POST", "/apply"), ("POST", "/undo"), ("DELETE", "")):
        answer = await office.admin.request(method, f"/v1/imports/nothing{path}")
        assert answer.status_code == 404, (method, path)


async def test_a_list_does_not_bring_back_who_was_erased(office: FormsOffice) -> None:
    """Their number is known by its hash only; no new contact is made of it."""
    await imported(office, [row(office, 1)])
    (contact,) = await office.rows("SELECT id FROM contact")
    await office.running.gateway.core.database.write(lambda tx: erase(tx, contact[0], office.clock()))
    office.clock.ahead += MINUTE
    again = await imported(office, [row(office, 1), row(office, 1, Consentimento="não", Finalidade="tudo")])
    assert again["counts"] == {"unchanged": 2}
    assert len(await office.rows("SELECT 1 FROM contact")) == 1


def erase(tx: Tx, contact_id: str, now: int) -> None:
    """As far as lists are concerned: the hashes stay, the identity is gone."""
    suppressions.remember(tx, contact_id, ["*"], now, 1)
    tx.driver.execute("DELETE FROM identity WHERE contact_id = ?", (contact_id,))


async def test_who_left_as_somebody_merged_since_has_left(office: FormsOffice) -> None:
    await imported(office, [row(office, 1, Comprovante=""), row(office, 2, Consentimento="não", Finalidade="tudo")])
    kept, merged = [it[0] for it in await office.rows("SELECT id FROM contact ORDER BY created_at, rowid")]
    sql = "UPDATE contact SET merged_into = ? WHERE id = ?"
    await office.running.gateway.core.database.write(lambda tx: tx.driver.execute(sql, (kept, merged)))
    office.clock.ahead += MINUTE
    again = await imported(office, [row(office, 1)])
    assert again["counts"] == {"unchanged": 1}


async def test_pages_of_rows(office: FormsOffice) -> None:
    batch = await upload(office, table([row(office, number) for number in range(1, 701)]))
    first = await check(office, batch)
    assert (len(first["rows"]), first["next_line"]) == (500, 501)
    path = f"/v1/imports/{batch['id']}/rows"
    second = (await office.admin.get(path, params={"after": first["next_line"]})).json()
    assert (len(second["rows"]), second.get("next_line")) == (200, None)


async def test_an_unreadable_upload_leaves_nothing(office: FormsOffice) -> None:
    folder = office.running.gateway.core.database.path.parent / "lists"
    for body in (b"", b"\n\n", b"%PDF-1.4 nothing", b"\x89PNG\r\n\x1a\n" + bytes(50), b"Nome;Telefone\n"):
        answer = await office.admin.post("/v1/imports", content=body)
        assert (answer.status_code, answer.json()["code"]) == (400, "file_unreadable"), body
    assert list(folder.iterdir()) == []
    assert (await office.admin.get("/v1/imports")).json() == []


async def test_a_client_that_vanishes_leaves_nothing(office: FormsOffice) -> None:
    async def broken() -> Any:
        yield b"Nome;Telefone\n"
        raise httpx.ReadError("gone")

    with pytest.raises(httpx.ReadError):
        await office.admin.post("/v1/imports", content=broken())
    folder = office.running.gateway.core.database.path.parent / "lists"

    async def files() -> list[str]:
        return [it.name for it in folder.iterdir()]

    await eventually(files, lambda found: found == [], 20)
