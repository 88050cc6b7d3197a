"""Deny by default: every door but three is shut without a token, and no rubbish opens a 500."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.routes import HTTPRoute

from server_stub.http.auth import PUBLIC
from server_stub.http.openapi import describe
from server_stub.services.gatekeeper import BROKEN_AT
from tests.helpers.gateway import RunningGateway
from tests.helpers.world import World


def doors(running: RunningGateway) -> set[tuple[str, str]]:
    """(method, path) of every route of the framework, and those in front of it, with parameters filled in."""
    found = {("GET", "/v1/events"), ("POST", "/v1/events"), ("GET", "/"), ("GET", "/v1"), ("GET", "/v1/nothing")}
    for route in running.gateway.api.routes:
        assert isinstance(route, HTTPRoute)
        path = re.sub(r"\{[^}]*\}", "x", route.path_format)
        found |= {(str(method), path) for method in route.methods}
    return found


async def test_every_door_but_three_needs_a_token(running: RunningGateway) -> None:
    assert doors(running) | {("GET", "/v1/openapi.json")} > PUBLIC
    async with httpx.AsyncClient(base_url=running.url) as client:
        for method, path in sorted(doors(running) - PUBLIC):
            for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Basic YTpi"}):
                answer = await client.request(method, path, headers=headers, params={"token": "x", "after": 0})
                assert answer.status_code == 401, (method, path)
                if method != "HEAD":
                    assert answer.json() == {"code": "token_invalid"}, (method, path)


async def test_a_token_in_the_address_is_not_one(running: RunningGateway) -> None:
    token = await running.token("ana")
    async with httpx.AsyncClient(base_url=running.url) as client:
        for name in ("token", "access_token", "authorization"):
            answer = await client.get("/v1/events", params={"after": 0, name: token})
            assert answer.status_code == 401


async def test_health_and_description_need_none(running: RunningGateway) -> None:
    async with httpx.AsyncClient(base_url=running.url) as client:
        health = await client.get("/v1/health")
        document = (await client.get("/v1/openapi.json")).json()
    assert health.status_code == 200
    assert health.json()["checks"]["storage"] is True
    assert {"/v1/login", "/v1/snapshot", "/v1/events"} <= set(document["paths"])
    assert document["paths"]["/v1/snapshot"]["get"].get("security", document["security"]) == [{"token": []}]
    assert "Conversation" in document["components"]["schemas"]


async def test_the_description_is_whole(running: RunningGateway) -> None:
    document = describe(running.gateway.api)
    text = msgspec.json.encode(document).decode()
    named = set(re.findall(r'"\$ref":"#/components/schemas/(\w+)"', text))
    assert named <= set(document["components"]["schemas"])
    assert {"Conversation", "ClaimChanged", "Alarm"} <= set(document["components"]["schemas"])
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            schema = operation["responses"]["default"]["content"]["application/json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/WireError"}, (method, path)
            assert operation["summary"], (method, path)


async def test_health_is_a_status_that_monitors_understand(running: RunningGateway) -> None:
    sql = "INSERT INTO setting (name, value) VALUES (?, '1')"
    await running.gateway.core.database.write(lambda tx: tx.driver.execute(sql, (BROKEN_AT,)))
    async with httpx.AsyncClient(base_url=running.url) as client:
        answer = await client.get("/v1/health")
    assert (answer.status_code, answer.json()["ok"], answer.json()["checks"]["ledger"]) == (503, False, False)


async def test_a_body_beyond_the_bound_is_refused(running: RunningGateway) -> None:
    async with httpx.AsyncClient(base_url=running.url) as client:
        answer = await client.post("/v1/login", json={"login": "x" * 300_000, "password": "y"})
    assert (answer.status_code, answer.json()["code"]) == (413, "bad_request")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(["login", "password", "device", "api_version", "account_id", "available", "client_id", "text"])
bodies = st.one_of(
    st.dictionaries(names, json_values, max_size=5).map(msgspec.json.encode),
    json_values.map(msgspec.json.encode),
    st.binary(max_size=40),
)
queries = st.dictionaries(st.sampled_from(["before", "limit", "after", "file_name"]), st.text(max_size=30), max_size=3)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
async def test_no_rubbish_gives_a_server_fault(
    running: RunningGateway, lead: httpx.AsyncClient, data: st.DataObject
) -> None:
    doors_to_try = sorted(doors(running) - {("POST", "/v1/logout"), ("GET", "/v1/events")})
    method, path = data.draw(st.sampled_from(doors_to_try))
    place = data.draw(st.sampled_from(["known", "x", "%00", "..", "ação", "'; DROP TABLE event", "a" * 300]))
    query = data.draw(queries)
    answer = await lead.request(method, path.replace("/x", f"/{place}"), content=data.draw(bodies), params=query)
    assert answer.status_code < 500, (method, path, answer.content)


@pytest.fixture
async def lead(running: RunningGateway, world: World) -> AsyncIterator[httpx.AsyncClient]:
    await world.conversation("known")
    async with running.client("lead") as client:
        yield client
