"""Everything a stand-in can be told before it starts: secrets, address, seed and how lively Meta behaves."""

from __future__ import annotations

from typing import Literal

import msgspec

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

WindowRefusal = Literal["alternate", "sync", "async"]


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How Meta behaves. Shares are probabilities from 0 to 1, delays are (least, most) milliseconds."""

    sent_delay: tuple[int, int] = (50, 300)
    delivered_delay: tuple[int, int] = (300, 5_000)
    read_delay: tuple[int, int] = (1_000, 30_000)
    played_delay: tuple[int, int] = (500, 8_000)
    failed_delay: tuple[int, int] = (100, 1_500)

    out_of_order_share: float = 0.02
    duplicate_share: float = 0.01
    skip_delivered_share: float = 0.05
    unread_share: float = 0.15
    unknown_value_share: float = 0.01
    held_back_share: float = 0.02  # marketing templates answered 131049 by a status
    quality_hold_share: float = 0.02  # marketing templates answered held_for_quality_assessment
    escape_share: float = 0.5

    batch_window: tuple[int, int] = (0, 40)
    batch_max: int = 50
    spread_batches: bool = True
    parallel_deliveries: int = 8
    delivery_timeout: float = 20.0  # seconds of real time for one webhook POST

    window_refusal: WindowRefusal = "alternate"
    reactions_open_window: bool = True
    pair_burst: int = 45
    pair_interval: int = 6 * SECOND
    number_rate: int = 80  # messages a second, 0 switches the limit off
    free_deliveries: int = 1_000  # free-form deliveries a month before they are billed

    review_delay: tuple[int, int] = (2_000, 20_000)  # a new template waits this long for its verdict


LIVELY = Profile()

CALM = Profile(
    sent_delay=(80, 80),
    delivered_delay=(300, 300),
    read_delay=(900, 900),
    played_delay=(900, 900),
    failed_delay=(150, 150),
    out_of_order_share=0.0,
    duplicate_share=0.0,
    skip_delivered_share=0.0,
    unread_share=0.0,
    unknown_value_share=0.0,
    held_back_share=0.0,
    quality_hold_share=0.0,
    batch_window=(0, 0),
    batch_max=1,
    spread_batches=False,
    parallel_deliveries=1,
    window_refusal="sync",
    review_delay=(2_000, 2_000),
)

INSTANT = msgspec.structs.replace(
    CALM,
    sent_delay=(0, 0),
    delivered_delay=(0, 0),
    read_delay=(0, 0),
    played_delay=(0, 0),
    failed_delay=(0, 0),
    batch_max=50,
    parallel_deliveries=8,
    pair_burst=1_000_000,
    number_rate=0,
)

PROFILES: dict[str, Profile] = {"lively": LIVELY, "calm": CALM, "instant": INSTANT}


class SimulatorConfig(msgspec.Struct, frozen=True, kw_only=True):
    """One stand-in. `start_at` is its first moment in ms since the epoch; None means the machine's clock."""

    app_secret: str
    verify_token: str
    access_token: str
    webhook_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 0
    seed: int = 1
    profile: Profile = LIVELY
    start_at: int | None = None
    frozen: bool = False
    log_limit: int = 20_000

    def __repr__(self) -> str:
        return f"SimulatorConfig(host={self.host!r}, port={self.port}, seed={self.seed})"
