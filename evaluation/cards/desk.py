"""Draws what cards lie on: wood, cloth, stone, paper, and what else lies about."""

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from bot.sandbox.materials.cards_font import card_font

Floats = npt.NDArray[np.float32]
Size = tuple[int, int]

_WOODS = ((120, 88, 58), (96, 66, 44), (168, 132, 92), (84, 60, 48))
_PLAINS = ((44, 46, 52), (70, 96, 88), (128, 126, 122), (60, 70, 96), (150, 60, 60), (92, 84, 76))
_LIGHTS = ((226, 226, 222), (236, 232, 224), (210, 214, 218))
_THINGS = (
    (30, 30, 34),
    (40, 70, 130),
    (160, 40, 40),
    (230, 228, 220),
    (200, 170, 60),
    (60, 110, 70),
)


def draw_desk(size: Size, rng: np.random.Generator, form: str | None = None) -> Floats:
    """Return a desk of the given form, or of one that is drawn (never a white one)."""
    name = form or ("wood", "cloth", "stone", "plain", "tiles")[int(rng.integers(5))]
    return _FORMS[name](size, rng)


def clutter(desk: Floats, rng: np.random.Generator, things: int) -> Floats:
    """Lay papers with text, books, pens, coins and a keyboard on the desk."""
    picture = Image.fromarray(np.clip(desk, 0, 255).astype(np.uint8), "RGB")
    for _ in range(things):
        _THING[int(rng.integers(len(_THING)))](picture, rng)
    return np.asarray(picture, np.float32)


def _wood(size: Size, rng: np.random.Generator) -> Floats:
    width, height = size
    coarse = rng.normal(0, 1, (max(2, height // 12), max(2, width // 160))).astype(np.float32)
    grain = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
    fine = rng.normal(0, 1, (height // 2 + 1, max(2, width // 40))).astype(np.float32)
    grain = grain * rng.uniform(6, 14) + cv2.resize(fine, size, interpolation=cv2.INTER_LINEAR) * 4
    if rng.random() < 0.5:  # noqa: PLR2004 - the boards lie one way or the other
        grain = cv2.resize(np.ascontiguousarray(grain.T), size, interpolation=cv2.INTER_LINEAR)
    return _shade(_WOODS, rng) + grain[..., None] * np.array([1.0, 0.8, 0.6], np.float32)


def _cloth(size: Size, rng: np.random.Generator) -> Floats:
    y, x = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    period = rng.uniform(4, 9)
    weave = 5 * np.sin(2 * np.pi * x / period) * np.sin(2 * np.pi * y / period)
    return np.asarray(
        _shade(_PLAINS, rng) + (weave + _cloud(size, rng, 60) * 6)[..., None], np.float32
    )


def _stone(size: Size, rng: np.random.Generator) -> Floats:
    specks = _cloud(size, rng, 5) * 12 + _cloud(size, rng, 90) * 10
    return np.asarray(_shade(_PLAINS, rng) + specks[..., None], np.float32)


def _plain(size: Size, rng: np.random.Generator) -> Floats:
    return np.asarray(_shade(_PLAINS, rng) + (_cloud(size, rng, 200) * 3)[..., None], np.float32)


def _light(size: Size, rng: np.random.Generator) -> Floats:
    return np.asarray(_shade(_LIGHTS, rng) + (_cloud(size, rng, 200) * 3)[..., None], np.float32)


def _tiles(size: Size, rng: np.random.Generator) -> Floats:
    desk = _stone(size, rng)
    step = int(rng.uniform(0.2, 0.4) * size[0])
    for at in range(int(rng.integers(step)), max(size), step):
        desk[at : at + 5] *= 0.6
        desk[:, at : at + 5] *= 0.6
    return desk


def _shade(shades: tuple[tuple[int, int, int], ...], rng: np.random.Generator) -> Floats:
    return np.array(shades[int(rng.integers(len(shades)))], np.float32) + rng.uniform(-8, 8)


def _cloud(size: Size, rng: np.random.Generator, grain_px: int) -> Floats:
    width, height = size
    coarse = rng.normal(0, 1, (height // grain_px + 2, width // grain_px + 2)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC), np.float32)


def _sheet(picture: Image.Image, rng: np.random.Generator) -> None:
    """Lay a sheet of paper with lines of text on the desk, turned by anything."""
    width, height = (
        int(picture.width * rng.uniform(0.35, 0.7)),
        int(picture.height * rng.uniform(0.4, 0.9)),
    )
    sheet = Image.new("RGBA", (width, height), (244, 243, 238, 255))
    pen = ImageDraw.Draw(sheet)
    for row in range(40, height - 40, 44):
        text = "".join(
            chr(int(rng.integers(0x4E00, 0x6000))) for _ in range(int(rng.integers(5, 18)))
        )
        pen.text((30, row), text, font=card_font(26), fill=(40, 40, 44, 255))
    _drop(picture, sheet, rng)


def _book(picture: Image.Image, rng: np.random.Generator) -> None:
    width, height = (
        int(picture.width * rng.uniform(0.2, 0.45)),
        int(picture.height * rng.uniform(0.2, 0.5)),
    )
    book = Image.new("RGBA", (width, height), (*_thing(rng), 255))
    ImageDraw.Draw(book).rectangle(
        (12, 12, width - 12, height - 12), outline=(220, 210, 180, 255), width=3
    )
    _drop(picture, book, rng)


def _pen(picture: Image.Image, rng: np.random.Generator) -> None:
    pen = Image.new("RGBA", (int(picture.width * rng.uniform(0.3, 0.5)), 26), (*_thing(rng), 255))
    _drop(picture, pen, rng)


def _coin(picture: Image.Image, rng: np.random.Generator) -> None:
    x, y = (int(rng.uniform(0, side)) for side in picture.size)
    radius = int(picture.width * rng.uniform(0.015, 0.05))
    box = (x - radius, y - radius, x + radius, y + radius)
    ImageDraw.Draw(picture).ellipse(box, fill=(190, 180, 150), outline=(120, 110, 90), width=4)


def _keyboard(picture: Image.Image, rng: np.random.Generator) -> None:
    keys = Image.new(
        "RGBA", (int(picture.width * 0.7), int(picture.height * 0.22)), (36, 36, 40, 255)
    )
    pen = ImageDraw.Draw(keys)
    for y in range(8, keys.height - 30, 44):
        for x in range(8, keys.width - 30, 46):
            pen.rounded_rectangle((x, y, x + 38, y + 36), radius=6, fill=(70, 70, 76, 255))
            pen.text(
                (x + 10, y + 6),
                chr(int(rng.integers(65, 91))),
                font=card_font(18),
                fill=(230, 230, 230, 255),
            )
    _drop(picture, keys, rng)


def _thing(rng: np.random.Generator) -> tuple[int, int, int]:
    return _THINGS[int(rng.integers(len(_THINGS)))]


def _drop(picture: Image.Image, thing: Image.Image, rng: np.random.Generator) -> None:
    turned = thing.rotate(
        float(rng.uniform(0, 360)), expand=True, resample=Image.Resampling.BILINEAR
    )
    x, y = (int(rng.uniform(-0.3, 0.9) * side) for side in picture.size)
    picture.paste(turned, (x, y), turned)


_FORMS: dict[str, Callable[[Size, np.random.Generator], Floats]] = {
    "wood": _wood,
    "cloth": _cloth,
    "stone": _stone,
    "plain": _plain,
    "light": _light,
    "tiles": _tiles,
}
_THING = (_sheet, _book, _pen, _coin, _keyboard)
