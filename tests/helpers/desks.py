"""Real desks for tests: sign-in over HTTP, SQLCipher store in a temporary folder, keyring in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import keyring.backend
import keyring.errors
import pytest

from desktop.application.desk_service import DeskService
from desktop.application.ports import Secrets
from desktop.domain.changes import ChangeSet
from desktop.infra.factory import SignIn
from desktop.infra.paths import places
from desktop.infra.secrets import KeyringSecrets
from desktop.runtime.tasks import Tasks
from server_stub.contract.content import Kind
from server_stub.contract.model import Message
from tests.helpers.fake_gateway import PASSWORD


class MemoryKeyring(keyring.backend.KeyringBackend):
    """What a keyring of the system does, in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.values.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.values[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.values:
            raise keyring.errors.PasswordDeleteError
        del self.values[service, username]


class Computer:
    """One person's computer: its folder and its keyring outlive the programs that run on it."""

    def __init__(self, folder: Path, secrets: Secrets | None = None) -> None:
        self.places = places(folder)
        self.keyring = MemoryKeyring()
        self.secrets: Secrets = secrets or KeyringSecrets(self.keyring)
        self.crashes: list[tuple[str, BaseException]] = []

    def sign_in(self) -> tuple[SignIn, Tasks]:
        tasks = Tasks(lambda name, error: self.crashes.append((name, error)))
        return SignIn(self.places, self.secrets, spawn=tasks.spawn), tasks

    @asynccontextmanager
    async def desk(
        self, url: str = "", login: str = "", *, password: str = PASSWORD, start: bool = True
    ) -> AsyncIterator[DeskService]:
        """A running program: signed in with a password where a `url` is given, else resumed."""
        sign_in, tasks = self.sign_in()
        desk = await sign_in.sign_in(url, login, password) if url else await sign_in.resume()
        assert desk is not None
        try:
            if start:
                await desk.start()
            yield desk
        finally:
            await desk.stop()
            left = await tasks.aclose()
        assert not left
        if self.crashes:
            pytest.fail(f"tasks crashed: {self.crashes}")


class Heard:
    """Everything a desk announced."""

    def __init__(self, desk: DeskService) -> None:
        self.changes: list[ChangeSet] = []
        self.stop = desk.subscribe(self.changes.append)

    def merged(self) -> ChangeSet:
        total = ChangeSet()
        for change in self.changes:
            total = total.merged(change)
        return total


async def timeline(desk: DeskService, conversation_id: str) -> list[Message]:
    """What was said; lines about the conversation aside."""
    page = await desk.page(conversation_id)
    return [message for message in page.messages if message.content.kind != Kind.SYSTEM]


def texts(messages: list[Message]) -> list[str]:
    """What was said; lines about the conversation aside."""
    return [message.content.text for message in messages if message.content.kind != Kind.SYSTEM]
