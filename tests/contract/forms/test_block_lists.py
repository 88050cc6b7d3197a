"""Do-not-contact lists: loaded line by line, in place of the older one, and asked by the send gate."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from server_stub.domain.identity import match_key
from tests.helpers.forms import FormsOffice
from tests.helpers.shop import eventually

DAY = 24 * 3_600_000
FOLDER = "lists"


async def load(
    office: FormsOffice, body: Any, name: str = "Não Me Ligue", state: str = "SP", *, wait: float = 120.0
) -> Any:
    """`wait`: seconds until the answer comes though the list is not read in yet."""
    office.running.gateway.forms.block_lists.wait_seconds = wait
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
    await office.running.gateway.forms.list_loading.drop_orphans()
    assert await office.rows(mark) == []


async def shown(office: FormsOffice) -> list[dict[str, Any]]:
    return list((await office.admin.get("/v1/block-lists")).json())


async def test_a_long_list_is_answered_before_it_stands(office: FormsOffice) -> None:
    """It is seen loading, the older one stands meanwhile, and what it may forbid is held."""
    await load(office, b"11987654321\n")
    mark = "SELECT value FROM setting WHERE name = 'block_list.loading'"
    async with held_writer(office):
        waiting = asyncio.create_task(load(office, b"11987654322\n11987654323\n", wait=0.0))
        await eventually(lambda: count_of(office, "block_list_load"), lambda found: found == 1)
        answer = await waiting
        assert (answer.status_code, answer.json()["loading"]) == (202, True)
        assert sorted((it.get("loading", False), it.get("entries", 0)) for it in await shown(office)) == [
            (False, 1),
            (True, 0),
        ]
        assert await office.rows(mark) == [("SP",)]
    (told,) = await eventually(lambda: shown(office), lambda found: len(found) == 1)
    assert (told["id"], told["entries"]) == (answer.json()["id"], 2)
    assert await office.rows(mark) == []


async def test_a_file_that_is_refused_after_the_answer_says_so(office: FormsOffice) -> None:
    await load(office, b"11987654321\n")
    async with held_writer(office):
        answer = await load(office, b"nothing here\n", wait=0.0)
        assert answer.status_code == 202
    refused = await eventually(lambda: shown(office), lambda found: any(it.get("failure") for it in found))
    assert [(it.get("entries", 0), it.get("failure", "")) for it in refused] == [(1, ""), (0, "file_unreadable")]
    assert (await office.admin.delete(f"/v1/block-lists/{answer.json()['id']}")).status_code == 204
    assert len(await shown(office)) == 1
    assert len(await entries(office)) == 1


async def test_a_list_that_is_given_up_while_it_is_read_in_never_stands(office: FormsOffice) -> None:
    async with held_writer(office):
        made = (await load(office, b"11987654321\n", wait=0.0)).json()
        assert (await office.admin.delete(f"/v1/block-lists/{made['id']}")).status_code == 204
    await eventually(lambda: files(office), lambda found: found == [])
    assert await shown(office) == []
    await eventually(lambda: entries(office), lambda found: found == {})


async def files(office: FormsOffice) -> list[str]:
    folder = office.running.gateway.core.database.path.parent / FOLDER
    return sorted(it.name for it in folder.iterdir())


async def count_of(office: FormsOffice, table: str) -> int:
    return int((await office.rows(f"SELECT count(*) FROM {table}"))[0][0])


@asynccontextmanager
async def held_writer(office: FormsOffice) -> AsyncIterator[None]:
    """The worker that reads lists in comes to nothing until the block ends."""
    loading, go = office.running.gateway.forms.list_loading, asyncio.Event()
    work = loading._work

    async def later(load: Any) -> None:
        await go.wait()
        await work(load)

    loading._work = later
    try:
        yield
    finally:
        go.set()
        loading._work = work


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
    await office.running.gateway.forms.list_loading.drop_orphans()
    assert await entries(office) == {}
