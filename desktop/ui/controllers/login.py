"""Signing in: credentials out, a desk back, or a sentence why not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop.application.ports import Spawn
from desktop.application.session import Remembered
from desktop.domain.errors import AppError
from desktop.ui.texts import errors
from desktop.ui.views.login import Credentials, LoginView


class Door(Protocol):
    """What signing in needs of the world below; infra.factory.SignIn is one."""

    @property
    def persistent(self) -> bool:
        """Whether this computer keeps secrets."""

    def remembered(self) -> Remembered | None: ...
    async def sign_in(self, gateway_url: str, login: str, password: str) -> Any:
        """A desk that was not started yet. Raises AppError."""


class LoginController(QObject):
    """`entered` is awaited with the desk; until it returns the form stays busy."""

    def __init__(
        self,
        view: LoginView,
        door: Door,
        spawn: Spawn,
        entered: Callable[[Any], Awaitable[None]],
        *,
        gateway: str = "",
    ) -> None:
        super().__init__(view)
        self._view, self._door, self._spawn, self._entered = view, door, spawn, entered
        view.submitted.connect(self._submit)
        known = door.remembered()
        view.fill_in(gateway or (known.gateway_url if known else ""), known.login if known else "")
        if not door.persistent:
            view.show_note(errors.error_code("no_keyring"))

    def _submit(self, credentials: Credentials) -> None:
        self._view.set_busy(busy=True)
        self._spawn(self._sign_in(credentials), name="sign in")

    async def _sign_in(self, credentials: Credentials) -> None:
        try:
            desk = await self._door.sign_in(credentials.gateway, credentials.login, credentials.password)
            await self._entered(desk)
        except AppError as problem:
            if isValid(self._view):
                self._view.set_busy(busy=False)
                self._view.show_problem(errors.error(problem))
