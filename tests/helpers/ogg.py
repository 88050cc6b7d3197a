"""Reads OGG/Opus as RFC 3533 and RFC 7845 say, sharing nothing with the code under test."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_POLYNOMIAL = 0x04C11DB7


@dataclass(frozen=True)
class OggPage:
    flags: int
    granule: int
    serial: int
    number: int
    body: bytes


@dataclass(frozen=True)
class OpusFacts:
    channels: int
    input_rate: int
    duration_ms: int
    packets: int


def pages(data: bytes) -> Iterator[OggPage]:
    """Every page with its checksum compared; fails on any byte that is not part of one."""
    at = 0
    while at < len(data):
        assert data[at : at + 5] == b"OggS\0"
        flags, granule, serial, number, checksum, segments = struct.unpack_from("<BqIIIB", data, at + 5)
        table = data[at + 27 : at + 27 + segments]
        end = at + 27 + segments + sum(table)
        assert end <= len(data)
        whole = bytearray(data[at:end])
        whole[22:26] = bytes(4)
        assert _checksum(whole) == checksum
        yield OggPage(flags, granule, serial, number, data[at + 27 + segments : end])
        at = end


def opus_facts(data: bytes) -> OpusFacts:
    found = list(pages(data))
    assert [page.number for page in found] == list(range(len(found)))
    assert len({page.serial for page in found}) == 1
    assert found[0].flags == 2
    assert found[-1].flags & 4
    head = found[0].body
    assert head[:9] == b"OpusHead\x01"
    channels, pre_skip, rate = struct.unpack_from("<BHI", head, 9)
    assert found[1].body.startswith(b"OpusTags")
    return OpusFacts(channels, rate, (found[-1].granule - pre_skip) // 48, len(found) - 2)


def _checksum(data: bytes | bytearray) -> int:
    value = 0
    for byte in data:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ _POLYNOMIAL if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value
