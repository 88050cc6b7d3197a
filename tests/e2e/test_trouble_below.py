"""Full disk, locked database: no webhook is acknowledged that is not durable, and none is lost afterwards."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from server_stub.storage.database import create_engine
from server_stub.storage.setup import DATABASE_FILE
from server_stub.storage.vault import Vault
from tests.helpers.deployment import Deployment
from tests.helpers.inbox import Inbox, eventually
from tests.helpers.webhook_posts import Customer, Text, customer, text_webhook


async def kept(inbox: Inbox, writer: Customer, texts: list[str]) -> bool:
    return await inbox.texts(writer.name) == texts


@contextmanager
def locked(office: Deployment) -> Iterator[None]:
    """Another program holds the write lock, as a backup tool might."""
    engine = create_engine(office.data / DATABASE_FILE, Vault(office.master_key).page_key_hex, read_only=False)
    try:
        with engine.begin():
            yield
    finally:
        engine.dispose()


async def test_a_locked_database_acknowledges_nothing(office: Deployment) -> None:
    writer = customer(600)
    body = text_webhook(office.number_id, [Text(writer, "durante a trava")])
    async with office.poster() as poster, office.inbox() as inbox:
        with locked(office):
            assert await poster.post(body) in {500, 503}
        assert await poster.post(body) == 200
        await eventually(lambda: kept(inbox, writer, ["durante a trava"]))


async def test_a_short_lock_is_waited_out(office: Deployment) -> None:
    writer = customer(601)
    body = text_webhook(office.number_id, [Text(writer, "logo depois")])
    async with office.poster() as poster, office.inbox() as inbox:
        with locked(office):
            posting = asyncio.gather(poster.post(body))
            await asyncio.wait([posting], timeout=0.3)
            assert not posting.done()
        assert await posting == [200]
        await eventually(lambda: kept(inbox, writer, ["logo depois"]))


if sys.platform == "linux":
    import resource

    @contextmanager
    def full_disk(office: Deployment) -> Iterator[None]:
        """The gateway's files cannot grow: for it the disk is full."""
        before = resource.prlimit(office.gateway.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(office.gateway.pid, resource.RLIMIT_FSIZE, (1, before[1]))
        try:
            yield
        finally:
            resource.prlimit(office.gateway.pid, resource.RLIMIT_FSIZE, before)

    async def test_a_full_disk_acknowledges_nothing(office: Deployment) -> None:
        writer = customer(602)
        texts = ["antes", *(f"tentativa {number}" for number in range(5))]
        first, *bodies = [text_webhook(office.number_id, [Text(writer, text)]) for text in texts]
        async with office.poster() as poster, office.inbox() as inbox:
            assert await poster.post(first) == 200
            await eventually(lambda: kept(inbox, writer, ["antes"]))
            with full_disk(office):
                answers = await asyncio.gather(*map(poster.post, bodies))
            assert set(answers) <= {500, 503}
            for body in bodies:
                assert await poster.post(body) == 200
            await eventually(lambda: kept(inbox, writer, texts))
