"""replay: files in, the store's own count out."""

from __future__ import annotations

import asyncio
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from server_stub.replay import Summary, replay, run, split
from server_stub.storage.keys import KEY_VARIABLE
from server_stub.storage.repositories.totals import totals
from server_stub.storage.setup import open_store
from tests.helpers.blank_store import KEY
from tests.helpers.receiving import Receiving
from tests.helpers.webhook_bodies import ANA, body, reacted, said

OWN = Path(__file__).parents[2] / "fixtures" / "webhooks"
SHARED = Path(__file__).parents[4] / "shared" / "fixtures" / "webhooks"
CORPORA = [folder for folder in (OWN, SHARED) if folder.is_dir()]
SINGLE = sorted(SHARED.glob("*.json")) or [OWN / "text.json"]
ARRAYS = {"messages": "type", "message_echoes": "type", "statuses": "status"}


def expected(folder: Path) -> tuple[int, Counter[str], Counter[str]]:
    """Bodies, messages by type, statuses: counted without the code under test. Calls report in `statuses` too."""
    messages: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    paths = sorted(folder.glob("*.json"))
    for path in paths:
        for entry in json.loads(path.read_bytes())["entry"]:
            for change in entry["changes"]:
                value: Any = change["value"] if isinstance(change["value"], dict) else {}
                for item in [*value.get("messages", []), *value.get("message_echoes", []), *history_of(value)]:
                    messages[item.get("type", "location")] += 1
                messages.update("call" for item in value.get("calls", []) if item["event"] == "terminate")
                if change["field"] != "calls":
                    statuses.update(item["status"] for item in value.get("statuses", []))
    return len(paths), messages, statuses


def history_of(value: dict[str, Any]) -> list[Any]:
    return [item for chunk in value.get("history", []) for thread in chunk["threads"] for item in thread["messages"]]


@pytest.mark.parametrize("folder", CORPORA, ids=lambda folder: folder.parts[-4])
def test_a_whole_corpus_is_stored_and_counted(tmp_path: Path, folder: Path) -> None:
    bodies, messages, statuses = expected(folder)
    summary = run([folder], tmp_path / "data", KEY)
    assert summary.quarantined == []
    assert summary.bodies == bodies
    assert Counter(summary.messages) == messages
    assert Counter(summary.statuses) == statuses
    counted = (summary.messages, summary.statuses, summary.other)
    assert summary.updates == sum(sum(group.values()) for group in counted)
    again = run([folder], tmp_path / "data", KEY)
    assert again == summary


@pytest.mark.parametrize("path", SINGLE, ids=lambda path: path.stem)
def test_each_body_of_one_update_gives_what_it_holds(receiving: Receiving, path: Path) -> None:
    receiving.feed(path.read_bytes())
    assert receiving.rows("SELECT path, reason FROM quarantine") == []
    with receiving.transaction() as tx:
        assert totals(tx).updates == 1


def invoke(*arguments: str, key: bytes | None = None) -> Any:
    environment = {name: None for name in os.environ if name.startswith("BALCAO_")}
    if key is not None:
        environment[KEY_VARIABLE] = key.hex()
    return CliRunner(env=environment).invoke(replay, list(arguments))


def test_what_is_broken_is_named_with_its_file(tmp_path: Path) -> None:
    files = {
        "good.json": body(said(ANA, "w1", 0), reacted(ANA, "r1", 1, "w1", "👍")),
        "cut.json": b'{"object": "whatsapp_business_account", "entry": [{"id"',
        "other.json": b'{"screen": "", "action": "INIT"}',
        "empty.json": b"[]",
        "item.json": body(("messages", "not an object")),  # type: ignore[arg-type]
        "notes.txt": b"not looked at",
        "large.json": b" " * (4 * 1024 * 1024 + 1),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "more.json").write_bytes(body(said(ANA, "w2", 2)))
    result = invoke("--json", str(tmp_path))
    assert result.exit_code == 0, result.output
    summary = json.loads(result.output)
    assert list(summary) == ["bodies", "updates", "messages", "statuses", "other", "quarantined"]
    assert (summary["bodies"], summary["updates"]) == (5, 3)
    assert summary["messages"] == {"reaction": 1, "text": 2}
    reasons = {Path(one["file"]).name: one["reason"] for one in summary["quarantined"]}
    assert reasons == {
        "cut.json": "invalid_json",
        "empty.json": "empty",
        "item.json": "invalid_item (entry[0].changes[0].value.messages[0])",
        "large.json": "too_large",
        "other.json": "not_a_webhook",
    }


def test_lists_and_named_bodies_in_one_file(tmp_path: Path) -> None:
    one, two = body(said(ANA, "w1", 0)), body(said(ANA, "w2", 1))
    (tmp_path / "list.json").write_bytes(b"[" + one + b"," + two + b"]")
    (tmp_path / "named.json").write_bytes(b'{"text": ' + one + b', "other": ' + body(said(ANA, "w3", 2)) + b"}")
    summary = run([tmp_path], tmp_path / "data", KEY)
    assert (summary.bodies, summary.messages, summary.quarantined) == (4, {"text": 3}, [])
    assert split(one) == [one]


def test_a_store_of_its_own_keeps_what_was_replayed(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(body(said(ANA, "w1", 0)))
    result = invoke("--data", str(tmp_path / "data"), str(tmp_path / "one.json"), key=KEY)
    assert result.output.splitlines() == ["1 bodies, 1 updates in the store", "  messages: text 1"]
    assert run([], tmp_path / "data", KEY) == Summary(0, 1, {"text": 1}, {}, {}, [])


def test_a_missing_file_is_an_error_but_the_others_are_replayed(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(body(said(ANA, "w1", 0)))
    result = invoke("--json", str(tmp_path / "one.json"), str(tmp_path / "none.json"))
    assert result.exit_code == 1
    summary = json.loads(result.output)
    assert (summary["bodies"], summary["quarantined"][0]["reason"]) == (1, "file_missing")


def test_quarantine_is_tried_again_when_asked(tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_bytes(b"{")
    data = tmp_path / "data"
    assert len(run([tmp_path / "cut.json"], data, KEY).quarantined) == 1
    result = invoke("--data", str(data), "--quarantine", "--json", key=KEY)
    summary = json.loads(result.output)
    assert [one["reason"] for one in summary["quarantined"]] == ["invalid_json"]  # still broken, but told once
    assert invoke("--quarantine").exit_code == 2
    assert invoke().exit_code == 2


async def test_an_opt_out_in_a_replayed_message_counts(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(body(said(ANA, "w1", 0, content={"body": "SAIR"})))
    await asyncio.to_thread(run, [tmp_path / "one.json"], tmp_path / "data", KEY)
    database, _ = open_store(tmp_path / "data", KEY)
    database.start()
    rows = await database.read(lambda tx: tx.driver.execute("SELECT type, source FROM consent_event").fetchall())
    await database.close()
    assert rows == [("REVOKED", "keyword")]
