"""balcao-gateway quarantine and retention: counts and places, never content."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from server_stub.cli import main
from server_stub.core import Core
from server_stub.services.protocol import next_protocol
from server_stub.storage.database import Tx
from server_stub.storage.repositories import inbound
from server_stub.storage.repositories.people import People, Profile
from server_stub.storage.repositories.quarantine import Quarantine

KEY = "ab" * 32


def test_the_quarantine_is_listed_without_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALCAO_MASTER_KEY", KEY)
    data = tmp_path / "data"

    def command() -> str:
        result = CliRunner().invoke(main, ["quarantine", "list", "--data", str(data)])
        assert result.exit_code == 0, result.output
        return result.output

    assert command() == "Nothing is in quarantine.\n"

    async def fill() -> None:
        core = Core(data, bytes.fromhex(KEY))
        core.start()

        def work(tx: Tx) -> None:
            rows = Quarantine(core.vault)
            rows.add(
                tx, 1, "entry[0]", "invalid_item", "KeyError in Incoming", b"segredo 5511987654321", 1_795_400_000_000
            )
            rows.add(tx, 2, "", "invalid_json", "", b"{", 1_795_400_000_000)

        await core.database.write(work)
        await core.stop()

    asyncio.run(fill())
    told = command()
    assert told.splitlines() == [
        "invalid_item: 1",
        "invalid_json: 1",
        "#1 2026-11-23 02:13:20Z invalid_item entry[0] (KeyError in Incoming)",
        "#2 2026-11-23 02:13:20Z invalid_json whole body (no detail)",
    ]
    assert "segredo" not in told


def test_questions_about_who_is_who_are_listed_by_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALCAO_MASTER_KEY", KEY)
    data, at = tmp_path / "data", 1_795_400_000_000

    def command() -> str:
        result = CliRunner().invoke(main, ["proposals", "list", "--data", str(data)])
        assert result.exit_code == 0, result.output
        return result.output

    assert command() == "Nothing is to be decided.\n"

    async def fill() -> list[str]:
        core = Core(data, bytes.fromhex(KEY))
        core.start()

        def work(tx: Tx) -> list[str]:
            people = People(core.vault)
            ana, other = (people.create(tx, Profile(name, "+5511987654321"), at) for name in ("Ana", "A. Souza"))
            people.propose(tx, ana, "number_changed", "system:1", {"wa_id": "5511912345678"}, at)
            people.propose(tx, ana, "same_match_key", "same:1", {}, at, other.contact_id)
            people.propose(tx, ana, "conflicting_ids", "conflict:1", {}, at, other.contact_id)
            tx.driver.execute("UPDATE identity_proposal SET state = 'rejected' WHERE kind = 'conflicting_ids'")
            return [ana.contact_id, other.contact_id]

        ids = await core.database.write(work)
        await core.stop()
        return ids

    ana, other = asyncio.run(fill())
    told = command()
    assert told.splitlines() == [
        f"#2 2026-11-23 02:13:20Z open: contact {ana} has the number of the other but for its ninth digit,"
        f" says the gateway (other: {other})",
        f"#1 2026-11-23 02:13:20Z open: contact {ana} has another number now, says WhatsApp",
    ]


def test_the_numbers_of_a_day_are_reported_and_a_missing_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BALCAO_MASTER_KEY", KEY)
    data, at = tmp_path / "data", 1_795_400_000_000

    def command(day: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["protocols", "--day", day, "--data", str(data)])
        return result.exit_code, result.output

    assert command("20261122") == (0, "No number was given on that day.\n")
    assert command("20261399")[0] == 1

    async def give() -> None:
        core = Core(data, bytes.fromhex(KEY))
        core.start()

        def work(tx: Tx) -> None:
            people = People(core.vault)
            owner = people.create(tx, Profile("Ana"), at)
            inbound.add_channel_number(tx, "n1", "w1", "+55 11 4000-0000", at)
            first, _, third = (next_protocol(tx, at) for _ in range(3))
            for number in (first, third):
                talk = inbound.conversation_with(tx, owner.contact_id, "n1")
                talk = talk or inbound.add_conversation(tx, owner.contact_id, "n1", at)
                case_id = core.cases.add(tx, talk, number, "general", at, detail="customer")
                core.cases.change(tx, case_id, state="closed", closed_at=at)

        await core.database.write(work)
        await core.stop()

    asyncio.run(give())
    assert command("20261122") == (1, "20261122 unit 001: 2 given, last 000003, missing: 2\n")
