"""A gateway with its forms, an administrator at the desk, and a system that holds an API key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.helpers.forms import FormsOffice, open_forms


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[FormsOffice]:
    async with open_forms(tmp_path) as office:
        yield office


@pytest.fixture
async def app(office: FormsOffice) -> AsyncIterator[httpx.AsyncClient]:
    """The company's own system, with a key for everything that keys are for."""
    async with office.system("consents:write", "consents:read") as client:
        yield client
