"""One calm stand-in per test; the tests against Meta's own file only where that file is."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.contract.cloud_sim import meta_spec
from tests.unit.cloud_sim.sim_stage import Stage

# Meta's file is not part of the project: its tests exist only where it lies beside it.
collect_ignore = [] if meta_spec.present() else ["test_sim_meta_openapi.py"]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage
