"""Verifica um pacote de prova do Balcão. / Verifies a proof pack of Balcão.

    python verify.py            dentro da pasta do pacote / inside the unpacked pack
    python verify.py PACOTE.zip sobre o arquivo inteiro / over the whole file
    … --key "ab12 cd34 …"       exige esta chave / demands this signing key

Precisa só de Python 3.8 ou mais novo, sem rede e sem pacotes. / Needs nothing but Python 3.8 or newer.
"""

import sys  # not even __future__ before: it would be looked for beside this file

if __name__ == "__main__" and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    del sys.path[0]  # a json.py that somebody put into the pack must not stand in for Python's own

import hashlib
import json
import re
import zipfile
from pathlib import Path
from typing import Any, BinaryIO, Iterator, Tuple  # noqa: UP035 - for Python 3.8

FORMAT = "balcao-proof-pack/1"
PIECE, LINE = 1 << 20, 1 << 26
NAME = re.compile(r"(?!\.)[A-Za-z0-9_.-]+(/(?!\.)[A-Za-z0-9_.-]+)*")
TEXTS: "dict[str, tuple[str, str]]" = {
    "unreadable": ("não pode ser lido", "cannot be read"),
    "missing": ("falta no pacote", "is missing from the pack"),
    "name": ("tem nome ou tipo que não existe num pacote", "has a name or kind that no pack has"),
    "bomb": ("é grande demais para o que contém", "is far too large for what it holds"),
    "extra": ("não pertence ao pacote", "does not belong to the pack"),
    "file": ("foi alterado: o SHA-256 não confere com o manifesto", "was changed: its SHA-256 is not the manifest's"),
    "format": ("não é um pacote que este programa conhece", "is not a pack that this program knows"),
    "signature": ("a assinatura não confere", "the signature does not match"),
    "key": ("foi assinado por outra chave", "was signed by another key"),
    "wrapping": ("o arquivo zip foi alterado fora dos conteúdos", "the zip file was changed outside of its contents"),
    "order": ("fora de ordem ou repetido", "out of order or repeated"),
    "hash": ("o registro foi alterado: o hash não confere", "the entry was changed: its hash does not match"),
    "chain": ("não continua o registro anterior", "does not follow the entry before it"),
    "payload": ("o conteúdo não é o que foi registrado", "the content is not what was recorded"),
    "evidence": ("a evidência não é a que foi registrada", "the evidence is not what was recorded"),
    "notice": ("o texto mostrado não é o que foi registrado", "the text shown is not what was recorded"),
    "inclusion": ("não está na árvore do ponto de controle", "is not in the tree of the checkpoint"),
    "root": ("a raiz não é a dos registros", "the root is not that of the entries"),
    "consistency": ("o registro foi reescrito depois deste ponto", "the ledger was rewritten after this point"),
    "count": ("a quantidade não é a do manifesto", "the number is not that of the manifest"),
}


class Pack:
    """A folder or a zip file: names and contents."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.zip: zipfile.ZipFile | None = None if path.is_dir() else zipfile.ZipFile(str(path))
        infos = [] if self.zip is None else self.zip.infolist()
        self.is_bomb = sum(it.file_size for it in infos) > (1 << 30) + 200 * path.stat().st_size
        found = [(it.filename, it.external_attr >> 28 in (0, 8) and it.orig_filename == it.filename) for it in infos]
        for it in sorted(path.rglob("*")) if self.zip is None else []:
            if it.is_symlink() or not it.is_dir():
                found.append((it.relative_to(path).as_posix(), it.is_file() and not it.is_symlink()))
        self.names = [name for name, _ in found]
        self.fit = {name for name, is_file in found if is_file and NAME.fullmatch(name)}

    def open(self, name: str) -> BinaryIO:
        if name not in self.fit:  # also whatever a content names outside of the pack
            raise FileNotFoundError(name)
        return (self.path / name).open("rb") if self.zip is None else self.zip.open(name)  # type: ignore[return-value]

    def read(self, name: str) -> bytes:
        with self.open(name) as file:
            return file.read()

    def lines(self, name: str) -> Iterator[Any]:
        with self.open(name) as file:
            for line in iter(lambda: file.readline(LINE), b""):
                yield json.loads(line.decode("utf-8"))

    def digest(self, name: str) -> "tuple[str, int]":
        """SHA-256 and size; of what is too damaged to be read, nothing that would fit."""
        try:
            with self.open(name) as file:
                return hashed(file, sys.maxsize)
        except Exception:  # noqa: BLE001 - zipfile raises many kinds
            return "", -1


def hashed(file: BinaryIO, left: int) -> "tuple[str, int]":
    """SHA-256 and size of the next `left` bytes, or as many as there are."""
    whole, size = hashlib.sha256(), 0
    while size < left and (piece := file.read(min(PIECE, left - size))):
        whole.update(piece)
        size += len(piece)
    return whole.hexdigest(), size


# Ed25519 (RFC 8032), verifying only; points as (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
Point = Tuple[int, int, int, int]  # noqa: UP006


def add(one: Point, two: Point) -> Point:
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor: int, point: Point) -> Point:
    found: Point = (0, 1, 1, 0)
    while factor:
        found = add(found, point) if factor & 1 else found
        point, factor = add(point, point), factor >> 1
    return found


def decoded(data: bytes) -> "Point | None":
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * ROOT % P if (x * x - square) % P else x
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return (P - x if x & 1 != sign else x), y, 1, (P - x if x & 1 != sign else x) * y % P


BASE = decoded((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this key made this signature over this message."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, nonce, s = decoded(public), decoded(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or nonce is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    one, two = times(s, BASE), add(nonce, times(h, key))
    return not (one[0] * two[2] - two[0] * one[2]) % P and not (one[1] * two[2] - two[1] * one[2]) % P


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def fingerprint(public: bytes) -> str:
    digest = sha256(public)[:40]
    return " ".join(digest[at : at + 4] for at in range(0, 40, 4))


# Merkle trees (RFC 9162): leaf = SHA-256(00 ‖ event hash), node = SHA-256(01 ‖ left ‖ right).
def leaf(event_hash: str) -> bytes:
    return hashlib.sha256(b"\x00" + bytes.fromhex(event_hash)).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def siblings(start: int, stop: int, end: Any, left: Any) -> "list[bool]":
    """For each node of a proof, from the leaf upwards: does it stand on the left?"""
    found = []
    while not end(start, stop):
        middle = start + (1 << (stop - start - 1).bit_length() - 1)
        found.append(not left(middle))
        start, stop = (middle, stop) if found[-1] else (start, middle)
    return found[::-1]


def included(event_hash: str, index: int, size: int, path: "list[str]") -> "str | None":
    """The root that this path leads to, None where it has another length than it must have."""
    if not 0 <= index < size:
        return None
    sides = siblings(0, size, lambda start, stop: stop - start == 1, lambda middle: index < middle)
    if len(sides) != len(path):
        return None
    found = leaf(event_hash)
    for at, on_left in enumerate(sides):
        found = node(bytes.fromhex(path[at]), found) if on_left else node(found, bytes.fromhex(path[at]))
    return found.hex()


def consistent(old: int, new: int, path: "list[str]", old_root: str, new_root: str) -> bool:
    """Whether the tree of `old` events is the beginning of the tree of `new` events."""
    if not 0 < old <= new:
        return False
    sides = siblings(0, new, lambda _, stop: stop == old, lambda middle: old <= middle)
    rest = [bytes.fromhex(it) for it in path]
    if len(rest) != len(sides) + any(sides):
        return False
    before = after = rest.pop(0) if any(sides) else bytes.fromhex(old_root)
    for at, on_left in enumerate(sides):
        before = node(rest[at], before) if on_left else before
        after = node(rest[at], after) if on_left else node(after, rest[at])
    return (before.hex(), after.hex()) == (old_root, new_root)


class Verifier:
    """Collects what does not hold, with the place where it does not."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.problems: list[tuple[str, str]] = []
        self.manifest: dict[str, Any] = {}
        self.public = b""
        self.roots: dict[int, str] = {}
        self.size = self.events = self.erased = 0
        self.notices: dict[str, tuple[str, Any]] = {}
        self.parts: list[bytes] = []
        self.digests: dict[str, str] = {}

    def run(self, demanded: "str | None") -> "list[tuple[str, str]]":
        """Each step that fails is told; one that cannot go on leaves the others to go on."""
        if self.pack.is_bomb:  # nothing of it is read
            return [(self.pack.path.name, "bomb")]
        steps = [self.check_manifest, self.check_files, self.check_checkpoints, self.check_events, self.check_wrapping]
        for step in steps:
            try:
                step()
            except Exception as error:  # noqa: BLE001 - whatever a changed pack makes fail is a finding, not a crash
                self.tell(step.__name__.replace("check_", "") + ": " + type(error).__name__, "unreadable")
        if demanded is not None and demanded.replace(" ", "").lower() != fingerprint(self.public).replace(" ", ""):
            self.tell("manifest.json", "key")
        return self.problems

    def tell(self, where: str, what: str) -> None:
        self.problems.append((where, what))

    def check_manifest(self) -> None:
        raw, signature = self.pack.read("manifest.json"), self.pack.read("manifest.sig")
        manifest = json.loads(raw.decode("utf-8"))
        self.public = bytes.fromhex(manifest["key"]["public_key"])
        if re.fullmatch(rb"[0-9a-f]{128}\n", signature) is None:
            self.tell("manifest.sig", "signature")
        elif not signed(self.public, raw, bytes.fromhex(signature.decode("ascii"))):
            self.tell("manifest.json", "signature")
        if manifest["format"] != FORMAT:
            self.tell("manifest.json", "format")
        self.manifest = manifest

    def check_files(self) -> None:
        names, told = self.pack.names, self.manifest["files"]
        there = {*names}
        for name in sorted(there - self.pack.fit):
            self.tell(name, "name")
        for name in sorted(there - {*told, "manifest.json", "manifest.sig"}):
            self.tell(name, "extra")
        if len(names) != len(there):
            self.tell("zip", "extra")
        for name in sorted(told):
            self.digests[name], size = self.pack.digest(name)
            if (self.digests[name], size) != (told[name]["sha256"], told[name]["size"]):
                self.tell(name, "file" if name in there else "missing")

    def check_checkpoints(self) -> None:
        document = json.loads(self.pack.read("checkpoints.json").decode("utf-8"))
        keys = {key["id"]: bytes.fromhex(key["public_key"]) for key in document["keys"]}
        if keys.get(self.manifest["key"]["id"]) != self.public:
            self.tell("checkpoints.json", "key")
        statements, previous, whole = [], "", self.manifest["scope"]["kind"] == "all"
        for row in document["checkpoints"]:
            statement, where = row["statement"], f"checkpoints.json, {row['statement']['size']}"
            if not signed(keys.get(statement["key_id"], b""), canonical(statement), bytes.fromhex(row["signature"])):
                self.tell(where, "signature")
            if statement["ledger_id"] != self.manifest["ledger"]["id"] or (whole and statement["previous"] != previous):
                self.tell(where, "chain")  # of all of them each names the one before it, so none is missing
            statements.append(statement)
            previous = sha256(canonical(statement))
        self.roots = {statement["size"]: statement["root"] for statement in statements}
        self.size = max(self.roots, default=0)
        if self.size != self.manifest["ledger"]["size"] or sorted(self.roots) != [it["size"] for it in statements]:
            self.tell("checkpoints.json", "count")
        for size in [] if whole else sorted(self.roots)[:-1]:
            path = document["consistency"].get(str(size), [])
            if not consistent(size, self.size, path, self.roots[size], self.roots[self.size]):
                self.tell(f"checkpoints.json, {size}", "consistency")

    def check_events(self) -> None:
        for notice in json.loads(self.pack.read("notices.json").decode("utf-8")):
            digest = sha256(notice["body"].encode("utf-8"))
            self.notices[notice["id"]] = digest, notice.get("notice_registered_later")
            if digest != notice["sha256"]:
                self.tell("notices.json, " + notice["id"], "notice")
        whole = self.manifest["scope"]["kind"] == "all"
        paths = None if whole else self.pack.lines("inclusion.jsonl")
        last = (0, "0" * 64)
        for line in self.pack.lines("events.jsonl"):
            event = line["event"]
            where = f"events.jsonl, {event['seq']}"
            if event["seq"] <= last[0] or (whole and event["seq"] != last[0] + 1):
                self.tell(where, "order")
            if sha256(canonical(event)) != line["hash"]:
                self.tell(where, "hash")
            if event["seq"] == last[0] + 1 and event["prev_hash"] != last[1]:
                self.tell(where, "chain")
            self.check_content(where, line)
            if paths is None:
                self.grow(line["hash"])
            else:
                self.check_inclusion(where, line, next(paths, {}))
            last = (event["seq"], line["hash"])
            self.events += 1
        if self.events != self.manifest["counts"]["events"] or (whole and last[0] != self.size):
            self.tell("events.jsonl", "count")

    def check_content(self, where: str, line: "dict[str, Any]") -> None:
        """Payload, text and evidence are those that the hash commits to. Of somebody erased none is left."""
        if line["erased"]:
            self.erased += 1
            if line["payload"] is not None or line["evidence"]:
                self.tell(where, "payload")
            return
        plain = bytes.fromhex(line["salt"]) + canonical(line["payload"])
        if sha256(plain) != line["event"]["payload_commitment"]:
            self.tell(where, "payload")
        shown = line["payload"].get("notice_sha256"), line["payload"].get("notice_registered_later")
        if shown[0] is not None and self.notices.get(line["event"]["notice_version_id"]) != shown:
            self.tell(where, "notice")
        bound = line["payload"].get("evidence_sha256")
        if [self.evidence_digest(it) for it in line["evidence"]] != ([] if bound is None else [bound]):
            self.tell(where, "evidence")

    def evidence_digest(self, it: "dict[str, Any]") -> str:
        return sha256(it["text"].encode("utf-8")) if "text" in it else self.digests.get(it["file"], "")

    def check_inclusion(self, where: str, line: "dict[str, Any]", proof: "dict[str, Any]") -> None:
        seq = line["event"]["seq"]
        path = proof.get("path", []) if proof.get("seq") == seq else []
        if included(line["hash"], seq - 1, self.size, path) != self.roots.get(self.size):
            self.tell(where, "inclusion")

    def grow(self, event_hash: str) -> None:
        """Add a leaf to the tree of the whole ledger and look at the checkpoint that is due there."""
        found, size = leaf(event_hash), self.events + 1
        width = 1
        while not size & width:
            found = node(self.parts.pop(), found)
            width *= 2
        self.parts.append(found)
        if size in self.roots:
            root = self.parts[-1]
            for left in reversed(self.parts[:-1]):
                root = node(left, root)
            if root.hex() != self.roots[size]:
                self.tell(f"checkpoints.json, {size}", "root")

    def check_wrapping(self) -> None:
        """The comment of the zip file is the SHA-256 of all of it before the comment."""
        if self.pack.zip is None:
            return
        with self.pack.path.open("rb") as file:
            digest, _ = hashed(file, self.pack.path.stat().st_size - 64)
            if file.read() != digest.encode("ascii"):
                self.tell(self.pack.path.name, "wrapping")


def printable(text: Any) -> str:
    """Names in a pack may hold what moves the cursor, or writes a verdict of their own."""
    return "".join(sign if sign.isprintable() else "?" for sign in str(text))


def main(arguments: "list[str]") -> int:
    """0: valid, 1: not valid, 2: there is no pack here."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    demanded = None
    if "--key" in arguments:
        at = arguments.index("--key")
        demanded = " ".join(arguments[at + 1 : at + 2])
        del arguments[at : at + 2]
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    say = sys.stdout.write
    try:
        verifier = Verifier(Pack(path))
    except Exception as error:  # noqa: BLE001 - zipfile raises many kinds
        say(f"NÃO É UM PACOTE / NOT A PACK: {printable(path)} ({type(error).__name__})\n")
        return 2
    problems = verifier.run(demanded)
    if problems:
        say("INVÁLIDO / NOT VALID\n")
        for where, what in problems[:30]:
            say(f" - {printable(where)}: {TEXTS[what][0]} / {TEXTS[what][1]}\n")
        return 1
    say("VÁLIDO / VALID\n")
    say(f" - eventos / events: {verifier.events} (apagados / erased: {verifier.erased})\n")
    say(f" - registro / ledger: {printable(verifier.manifest['ledger']['id'])}, {verifier.size}\n")
    say(f" - chave / key: {fingerprint(verifier.public)}\n")
    say("Compare a chave com a que a empresa publica. / Compare the key with the one that the company publishes.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
