"""One request to the gateway and its answer; whatever goes wrong comes out as an AppError."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import Any, Final, TypeVar, cast

import httpx
import msgspec

from desktop.domain.errors import AppError, GatewayUnreachable
from desktop.infra.gateway.codec import answer, body, refusal

T = TypeVar("T")

TRANSFER: Final = httpx.Timeout(60.0, connect=10.0)
_RESUMES: Final = 3
"""So often in a row without a byte, a file is given up until it is wanted again."""
_JSON: Final = {"content-type": "application/json"}
_BYTES: Final = "application/octet-stream"


def nobody(error: AppError) -> None:
    """Who asked hears it anyway."""


class Caller:
    """`noticed` hears of every failure, besides who asked: a refused token concerns the whole line."""

    def __init__(self, http: httpx.AsyncClient, noticed: Callable[[AppError], None] = nobody) -> None:
        self._http = http
        self._noticed = noticed

    async def get(self, path: str, kind: type[T], /, **params: str | int) -> T:
        return answer(await self.request("GET", path, params=params), kind)

    async def write(self, method: str, path: str, request: msgspec.Struct | Sequence[msgspec.Struct]) -> httpx.Response:
        return await self.request(method, path, content=body(request), headers=_JSON)

    async def send_bytes(
        self, path: str, chunks: AsyncIterator[bytes], size: int, **params: str | int
    ) -> httpx.Response:
        headers = {"content-type": _BYTES, "content-length": str(size)}
        return await self.request("POST", path, params=params, content=chunks, headers=headers, timeout=TRANSFER)

    async def request(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        try:
            response = await self._http.request(method, path, **arguments)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise GatewayUnreachable from error
        if response.is_success:
            return response
        raise self._heard(refusal(response.status_code, response.content))

    @asynccontextmanager
    async def stream(self, path: str) -> AsyncIterator[tuple[AsyncIterator[bytes], int | None]]:
        """The body in pieces as they come, and its size in bytes where the gateway tells it."""
        try:
            async with self._http.stream("GET", path, timeout=TRANSFER) as response:
                if not response.is_success:
                    raise self._heard(refusal(response.status_code, await response.aread()))
                # Closed here and now: left to the garbage collector it ends without a loop and complains.
                async with aclosing(cast("Any", response.aiter_bytes())) as pieces:
                    yield pieces, _size(response.headers)
        except httpx.HTTPError as error:
            raise GatewayUnreachable from error

    async def whole(self, path: str) -> AsyncGenerator[bytes, None]:
        """A file in pieces; where the line breaks it goes on at the same byte.

        Raises GatewayUnreachable where the line stays broken, and for a file that is not what its digest says.
        """
        done, failures, digest, told = 0, 0, hashlib.sha256(), ""
        while True:
            try:
                async with self._rest(path, done) as (pieces, told):
                    async for piece in pieces:
                        done, failures = done + len(piece), 0
                        digest.update(piece)
                        yield piece
                break
            except httpx.HTTPError as error:
                failures += 1
                if not done or failures > _RESUMES:
                    raise GatewayUnreachable from error
        if told and told != f"sha-256=:{base64.b64encode(digest.digest()).decode()}:":
            raise GatewayUnreachable

    @asynccontextmanager
    async def _rest(self, path: str, start: int) -> AsyncIterator[tuple[AsyncIterator[bytes], str]]:
        """The file from this byte on, and the digest of the whole of it. Compressed it could not be counted."""
        headers = {"accept-encoding": "identity"} | ({"range": f"bytes={start}-"} if start else {})
        async with self._http.stream("GET", path, headers=headers, timeout=TRANSFER) as response:
            if not response.is_success:
                raise self._heard(refusal(response.status_code, await response.aread()))
            if start and not response.headers.get("content-range", "").startswith(f"bytes {start}-"):
                raise GatewayUnreachable
            async with aclosing(cast("Any", response.aiter_bytes())) as pieces:
                yield pieces, response.headers.get("repr-digest", "")

    def _heard(self, error: AppError) -> AppError:
        self._noticed(error)
        return error


def _size(headers: httpx.Headers) -> int | None:
    """A compressed body is another size than what comes out of it."""
    told = headers.get("content-length", "")
    return int(told) if told.isdigit() and "content-encoding" not in headers else None
