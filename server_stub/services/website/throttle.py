"""How often one address may post: a sliding window in memory, forgotten when the gateway ends."""

from __future__ import annotations

from collections import OrderedDict, deque
from ipaddress import IPv6Address, ip_address
from typing import Final

_REMEMBERED: Final = 10_000
_NETWORK_BITS: Final = 64


class Throttle:
    """At most `limit` in `window_ms`. Keeps the addresses seen last, so that a flood costs no more memory."""

    def __init__(self, limit: int, window_ms: int) -> None:
        self._limit = limit
        self._window_ms = window_ms
        self._seen: OrderedDict[str, deque[int]] = OrderedDict()

    def wait(self, address: str, now: int) -> int:
        """Seconds to wait before the next, 0 where it may be now; then it counts."""
        key = network_of(address)
        times = self._seen.setdefault(key, deque())
        self._seen.move_to_end(key)
        while times and not now - self._window_ms < times[0] <= now:  # over, or the clock was put back
            times.popleft()
        if len(times) >= self._limit:
            return max(1, (times[0] + self._window_ms - now + 999) // 1000)
        times.append(now)
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return 0


def network_of(address: str) -> str:
    """One household: an IPv4 address, or the first half of an IPv6 address."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    if mapped is not None:  # how a listener for both kinds tells an IPv4 address: all of them share one half
        return str(mapped)
    if isinstance(found, IPv6Address):
        return f"{int(found) >> (128 - _NETWORK_BITS):x}/{_NETWORK_BITS}"
    return str(found)
