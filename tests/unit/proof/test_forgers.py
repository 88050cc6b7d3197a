"""What a forger does to a pack beside its contents: names, kinds, sizes, order, what a stranger's Python would run."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server_stub.services import proof_verifier
from tests.helpers.packs import Forger, problems
from tests.unit.proof.conftest import MadePack

NOTHING_ELSE = ("INVÁLIDO / NOT VALID", "NÃO É UM PACOTE / NOT A PACK")


def verify(folder: Path, *arguments: str) -> tuple[int, str]:
    """As a person does it: `python verify.py`, without the flags that would keep the folder out of the way."""
    command = [sys.executable, "verify.py", *arguments]
    done = subprocess.run(command, cwd=folder, env={"PATH": ""}, capture_output=True, timeout=120)
    return done.returncode, done.stdout.decode()


def with_entry(pack: MadePack, entry: zipfile.ZipInfo, data: bytes = b"x") -> list[tuple[str, str]]:
    with zipfile.ZipFile(pack.zip, "a") as opened:
        opened.writestr(entry, data)
    return problems(pack.zip)


@pytest.mark.parametrize(
    "name", ["/etc/cron.d/x", "../x", "evidence/../../x", "a\\..\\x", "C:\\x", ".x", "a b", "é", "x\ny"]
)
def test_a_name_that_would_be_written_elsewhere_is_told(pack: MadePack, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    found = with_entry(pack, zipfile.ZipInfo(name))
    assert (name, "name") in found
    assert (name, "extra") in found
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["../", "/", "evidence/", "more/"])
def test_a_folder_in_the_zip_is_told(pack: MadePack, name: str) -> None:
    assert (name, "name") in with_entry(pack, zipfile.ZipInfo(name), b"")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_in_the_zip_is_told(pack: MadePack, kind: int) -> None:
    entry = zipfile.ZipInfo("more.txt")
    entry.external_attr = (kind | 0o777) << 16
    assert ("more.txt", "name") in with_entry(pack, entry, b"/etc/passwd")


def test_a_bomb_is_told_before_any_of_it_is_read(pack: MadePack) -> None:
    """As its directory says, it would fill the disk."""
    with zipfile.ZipFile(pack.zip, "a") as opened:
        opened.writestr("more.txt", b"\0" * 1000, zipfile.ZIP_DEFLATED)
    whole = bytearray(pack.zip.read_bytes())
    at = whole.rindex(b"PK\x01\x02")
    whole[at + 24 : at + 28] = (0xFFFFFFF0).to_bytes(4, "little")
    pack.zip.write_bytes(whole)
    assert problems(pack.zip) == [("pack.zip", "bomb")]


@pytest.mark.parametrize("part", [0, 1, 2, 3, 5, 8, 13, 50, 90, 99])
def test_a_zip_that_was_cut_off_is_never_valid(pack: MadePack, part: int, capsys: pytest.CaptureFixture[str]) -> None:
    whole = pack.zip.read_bytes()
    pack.zip.write_bytes(whole[: len(whole) * part // 100])
    assert proof_verifier.main([str(pack.zip)]) in (1, 2)
    assert capsys.readouterr().out.startswith(NOTHING_ELSE)
    pack.zip.write_bytes(whole[:-1])
    assert proof_verifier.main([str(pack.zip)]) in (1, 2)
    pack.zip.write_bytes(whole[len(whole) // 100 :])
    assert proof_verifier.main([str(pack.zip)]) in (1, 2)


def test_evidence_that_lies_outside_of_the_pack_is_not_read(pack: MadePack, tmp_path: Path) -> None:
    """Not even where it is the right one: the pack has to hold it."""
    hand = Forger(pack.folder, pack.key)
    lines = [json.loads(line) for line in (pack.folder / "events.jsonl").read_text("utf-8").splitlines()]
    name = next(it["file"] for line in lines for it in line["evidence"] if "file" in it)
    shutil.move(pack.folder / name, tmp_path / "outside.png")
    hand.manifest(lambda manifest: manifest["files"].pop(name))
    for elsewhere in ("../../outside.png", str(tmp_path / "outside.png"), "/dev/zero", "verify.py"):

        def point(lines: list[dict[str, Any]], elsewhere: str = elsewhere) -> None:
            for line in lines:
                for it in line["evidence"]:
                    it.update({"file": elsewhere} if "file" in it else {})

        hand.events(point)
        assert "evidence" in {what for _, what in problems(pack.folder)}, elsewhere


@pytest.mark.parametrize("name", ["manifest.json", "relatorio.pdf", "more.txt"])
def test_links_and_pipes_in_the_folder_are_told_and_not_followed(pack: MadePack, name: str) -> None:
    target = pack.folder / name
    target.unlink(missing_ok=True)
    os.mkfifo(target)
    assert problems(pack.folder) != []
    target.unlink()
    target.symlink_to("/dev/zero")
    assert problems(pack.folder) != []


@pytest.mark.parametrize("module", ["json", "__future__", "hashlib", "zipfile", "pathlib", "typing", "re", "os", "sys"])
def test_a_module_that_was_put_beside_the_verifier_is_not_run(pack: MadePack, module: str) -> None:
    (pack.folder / f"{module}.py").write_text("print('VÁLIDO / VALID')\nraise SystemExit(0)\n", "utf-8")
    code, told = verify(pack.folder)
    assert code == 1
    assert told.startswith("INVÁLIDO / NOT VALID")
    assert f"{module}.py: " in told


def test_a_name_cannot_write_a_verdict_on_the_screen(pack: MadePack) -> None:
    entry = zipfile.ZipInfo("\x1b[2J\rVÁLIDO / VALID\n\u202e")
    with zipfile.ZipFile(pack.zip, "a") as opened:
        opened.writestr(entry, "x")
    code, told = verify(pack.folder, str(pack.zip))
    assert code == 1
    assert told.startswith("INVÁLIDO / NOT VALID")
    assert not any(line.startswith("VÁLIDO") for line in told.splitlines())
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_to_demand_a_key_without_naming_one_is_not_to_demand_none(pack: MadePack) -> None:
    assert verify(pack.folder)[0] == 0
    for demanded in ((), ("",), (" ",), ("ab12",)):
        code, told = verify(pack.folder, "--key", *demanded)
        assert code == 1, demanded
        assert "manifest.json: foi assinado por outra chave" in told
    assert verify(pack.folder, "--key", pack.made.key_fingerprint.upper())[0] == 0


def test_swapped_evidence_of_two_events_is_found(all_of_it: MadePack) -> None:
    hand = Forger(all_of_it.folder, all_of_it.key)

    def swap(lines: list[dict[str, Any]]) -> None:
        one, two = [line for line in lines if line["evidence"]][:2]
        one["evidence"], two["evidence"] = two["evidence"], one["evidence"]

    hand.events(swap)
    assert [what for _, what in problems(all_of_it.folder)] == ["evidence", "evidence"]


def test_everything_in_another_order_is_found(pack: MadePack) -> None:
    """With the proofs in the same order as the events."""
    hand = Forger(pack.folder, pack.key)
    hand.events(lambda lines: lines.reverse())
    proofs = (pack.folder / "inclusion.jsonl").read_text("utf-8").splitlines(keepends=True)
    hand.put("inclusion.jsonl", "".join(reversed(proofs)))
    assert {what for _, what in problems(pack.folder)} == {"order"}


def test_a_key_of_the_forger_among_those_of_the_checkpoints_is_found_by_who_knows_the_right_one(pack: MadePack) -> None:
    """The checkpoints stay those of the company; the pack, without its last event, is signed by somebody else."""
    own = Ed25519PrivateKey.generate()
    hand = Forger(pack.folder, own)
    public = own.public_key().public_bytes_raw().hex()
    hand.document("checkpoints.json", lambda it: it["keys"].append({"id": "mine", "public_key": public}))
    hand.manifest(lambda manifest: manifest["key"].update(id="mine", public_key=public))
    hand.events(lambda lines: lines.pop())
    assert ("manifest.json", "key") in problems(pack.folder, pack.made.key_fingerprint)
    hand.document("checkpoints.json", lambda it: it["checkpoints"][-1]["statement"].update(key_id="mine"))
    assert "signature" in {what for _, what in problems(pack.folder)}
