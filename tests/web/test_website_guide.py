"""What docs/website.md promises is so: its line and its policy are tried as they stand there."""

from __future__ import annotations

import re

import msgspec
from playwright.async_api import Browser, expect

from server_stub.contract.registers import CaptureKind
from server_stub.http.public.app import LARGEST_FORM, PREFIXES
from server_stub.http.public.asked import FORM_SECONDS
from server_stub.services.capture.preferences import LINK_DAYS
from server_stub.services.capture.submission import REQUEST_LIFE_MS, TYPED_ATTEMPTS, TYPED_LIFE_MS
from server_stub.services.website.landing import POSTS, POSTS_OF_ALL, POSTS_WINDOW_MS, REQUESTS_OF_A_NUMBER
from server_stub.services.website.tokens import FORM_LIFE_MS
from server_stub.storage.repositories.capture_points import CapturePoints
from tests.helpers.browser import page_of
from tests.helpers.shop import Shop
from tests.helpers.source_tree import ROOT
from tests.web.host_site import run_site
from tests.web.places import add_point

GUIDE = (ROOT / "docs" / "website.md").read_text("utf-8")
EXAMPLE = "https://permissao.example.com"


def block(language: str) -> str:
    """The first example in this language."""
    found = re.findall(r"^```(\w*)\n(.*?)\n```$", GUIDE, re.DOTALL | re.MULTILINE)
    return next(text for name, text in found if name == language)


async def test_the_line_and_the_policy_as_they_stand_there(shop: Shop, browser: Browser) -> None:
    await shop.conversation("carla")
    point = await add_point(shop, kind=CaptureKind.WIDGET)
    line, policy = (block(it).replace(EXAMPLE, shop.running.url) for it in ("html", ""))
    async with run_site(f"default-src 'none'; {policy}", {"/": ("pt-BR", line)}) as origin:
        named, rows = msgspec.structs.replace(point, origins=[origin]), CapturePoints()
        await shop.running.gateway.core.database.write(lambda tx: rows.save(tx, named, "admin", 0))
        async with page_of(browser) as page:
            await page.goto(f"{origin}/")
            await expect(page.get_by_role("link", name="Falar no WhatsApp")).to_be_visible()
            await expect(page.get_by_role("button", name="Receber pelo WhatsApp")).to_be_visible()


def test_attributes_are_those_the_script_reads() -> None:
    script = (ROOT / "resources" / "web" / "widget.js").read_text("utf-8")
    read = set(re.findall(r"settings\.([a-z]+)", script))
    assert {f"data-{name}" for name in read} == set(re.findall(r"\| `(data-[a-z]+)` \|", GUIDE))


def test_limits_are_those_in_force() -> None:
    for told in (
        f"| {POSTS} in {POSTS_WINDOW_MS // 60_000} minutes |",
        f"| {REQUESTS_OF_A_NUMBER} a day |",
        f"| {FORM_LIFE_MS // 3_600_000} hours |",
        f"| {POSTS_OF_ALL} in a minute |",
        f"| {LARGEST_FORM // 1024} KB, within {FORM_SECONDS:.0f} seconds |",
        f"{REQUEST_LIFE_MS // 3_600_000} hours",
        f"within {TYPED_LIFE_MS // 60_000} minutes",
        f"{LINK_DAYS} days",
    ):
        assert told in GUIDE
    assert TYPED_ATTEMPTS == 5
    assert "five attempts" in GUIDE
    assert all(f"`{start}`" in GUIDE for start in PREFIXES)
