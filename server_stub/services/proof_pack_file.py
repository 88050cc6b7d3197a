"""Writes the zip of a proof pack: every content with its SHA-256, a signed manifest, a digest of the zip itself."""

from __future__ import annotations

import hashlib
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, Final

import msgspec

from server_stub.storage.repositories.ledger_rows import canonical

MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig"
_COMMENT_BYTES: Final = 64
_PIECE: Final = 1024 * 1024


class Part:
    """One content while it is written."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._whole = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._out.write(data)
        self._whole.update(data)
        self.size += len(data)

    def line(self, value: dict[str, Any]) -> None:
        """One object of a file of JSON lines, in canonical form."""
        self.write(canonical(value) + b"\n")

    @property
    def told(self) -> dict[str, str | int]:
        """What the manifest says of it."""
        return {"sha256": self._whole.hexdigest(), "size": self.size}


class PackFile:
    """`file` is open for reading and writing; `made_at` in ms. Use it in a `with` block and `finish` it there."""

    def __init__(self, file: IO[bytes], made_at: int) -> None:
        self._file = file
        self._date = time.gmtime(max(made_at // 1000, 315_532_800))[:6]
        """A zip file knows no time before 1980."""
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self.files: dict[str, dict[str, str | int]] = {}

    def __enter__(self) -> PackFile:
        return self

    def __exit__(self, *_: object) -> None:
        """What was not finished stays half a zip, which nobody takes for a pack."""
        self._zip.close()

    @contextmanager
    def part(self, name: str) -> Iterator[Part]:
        """A content of any length; one at a time."""
        with self._zip.open(self._entry(name), "w", force_zip64=True) as out:
            part = Part(out)
            yield part
        self.files[name] = part.told

    def add(self, name: str, data: bytes) -> None:
        with self.part(name) as part:
            part.write(data)

    def finish(self, manifest: dict[str, Any], sign: Callable[[bytes], bytes]) -> None:
        """Write and sign the manifest, to which the digests of all contents are added, and close the zip."""
        body = msgspec.json.format(msgspec.json.encode({**manifest, "files": self.files}, order="sorted"), indent=1)
        self._zip.writestr(self._entry(MANIFEST), body)
        self._zip.writestr(self._entry(SIGNATURE), sign(body).hex() + "\n")
        self._zip.comment = b"0" * _COMMENT_BYTES
        self._zip.close()
        self._seal()

    def _seal(self) -> None:
        """The comment at the end becomes the SHA-256 of all before it: what stands between contents counts too."""
        end = self._file.seek(0, 2) - _COMMENT_BYTES
        self._file.seek(0)
        whole = hashlib.sha256()
        while self._file.tell() < end:
            whole.update(self._file.read(min(_PIECE, end - self._file.tell())))
        self._file.write(whole.hexdigest().encode())
        self._file.flush()

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self._date)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        return entry
