"""Signing in: credentials out, a desk back, or a sentence why not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop.application.desk import Desk
from desktop.application.ports import Spawn
from desktop.domain.errors import AppError
from desktop.ui.texts import errors
from desktop.ui.views.login import Credentials, LoginView


class Door(Protocol):
    """What signing in needs of the world below."""

    @property
    def remembered(self) -> tuple[str, str]:
        """Gateway and user of last time, empty where nothing is remembered."""

    @property
    def persistent(self) -> bool:
        """Whether this computer keeps secrets."""

    async def sign_in(self, gateway_url: str, login: str, password: str) -> Desk: ...


class LoginController(QObject):
    """`entered` is awaited with the desk; until it returns the window stays busy."""

    def __init__(
        self,
        view: LoginView,
        door: Door,
        spawn: Spawn,
        entered: Callable[[Desk], Awaitable[None]],
        *,
        gateway: str = "",
    ) -> None:
        super().__init__(view)
        self._view, self._door, self._spawn, self._entered = view, door, spawn, entered
        view.submitted.connect(self._submit)
        remembered_gateway, login = door.remembered
        view.fill_in(gateway or remembered_gateway, login)
        if not door.persistent:
            view.show_note(errors.error_code("no_keyring"))

    def _submit(self, credentials: Credentials) -> None:
        self._view.set_busy(busy=True)
        self._spawn(self._sign_in(credentials), name="sign in")

    async def _sign_in(self, credentials: Credentials) -> None:
        try:
            desk = await self._door.sign_in(credentials.gateway, credentials.login, credentials.password)
        except AppError as problem:
            if isValid(self._view):
                self._view.set_busy(busy=False)
                self._view.show_problem(errors.error(problem))
            return
        await self._entered(desk)
