"""What browsers are told about every answer to the public."""

from __future__ import annotations

from typing import Final

_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'"
)
_ALWAYS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}


def page_headers(*, framed_by_us: bool = False) -> dict[str, str]:
    """For pages. `framed_by_us`: our own pages may show it inside themselves; nobody else ever."""
    ancestors = "'self'" if framed_by_us else "'none'"
    return {
        **_ALWAYS,
        "content-security-policy": f"{_POLICY}; frame-ancestors {ancestors}",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
    }


def file_headers(*, seconds: int, anywhere: bool = False) -> dict[str, str]:
    """For style sheets, pictures and the widget, kept for `seconds`. `anywhere`: other sites may load it."""
    return {
        **_ALWAYS,
        "content-security-policy": "default-src 'none'; sandbox",
        "cross-origin-resource-policy": "cross-origin" if anywhere else "same-origin",
        "cache-control": f"public, max-age={seconds}",
    }


def shared_headers(origin: str) -> dict[str, str]:
    """For answers that one other site may read. They differ by the site that asks."""
    return {
        **_ALWAYS,
        "access-control-allow-origin": origin,
        "cross-origin-resource-policy": "cross-origin",
        "vary": "Origin",
        "cache-control": "no-store",
    }
