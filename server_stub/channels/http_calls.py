"""Calls to a provider over HTTP that tell what never left from what may have arrived."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import aiohttp

from server_stub.channels.outcomes import Temporary

_LARGEST_ANSWER: Final = 64 * 1024


@dataclass(slots=True)
class _Traced:
    """Set once a connection was there: from then on bytes may have left."""

    may_have_left: bool = False


class HttpCalls:
    """One session; `start` and `close` bracket its use. Times in seconds."""

    def __init__(self, *, connect_seconds: float = 10.0, total_seconds: float = 30.0) -> None:
        self._timeout = aiohttp.ClientTimeout(total=total_seconds, connect=connect_seconds)
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        self._session = aiohttp.ClientSession(
            timeout=self._timeout,
            trace_configs=[_tracing()],
            headers={"User-Agent": "balcao-gateway"},
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def post(
        self,
        url: str,
        *,
        data: Mapping[str, str] | bytes,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes]:
        """Status and body of the answer. Raises Temporary, in doubt where the request may have arrived."""
        if self._session is None:
            raise Temporary("not_started", line=True)
        traced = _Traced()
        try:
            async with self._session.post(
                url, data=data, headers=headers, allow_redirects=False, trace_request_ctx=traced
            ) as answer:
                return answer.status, await answer.content.read(_LARGEST_ANSWER)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            code = "timeout" if isinstance(error, TimeoutError) else "unreachable"
            raise Temporary(code, line=True, in_doubt=traced.may_have_left) from None


def basic(user: str, password: str) -> str:
    """The value of an Authorization header (RFC 7617)."""
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


def _tracing() -> aiohttp.TraceConfig:
    async def connected(_session: aiohttp.ClientSession, context: Any, _params: Any) -> None:
        traced = getattr(context, "trace_request_ctx", None)
        if isinstance(traced, _Traced):
            traced.may_have_left = True

    config = aiohttp.TraceConfig()
    config.on_connection_create_end.append(connected)
    config.on_connection_reuseconn.append(connected)
    return config
