"""The Cloud API over aiohttp: sends, read marks, media, list of templates. The token leaves only towards Meta."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
import msgspec

from server_stub.whatsapp.graph_answers import TracedRequest, classify_failure, refusal_in, sent_in, tracing
from server_stub.whatsapp.outcomes import GraphRefusal, InDoubt, NotSent, Outcome

META_HOSTS: Final = ("facebook.com", "fbsbx.com", "fbcdn.net", "whatsapp.net")
_USER_AGENT: Final = "balcao-gateway"
_TEMPLATE_FIELDS: Final = "id,name,status,category,language,components,quality_score,parameter_format"
_NUMBER_FIELDS: Final = "id,quality_rating,status,whatsapp_business_manager_messaging_limit"
_CHUNK: Final = 256 * 1024


class GraphClient:
    """One per process. `base_url` without a slash at its end, e.g. https://graph.facebook.com; times in seconds."""

    def __init__(
        self, base_url: str, version: str, token: str, *, connect_seconds: float = 10.0, total_seconds: float = 30.0
    ) -> None:
        self._base = base_url
        self._root = f"{base_url}/{version}"
        self._token = token
        self._timeout = aiohttp.ClientTimeout(total=total_seconds, connect=connect_seconds)
        self._transfer = aiohttp.ClientTimeout(total=None, connect=connect_seconds, sock_read=total_seconds)
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        connector = aiohttp.TCPConnector(limit=256, keepalive_timeout=45)
        self._session = aiohttp.ClientSession(
            connector=connector,
            trace_configs=[tracing()],
            headers={"User-Agent": _USER_AGENT},
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def send(self, number_id: str, body: dict[str, Any]) -> Outcome:
        """Send one message; never raises for what the network or Meta do."""
        if self._session is None:
            return NotSent("client_closed")
        traced = TracedRequest()
        try:
            status, raw = await self._post(f"{self._root}/{number_id}/messages", body, traced)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return classify_failure(error, traced)
        return sent_in(status, raw)

    async def mark_read(self, number_id: str, body: dict[str, Any]) -> None:
        """Raises GraphRefusal."""
        traced = TracedRequest()
        try:
            status, raw = await self._post(f"{self._root}/{number_id}/messages", body, traced)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise GraphRefusal(classify_failure(error, traced)) from None
        if status >= 300:
            raise GraphRefusal(refusal_in(status, raw))

    async def upload(self, number_id: str, data: bytes, mime_type: str, file_name: str) -> str:
        """Give Meta a file; returns its media id, good for 30 days. Raises GraphRefusal."""
        form = aiohttp.FormData()
        form.add_field("messaging_product", "whatsapp")
        form.add_field("type", mime_type)
        # As a stream: aiohttp sends bytes of more than a megabyte in one go, which holds up the loop, and warns of it.
        form.add_field("file", io.BytesIO(data), filename=file_name or "file", content_type=mime_type)
        answer = await self._json("POST", f"{self._root}/{number_id}/media", data=form, timeout=self._transfer)
        return _named(answer, "id")

    async def media_address(self, media_id: str, number_id: str) -> str:
        """Where a file can be fetched for the next five minutes. Raises GraphRefusal."""
        answer = await self._json("GET", f"{self._root}/{media_id}", params={"phone_number_id": number_id})
        return _named(answer, "url")

    async def download(self, address: str) -> AsyncIterator[bytes]:
        """The bytes behind a media address, piece by piece. Raises GraphRefusal, also for a host that is not Meta's."""
        if not self.trusts(address):
            raise GraphRefusal(NotSent("host_not_trusted"))
        try:
            async with self._open().get(
                address, headers=self._authorisation(), timeout=self._transfer, allow_redirects=False
            ) as response:
                if response.status != 200:
                    raise GraphRefusal(refusal_in(response.status, await response.content.read(_CHUNK)))
                async for chunk in response.content.iter_chunked(_CHUNK):
                    yield chunk
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise GraphRefusal(NotSent(type(error).__name__)) from None

    async def templates(self, waba_id: str) -> list[dict[str, Any]]:
        """All templates of an account, page after page. Raises GraphRefusal."""
        return await self._listed(f"{waba_id}/message_templates", _TEMPLATE_FIELDS)

    async def numbers(self, waba_id: str) -> list[dict[str, Any]]:
        """All numbers of an account with quality, state and limit. Raises GraphRefusal."""
        return await self._listed(f"{waba_id}/phone_numbers", _NUMBER_FIELDS)

    async def _listed(self, path: str, fields: str) -> list[dict[str, Any]]:
        params = {"fields": fields, "limit": "100"}
        found: list[dict[str, Any]] = []
        while True:
            answer = await self._json("GET", f"{self._root}/{path}", params=params)
            listed = answer.get("data")
            if not isinstance(listed, list):
                raise GraphRefusal(InDoubt("answer_without_data"))
            found += [item for item in listed if isinstance(item, dict)]
            after = _next_page(answer)
            if not after or after == params.get("after"):
                return found
            params = {**params, "after": after}

    def trusts(self, address: str) -> bool:
        """Whether the token may be shown to this host: Meta's over TLS, or the configured one."""
        url, base = urlsplit(address), urlsplit(self._base)
        if (url.scheme, url.netloc) == (base.scheme, base.netloc):
            return True
        host = (url.hostname or "").rstrip(".")
        return url.scheme == "https" and any(host == name or host.endswith("." + name) for name in META_HOSTS)

    async def _post(self, url: str, body: dict[str, Any], traced: TracedRequest) -> tuple[int, bytes]:
        headers = {**self._authorisation(), "Content-Type": "application/json"}
        async with self._open().post(
            url,
            data=msgspec.json.encode(body),
            headers=headers,
            timeout=self._timeout,
            allow_redirects=False,
            trace_request_ctx=traced,
        ) as response:
            return response.status, await response.read()

    async def _json(
        self, method: str, url: str, *, timeout: aiohttp.ClientTimeout | None = None, **more: Any
    ) -> dict[str, Any]:
        traced = TracedRequest()
        try:
            async with self._open().request(
                method,
                url,
                headers=self._authorisation(),
                timeout=timeout or self._timeout,
                allow_redirects=False,
                trace_request_ctx=traced,
                **more,
            ) as response:
                status, raw = response.status, await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise GraphRefusal(classify_failure(error, traced)) from None
        if status >= 300:
            raise GraphRefusal(refusal_in(status, raw))
        try:
            answer = msgspec.json.decode(raw)
        except msgspec.DecodeError:
            raise GraphRefusal(InDoubt("answer_unreadable")) from None
        if not isinstance(answer, dict):
            raise GraphRefusal(InDoubt("answer_unreadable"))
        return answer

    def _authorisation(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise GraphRefusal(NotSent("client_closed"))
        return self._session


def _named(answer: dict[str, Any], name: str) -> str:
    value = answer.get(name)
    if not isinstance(value, str | int) or not value:
        raise GraphRefusal(InDoubt(f"answer_without_{name}"))
    return str(value)


def _next_page(answer: dict[str, Any]) -> str | None:
    """The cursor of the next page, None at the end."""
    paging = answer.get("paging")
    cursors = paging.get("cursors") if isinstance(paging, dict) and paging.get("next") else None
    after = cursors.get("after") if isinstance(cursors, dict) else None
    return after if isinstance(after, str) else None
