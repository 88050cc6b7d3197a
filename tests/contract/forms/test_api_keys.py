"""API keys: shown once, kept as digests, revoked at once, and no way into anything but the form routes."""

from __future__ import annotations

import re

import httpx
import msgspec
import pytest

from server_stub.contract.capture import FormConsent
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.http.auth import KEY_DOORS
from tests.helpers.forms import FormsOffice

HOUR = 3_600_000


async def test_a_secret_is_told_once_and_kept_as_a_digest(office: FormsOffice) -> None:
    made = await office.key("consents:write", "consents:write", name="  Loja  ")
    assert re.fullmatch(r"blk_[A-Za-z0-9_-]{43}", made.secret)
    assert (made.name, made.scopes) == ("Loja", ["consents:write"])
    (told,) = (await office.admin.get("/v1/api-keys")).json()
    assert "secret" not in told
    (row,) = await office.rows("SELECT * FROM api_key")
    assert not any(made.secret in str(value) for value in row)


async def test_a_key_has_a_name_and_known_scopes(office: FormsOffice) -> None:
    for name, scopes, field in (
        ("", ["consents:write"], "name"),
        ("x" * 101, ["consents:write"], "name"),
        ("Site", [], "scopes"),
        ("Site", ["consents:write", "admin"], "scopes"),
    ):
        answer = await office.admin.post("/v1/api-keys", json={"name": name, "scopes": scopes})
        assert (answer.status_code, answer.json()) == (400, {"code": "value_invalid", "params": {"field": field}})


async def test_keys_are_for_administrators(office: FormsOffice) -> None:
    key = await office.key("consents:write")
    for login in ("ana", "lead"):
        async with office.running.client(login) as person:
            assert (await person.get("/v1/api-keys")).status_code == 403
            body = {"name": "Site", "scopes": ["consents:write"]}
            assert (await person.post("/v1/api-keys", json=body)).status_code == 403
            assert (await person.delete(f"/v1/api-keys/{key.id}")).status_code == 403


async def test_a_revoked_key_is_over_at_once(office: FormsOffice) -> None:
    async with office.system("consents:write", "consents:read") as app:
        done = await office.submit(app, office.form(), "k")
        (key,) = (await office.admin.get("/v1/api-keys")).json()
        assert (await office.admin.delete(f"/v1/api-keys/{key['id']}")).status_code == 204
        for again in (
            await office.submit(app, office.form(), "k"),
            await app.get(f"/v1/consents/{done.json()['id']}"),
        ):
            assert (again.status_code, again.json()["code"]) == (401, "token_invalid")
    (told,) = (await office.admin.get("/v1/api-keys")).json()
    assert told["revoked_at"] > 0
    assert (await office.admin.delete("/v1/api-keys/nothing")).status_code == 404


async def test_a_revocation_beside_a_request_wins_or_comes_after_it(office: FormsOffice) -> None:
    """Who was let in before it and writes after it writes nothing."""
    forms, key = office.running.gateway.forms, await office.key("consents:write")
    caller = await forms.api_keys.authenticate(key.secret)
    await office.admin.delete(f"/v1/api-keys/{key.id}")
    form = msgspec.convert(office.form(), FormConsent)
    with pytest.raises(GatewayRefusal) as refusal:
        await forms.app_forms.submit(caller, "k", form)
    assert refusal.value.code is ErrorCode.TOKEN_INVALID
    assert await office.events() == []


async def test_a_scope_is_all_that_a_key_may(office: FormsOffice) -> None:
    async with office.system("consents:read") as reader, office.system("consents:write") as writer:
        refused = await office.submit(reader, office.form())
        assert (refused.status_code, refused.json()["params"]) == (403, {"scope": "consents:write"})
        written = await office.submit(writer, office.form())
        path = f"/v1/consents/{written.json()['id']}"
        assert (await writer.get(path)).json()["params"] == {"scope": "consents:read"}
        assert (await reader.get(path)).status_code == 200


async def test_when_a_key_was_used_is_known_by_the_hour(office: FormsOffice) -> None:
    async def used() -> int:
        (key,) = (await office.admin.get("/v1/api-keys")).json()
        return int(key["last_used_at"])

    async with office.system("consents:read") as app:
        await app.get("/v1/consents/x")
        first = await used()
        office.clock.ahead += HOUR // 2
        await app.get("/v1/consents/x")
        assert await used() == first
        office.clock.ahead += HOUR
        await app.get("/v1/consents/x")
        assert await used() >= first + HOUR


async def test_a_key_opens_the_form_routes_and_no_others(office: FormsOffice) -> None:
    document = (await office.admin.get("/v1/openapi.json")).json()
    routes = [(method.upper(), path) for path, methods in document["paths"].items() for method in methods]
    assert len(routes) > 30
    opened = []
    async with office.system("consents:write", "consents:read", "codes:write") as app:
        for method, template in routes:
            path = re.sub(r"\{[^}]*\}", "x", template)
            answer = await app.request(method, path, params={"after": 0})
            if answer.status_code != 401 and (method, path) not in (
                ("POST", "/v1/login"),
                ("GET", "/v1/health"),
                ("GET", "/v1/openapi.json"),
            ):
                opened.append((method, template))
        for odd in ("/v1/snapshot/../consents/x/y", "/v1/consents/", "/v1/consents/x/", "/v1/consents/x/y"):
            assert (await app.get(odd)).status_code == 401, odd
    forms = [route for route in routes if "/v1/consents" in route[1]]
    assert sorted(opened) == sorted(forms)
    assert len(forms) == len(KEY_DOORS)
    for method, path in forms:
        operation = document["paths"][path][method.lower()]
        assert operation["security"] == [{"api_key": []}]
    assert {"api_key", "token"} <= set(document["components"]["securitySchemes"])
    (header,) = (it for it in document["paths"]["/v1/consents"]["post"]["parameters"] if it["in"] == "header")
    assert (header["name"], header["required"]) == ("Idempotency-Key", True)


async def test_people_do_not_use_the_form_routes(office: FormsOffice) -> None:
    for method, path in (("POST", "/v1/consents"), ("GET", "/v1/consents/x")):
        body = office.form() if method == "POST" else None
        answer = await office.admin.request(method, path, json=body, headers={"idempotency-key": "k"})
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


async def test_what_only_looks_like_a_key_opens_nothing(office: FormsOffice) -> None:
    async with httpx.AsyncClient(base_url=office.running.url, verify=False) as client:
        for token in ("blk_", "blk_" + "A" * 43, "blk_" + "A" * 42, "blk_" + "ç" * 43):
            headers = {"authorization": f"Bearer {token}".encode("latin-1")}
            answer = await client.get("/v1/consents/x", headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid"), token
