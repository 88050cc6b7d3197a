"""Pure rules of the stand-in: rate limits, Brazilian account ids, the retry schedule, signatures."""

from __future__ import annotations

import hashlib
import hmac
import json
import random

from hypothesis import given
from hypothesis import strategies as st

from server_stub.cloud_sim.people.phones import digits_of, is_bsuid, wa_id_of, with_country
from server_stub.cloud_sim.retry import HORIZON, next_attempt
from server_stub.cloud_sim.sending.limits import take, take_fine
from server_stub.cloud_sim.signing import sign, spoil
from server_stub.cloud_sim.updates import Update, compose, encode

AREAS = st.integers(11, 99)
GAPS = st.lists(st.integers(0, 20_000), min_size=1, max_size=200)


@given(gaps=GAPS, burst=st.integers(1, 45), interval=st.integers(1, 6_000))
def test_a_pair_never_gets_more_than_its_burst_and_its_share_of_time(
    gaps: list[int], burst: int, interval: int
) -> None:
    now, paid_at, allowed = 1_000_000, 0, []
    for gap in gaps:
        now += gap
        permitted, paid_at = take(paid_at, now, interval=interval, burst=burst)
        if permitted:
            allowed.append(now)
    for first, start in enumerate(allowed):
        for last in range(first, len(allowed)):
            assert last - first + 1 <= burst + (allowed[last] - start) / interval


@given(burst=st.integers(1, 45), interval=st.integers(1, 6_000))
def test_a_refused_send_costs_nothing_and_waiting_one_interval_is_enough(burst: int, interval: int) -> None:
    now, paid_at = 5_000, 0
    for _ in range(burst):
        permitted, paid_at = take(paid_at, now, interval=interval, burst=burst)
        assert permitted
    refused, same = take(paid_at, now, interval=interval, burst=burst)
    assert (refused, same) == (False, paid_at)
    assert take(paid_at, now + interval, interval=interval, burst=burst)[0]


@given(gaps=st.lists(st.integers(0, 50), min_size=1, max_size=400))
def test_a_number_never_carries_more_than_two_seconds_worth_in_one_second(gaps: list[int]) -> None:
    now, paid_at, allowed = 0, 0.0, []
    for gap in gaps:
        now += gap
        permitted, paid_at = take_fine(paid_at, now, per_second=80)
        if permitted:
            allowed.append(now)
    for index, moment in enumerate(allowed):
        within = [it for it in allowed[index:] if it < moment + 1_000]
        assert len(within) <= 160


@given(area=AREAS, subscriber=st.integers(0, 99_999_999))
def test_mobile_numbers_lose_their_nine_from_area_31_on(area: int, subscriber: int) -> None:
    dialled = f"55{area}9{subscriber:08d}"
    stored = f"55{area}{subscriber:08d}" if area >= 31 else dialled
    assert wa_id_of(dialled) == stored
    assert wa_id_of(stored) == stored


@given(area=AREAS, subscriber=st.integers(20_000_000, 59_999_999))
def test_landlines_keep_their_digits(area: int, subscriber: int) -> None:
    assert wa_id_of(f"55{area}{subscriber}") == f"55{area}{subscriber}"


@given(st.text(alphabet="+ ()-.", max_size=6), st.integers(10**9, 10**13))
def test_punctuation_in_a_number_is_nothing(noise: str, number: int) -> None:
    digits = str(number)
    assert digits_of(noise + digits[:4] + noise + digits[4:]) == digits


def test_national_numbers_get_the_country_of_the_business() -> None:
    assert with_country("31988887777") == "5531988887777"
    assert with_country("5531988887777") == "5531988887777"
    assert digits_of("55 31 98888-7777 ramal 2") is None
    assert is_bsuid("BR.1349120865530274191")
    assert is_bsuid("BR.ENT.11")
    assert not is_bsuid("5531988887777")


@given(first_at=st.integers(0, 10**12), waits=st.lists(st.integers(0, 60_000), min_size=60, max_size=60))
def test_retries_grow_apart_and_end_after_seven_days(first_at: int, waits: list[int]) -> None:
    failed_at, gaps, attempts = first_at, [], 0
    while attempts < len(waits):
        attempts += 1
        failed_at += waits[attempts - 1]
        moment = next_attempt(first_at, failed_at, attempts)
        if moment is None:
            break
        assert moment - first_at <= HORIZON
        gaps.append(moment - failed_at)
        failed_at = moment
    assert gaps[:4] == [0, 5_000, 30_000, 300_000]
    assert gaps == sorted(gaps)
    assert moment is None


@given(st.dictionaries(st.text(min_size=1), st.text()), st.booleans())
def test_both_ways_of_writing_say_the_same(body: dict[str, str], escape: bool) -> None:
    raw = encode(body, escape=escape)
    assert json.loads(raw) == body
    if escape:
        assert raw.isascii()
        assert b"/" not in raw.replace(b"\\/", b"")


@given(st.binary(max_size=200))
def test_the_signature_covers_the_very_bytes(body: bytes) -> None:
    assert sign(body, "key") == "sha256=" + hmac.new(b"key", body, hashlib.sha256).hexdigest()
    spoiled = spoil(sign(body, "key"))
    assert spoiled != sign(body, "key")
    assert len(spoiled) == len("sha256=") + 64


@given(st.lists(st.sampled_from(["messages", "statuses", "other"]), max_size=60), st.integers(), st.booleans())
def test_batching_loses_and_reorders_nothing(kinds: list[str], seed: int, spread: bool) -> None:
    updates = [_update(kind, index) for index, kind in enumerate(kinds)]
    body = compose("1", updates, random.Random(seed), spread=spread)
    seen = [
        item
        for entry in body["entry"]
        for change in entry["changes"]
        for name in ("messages", "statuses", "other")
        for item in change["value"].get(name, [])
    ]
    if not spread:
        assert [item["index"] for item in seen] == list(range(len(kinds)))
    assert sorted(item["index"] for item in seen) == list(range(len(kinds)))


def _update(kind: str, index: int) -> Update:
    if kind == "other":
        return Update(field="account_alerts", value={"other": [{"index": index}]}, time=1)
    return Update(field="messages", value={kind: [{"index": index}], "contacts": [{"user_id": "BR.1"}]}, number_id="1")
