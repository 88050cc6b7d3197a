"""One installation for all end-to-end tests: every test brings customers of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.consent_desk import consent_office, wear  # noqa: F401 - fixtures are found by name
from tests.helpers.deployment import Deployment


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """Stand-in and gateway as processes. Whatever happened in the tests, the gateway must not have logged a crash."""
    deployment = Deployment(tmp_path_factory.mktemp("office"))
    try:
        deployment.start()
        yield deployment
    finally:
        deployment.stop()
    assert "Traceback" not in deployment.gateway.output, deployment.gateway.output
