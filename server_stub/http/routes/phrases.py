"""Canned phrases: read by everybody, kept by each person and by leads for the team."""

from __future__ import annotations

from litestar import delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from server_stub.contract.model import Phrase
from server_stub.contract.phrases import SavePhrase
from server_stub.http.needs import Data, Now, Who
from server_stub.services.phrase_book import PhraseBook

Book = NamedDependency[PhraseBook]
_TAGS = ["team"]


@get("/v1/phrases", summary="Canned phrases", tags=_TAGS)
async def phrases_in_layers(caller: Who, database: Data, phrase_book: Book) -> list[Phrase]:
    """The operator's (without a scope), the team's ("shared"), those of queues ("queue:" and its id, which count in its
    conversations only) and one's own ("personal"), in this order: of those with the same key the last one counts, and
    with `hidden` none is offered."""
    return await database.read(lambda tx: phrase_book.layers(tx, caller.account))


@put("/v1/phrases/{layer:str}/{key:str}", summary="Add or change a phrase", tags=_TAGS)
async def save_phrase(
    layer: FromPath[str],
    key: FromPath[str],
    data: JSONBody[SavePhrase],
    caller: Who,
    database: Data,
    phrase_book: Book,
    clock: Now,
) -> Phrase:
    """`personal` for oneself; `shared` for the team and `queue:<id>` for a queue (leads, administrators). `revision` is
    the one that was read, 0 for a new phrase: 409 where somebody has changed it since."""
    return await database.write(lambda tx: phrase_book.save(tx, caller.account, layer, key, data, clock()))


@delete("/v1/phrases/{layer:str}/{key:str}", summary="Remove a phrase", tags=_TAGS)
async def remove_phrase(
    layer: FromPath[str],
    key: FromPath[str],
    revision: FromQuery[int],
    caller: Who,
    database: Data,
    phrase_book: Book,
    clock: Now,
) -> None:
    """What it stood before is offered again; 409 where somebody has changed it since."""
    await database.write(lambda tx: phrase_book.remove(tx, caller.account, layer, key, revision, clock()))


HANDLERS = [phrases_in_layers, save_phrase, remove_phrase]
