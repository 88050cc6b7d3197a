"""What ffmpeg is told so that phones of all kinds play the film (2.9: H.264 without B-frames, AAC, index first)."""

from __future__ import annotations

from typing import Final

from desktop.domain.film_plan import LIMIT_BYTES, LONGEST_SECONDS, Encoding

_STREAMS: Final = ("-map", "0:v:0", "-map", "0:a:0?", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1")
_AS_MP4: Final = ("-movflags", "+faststart", "-f", "mp4", "-y")
_MOST_FRAMES: Final = "30"
_STOP_BYTES: Final = LIMIT_BYTES + 512 * 1024
"""A little more than allowed: what was stopped there is seen to be too large."""
_KINDS: Final = {"libx264": ("-preset", "veryfast", "-crf", "23")}


def repack_arguments() -> tuple[str, ...]:
    """The same streams in an MP4 with the index first."""
    return (*_STREAMS, "-c", "copy", *_AS_MP4)


def encode_arguments(encoding: Encoding, encoder: str) -> tuple[str, ...]:
    rate = str(encoding.picture_rate)
    side = encoding.longest_side
    # Even sides, as H.264 wants them, and never larger than they were.
    wide, high = f"trunc(min({side},iw)/2)*2", f"trunc(min({side},ih)/2)*2"
    scaled = f"scale='if(gte(iw,ih),{wide},-2)':'if(gte(iw,ih),-2,{high})',setsar=1"
    picture = ("-c:v", encoder, *_KINDS.get(encoder, ("-b:v", rate)), "-maxrate", rate, "-bufsize", rate)
    shape = ("-profile:v", "main", "-bf", "0", "-pix_fmt", "yuv420p", "-fpsmax", _MOST_FRAMES, "-vf", scaled)
    sound = ("-c:a", "aac", "-ac", "2", "-ar", "44100", "-b:a", str(encoding.sound_rate)) if encoding.sound_rate else ()
    bounds = ("-t", str(int(LONGEST_SECONDS)), "-fs", str(_STOP_BYTES))
    return (*_STREAMS, *picture, *shape, *(sound or ("-an",)), *bounds, *_AS_MP4)
