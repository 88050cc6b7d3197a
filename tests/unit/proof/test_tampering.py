"""P5: one flipped byte anywhere in a pack is found, and so is what somebody forges who can sign it anew."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server_stub.services import proof_verifier
from tests.helpers.packs import Forger, flipped, problems, rehashed, stranger
from tests.unit.proof.conftest import MadePack

Change = Callable[[list[dict[str, Any]]], None]
USUAL = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])


def contents(pack: MadePack) -> list[Path]:
    return sorted(path for path in pack.folder.rglob("*") if path.is_file())


@USUAL
@given(data=st.data())
def test_a_flipped_byte_of_any_content_is_found_and_placed(pack: MadePack, data: st.DataObject) -> None:
    """Of the verifier itself, too, when another copy of it looks: here the program's own."""
    file = data.draw(st.sampled_from(contents(pack)))
    at = data.draw(st.integers(0, file.stat().st_size - 1))
    with flipped(file, at, data.draw(st.integers(0, 7))):
        found = problems(pack.folder)
    name = file.relative_to(pack.folder).as_posix()
    assert name.removesuffix(".sig").removesuffix(".json") in " ".join(where for where, _ in found)


def test_the_first_and_the_last_byte_of_each_content_count(pack: MadePack) -> None:
    assert problems(pack.folder) == []
    for file in contents(pack):
        for at in (0, file.stat().st_size - 1):
            with flipped(file, at):
                assert problems(pack.folder) != [], (file.name, at)


@USUAL
@given(data=st.data())
def test_a_flipped_byte_of_the_zip_is_found(pack: MadePack, data: st.DataObject) -> None:
    """Also where it belongs to no content: names, dates and lengths between them, and the digest at the end."""
    at = data.draw(st.integers(0, pack.zip.stat().st_size - 1))
    with flipped(pack.zip, at, data.draw(st.integers(0, 7))):
        assert verdict(pack.zip) != 0


def test_every_byte_at_the_end_of_the_zip_counts(pack: MadePack) -> None:
    """The directory of the zip, where programs are forgiving."""
    size = pack.zip.stat().st_size
    assert verdict(pack.zip) == 0
    for at in range(size - 120, size):
        with flipped(pack.zip, at):
            assert verdict(pack.zip) != 0, at


def test_a_stranger_finds_a_flipped_byte_of_the_zip(pack: MadePack) -> None:
    with zipfile.ZipFile(pack.zip) as opened:
        header = opened.getinfo("relatorio.pdf").header_offset
    with flipped(pack.zip, header + 10):  # the time of day in the header, which no content depends on
        code, told = stranger(pack.folder, str(pack.zip))
    assert code == 1
    assert "pack.zip: o arquivo zip foi alterado fora dos conteúdos" in told


def test_the_verifier_notices_a_change_of_itself_that_leaves_it_working(pack: MadePack) -> None:
    text = (pack.folder / "verify.py").read_text("utf-8")
    (pack.folder / "verify.py").write_text(text + "\n# harmless\n", "utf-8")
    code, told = stranger(pack.folder)
    assert code == 1
    assert "verify.py: foi alterado" in told


@pytest.mark.parametrize("name", ["notices.json", "verify.py", "relatorio.pdf", "evidence", "manifest.sig"])
def test_what_was_taken_out_is_missed(pack: MadePack, name: str) -> None:
    target = pack.folder / name
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    assert problems(pack.folder) != []


def test_what_was_put_in_does_not_belong(pack: MadePack) -> None:
    (pack.folder / "more.txt").write_text("x")
    assert problems(pack.folder) == [("more.txt", "extra")]
    with zipfile.ZipFile(pack.zip, "a") as opened:
        opened.writestr("more.txt", "x")
    assert ("more.txt", "extra") in problems(pack.zip)


def test_two_files_of_one_name_are_no_pack(pack: MadePack) -> None:
    with zipfile.ZipFile(pack.zip, "a") as opened, pytest.warns(UserWarning, match="Duplicate name"):
        opened.writestr("notices.json", "[]")
    assert ("zip", "extra") in problems(pack.zip)


@pytest.mark.parametrize("name", ["manifest.json", "events.jsonl", "checkpoints.json", "notices.json", "manifest.sig"])
def test_nonsense_is_a_finding_and_not_a_crash(pack: MadePack, name: str) -> None:
    for text in ("", "{}", "[]", "null", "[[[", '{"key":{"public_key":"zz"}}', "\x00", "[" * 100_000):
        (pack.folder / name).write_text(text)
        assert problems(pack.folder) != [], text[:30]


def another_purpose(lines: list[dict[str, Any]]) -> None:
    lines[1]["event"]["purpose"] = "mkt.newsletter"


def another_purpose_and_hash(lines: list[dict[str, Any]]) -> None:
    another_purpose(lines)
    rehashed(lines[1])


def other_words(lines: list[dict[str, Any]]) -> None:
    lines[1]["payload"]["said"] = "outra coisa"


def another_salt(lines: list[dict[str, Any]]) -> None:
    lines[1]["salt"] = "00" * 16


def other_evidence(lines: list[dict[str, Any]]) -> None:
    lines[1]["evidence"][0]["text"] = "Não quero"


def no_evidence(lines: list[dict[str, Any]]) -> None:
    lines[1]["evidence"] = []


def evidence_of_another(lines: list[dict[str, Any]]) -> None:
    lines[0]["evidence"] = lines[1]["evidence"]


def another_order(lines: list[dict[str, Any]]) -> None:
    lines[0], lines[1] = lines[1], lines[0]


def twice(lines: list[dict[str, Any]]) -> None:
    lines.insert(1, lines[0])


def said_to_be_erased(lines: list[dict[str, Any]]) -> None:
    lines[1]["erased"] = True


def another_number(lines: list[dict[str, Any]]) -> None:
    lines[3]["event"]["seq"] += 1
    rehashed(lines[3])


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (another_purpose, "hash"),
        (another_purpose_and_hash, "inclusion"),
        (other_words, "payload"),
        (another_salt, "payload"),
        (other_evidence, "evidence"),
        (no_evidence, "evidence"),
        (evidence_of_another, "evidence"),
        (another_order, "order"),
        (twice, "order"),
        (said_to_be_erased, "payload"),
        (another_number, "inclusion"),
    ],
)
def test_forged_events_are_found_though_they_were_signed(pack: MadePack, change: Change, found: str) -> None:
    hand = Forger(pack.folder, pack.key)
    hand.events(lambda lines: None)
    assert problems(pack.folder) == []
    hand.events(change)
    assert found in {what for where, what in problems(pack.folder) if where.startswith("events.jsonl, ")}


def test_a_forged_text_is_found(pack: MadePack) -> None:
    hand = Forger(pack.folder, pack.key)
    hand.document("notices.json", lambda notices: notices[0].update(body="Pode tudo"))
    assert ("notices.json, mkt.promotions-v1-pt-BR", "notice") in problems(pack.folder)
    digest = proof_verifier.sha256(b"Pode tudo")
    hand.document("notices.json", lambda notices: notices[0].update(sha256=digest))
    assert {what for where, what in problems(pack.folder) if where.startswith("events")} == {"notice"}
    hand.document("notices.json", lambda notices: notices.clear())
    assert {what for where, what in problems(pack.folder) if where.startswith("events")} == {"notice"}


def test_a_forged_history_between_checkpoints_is_found(pack: MadePack) -> None:
    """Signed with the right key, but not the beginning of what was signed later."""
    hand = Forger(pack.folder, pack.key)

    def rewrite(document: dict[str, Any]) -> None:
        old = document["checkpoints"][0]
        old["statement"]["root"] = "11" * 32
        old["signature"] = hand.key.sign(proof_verifier.canonical(old["statement"])).hex()

    hand.document("checkpoints.json", rewrite)
    assert {what for _, what in problems(pack.folder)} == {"consistency"}
    hand.document("checkpoints.json", lambda document: document["consistency"].clear())
    assert "consistency" in {what for _, what in problems(pack.folder)}


def test_another_key_is_found_where_the_right_one_is_known(pack: MadePack) -> None:
    """Whoever makes a pack of their own can sign it; that is why the key is compared."""
    stranger_key = Ed25519PrivateKey.generate()
    hand = Forger(pack.folder, stranger_key)
    public = stranger_key.public_key().public_bytes_raw().hex()
    hand.manifest(lambda manifest: manifest["key"].update(public_key=public))
    assert ("checkpoints.json", "key") in problems(pack.folder)
    assert ("manifest.json", "key") in problems(pack.folder, pack.made.key_fingerprint)


def without_one(lines: list[dict[str, Any]]) -> None:
    del lines[3]


def without_the_newest(lines: list[dict[str, Any]]) -> None:
    del lines[-1]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (another_purpose, "hash"),
        (another_purpose_and_hash, "root"),
        (without_one, "order"),
        (without_the_newest, "count"),
    ],
)
def test_everybodys_pack_misses_any_event(all_of_it: MadePack, change: Change, found: str) -> None:
    folder = all_of_it.folder
    assert problems(folder) == []
    hand = Forger(folder, all_of_it.key)
    hand.events(change)
    assert found in {what for _, what in problems(folder)}


def test_everybodys_pack_misses_any_checkpoint(all_of_it: MadePack, tmp_path: Path) -> None:
    folder = all_of_it.folder
    original = tmp_path / "original"
    shutil.copytree(folder, original)
    hand = Forger(folder, all_of_it.key)
    count = len(json.loads((folder / "checkpoints.json").read_text("utf-8"))["checkpoints"])
    assert count == 6
    for at in range(count):
        hand.document("checkpoints.json", lambda document, at=at: document["checkpoints"].pop(at))
        assert problems(folder) != [], at
        hand.restore(original)
    assert problems(folder) == []


def test_the_verifier_is_one_small_file_of_plain_python() -> None:
    import ast
    import sys

    text = Path(proof_verifier.__file__).read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    named = {node.names[0].name for node in ast.walk(tree) if isinstance(node, ast.Import)}
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in named} <= sys.stdlib_module_names
    newer = re.compile(r"\.(removeprefix|removesuffix|bit_count|is_relative_to)\(|strict=|match |\bfunctools\.cache\b")
    assert newer.findall(text) == []
    assert text.count("\n") <= 400


def verdict(path: Path) -> int:
    return proof_verifier.main([str(path)])
