"""Queues and the service policy: read by everybody, changed by administrators; leads change members."""

from __future__ import annotations

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from server_stub.contract.queues import Queue, RemoveQueue, ServicePolicy
from server_stub.http.needs import Data, Now, Who
from server_stub.services.team.queue_book import QueueBook
from server_stub.services.team.queue_desk import QueueDesk

Book = NamedDependency[QueueBook]
Desk = NamedDependency[QueueDesk]
_TAGS = ["queues"]


@get("/v1/queues", summary="Queues, also switched-off ones", tags=_TAGS)
async def queues(database: Data, queue_book: Book) -> list[Queue]:
    return await database.read(queue_book.all)


@post("/v1/queues", summary="Open a queue (administrators)", tags=_TAGS)
async def add_queue(data: JSONBody[Queue], caller: Who, database: Data, queue_desk: Desk, clock: Now) -> Queue:
    """`id` and `revision` are made by the gateway."""
    return await database.write(lambda tx: queue_desk.add(tx, caller.account, data, clock()))


@put("/v1/queues/{queue_id:str}", summary="Change a queue (administrators; leads its members)", tags=_TAGS)
async def change_queue(
    queue_id: FromPath[str], data: JSONBody[Queue], caller: Who, database: Data, queue_desk: Desk, clock: Now
) -> Queue:
    """`revision` is the one that was read: 409 where somebody has changed it since."""
    return await database.write(lambda tx: queue_desk.change(tx, caller.account, queue_id, data, clock()))


@delete("/v1/queues/{queue_id:str}", summary="Remove a queue (administrators)", tags=_TAGS)
async def remove_queue(queue_id: FromPath[str], data: JSONBody[RemoveQueue], caller: Who, queue_desk: Desk) -> None:
    """`move_to`: where its open cases go, needed while there are any. The usual queue stays."""
    await queue_desk.remove(caller.account, queue_id, data)


@get("/v1/service-policy", summary="What holds for all queues", tags=_TAGS)
async def service_policy(database: Data, queue_book: Book) -> ServicePolicy:
    return await database.read(queue_book.policy)


@put("/v1/service-policy", summary="Change what holds for all queues (administrators)", tags=_TAGS)
async def save_service_policy(
    data: JSONBody[ServicePolicy], caller: Who, database: Data, queue_desk: Desk
) -> ServicePolicy:
    """`revision` as for a queue."""
    return await database.write(lambda tx: queue_desk.save_policy(tx, caller.account, data))


HANDLERS = [queues, add_queue, change_queue, remove_queue, service_policy, save_service_policy]
