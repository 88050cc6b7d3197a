"""Accounts: who may be made, and that losing access takes effect at once and leaves nothing hanging."""

from __future__ import annotations

import pytest

from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.model import Account, Role
from server_stub.core import Core
from server_stub.services.accounts import AccountProblem
from server_stub.services.login import Logins
from server_stub.services.team.desktops import SILENT_AFTER_MS, Desktops
from tests.helpers.world import World
from tests.unit.accounts.conftest import Clock

PASSWORD = "correto cavalo bateria"


async def available(core: Core) -> list[str]:
    """Logins of those who are given new conversations."""
    return [account.login for account in await core.accounts.everyone() if account.available]


async def add(core: Core, login: str, role: Role = Role.AGENT) -> Account:
    return await core.accounts.add(login, login.title(), role, PASSWORD)


@pytest.mark.parametrize(
    ("login", "name", "password", "code"),
    [
        ("ana", "Outra", PASSWORD, "login_taken"),
        (" ANA ", "Outra", PASSWORD, "login_taken"),
        ("a b", "Nome", PASSWORD, "login_invalid"),
        ("x", "Nome", PASSWORD, "login_invalid"),
        ("bia", " ", PASSWORD, "name_empty"),
        ("bia", "Bia", "curta", "password_too_short"),
        ("bia", "Bia", "x" * 1025, "password_too_long"),
    ],
)
async def test_what_cannot_be_added(core: Core, login: str, name: str, password: str, code: str) -> None:
    await add(core, "ana")
    with pytest.raises(AccountProblem, match=f"^{code}$"):
        await core.accounts.add(login, name, Role.AGENT, password)
    assert [account.login for account in await core.accounts.everyone()] == ["ana"]


@pytest.mark.parametrize("change", ["disable", "sign_out", "set_password", "set_role"])
async def test_every_loss_of_trust_ends_every_session(core: Core, logins: Logins, change: str) -> None:
    await add(core, "ana")
    tokens = [(await logins.login("ana", PASSWORD, device, "x")).token for device in ("um", "dois")]
    more = {"set_password": ("outra senha longa",), "set_role": (Role.LEAD,)}.get(change, ())
    await getattr(core.accounts, change)("ana", *more)
    for token in tokens:
        with pytest.raises(GatewayRefusal, match="token_invalid"):
            await logins.authenticate(token)


async def test_who_is_disabled_cannot_sign_in_until_enabled(core: Core, logins: Logins) -> None:
    await add(core, "ana")
    await core.accounts.disable("ana")
    with pytest.raises(GatewayRefusal, match="login_failed"):
        await logins.login("ana", PASSWORD, "", "x")
    await core.accounts.enable("ana")
    await logins.login("ana", PASSWORD, "", "x")


async def test_who_leaves_gives_everything_back(core: Core, clock: Clock) -> None:
    ana = await add(core, "ana")
    world = World(core.database, core.vault, clock.now)
    await world.conversation("hers", ana.id)
    await core.database.write(lambda tx: core.claims.take(tx, ana, "hers", clock.now))
    await core.accounts.set_available(ana, available=True)
    await core.accounts.disable("ana")
    found = await core.database.read(lambda tx: core.reading.conversation(tx, "hers"))
    assert found is not None
    assert (found.assignee_id, found.claim) == (None, None)
    assert await available(core) == []


async def test_the_last_administrator_stays(core: Core) -> None:
    await add(core, "root", Role.ADMIN)
    for change in (core.accounts.disable("root"), core.accounts.set_role("root", Role.AGENT)):
        with pytest.raises(AccountProblem, match="last_admin"):
            await change
    await add(core, "vice", Role.ADMIN)
    await core.accounts.disable("root")


async def test_one_of_two_machines_may_be_signed_out_without_ending_the_work(core: Core, logins: Logins) -> None:
    ana = await add(core, "ana")
    first, second = [await logins.login("ana", PASSWORD, device, "x") for device in ("um", "dois")]
    await core.accounts.set_available(ana, available=True)
    for session, still in ((first, True), (second, False)):
        caller = await logins.authenticate(session.token)
        await core.accounts.logout(caller.account, caller.digest)
        assert bool(await available(core)) is still


async def test_an_agent_whose_desktop_vanished_gets_nothing_new(core: Core, logins: Logins, clock: Clock) -> None:
    ana = await add(core, "ana")
    session = await logins.login("ana", PASSWORD, "", "x")
    await core.accounts.set_available(ana, available=True)
    desktops = Desktops(core.database, core.states, clock)
    clock.now += SILENT_AFTER_MS - 1
    await logins.authenticate(session.token)
    clock.now += SILENT_AFTER_MS - 1
    assert await desktops.look() == 0
    clock.now += 1
    assert await desktops.look() == 1  # the grace begins
    clock.now += 120_000
    assert await desktops.look() == 1
    assert await available(core) == []
