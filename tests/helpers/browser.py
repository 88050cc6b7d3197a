"""One real Chromium for all browser tests of a run, driven over its own debugging port on loopback."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.async_api import Browser, Page, async_playwright, expect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_SECONDS = 60.0
PATIENCE_MS = 30_000
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--metrics-recording-only",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--remote-debugging-port=0",
)
_AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
_RUN_AXE = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"


@contextmanager
def run_chromium() -> Iterator[str]:
    """Its debugging address. The profile is new and thrown away."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert program is not None, "Chromium is not installed: run make setup"
    with tempfile.TemporaryDirectory(prefix="balcao-chromium-", ignore_cleanup_errors=True) as folder:
        with (Path(folder) / "log").open("wb") as log:
            command = [program, *_FLAGS, f"--user-data-dir={folder}/profile", "about:blank"]
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            yield f"http://127.0.0.1:{_port(Path(folder) / 'profile' / 'DevToolsActivePort', process)}"
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(address, timeout=PATIENCE_MS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def page_of(browser: Browser, *, scripts: bool = True, **settings: Any) -> AsyncIterator[Page]:
    """A window that nobody used before. What a page could not load or run fails the test at the end."""
    context = await browser.new_context(java_script_enabled=scripts, **settings)
    context.set_default_timeout(PATIENCE_MS)
    try:
        page = await context.new_page()
        faults = watched(page)
        yield page
        assert faults == []
    finally:
        await context.close()


def watched(page: Page) -> list[str]:
    """Faults of the page as they happen: exceptions, refusals by its own policy, requests to elsewhere."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"exception: {error}"))
    page.on("console", lambda told: faults.append(told.text) if "Content Security Policy" in told.text else None)
    page.on("request", lambda asked: None if _is_here(asked.url) else faults.append(f"elsewhere: {asked.url}"))
    return faults


async def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it stands: rule, impact and the first place."""
    await page.evaluate(f"{_AXE.read_text('utf-8')};0")
    found = await page.evaluate(_RUN_AXE)
    return [f"{it['id']} ({it['impact']}): {it['nodes'][0]['html'][:200]}" for it in found]


def _is_here(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "about:", "blob:"))


def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "Chromium ended at once"
        lines = file.read_text().splitlines() if file.exists() else []
        if len(lines) == 2:
            return int(lines[0])
        time.sleep(0.02)
    raise TimeoutError("Chromium did not open its debugging port")
