"""Draws the sticker: a smiling present with hearts around it."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw, ImageFilter

SIDE = 512
SCALE = 3
FRAMES = 8
SWAY = 7.0
"""Degrees to each side."""
Colour = tuple[int, int, int, int]


def draw_sticker() -> Image.Image:
    """The sticker, 512 × 512 pixels on a transparent ground with a white rim."""
    side = SIDE * SCALE
    drawing = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(drawing)
    _hearts(draw)
    _present(draw)
    _bow(draw)
    _face(draw)
    rim = drawing.getchannel("A").filter(ImageFilter.MaxFilter(25)).filter(ImageFilter.MaxFilter(25))
    sticker = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    sticker.paste((255, 255, 255, 255), (0, 0), rim.filter(ImageFilter.GaussianBlur(3)))
    sticker.alpha_composite(drawing)
    return sticker.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def swaying(sticker: Image.Image) -> list[Image.Image]:
    """The sticker as it sways once to and fro about its foot."""
    frames = []
    for step in range(FRAMES):
        angle = SWAY * math.sin(math.tau * step / FRAMES)
        frames.append(sticker.rotate(angle, Image.Resampling.BICUBIC, center=(SIDE / 2, SIDE * 0.9)))
    return frames


def _box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    return left * SCALE, top * SCALE, right * SCALE, bottom * SCALE


def _heart(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, colour: Colour, turn: float = 0) -> None:
    """A heart around (x, y), by the usual curve."""
    points = []
    for step in range(120):
        angle = math.tau * step / 120
        across = 16 * math.sin(angle) ** 3
        down = -(13 * math.cos(angle) - 5 * math.cos(2 * angle) - 2 * math.cos(3 * angle) - math.cos(4 * angle))
        turned = (
            across * math.cos(turn) - down * math.sin(turn),
            across * math.sin(turn) + down * math.cos(turn),
        )
        points.append(((x + turned[0] * size / 32) * SCALE, (y + turned[1] * size / 32) * SCALE))
    draw.polygon(points, fill=colour)


def _hearts(draw: ImageDraw.ImageDraw) -> None:
    _heart(draw, 84, 150, 74, (239, 83, 105, 255), -0.3)
    _heart(draw, 436, 132, 90, (255, 112, 130, 255), 0.35)
    _heart(draw, 60, 330, 44, (255, 150, 160, 255), -0.15)
    _heart(draw, 458, 300, 50, (255, 150, 160, 255), 0.2)
    for x, y, reach in ((140, 84, 22), (372, 70, 18), (478, 214, 16), (36, 232, 16)):
        _sparkle(draw, x, y, reach)


def _sparkle(draw: ImageDraw.ImageDraw, x: float, y: float, reach: float) -> None:
    points = []
    for step in range(8):
        radius = reach if step % 2 == 0 else reach * 0.32
        angle = math.tau * step / 8
        points.append(((x + math.cos(angle) * radius) * SCALE, (y + math.sin(angle) * radius) * SCALE))
    draw.polygon(points, fill=(255, 200, 61, 255))


def _present(draw: ImageDraw.ImageDraw) -> None:
    draw.rounded_rectangle(_box(118, 216, 394, 466), 34 * SCALE, fill=(255, 186, 73, 255))
    draw.rounded_rectangle(_box(118, 380, 394, 466), 34 * SCALE, fill=(247, 163, 48, 255))
    draw.rectangle(_box(118, 380, 394, 424), fill=(255, 186, 73, 255))
    draw.rectangle(_box(232, 216, 280, 300), fill=(0, 168, 132, 255))
    draw.rectangle(_box(232, 424, 280, 466), fill=(0, 150, 118, 255))
    draw.rounded_rectangle(_box(98, 178, 414, 246), 26 * SCALE, fill=(255, 207, 112, 255))
    draw.rectangle(_box(232, 178, 280, 246), fill=(0, 186, 146, 255))


def _bow(draw: ImageDraw.ImageDraw) -> None:
    """Two loops, each a leaf that leaves the knot and comes back, and the knot."""
    for side in (-1, 1):
        for reach, swell, colour in ((118, 50, (0, 168, 132, 255)), (78, 27, (0, 128, 102, 255))):
            points = []
            for step in range(81):
                angle = math.tau * step / 80
                out = reach * (1 - math.cos(angle)) / 2
                lift = swell * math.sin(angle) * (0.35 + 0.65 * out / reach)
                points.append(((256 + side * out) * SCALE, (160 - out * 0.3 + lift) * SCALE))
            draw.polygon(points, fill=colour)
    draw.ellipse(_box(228, 134, 284, 190), fill=(0, 186, 146, 255))
    draw.ellipse(_box(237, 141, 260, 158), fill=(126, 226, 202, 255))


def _face(draw: ImageDraw.ImageDraw) -> None:
    dark = (74, 44, 30, 255)
    for x in (196, 316):
        draw.ellipse(_box(x - 19, 308, x + 19, 352), fill=dark)
        draw.ellipse(_box(x - 9, 314, x + 6, 330), fill=(255, 255, 255, 255))
        draw.ellipse(_box(x + 4, 336, x + 12, 345), fill=(255, 255, 255, 220))
    draw.chord(_box(216, 312, 296, 402), 12, 168, fill=(190, 52, 64, 255))
    draw.ellipse(_box(236, 374, 276, 398), fill=(255, 128, 138, 255))
    for x in (158, 354):
        draw.ellipse(_box(x - 24, 356, x + 24, 386), fill=(255, 140, 120, 190))
