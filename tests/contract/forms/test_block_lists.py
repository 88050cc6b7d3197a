"""Do-not-contact lists: loaded line by line, in place of the older one, and asked by the send gate."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from server_stub.domain.identity import match_key
from tests.helpers.forms import FormsOffice

DAY = 24 * 3_600_000
FOLDER = "lists"


async def load(office: FormsOffice, body: Any, name: str = "Não Me Ligue", state: str = "SP") -> Any:
    return await office.admin.post("/v1/block-lists", params={"name": name, "state": state}, content=body)


async def entries(office: FormsOffice) -> dict[bytes, tuple[int, int]]:
    """(listed_at, effective_at) by hash, of all lists."""
    rows = await office.rows("SELECT match_hash, listed_at, effective_at FROM block_list_entry")
    return {bytes(hashed): (listed_at, effective_at) for hashed, listed_at, effective_at in rows}


def hashed(office: FormsOffice, digits: str) -> bytes:
    return office.running.gateway.core.vault.blind(match_key(digits), "match")


def ms(year: int, month: int, day: int) -> int:
    """Midnight in São Paulo."""
    return int(datetime(year, month, day, 3, tzinfo=UTC).timestamp() * 1000)


async def test_a_list_is_loaded_and_told(office: FormsOffice) -> None:
    body = (
        "Telefone;Data\n(11) 98765-4321;01/03/2026\n11 3456-7890;2026-03-02\nsem número;\n\n5511987654321;05/03/2026\n"
    )
    answer = await load(office, body.encode())
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["name"], told["state"], told["entries"], told["skipped"]) == ("Não Me Ligue", "SP", 2, 1)
    assert told["loaded_by"] == office.running.ids["admin"]
    found = await entries(office)
    # The same number twice keeps its earlier day; a mobile is found with and without its 9th digit.
    assert found[hashed(office, "551187654321")] == (ms(2026, 3, 1), ms(2026, 3, 1) + 30 * DAY)
    assert found[hashed(office, "551134567890")] == (ms(2026, 3, 2), ms(2026, 3, 2) + 30 * DAY)
    assert (await office.admin.get("/v1/block-lists")).json() == [told]
    folder = office.running.gateway.core.database.path.parent / FOLDER
    assert list(folder.iterdir()) == []


async def test_a_newer_file_replaces_the_older_of_its_name_and_state(office: FormsOffice) -> None:
    await load(office, b"11987654321\n11987654322\n")
    await load(office, b"21987654321\n", state="RJ")
    before = await entries(office)
    office.clock.ahead += DAY
    second = (await load(office, b"11987654321\n11987654323\n")).json()
    lists = (await office.admin.get("/v1/block-lists")).json()
    assert sorted((it["state"], it["entries"]) for it in lists) == [("RJ", 1), ("SP", 2)]
    found = await entries(office)
    assert set(found) == {hashed(office, digits) for digits in ("5511987654321", "5511987654323", "5521987654321")}
    # Without dates the day on which a list first named somebody stays theirs.
    stays, new = hashed(office, "5511987654321"), hashed(office, "5511987654323")
    assert found[stays] == before[stays]
    assert found[new][0] >= found[stays][0] + DAY
    assert (await office.admin.delete(f"/v1/block-lists/{second['id']}")).status_code == 204
    assert set(await entries(office)) == {hashed(office, "5521987654321")}
    assert (await office.admin.delete(f"/v1/block-lists/{second['id']}")).status_code == 404


async def test_a_file_without_numbers_replaces_nothing(office: FormsOffice) -> None:
    await load(office, b"11987654321\n")
    before = await entries(office)
    for body in (b"", b"nothing here\nnor here\n", b"%PDF-1.7 ...", b"PK\x03\x04" + bytes(100)):
        answer = await load(office, body)
        assert (answer.status_code, answer.json()["code"]) == (400, "file_unreadable"), body
        assert await entries(office) == before
    assert len((await office.admin.get("/v1/block-lists")).json()) == 1


async def test_while_a_list_is_read_in_the_store_says_so(office: FormsOffice) -> None:
    """The send gate goes by it; a file that is refused and a load that was cut off leave nothing behind."""
    database, mark = office.running.gateway.core.database, "SELECT value FROM setting WHERE name = 'block_list.loading'"
    await database.write(lambda tx: tx.driver.execute("CREATE TABLE seen (value TEXT)"))
    watch = f"CREATE TRIGGER watch AFTER INSERT ON block_list_entry BEGIN INSERT INTO seen {mark}; END"
    await database.write(lambda tx: tx.driver.execute(watch))
    assert (await load(office, b"11987654321\n", state="RJ")).status_code == 201
    assert await office.rows("SELECT value FROM seen") == [("RJ",)]
    assert await office.rows(mark) == []
    assert (await load(office, b"nothing here\n")).status_code == 400
    assert await office.rows(mark) == []
    cut = "INSERT INTO setting (name, value) VALUES ('block_list.loading', 'SP')"
    await database.write(lambda tx: tx.driver.execute(cut))
    await office.running.gateway.forms.block_lists.drop_orphans()
    assert await office.rows(mark) == []


async def test_a_list_has_a_name_and_a_real_state(office: FormsOffice) -> None:
    for name, state, field in (("", "SP", "name"), ("x" * 101, "", "name"), ("L", "XX", "state")):
        answer = await load(office, b"11987654321\n", name, state)
        assert (answer.status_code, answer.json()["params"]) == (400, {"field": field})


async def test_lists_are_for_administrators_and_seen_by_leads(office: FormsOffice) -> None:
    made = (await load(office, b"11987654321\n")).json()
    async with office.running.client("lead") as lead, office.running.client("ana") as agent:
        assert (await lead.get("/v1/block-lists")).status_code == 200
        assert (await agent.get("/v1/block-lists")).status_code == 403
        for person in (lead, agent):
            assert (await person.post("/v1/block-lists", params={"name": "x"}, content=b"1")).status_code == 403
            assert (await person.delete(f"/v1/block-lists/{made['id']}")).status_code == 403


async def numbers(count: int) -> AsyncIterator[bytes]:
    """Every number twice, half of them without the 9th digit."""
    yield "número;data\n".encode("cp1252")
    for start in range(0, count, 1000):
        lines = [f"11 9{80000000 + n};01/02/2026\n11 {80000000 + n}\n" for n in range(start, start + 1000)]
        yield "".join(lines).encode("cp1252")


async def test_a_long_list_comes_in_small_steps(office: FormsOffice) -> None:
    answer = await load(office, numbers(10_000))
    assert (answer.status_code, answer.json()["entries"], answer.json().get("skipped", 0)) == (201, 10_000, 0)
    other = await asyncio.gather(*(load(office, numbers(1000), state=state) for state in ("RJ", "MG", "RJ")))
    assert [it.status_code for it in other] == [201, 201, 201]
    lists = (await office.admin.get("/v1/block-lists")).json()
    assert sorted((it["state"], it["entries"]) for it in lists) == [("MG", 1000), ("RJ", 1000), ("SP", 10_000)]
    assert len(await office.rows("SELECT 1 FROM block_list_entry")) == 12_000


async def test_what_a_cut_off_load_left_is_cleared(office: FormsOffice) -> None:
    sql = "INSERT INTO block_list_entry (list_id, match_hash, listed_at, effective_at) VALUES ('gone', x'00', 1, 1)"
    await office.running.gateway.core.database.write(lambda tx: tx.driver.execute(sql))
    await office.running.gateway.forms.block_lists.drop_orphans()
    assert await entries(office) == {}
