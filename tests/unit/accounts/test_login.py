"""Signing in: tokens, their end, and guessing that gets slower and slower."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import argon2
import pytest

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Role
from server_stub.core import Core
from server_stub.domain.throttling import PER_ADDRESS, PER_LOGIN
from server_stub.services.login import Logins, digest_of
from server_stub.services.passwords import MOST_WAITING, Passwords
from tests.helpers.blank_store import KEY
from tests.helpers.gateway import quick_passwords
from tests.helpers.waiting import until
from tests.unit.accounts.conftest import Clock, logins_of

PASSWORD = "correto cavalo bateria"


async def refusal(awaitable) -> GatewayRefusal:
    with pytest.raises(GatewayRefusal) as caught:
        await awaitable
    return caught.value


async def add(core: Core, login: str = "ana", role: Role = Role.AGENT) -> str:
    return (await core.accounts.add(login, login.title(), role, PASSWORD)).id


async def test_only_a_digest_of_the_token_is_stored(core: Core, logins: Logins, tmp_path: Path) -> None:
    account_id = await add(core)
    session = await logins.login(" ANA ", PASSWORD, "balcão 3", "10.0.0.1")
    assert len(session.token) >= 43  # 256 bits
    stored = await core.database.read(lambda tx: tx.driver.execute("SELECT * FROM token").fetchall())
    assert [row[0] for row in stored] == [digest_of(session.token)]
    assert session.token not in repr(stored)
    assert (await logins.authenticate(session.token)).account.id == account_id


async def test_a_token_ends_by_the_clock(core: Core, logins: Logins, clock: Clock) -> None:
    await add(core)
    session = await logins.login("ana", PASSWORD, "", "10.0.0.1")
    clock.now = session.expires_at - 1
    await logins.authenticate(session.token)
    clock.now = session.expires_at
    assert (await refusal(logins.authenticate(session.token))).code is ErrorCode.TOKEN_INVALID


async def guess(logins: Logins, times: int, *, login: str = "ana", address: str = "10.0.0.1") -> None:
    for n in range(times):
        assert (await refusal(logins.login(login, f"errada {n}", "", address))).code is ErrorCode.LOGIN_FAILED


async def test_guessing_gets_slower_and_the_right_password_waits_too(core: Core, logins: Logins, clock: Clock) -> None:
    await add(core)
    await guess(logins, PER_LOGIN.free)
    for seconds in (1, 2, 4, 8):
        await guess(logins, 1)
        refused = await refusal(logins.login("ana", PASSWORD, "", "10.0.0.2"))
        assert (refused.code, refused.params) == (ErrorCode.LOGIN_THROTTLED, {"seconds": seconds})
        clock.now += seconds * 1000
    await logins.login("ana", PASSWORD, "", "10.0.0.1")
    await guess(logins, PER_LOGIN.free)  # forgiven: these are free again
    await logins.login("ana", PASSWORD, "", "10.0.0.1")


async def test_a_restart_forgives_nothing(core: Core, clock: Clock, tmp_path: Path) -> None:
    await add(core)
    await guess(logins_of(core), PER_LOGIN.free + 1)
    again = Core(tmp_path, KEY, clock=clock, passwords=quick_passwords())
    again.start()
    assert (await refusal(logins_of(again).login("ana", PASSWORD, "", "x"))).code is ErrorCode.LOGIN_THROTTLED
    await again.stop()


async def test_one_address_that_tries_many_logins_is_slowed_down(core: Core, logins: Logins) -> None:
    await add(core)
    for n in range(PER_ADDRESS.free + 1):
        await guess(logins, 1, login=f"alguem{n}")
    assert (await refusal(logins.login("ana", PASSWORD, "", "10.0.0.1"))).code is ErrorCode.LOGIN_THROTTLED
    await logins.login("ana", PASSWORD, "", "10.0.0.2")


async def test_guesses_made_side_by_side_are_not_free(core: Core, logins: Logins) -> None:
    await add(core)
    tries = (logins.login("ana", f"errada {n}", "", f"10.0.1.{n}") for n in range(30))
    answers = await asyncio.gather(*tries, return_exceptions=True)
    codes = [answer.code for answer in answers if isinstance(answer, GatewayRefusal)]
    assert len(codes) == 30
    assert codes.count(ErrorCode.LOGIN_FAILED) == PER_LOGIN.free + 1
    assert codes.count(ErrorCode.LOGIN_THROTTLED) == 30 - PER_LOGIN.free - 1


async def test_unknown_logins_are_counted_like_known_ones(core: Core, logins: Logins) -> None:
    await guess(logins, PER_LOGIN.free + 1, login="ninguem")
    assert (await refusal(logins.login("ninguem", PASSWORD, "", "x"))).code is ErrorCode.LOGIN_THROTTLED


async def test_the_vain_hash_costs_what_a_real_one_does() -> None:
    passwords = Passwords(passes=2, memory_kib=16, lanes=1)
    real = argon2.extract_parameters(await passwords.hash(PASSWORD))
    assert argon2.extract_parameters(passwords._nobody) == real
    assert not await passwords.verify(None, "nobody has this password")
    passwords.close()


async def test_old_hashes_are_renewed_at_the_next_login(core: Core, logins: Logins) -> None:
    account_id = await add(core)
    weaker = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, hash_len=16).hash(PASSWORD)
    await core.database.write(lambda tx: core.account_rows.update(tx, account_id, password_hash=weaker))
    await logins.login("ana", PASSWORD, "", "x")
    found = await core.database.read(lambda tx: core.account_rows.find(tx, "ana"))
    assert found is not None
    assert found.password_hash != weaker
    assert not core.passwords.outdated(found.password_hash)


async def test_nothing_readable_of_login_or_address_is_stored_by_the_throttle(core: Core, logins: Logins) -> None:
    await guess(logins, 1, login="maria", address="192.168.7.7")
    rows = await core.database.read(lambda tx: tx.driver.execute("SELECT * FROM login_throttle").fetchall())
    assert len(rows) == 2
    assert "maria" not in repr(rows)
    assert "192.168" not in repr(rows)


async def test_a_flood_of_logins_is_turned_away_before_it_is_computed(core: Core, logins: Logins) -> None:
    """Each from another address, so that no count of failures stops them; while they come, nothing gets done."""
    await add(core)
    working = threading.Event()
    for _ in range(2):
        core.passwords._threads.submit(working.wait)
    flood = MOST_WAITING * 2
    tries = [
        asyncio.create_task(logins.login(f"nobody{n}", "errada", "", f"10.1.0.{n}"), name=f"guess {n}")
        for n in range(flood)
    ]
    await until(lambda: sum(each.done() for each in tries) == flood - MOST_WAITING)
    working.set()
    answers = [error.code for error in await asyncio.gather(*tries, return_exceptions=True)]
    assert answers.count(ErrorCode.LOGIN_THROTTLED) == flood - MOST_WAITING
    assert answers.count(ErrorCode.LOGIN_FAILED) == MOST_WAITING
    assert (await logins.login("ana", PASSWORD, "", "10.0.0.1")).account.login == "ana"
