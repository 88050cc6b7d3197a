"""What the pages under /m/ answer: built from the services, in the person's language, bounded per address."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, Final

import msgspec
from litestar import Response

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.registers import Company
from server_stub.http.public.asked import filled, one
from server_stub.http.public.render import Pages
from server_stub.services.links import LinkInvalid
from server_stub.services.outside.confirming import Confirmations, Left, Offer, Result
from server_stub.services.outside.leaving import Leaving
from server_stub.services.outside.outside_links import OutsideLinks
from server_stub.services.website.throttle import Throttle
from server_stub.services.website.visitor import Visitor, of_visitor
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.registers import Registers

_MINUTE_MS: Final = 60_000
_LOOKS: Final = 240
_POSTS: Final = 30
_LEAVES: Final = 1_200
"""A minute and address. Large mail providers leave for many people from few addresses."""
_PROBLEMS: Final = {
    ErrorCode.BAD_REQUEST: (422, "wrong_agree"),
    ErrorCode.NOTICE_RETIRED: (409, "wrong_notice"),
    ErrorCode.PURPOSE_UNKNOWN: (409, "wrong_purpose"),
    ErrorCode.GATE_REFUSED: (409, "wrong_left"),
}
_NAMES: Final = (("pt-BR", "Português"), ("en", "English"))


class MailAnswers:
    def __init__(
        self,
        *,
        database: Database,
        links: OutsideLinks,
        confirmations: Confirmations,
        leaving: Leaving,
        registers: Registers,
        pages: Pages,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._links = links
        self._confirmations = confirmations
        self._leaving = leaving
        self._registers = registers
        self._pages = pages
        self._clock = clock
        self._looks = Throttle(_LOOKS, _MINUTE_MS)
        self._posts = Throttle(_POSTS, _MINUTE_MS)
        self._leaves = Throttle(_LEAVES, _MINUTE_MS)

    async def offer(self, token: str, wanted: str, visitor: Visitor) -> Response[str]:
        """Raises LinkInvalid, Gone."""
        now = self._clock()
        late = self._too_often(self._looks, visitor, wanted, now)
        if late is not None:
            return late
        message_id = self._links.read_confirm(token, now)
        shown, company = await self._database.read(
            lambda tx: (self._confirmations.shown(tx, message_id, wanted, now), self._registers.company(tx))
        )
        return self._confirm_page(token, shown, company)

    async def confirm(self, token: str, wanted: str, form: dict[str, list[str]], visitor: Visitor) -> Response[str]:
        """Raises LinkInvalid, Gone."""
        now = self._clock()
        late = self._too_often(self._posts, visitor, wanted, now)
        if late is not None:
            return late
        message_id = self._links.read_confirm(token, now)
        agrees = one(form, "choice") != "refuse"
        chosen = filled(form).agreed
        told = {**of_visitor(visitor), "choice": "agree" if agrees else "refuse", "ticked": chosen}

        def work(tx: Tx) -> tuple[Result | Left, Company]:
            result = self._confirmations.answer(tx, message_id, wanted, chosen, told, now, agrees=agrees)
            return result, self._registers.company(tx)

        try:
            result, company = await self._database.write(work)
        except GatewayRefusal as refusal:
            return await self._again(token, message_id, wanted, refusal, now)
        return self._confirm_page(token, result, company)

    async def way_out(self, token: str, language: str, visitor: Visitor) -> Response[str]:
        """Raises LinkInvalid."""
        now = self._clock()
        late = self._too_often(self._looks, visitor, language, now)
        if late is not None:
            return late
        self._links.read_leave(token, now)
        company = await self._database.read(self._registers.company)
        return self._page("mail/leave", language, company, here=f"{self._pages.prefix}/m/leave/{token}?lang={language}")

    async def leave(self, token: str, language: str, visitor: Visitor) -> Response[str]:
        """Idempotent. Raises LinkInvalid."""
        now = self._clock()
        late = self._too_often(self._leaves, visitor, language, now)
        if late is not None:
            return late
        message_id, contact_id = self._links.read_leave(token, now)
        evidence = {"kind": "leave_link", "mail": message_id, "post": of_visitor(visitor), "received_at": now}
        await self._database.write(lambda tx: self._leaving.by_link(tx, message_id, contact_id, evidence, now))
        company = await self._database.read(self._registers.company)
        name = self._pages.company_name(company)
        return self._message("left", "left_text", language, company, 200, company=name)

    async def notice(self, notice_id: str, language: str, visitor: Visitor) -> Response[str]:
        """The whole text behind a short question. Raises LinkInvalid for one that does not exist."""
        late = self._too_often(self._looks, visitor, language, self._clock())
        if late is not None:
            return late
        found, company = await self._database.read(
            lambda tx: (self._confirmations.notice(tx, notice_id), self._registers.company(tx))
        )
        if found is None:
            raise LinkInvalid(expired=False)
        title, notice = found
        return self._page("mail/notice", notice.language, company, heading=title, text=notice.body)

    def plain(self, what: str, language: str, status: int) -> Response[str]:
        """A page that needs no store."""
        return self._message(what, what, language, Company(), status)

    async def _again(
        self, token: str, message_id: str, wanted: str, refusal: GatewayRefusal, now: int
    ) -> Response[str]:
        """The form once more, with what was wrong and the texts as they are now. Nothing was recorded."""
        status, problem = _PROBLEMS.get(refusal.code, (409, "wrong_notice"))
        shown, company = await self._database.read(
            lambda tx: (self._confirmations.shown(tx, message_id, wanted, now), self._registers.company(tx))
        )
        return self._confirm_page(token, shown, company, problem=problem, status=status)

    def _confirm_page(
        self, token: str, shown: Offer | Result | Left, company: Company, *, problem: str = "", status: int = 200
    ) -> Response[str]:
        if isinstance(shown, Left):
            return self._page("mail/left_since", shown.language, company, 410, shown=shown)
        if isinstance(shown, Result):
            return self._page("mail/result", shown.language, company, 410 if shown.repeated else 200, result=shown)
        here = f"{self._pages.prefix}/m/confirm/{token}"
        switch = [(code, name, f"{here}?lang={code}") for code, name in _NAMES]
        words = _words(shown.language)
        return self._page(
            "mail/confirm",
            shown.language,
            company,
            status,
            offer=shown,
            here=f"{here}?lang={shown.language}",
            languages=switch,
            problem=words[problem] if problem else "",
        )

    def _too_often(self, throttle: Throttle, visitor: Visitor, language: str, now: int) -> Response[str] | None:
        seconds = throttle.wait(visitor.address, now)
        if seconds == 0:
            return None
        minutes = max(1, -(-seconds // 60))
        answer = self._message("too_often", "too_often", language or "pt-BR", Company(), 429, minutes=minutes)
        answer.headers["retry-after"] = str(seconds)
        return answer

    def _message(
        self, title: str, text: str, language: str, owner: Company, status: int, **fills: object
    ) -> Response[str]:
        words = _words(language)
        heading, body = words[f"{title}_title"], words[text].format(**fills)
        return self._page("message", language, owner, status, heading=heading, text=body, link="", link_text="")

    def _page(self, template: str, language: str, company: Company, status: int = 200, **values: Any) -> Response[str]:
        words = _words(language)

        def tell(name: str, **fills: object) -> str:
            return words[name].format(**fills)

        return self._pages.page(template, language, company, status=status, tell=tell, **{"languages": [], **values})


@cache
def _words(language: str) -> dict[str, str]:
    raw = (files("resources") / "web" / "mail" / f"{language}.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, str])
