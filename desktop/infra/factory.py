"""Builds what a signed-in agent works with: one `SignIn` per window, one `DeskService` per signed-in account.

How the composition root uses it (nothing here imports Qt; what is heavy is imported late and in threads):

    sign_in = SignIn(places(data_dir), await asyncio.to_thread(find_secrets), spawn=tasks.spawn)
    rows = await asyncio.to_thread(sign_in.first_conversations)    # for the first paint; no network
    desk = await sign_in.resume()                                  # None: show the login
    desk = await sign_in.sign_in(gateway_url, login, password)     # raises AppError
    desk.problems                                                  # tuple of LocalProblem to tell the person about
    await desk.start()                                             # the loops: events, outbox, claims
    ...
    await desk.stop()                                              # then everything is on disk

`resume` works without a network. `spawn(coroutine, *, name)` is `runtime.tasks.Tasks.spawn`. `sign_in.remembered()`
is the last sign-in, to fill the form with; `sign_in.persistent` is False where there is no keyring (code `no_keyring`).
Only one desk may be open at a time: `stop` the last one before the next sign-in.
"""

from __future__ import annotations

import asyncio
import platform
import shutil
from typing import TYPE_CHECKING, Any

from desktop.application.ports import Secrets, Spawn
from desktop.application.session import Remembered, key_name, normal_url, place_name, token_name
from desktop.domain.errors import LocalProblem
from desktop.infra.paths import Places
from desktop.infra.session_file import SessionFile
from server_stub.contract.model import Account, Contact, Conversation

if TYPE_CHECKING:
    from desktop.application.desk_service import DeskService


class SignIn:
    """Signs people in and out of this computer; remembers the last one."""

    def __init__(self, places: Places, secrets: Secrets, spawn: Spawn) -> None:
        self._places = places
        self._secrets = secrets
        self._spawn = spawn
        self._session = SessionFile(places.session_file)

    @property
    def persistent(self) -> bool:
        return self._secrets.persistent

    def remembered(self) -> Remembered | None:
        return self._session.load()

    def first_conversations(self, limit: int = 40) -> list[tuple[Conversation, Contact | None]]:
        """Of the remembered account, most recent first; empty when there is nothing yet. Blocks: use a thread."""
        from desktop.infra.store.raw import first_conversations

        remembered = self.remembered()
        place = remembered.place if remembered is not None else None
        key = self._secrets.get(key_name(place)) if place is not None else None
        if place is None or key is None:
            return []
        return first_conversations(self._places.store_file(place), key, limit)

    async def sign_in(self, gateway_url: str, login: str, password: str) -> DeskService:
        """Raises Refused (`login_failed`, `login_throttled`, `version_mismatch`), GatewayUnreachable, LocalProblem."""
        url = normal_url(gateway_url)
        http = await asyncio.to_thread(_http_client, url)
        from desktop.infra.gateway.client import login as ask

        try:
            session = await ask(http, login, password, platform.node())
        finally:
            await http.aclose()
        place = place_name(url, session.account.id)
        await asyncio.to_thread(self._secrets.set, token_name(place), session.token)
        remembered = Remembered(url, login, session.account, session.brand)
        await asyncio.to_thread(self._session.save, remembered)
        return await self._open(url, session.account, session.brand, session.token)

    async def resume(self) -> DeskService | None:
        """The remembered account with its token, without asking the gateway; None where somebody must sign in."""
        remembered = await asyncio.to_thread(self.remembered)
        if remembered is None or remembered.account is None or remembered.place is None:
            return None
        token = await asyncio.to_thread(self._secrets.get, token_name(remembered.place))
        if token is None:
            return None
        return await self._open(remembered.gateway_url, remembered.account, remembered.brand, token)

    async def _open(self, url: str, account: Account, brand: str, token: str) -> DeskService:
        place = place_name(url, account.id)
        key, problems = await asyncio.to_thread(self._key, place)

        async def forget() -> None:
            await asyncio.to_thread(self._secrets.delete, token_name(place))

        # httpx and the adapters take a tenth of a second to import: not before the first paint.
        build: Any = await asyncio.to_thread(_assembler)
        desk: DeskService = await build(
            self._places,
            place,
            key,
            url,
            token,
            account=account,
            brand=brand,
            spawn=self._spawn,
            forget=forget,
            problems=problems,
        )
        return desk

    def _key(self, place: str) -> tuple[str, list[LocalProblem]]:
        """The key of this account's files. Without a keyring it lives, with what it sealed, until the end."""
        from desktop.infra.store.opening import new_key, remove_files

        key = self._secrets.get(key_name(place))
        if key is None:
            key = new_key()
            self._secrets.set(key_name(place), key)
            if not self._secrets.persistent:
                remove_files(self._places.store_file(place))
                shutil.rmtree(self._places.media_folder(place), ignore_errors=True)
        return key, [] if self._secrets.persistent else [LocalProblem("no_keyring")]


def _http_client(url: str) -> Any:
    from desktop.infra.gateway.client import http_client

    return http_client(url, None)


def _assembler() -> Any:
    from desktop.infra.assembly import assemble

    return assemble
