"""Files of the company itself: judged by content, sealed, shown to whom they may be, gone when nothing holds them."""

from __future__ import annotations

import io
from pathlib import Path

import httpx
import pytest
from PIL import Image

from server_stub.services.company_files import FOLDER, UNHELD_MS, CompanyFiles
from server_stub.services.uploads import allowed_size
from server_stub.storage.database import Tx
from server_stub.storage.repositories.company_files import CompanyFileRows
from server_stub.storage.sealed_files import SealedFiles
from tests.helpers.gateway import RunningGateway


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (20, 90, 160)).save(out, "PNG")
    return out.getvalue()


def folder(running: RunningGateway) -> Path:
    return running.gateway.config.data_path / FOLDER


async def upload(client: httpx.AsyncClient, data: bytes, name: str = "tabela.png") -> httpx.Response:
    return await client.post("/v1/company-files", params={"file_name": name}, content=data)


async def test_it_is_sealed_and_comes_back_whole_or_in_part(running: RunningGateway) -> None:
    data = picture()
    async with running.client("ana") as ana, running.client("bruno") as bruno:
        answer = await upload(ana, data, "../preços: 2026?.png")
        assert answer.status_code == 201, answer.text
        media = answer.json()["media"]
        assert (media["mime_type"], media["size"], media["width"]) == ("image/png", len(data), 40)
        assert media["file_name"] == "preços_ 2026_.png"
        (sealed,) = folder(running).iterdir()
        assert data[8:40] not in sealed.read_bytes()
        path = f"/v1/company-files/{media['id']}"
        whole = await ana.get(path)
        assert (whole.content, whole.headers["content-type"]) == (data, "image/png")
        assert whole.headers["content-disposition"].startswith("attachment")
        part = await ana.get(path, headers={"range": "bytes=4-"})
        assert (part.status_code, part.content) == (206, data[4:])
        assert (await bruno.get(path)).status_code == 404
        assert (await ana.get("/v1/company-files/unknown")).status_code == 404
        sealed.unlink()
        assert (await ana.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"MZ" + bytes(5000), 415, "media_type_refused"),
        (b"", 415, "media_type_refused"),
        (picture() + bytes(5 * 1024 * 1024), 413, "media_too_large"),
    ],
    ids=["program", "empty", "large picture"],
)
async def test_what_whatsapp_does_not_take_is_refused(
    running: RunningGateway, data: bytes, status: int, code: str
) -> None:
    async with running.client("ana") as ana:
        answer = await upload(ana, data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert list(folder(running).iterdir()) == []


class _Held:
    """Whatever names files."""

    def __init__(self, *file_ids: str) -> None:
        self._ids = file_ids

    def holds(self, _: Tx, file_id: str) -> bool:
        return file_id in self._ids

    def shows(self, tx: Tx, file_id: str, account_id: str) -> bool:
        return self.holds(tx, file_id)


def keeper(running: RunningGateway, later: int, held: str) -> CompanyFiles:
    """As upkeep will see it at that time."""
    core = running.gateway.core
    files = SealedFiles(folder(running), core.vault)
    made = CompanyFiles(core.database, CompanyFileRows(core.vault), files, allowed_size, lambda: later)
    made.hold_for(_Held(held))
    return made


async def test_what_nothing_holds_goes_after_a_day(running: RunningGateway) -> None:
    now = running.gateway.core.clock()
    async with running.client("ana") as ana:
        held, loose = [(await upload(ana, picture())).json()["media"]["id"] for _ in range(2)]
        (folder(running) / "0lost0by0a0crash").write_bytes(b"?")
        for later, left in ((now, {held, loose, "0lost0by0a0crash"}), (now + UNHELD_MS + 600_000, {held})):
            await keeper(running, later, held).remove_unheld()
            assert {it.name for it in folder(running).iterdir()} == left
        assert (await ana.get(f"/v1/company-files/{held}")).status_code == 200
        assert (await ana.get(f"/v1/company-files/{loose}")).status_code == 404
