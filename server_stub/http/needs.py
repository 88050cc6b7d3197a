"""What nearly every handler asks for: who calls, the store, and the time."""

from __future__ import annotations

from collections.abc import Callable

from litestar.di import NamedDependency

from server_stub.services.login import Caller
from server_stub.storage.database import Database

Who = NamedDependency[Caller]
Data = NamedDependency[Database]
Now = NamedDependency[Callable[[], int]]
"""The gateway's clock, in ms UTC."""
