"""Which films WhatsApp takes as they are, and how others have to be made to fit (2.9: H.264, AAC, 16 MB)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.domain.errors import LocalProblem
from server_stub.contract.content import Kind
from server_stub.contract.media_rules import kind_for, limit_of

LIMIT_BYTES: Final = limit_of("video/mp4")
_TARGET_BYTES: Final = LIMIT_BYTES * 0.94
"""Rate control misses a little, and the container takes its share."""
_SOUND_RATE: Final = 96_000
_POOR_SOUND_RATE: Final = 48_000
_LEAST_RATE: Final = 100_000
"""Bits a second of picture; below this nothing can be recognised."""
_MOST_RATE: Final = 4_000_000
_SIDES: Final = ((1_500_000, 1280), (600_000, 848), (0, 640))
"""From so many bits a second on, the longer side may have so many pixels."""
LONGEST_SECONDS: Final = 3600.0
MOST_PIXELS: Final = 8192 * 4320


class FilmWork(StrEnum):
    KEEP = "keep"
    """The bytes are fine but for the place they may tell, which is blanked out."""
    REPACK = "repack"
    """The streams are fine, their container is not."""
    ENCODE = "encode"


@dataclass(frozen=True, slots=True)
class Film:
    """What is known of a film. Codecs as their four letters in MP4 ("avc1", "mp4a"); "" for none.

    `size` in bytes, `seconds` 0 where unknown. `index_first`: it can be played while it is being fetched.
    `awkward`: H.264 High with B-frames, which some Android phones do not play.
    """

    mime_type: str
    size: int
    picture: str
    sounds: tuple[str, ...]
    seconds: float
    width: int = 0
    height: int = 0
    index_first: bool = True
    awkward: bool = False


@dataclass(frozen=True, slots=True)
class Encoding:
    """Bits a second, and the longer side in pixels at most."""

    picture_rate: int
    sound_rate: int
    longest_side: int


def work_for(film: Film) -> FilmWork:
    streams_fine = film.picture in {"avc1", "avc3"} and all(sound == "mp4a" for sound in film.sounds)
    if not streams_fine or len(film.sounds) > 1 or film.size > LIMIT_BYTES or film.awkward:
        return FilmWork.ENCODE
    if kind_for(film.mime_type) is not Kind.VIDEO or not film.index_first:
        return FilmWork.REPACK
    return FilmWork.KEEP


def is_refused(film: Film) -> bool:
    """Whether WhatsApp would refuse it: then it must be converted or stay. The rest is only better converted."""
    if film.size > LIMIT_BYTES or kind_for(film.mime_type) is not Kind.VIDEO or len(film.sounds) > 1:
        return True
    return film.picture not in {"avc1", "avc3"} or any(sound != "mp4a" for sound in film.sounds)


def encoding_for(film: Film, *, squeeze: float = 1.0) -> Encoding:
    """`squeeze` below 1 where a first try came out too large. Raises LocalProblem `film_too_long` (minutes)."""
    seconds = max(film.seconds, 1.0)
    sound_rate = _SOUND_RATE if film.sounds else 0
    rate = _TARGET_BYTES * squeeze * 8 / seconds - sound_rate
    if sound_rate and rate < 2 * _LEAST_RATE:
        sound_rate = _POOR_SOUND_RATE
        rate = _TARGET_BYTES * squeeze * 8 / seconds - sound_rate
    if rate < _LEAST_RATE or seconds > LONGEST_SECONDS:
        raise LocalProblem("film_too_long", minutes=int(_TARGET_BYTES * 8 / (_LEAST_RATE + _POOR_SOUND_RATE) // 60))
    rate = min(rate, _MOST_RATE)
    side = next(side for least, side in _SIDES if rate >= least)
    return Encoding(round(rate), sound_rate, side)


def time_limit_seconds(film: Film) -> float:
    """How long a conversion may take before it is given up: a weak computer needs a multiple of the film's length."""
    return 120 + 20 * min(film.seconds or 60, LONGEST_SECONDS)
