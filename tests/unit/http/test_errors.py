"""Every code has a status, and nothing of an exception's text gets out."""

from __future__ import annotations

from litestar import get
from litestar.testing import AsyncTestClient

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.http.app import create_api
from server_stub.http.errors import STATUS
from server_stub.storage.database import StorageUnavailable

WHAT_A_CUSTOMER_WROTE = "+5511987654321 disse segredo"


@get("/fault", sync_to_thread=False)
def fault() -> None:
    raise KeyError(WHAT_A_CUSTOMER_WROTE)


@get("/locked", sync_to_thread=False)
def locked() -> None:
    raise StorageUnavailable(WHAT_A_CUSTOMER_WROTE)


@get("/slow-down", sync_to_thread=False)
def slow_down() -> None:
    raise GatewayRefusal(ErrorCode.LOGIN_THROTTLED, seconds=7)


def test_every_code_has_a_status() -> None:
    assert set(STATUS) == set(ErrorCode)
    assert all(400 <= status < 600 for status in STATUS.values())


async def test_a_fault_of_ours_tells_nothing(expected_logs) -> None:
    expected_logs("GET /fault failed: KeyError")
    expected_logs("storage unavailable: StorageUnavailable")
    async with AsyncTestClient(create_api([fault, locked, slow_down], {})) as client:
        answer = await client.get("/fault")
        assert (answer.status_code, answer.content) == (500, b'{"code":"internal"}')
        answer = await client.get("/locked")
        assert (answer.status_code, answer.content) == (503, b'{"code":"storage_unavailable"}')
        answer = await client.get("/slow-down")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
        assert answer.json() == {"code": "login_throttled", "params": {"seconds": 7}}
    assert not any("segredo" in line or "5511" in line for line in expected_logs.lines)
