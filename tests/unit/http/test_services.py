"""One application for several gateways: each request is answered with the services of the one that it reached."""

from __future__ import annotations

from typing import Any

import pytest
from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import ImproperlyConfiguredException
from litestar.testing import AsyncTestClient

from server_stub.http.app import create_api
from server_stub.http.services import WithServices


@get("/brand", sync_to_thread=False)
def brand_of(brand: NamedDependency[str]) -> dict[str, str]:
    return {"brand": brand}


async def brand_at(application: Any) -> str:
    async with AsyncTestClient(application) as client:
        return str((await client.get("/brand")).json()["brand"])


async def test_gateways_share_the_routes_and_nothing_else() -> None:
    one, other = (create_api([brand_of], ["brand"]) for _ in range(2))
    assert one is other
    first, second = (WithServices(one, {"brand": name}) for name in ("Loja", "Padaria"))  # type: ignore[arg-type]
    assert [await brand_at(it) for it in (first, second, first)] == ["Loja", "Padaria", "Loja"]


def test_who_asks_for_what_nobody_provides_is_found_before_anything_is_served() -> None:
    with pytest.raises(ImproperlyConfiguredException, match="brand"):
        create_api([brand_of], ["clock"])
