"""Draws the pictures in this folder; needs Pillow from the development tools.

Run `python -m server_stub.cloud_sim.media.draw_samples`. The voice note was spoken by espeak-ng and packed by
ffmpeg as mono Opus at 16 kbit/s; `clip.mp4` is `parcel.jpg` with a slow zoom, made by ffmpeg; `jingle.mp3` are twelve
decaying notes, packed by ffmpeg.
"""

from __future__ import annotations

import math
import random
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from server_stub.cloud_sim.media.draw_paper import draw_receipt
from server_stub.cloud_sim.media.draw_sticker import draw_sticker, swaying

Point = tuple[float, float]
Colour = tuple[int, int, int]

WIDTH, HEIGHT = 960, 720
SCALE = 2
HERE = Path(__file__).parent


def gradient(size: tuple[int, int], start: Colour, end: Colour, angle: float) -> Image.Image:
    """A picture that fades from one colour to another along `angle` degrees."""
    ramp = Image.linear_gradient("L").rotate(angle, resample=Image.Resampling.BICUBIC, expand=False)
    ramp = ramp.crop((53, 53, 203, 203)).resize(size, Image.Resampling.BICUBIC)
    return Image.composite(Image.new("RGB", size, end), Image.new("RGB", size, start), ramp)


def paint(canvas: Image.Image, corners: list[Point], start: Colour, end: Colour, angle: float) -> None:
    """Fill a polygon with a gradient."""
    mask = Image.new("L", canvas.size, 0)
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    box = mask.getbbox()
    if box is None:
        return
    size = (box[2] - box[0], box[3] - box[1])
    canvas.paste(gradient(size, start, end, angle), box[:2], mask.crop(box))


def between(first: Point, second: Point, share: float) -> Point:
    """The point `share` of the way from one point to another."""
    return first[0] + (second[0] - first[0]) * share, first[1] + (second[1] - first[1]) * share


def on_face(face: list[Point], across: float, down: float) -> Point:
    """A point on a four-cornered face (top left, top right, bottom right, bottom left)."""
    return between(between(face[0], face[1], across), between(face[3], face[2], across), down)


def patch(face: list[Point], left: float, top: float, right: float, bottom: float) -> list[Point]:
    """A rectangle on a face, in shares of its sides."""
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return [on_face(face, across, down) for across, down in corners]


def room(size: tuple[int, int], rng: random.Random) -> Image.Image:
    """A blurred room with warm lights, and a wooden table in front."""
    width, height = size
    canvas = gradient(size, (249, 238, 222), (214, 190, 166), 0)
    lights = Image.new("RGB", size, (0, 0, 0))
    draw = ImageDraw.Draw(lights)
    for _ in range(26):
        x, y, radius = rng.uniform(0, width), rng.uniform(0, height * 0.5), rng.uniform(20, 90)
        tone = rng.choice([(70, 52, 28), (58, 40, 30), (36, 48, 44), (64, 58, 40)])
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=tone)
    canvas = ImageChops.add(canvas, lights.filter(ImageFilter.GaussianBlur(14)))
    window = Image.new("L", size, 0)
    ImageDraw.Draw(window).polygon(
        [(width * 0.05, 0), (width * 0.36, 0), (width * 0.3, height * 0.5), (width * 0.02, height * 0.46)], fill=120
    )
    canvas.paste((255, 252, 244), (0, 0), window.filter(ImageFilter.GaussianBlur(46)))
    _leaves(canvas, rng)
    _table(canvas, rng)
    return canvas


def _leaves(canvas: Image.Image, rng: random.Random) -> None:
    width, height = canvas.size
    layer = Image.new("RGBA", canvas.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    root = (width * 0.9, height * 0.56)
    for index in range(11):
        angle = math.radians(-165 + index * 15)
        reach = rng.uniform(0.2, 0.34) * height
        tip = (root[0] + math.cos(angle) * reach, root[1] + math.sin(angle) * reach)
        side = (math.sin(angle) * reach * 0.16, -math.cos(angle) * reach * 0.16)
        middle = between(root, tip, 0.55)
        green = rng.choice([(92, 130, 92, 255), (112, 148, 104, 255), (76, 112, 84, 255)])
        draw.polygon(
            [root, (middle[0] + side[0], middle[1] + side[1]), tip, (middle[0] - side[0], middle[1] - side[1])],
            fill=green,
        )
    pot = [(root[0] - 70, root[1] - 10), (root[0] + 70, root[1] - 10), (root[0] + 52, root[1] + 110)]
    draw.polygon([*pot, (root[0] - 52, root[1] + 110)], fill=(214, 132, 96, 255))
    soft = layer.filter(ImageFilter.GaussianBlur(9))
    canvas.paste(soft, (0, 0), soft)


def _table(canvas: Image.Image, rng: random.Random) -> None:
    width, height = canvas.size
    edge = height * 0.56
    paint(canvas, [(0, edge), (width, edge), (width, height), (0, height)], (196, 146, 100), (150, 100, 64), 0)
    grain = Image.new("RGBA", canvas.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(grain)
    for _ in range(150):
        y = edge + (rng.random() ** 1.4) * (height - edge)
        x, length = rng.uniform(-width * 0.2, width), rng.uniform(0.1, 0.5) * width
        tone = rng.choice([(112, 70, 40, 46), (226, 182, 136, 50)])
        draw.line([(x, y), (x + length, y + rng.uniform(-3, 3))], fill=tone, width=rng.randint(1, 4))
    for share in (0.2, 0.46, 0.78):
        y = edge + share * (height - edge)
        draw.line([(0, y), (width, y + 4)], fill=(92, 56, 32, 120), width=4)
    soft = grain.filter(ImageFilter.GaussianBlur(1.6))
    canvas.paste(soft, (0, 0), soft)


def parcel_faces(size: tuple[int, int]) -> dict[str, list[Point]]:
    """The three visible faces of the parcel."""
    width, height = size
    left, front, right = (0.2 * width, 0.4 * height), (0.5 * width, 0.5 * height), (0.82 * width, 0.37 * height)
    back, drop = (0.5 * width, 0.285 * height), 0.33 * height
    low_left, low_right = (left[0] + 14, left[1] + drop), (right[0] - 14, right[1] + drop * 0.96)
    low_front = (0.5 * width, 0.5 * height + drop * 1.1)
    return {
        "top": [left, back, right, front],
        "left": [left, front, low_front, low_left],
        "right": [front, right, low_right, low_front],
    }


def draw_parcel(seed: int, *, dented: bool) -> Image.Image:
    """A cardboard parcel on a table; dented, its front corner is pushed in."""
    rng = random.Random(seed)  # noqa: S311 - a drawing
    size = (WIDTH * SCALE, HEIGHT * SCALE)
    canvas = room(size, rng)
    faces = parcel_faces(size)
    _shadow(canvas, faces)
    paint(canvas, faces["top"], (228, 184, 132), (206, 158, 106), 30)
    paint(canvas, faces["left"], (204, 154, 100), (168, 118, 72), 10)
    paint(canvas, faces["right"], (178, 128, 80), (138, 92, 54), -10)
    _tape(canvas, faces)
    _label(canvas, faces["left"], rng)
    _marks(canvas, faces["right"])
    _edges(canvas, faces)
    if dented:
        _crumple(canvas, faces)
    return _finish(canvas, rng)


def _shadow(canvas: Image.Image, faces: dict[str, list[Point]]) -> None:
    mask = Image.new("L", canvas.size, 0)
    low_left, low_front, low_right = faces["left"][3], faces["left"][2], faces["right"][2]
    far = (low_right[0] + 210, low_right[1] - 40)
    points = [low_left, low_front, (low_front[0] + 190, low_front[1] + 26), far, low_right]
    ImageDraw.Draw(mask).polygon(points, fill=170)
    canvas.paste((58, 34, 18), (0, 0), mask.filter(ImageFilter.GaussianBlur(26)))


def _tape(canvas: Image.Image, faces: dict[str, list[Point]]) -> None:
    paint(canvas, patch(faces["top"], 0, 0.42, 1, 0.58), (244, 218, 170), (232, 198, 144), 20)
    paint(canvas, patch(faces["right"], 0.42, 0, 0.58, 0.3), (206, 166, 112), (190, 146, 92), 0)


def _label(canvas: Image.Image, face: list[Point], rng: random.Random) -> None:
    paint(canvas, patch(face, 0.14, 0.24, 0.66, 0.74), (255, 253, 248), (236, 230, 220), 10)
    draw = ImageDraw.Draw(canvas)
    draw.polygon(patch(face, 0.18, 0.29, 0.32, 0.4), fill=(232, 108, 80))
    for row, end in ((0.31, 0.6), (0.37, 0.54), (0.46, 0.6), (0.51, 0.5)):
        start = 0.36 if row < 0.4 else 0.18
        draw.polygon(patch(face, start, row, end, row + 0.022), fill=(120, 112, 108))
    across = 0.18
    while across < 0.6:
        step = rng.choice((0.006, 0.01, 0.015))
        draw.polygon(patch(face, across, 0.58, across + step, 0.69), fill=(52, 48, 48))
        across += step + rng.choice((0.007, 0.012))


def _marks(canvas: Image.Image, face: list[Point]) -> None:
    draw = ImageDraw.Draw(canvas)
    ink = (104, 66, 36)
    for centre in (0.7, 0.82):
        head = [on_face(face, centre - 0.045, 0.62), on_face(face, centre, 0.5), on_face(face, centre + 0.045, 0.62)]
        draw.polygon(head, fill=ink)
        draw.polygon(patch(face, centre - 0.016, 0.6, centre + 0.016, 0.76), fill=ink)
    draw.polygon(patch(face, 0.63, 0.79, 0.89, 0.815), fill=ink)


def _crumple(canvas: Image.Image, faces: dict[str, list[Point]]) -> None:
    """Push the front corner in: three facets around a sunken point, and two creases."""
    top, left, right = faces["top"], faces["left"], faces["right"]
    along_left, along_right = on_face(left, 0.72, 0), on_face(right, 0.3, 0)
    below, back = between(left[1], left[2], 0.36), on_face(top, 0.74, 0.86)
    sunken = between(between(left[1], back, 0.62), below, 0.3)
    paint(canvas, [along_left, back, sunken], (196, 148, 98), (168, 122, 78), 20)
    paint(canvas, [back, along_right, sunken], (152, 106, 66), (132, 90, 54), -20)
    paint(canvas, [along_left, sunken, below], (150, 104, 64), (186, 136, 88), 10)
    paint(canvas, [sunken, along_right, below], (112, 72, 42), (142, 96, 58), -10)
    layer = Image.new("RGBA", canvas.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    for end, tone in ((along_left, 170), (back, 120), (along_right, 90), (below, 150)):
        draw.line([sunken, end], fill=(246, 212, 164, tone), width=4)
    draw.line([along_left, back, along_right, below, along_left], fill=(84, 52, 28, 90), width=4, joint="curve")
    draw.line([below, on_face(left, 0.8, 0.5)], fill=(112, 72, 42, 130), width=4)
    draw.line([along_left, on_face(left, 0.68, 0.2)], fill=(112, 72, 42, 120), width=4)
    layer = layer.filter(ImageFilter.GaussianBlur(2))
    canvas.paste(layer, (0, 0), layer)


def _edges(canvas: Image.Image, faces: dict[str, list[Point]]) -> None:
    layer = Image.new("RGBA", canvas.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    top, left = faces["top"], faces["left"]
    draw.line([top[0], top[3], top[2]], fill=(255, 226, 182, 210), width=6, joint="curve")
    draw.line([left[1], left[2]], fill=(240, 196, 146, 150), width=5)
    layer = layer.filter(ImageFilter.GaussianBlur(1.6))
    canvas.paste(layer, (0, 0), layer)


def _finish(canvas: Image.Image, rng: random.Random) -> Image.Image:
    picture = canvas.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    vignette = Image.radial_gradient("L").resize((WIDTH, HEIGHT)).point(lambda value: max(0, value - 120) // 3)
    picture.paste((52, 30, 18), (0, 0), vignette)
    noise = Image.frombytes("L", (WIDTH, HEIGHT), rng.randbytes(WIDTH * HEIGHT)).point(lambda value: value // 28)
    return ImageChops.add(picture, Image.merge("RGB", (noise, noise, noise)), offset=-4)


def main() -> None:
    """Write all pictures and the receipt."""
    draw_parcel(7, dented=False).save(HERE / "parcel.jpg", quality=82, optimize=True)
    draw_parcel(7, dented=True).save(HERE / "damaged_parcel.jpg", quality=82, optimize=True)
    sticker = draw_sticker()
    sticker.save(HERE / "sticker.webp", quality=90, method=6)
    first, *others = swaying(sticker)
    moving = {"save_all": True, "append_images": others, "duration": 110, "loop": 0}
    first.save(HERE / "swaying.webp", quality=40, alpha_quality=60, method=6, **moving)
    (HERE / "comprovante.pdf").write_bytes(draw_receipt())


if __name__ == "__main__":
    main()
