"""A company's own site, on another origin and under the strictest policy a site can have, with the widget on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Loja</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
{scripts}
</head><body><main><h1>Loja Exemplo</h1><p>{text}</p><a href="/two">Outra página</a></main></body></html>"""


def policy(gateway: str) -> str:
    return (
        f"default-src 'none'; script-src {gateway}; connect-src {gateway}; base-uri 'none'; form-action 'none';"
        " require-trusted-types-for 'script'"
    )


@asynccontextmanager
async def run_site(rules: str, pages: Mapping[str, tuple[str, str]]) -> AsyncIterator[str]:
    """`rules`: its Content-Security-Policy. `pages`: path → language and script lines. The site's origin."""

    async def show(request: web.Request) -> web.Response:
        if request.path not in pages:
            return web.Response(status=204)
        language, scripts = pages[request.path]
        body = PAGE.format(lang=language, scripts=scripts, text="Bem-vindo" * 40)
        return web.Response(text=body, content_type="text/html", headers={"content-security-policy": rules})

    app = web.Application()
    app.router.add_get("/{path:.*}", show)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
