"""Puts the parts of one desk together: adapters below, use cases above, in the order in which they need each other."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import httpx

from desktop.application.backfill import Backfill
from desktop.application.claims import RENEW_SECONDS, Claims
from desktop.application.composing import Composing
from desktop.application.connection import Line
from desktop.application.crew import Crew
from desktop.application.desk_service import DeskService, Parts
from desktop.application.doing import Looking
from desktop.application.drafts import SharedDrafts
from desktop.application.gallery import Gallery
from desktop.application.habits import Habits
from desktop.application.hub import Hub
from desktop.application.inbox import Inbox
from desktop.application.media import MediaFiles
from desktop.application.mentions import Mentions
from desktop.application.outbox import Outbox
from desktop.application.outlooks import Outlooks
from desktop.application.phrase_shelf import PhraseShelf
from desktop.application.ports import Spawn
from desktop.application.search import Search
from desktop.application.state import State
from desktop.application.sync import SyncEngine
from desktop.application.team_state import TeamState
from desktop.application.team_stickers import StickerShelf
from desktop.application.thread_work import ThreadWork
from desktop.application.timeline import Timeline
from desktop.domain.errors import LocalProblem
from desktop.infra.gateway.client import HttpGateway, http_client
from desktop.infra.gateway.clock import GatewayClock
from desktop.infra.gateway.office.whole import HttpOffice
from desktop.infra.gateway.phrases import HttpPhrases
from desktop.infra.gateway.stickers import HttpStickers
from desktop.infra.gateway.stream import SILENCE_SECONDS, SseSource
from desktop.infra.gateway.team.whole import HttpTeam
from desktop.infra.media.preparer import Preparer
from desktop.infra.media.stickers import StickerMaker
from desktop.infra.media_cache import SealedMediaCache, remove_leftovers
from desktop.infra.paths import Places
from desktop.infra.spelling.speller import ChildSpeller
from desktop.infra.store.opening import Opened, open_store
from server_stub.contract.model import Account


async def assemble(
    places: Places,
    place: str,
    key_hex: str,
    gateway_url: str,
    token: str,
    *,
    account: Account,
    brand: str,
    spawn: Spawn,
    forget: Callable[[], Awaitable[None]],
    problems: list[LocalProblem],
    silence_seconds: float = SILENCE_SECONDS,
    renew_seconds: float = RENEW_SECONDS,
) -> DeskService:
    """A desk with its memory filled from the store, not started yet. `key_hex`: 64 hexadecimal digits."""
    clock, hub = GatewayClock(), Hub()
    opened, http = await asyncio.to_thread(_ground, places, place, key_hex, gateway_url, token, clock)
    state = State(opened.store, Inbox(account, brand), hub)
    team = TeamState(state, clock)
    await state.load()
    await team.load()
    media = SealedMediaCache(places.media_folder(place), places.runtime, partial(_media_key, key_hex))
    line = Line(hub, clock)
    ground = _Ground(places, state, team, media, http, line, Crew(spawn), clock, silence_seconds, renew_seconds)
    found = [*problems, opened.problem] if opened.problem is not None else problems
    return DeskService(_parts(ground, forget), tuple(found))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What everything else stands on."""

    places: Places
    state: State
    team: TeamState
    media: SealedMediaCache
    http: httpx.AsyncClient
    line: Line
    crew: Crew
    clock: GatewayClock
    silence_seconds: float
    renew_seconds: float


def _parts(ground: _Ground, forget: Callable[[], Awaitable[None]]) -> Parts:
    places, state, media, http = ground.places, ground.state, ground.media, ground.http
    line, crew, clock = ground.line, ground.crew, ground.clock
    gateway = HttpGateway(http)
    claims = Claims(state, gateway, line, crew, renew_seconds=ground.renew_seconds)
    mentions = Mentions(state, gateway, line, crew, claims.is_open)
    outbox = Outbox(state, gateway, media, claims, line, spawn=crew, clock=clock, chance=random.random)
    timeline = Timeline(state, gateway, line)
    files = MediaFiles(state, gateway, media, line, crew)
    phrases = PhraseShelf(state, HttpPhrases(http), files, line)
    team = HttpTeam(http, line.noticed, ground.team.channel_seen)
    looking = Looking(team, ground.team, line, crew, clock)
    backfill = Backfill(state, gateway, timeline, line, phrases.refresh)
    drafts = SharedDrafts(state, gateway, line, clock, lambda: state.inbox.account.id)
    on_online = _all(outbox.hurry, claims.wake, backfill.wake, drafts.wake, mentions.wake, looking.wake)
    source = SseSource(http, silence_seconds=ground.silence_seconds)
    composing = Composing(state, media, clock)
    return Parts(
        state=state,
        gateway=gateway,
        media=media,
        line=line,
        crew=crew,
        clock=clock,
        sync=SyncEngine(state, gateway, source, line, chance=random.random, on_online=on_online),
        backfill=backfill,
        outbox=outbox,
        drafts=drafts,
        claims=claims,
        mentions=mentions,
        outlooks=Outlooks(state, gateway, line, clock),
        timeline=timeline,
        composing=composing,
        thread=ThreadWork(state, gateway, composing, line, clock),
        search=Search(state.store, gateway, line),
        media_files=files,
        gallery=Gallery(state, gateway, line),
        office=HttpOffice(http, media, line.noticed),
        team=team,
        team_state=ground.team,
        looking=looking,
        preparing=Preparer(places.runtime),
        habits=Habits(state.store),
        spelling=ChildSpeller(),
        stickers=StickerMaker(places.runtime),
        phrase_book=phrases,
        team_stickers=StickerShelf(state, HttpStickers(http), files, composing, line),
        forget=forget,
    )


def _all(*wake_ups: Callable[[], None]) -> Callable[[], None]:
    def wake() -> None:
        for wake_up in wake_ups:
            wake_up()

    return wake


def _ground(
    places: Places, place: str, key_hex: str, gateway_url: str, token: str, clock: GatewayClock
) -> tuple[Opened, httpx.AsyncClient]:
    """What takes its time and needs no loop: the store opened, the client built, leftovers gone."""
    opened = open_store(places.store_file(place), key_hex)
    remove_leftovers(places.runtime)
    return opened, http_client(gateway_url, token, clock)


def _media_key(key_hex: str) -> bytes:
    """Media have a key of their own, so that one secret in the keyring is enough."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"balcao/desktop media")
    return derived.derive(bytes.fromhex(key_hex))
