"""docs/api.md and docs/gateway.md name every route, error code, setting and secret there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server_stub.config import CHANNEL_SECRETS, PREFIX, SECRETS, Config, Secrets
from server_stub.contract.errors import ErrorCode
from server_stub.gateway import Gateway
from server_stub.http.errors import STATUS
from server_stub.http.openapi import describe
from tests.helpers.gateway import quick_passwords
from tests.helpers.source_tree import ROOT


def document(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def test_every_code_stands_beside_its_status() -> None:
    told: dict[str, set[int]] = {}
    for line in document("api.md").splitlines():
        row = re.match(r"\| ([0-9, ]+) \| (.*) \|$", line)
        if row:
            for code in set(re.findall(r"`(\w+)`", row[2])) & set(ErrorCode):
                told.setdefault(code, set()).update(int(status) for status in row[1].split(","))
    assert set(told) == set(ErrorCode)
    assert [code for code in ErrorCode if STATUS[code] not in told[code]] == []


def test_every_route_is_named(tmp_path: Path) -> None:
    config = Config(data_dir=str(tmp_path))
    gateway = Gateway(config, Secrets(bytes(32), "", "", ""), passwords=quick_passwords())
    text = re.sub(r"\{\w*\}", "{}", document("api.md"))
    table = text.replace("`…/typing`", "`POST /v1/conversations/{}/typing`")
    paths = {re.sub(r"\{\w*\}", "{}", path) for path in describe(gateway.api)["paths"]}
    assert [path for path in sorted(paths) if path not in table] == []


@pytest.mark.parametrize("name", [name for name in Config.__struct_fields__ if name != "data_dir"])
def test_every_setting_is_described(name: str) -> None:
    assert f"`{name}`" in document("gateway.md")
    assert f"`{PREFIX}{name.upper()}`" in document("gateway.md")


@pytest.mark.parametrize("name", [*SECRETS, *CHANNEL_SECRETS, "master_key"])
def test_every_secret_is_described(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in document("gateway.md")
