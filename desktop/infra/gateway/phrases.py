"""Requests about canned phrases and their files."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path
from urllib.parse import quote

from desktop.infra.gateway.calling import Caller
from desktop.infra.gateway.codec import answer
from desktop.infra.gateway.transfer import send_file
from server_stub.contract.content import Media
from server_stub.contract.media_rules import LARGEST
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import SavePhrase
from server_stub.contract.requests import Uploaded


class HttpPhrases(Caller):
    """Implements application.phrase_shelf.PhraseGateway."""

    async def phrases(self) -> list[Phrase]:
        return await self.get("/v1/phrases", list[Phrase])

    async def save(self, scope: str, key: str, given: SavePhrase) -> Phrase:
        return answer(await self.write("PUT", _address(scope, key), given), Phrase)

    async def remove(self, scope: str, key: str, revision: int) -> None:
        await self.request("DELETE", _address(scope, key), params={"revision": revision})

    async def upload(self, path: Path) -> Media:
        """Raises LocalProblem too: `file_unreadable`, `file_empty`, `file_too_large`."""
        uploaded = await send_file(self, "/v1/company-files", path, Uploaded, None, most=LARGEST, file_name=path.name)
        return uploaded.media

    async def download(self, file_id: str) -> AsyncGenerator[bytes, None]:
        async with aclosing(self.whole(f"/v1/company-files/{file_id}")) as pieces:
            async for piece in pieces:
                yield piece


def _address(scope: str, key: str) -> str:
    return f"/v1/phrases/{quote(scope, safe='')}/{quote(key, safe='')}"
