"""The customers of the tour: they live in the stand-in and act over its control interface, as people do on phones."""

from __future__ import annotations

import base64
from types import TracebackType
from typing import Any, Final

import httpx

NAMES: Final = {
    "mariana": ("Mariana Albuquerque", "+55 11 98123-4567"),
    "rafael": ("Rafael Teixeira", "+55 21 97654-3210"),
    "beatriz": ("Beatriz Camargo", "+55 31 99876-1234"),
    "carlos": ("Carlos Eduardo Nunes", "+55 11 97654-8899"),
    "helena": ("Helena Duarte", "+55 48 99654-3322"),
    "jose": ("José Ribeiro", "+55 41 98888-1212"),
    "lucia": ("Lúcia Helena Prado", "+55 51 99123-8877"),
    "thiago": ("Thiago Martins", "+55 62 98111-2233"),
    "paula": ("Paula Regina", "+55 85 98700-4455"),
}
"""Name and telephone by key; beside those who live in every stand-in."""


class Cast:
    """What customers do, as one connection. Raises httpx.HTTPError."""

    def __init__(self, sim_url: str) -> None:
        self._client = httpx.AsyncClient(base_url=f"{sim_url}/sim/", timeout=20)

    async def __aenter__(self) -> Cast:
        for key, (name, phone) in NAMES.items():
            await self._post("users", {"key": key, "name": name, "phone": phone})
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def say(self, key: str, text: str, **more: Any) -> str:
        """Answers the message's WhatsApp id."""
        return await self.send(key, type="text", text=text, **more)

    async def send(self, key: str, **message: Any) -> str:
        """A message as docs/simulator.md describes it; answers its WhatsApp id."""
        answer = await self._post(f"users/{key}/messages", message)
        return str(answer["wamid"])

    async def send_file(self, key: str, kind: str, data: bytes, mime_type: str, **more: Any) -> str:
        content = base64.b64encode(data).decode()
        return await self.send(key, type=kind, base64=content, mime_type=mime_type, **more)

    async def tap(self, key: str, title: str) -> None:
        """The choice with this title in the newest message that offers it."""
        sent = (await self._get(f"sent?user={key}"))["sent"]
        offering = [item for item in sent if title in [choice["title"] for choice in item["choices"]]]
        await self._post(f"users/{key}/tap", {"wamid": offering[-1]["wamid"], "title": title})

    async def agree(self, key: str) -> None:
        """To what was asked last: the first of its buttons."""
        sent = (await self._get(f"sent?user={key}"))["sent"]
        asked = next(item for item in reversed(sent) if item["choices"])
        await self._post(f"users/{key}/tap", {"wamid": asked["wamid"], "button": 0})

    async def last_sent(self, key: str) -> str:
        """WhatsApp's id of the newest message to this customer."""
        sent = (await self._get(f"sent?user={key}"))["sent"]
        return str(sent[-1]["wamid"])

    async def play(self, key: str) -> None:
        """Everything that was spoken to them."""
        for item in (await self._get(f"sent?user={key}"))["sent"]:
            if item["type"] == "audio":
                await self._post(f"users/{key}/played", {"wamid": item["wamid"]})

    async def act(self, key: str, what: str, **how: Any) -> None:
        """`call`, `number`, `preference`, `read` and whatever else the stand-in knows."""
        await self._post(f"users/{key}/{what}", how)

    async def switch(self, key: str, **switches: Any) -> None:
        """`online`, `reads` and so on."""
        (await self._client.patch(f"users/{key}", json=switches)).raise_for_status()

    async def trouble(self, **fault: Any) -> None:
        await self._post("faults", fault)

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = await self._client.post(path, json=body)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    async def _get(self, path: str) -> dict[str, Any]:
        answer = await self._client.get(path)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found
