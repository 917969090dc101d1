"""Photographs of a card as a phone would take them, with any fault that is asked for.

The same seed gives the same photograph. Everything is drawn: the desk, the light, the tilt of the
phone, the noise of its sensor.
"""

from io import BytesIO
from typing import Any, TypedDict

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image
from typing_extensions import Unpack

PHOTO_SIZE = (1600, 1200)
CARD_SHARE = 0.74
CORNER_PX = 32
NOISE = 2.2
_DESKS = ((96, 74, 56), (58, 62, 70), (150, 140, 124), (44, 78, 70), (120, 96, 78), (84, 84, 92))

Floats = npt.NDArray[np.float32]
Points = npt.NDArray[np.float32]
Pixels = npt.NDArray[np.uint8]


class Shot(TypedDict, total=False):
    """How the photograph is taken; what is left out is as in a good one.

    Attributes:
        rotate: degrees by which the card lies turned, any number.
        tilt: how much the phone is tilted, 0 (straight) to 1.
        blur: radius of the blur in pixels.
        shake: length of the blur by movement in pixels.
        glare: radius of the light's reflection as a share of the card's width.
        glare_at: where on the card the reflection lies, as shares of width and height.
        dark: share of the light that is missing, 0 to 1.
        cut: share of the card's width that is outside the picture.
        covered: where a thumb lies on the card, as shares of width and height.
        grey: whether the card is a black-and-white copy on paper.
        screen: strength of a screen's grid, when the card is shown by one.
        quality: of the JPEG.
        size: width and height of the photograph.
    """

    rotate: float
    tilt: float
    blur: float
    shake: int
    glare: float
    glare_at: tuple[float, float]
    dark: float
    cut: float
    covered: tuple[float, float]
    grey: bool
    screen: float
    quality: int
    size: tuple[int, int]


def photograph(card: Image.Image, *, seed: int, **shot: Unpack[Shot]) -> bytes:
    """Return a JPEG of the card lying on a desk."""
    rng = np.random.default_rng(seed)
    size = shot.get("size", PHOTO_SIZE)
    surface = _as_seen(card, shot)
    corners = _corners(card.size, size, shot, rng)
    scene = _laid_on(_desk(size, rng, paper=shot.get("grey", False)), surface, corners)
    scene = _screened(scene, shot.get("screen", 0.0))
    scene = _lit(scene, shot.get("dark", 0.0), rng)
    scene = _blurred(scene, shot.get("blur", 0.0), shot.get("shake", 0))
    scene += NOISE * rng.standard_normal(scene.shape, np.float32)
    return _jpeg(scene, shot.get("quality", 88))


def _as_seen(card: Image.Image, shot: Shot) -> Floats:
    """Return the card's surface with reflection, thumb or copy on it."""
    if shot.get("grey", False):
        card = card.convert("L").convert("RGB")
    surface = np.asarray(card.convert("RGB"), np.float32)
    if shot.get("glare", 0.0) > 0:
        surface = _with_glare(surface, shot.get("glare", 0.0), shot.get("glare_at", (0.5, 0.5)))
    if "covered" in shot:
        surface = _with_thumb(surface, shot["covered"])
    return surface


def _with_glare(surface: Floats, radius: float, at: tuple[float, float]) -> Floats:
    height, width = surface.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    distance = np.hypot(x - at[0] * width, (y - at[1] * height) * 1.25) / (radius * width)
    light = np.clip(1.6 - distance, 0.0, 1.0)[..., None] ** 0.8
    return np.asarray(surface * (1 - light) + 262.0 * light, np.float32)


def _with_thumb(surface: Floats, at: tuple[float, float]) -> Floats:
    height, width = surface.shape[:2]
    drawn = surface.copy()
    centre = (int(at[0] * width), int(at[1] * height))
    cv2.ellipse(
        drawn, centre, (int(width * 0.11), int(width * 0.19)), 12, 0, 360, (196, 148, 124), -1
    )
    return drawn


def _corners(
    card: tuple[int, int], size: tuple[int, int], shot: Shot, rng: np.random.Generator
) -> Points:
    """Return where the card's four corners come to lie in the photograph."""
    angle = np.deg2rad(shot.get("rotate", 0.0) + rng.uniform(-2.5, 2.5))
    turned = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    width, height = card
    flat = np.array([[-width, -height], [width, -height], [width, height], [-width, height]]) / 2.0
    placed = flat @ turned
    placed *= _fitting_scale(placed, size)
    reach = np.ptp(placed[:, 0])
    placed += rng.uniform(-1, 1, placed.shape) * reach * 0.045 * shot.get("tilt", 0.35)
    middle = np.array(size) / 2 + rng.uniform(-0.02, 0.02, 2) * np.array(size)
    middle[0] += _shift_for_cut(placed, middle[0], shot.get("cut", 0.0))
    return np.asarray(placed + middle, np.float32)


def _fitting_scale(placed: npt.NDArray[np.float64], size: tuple[int, int]) -> float:
    spans = np.ptp(placed, axis=0)
    return float(min(CARD_SHARE * size[0] / spans[0], 0.84 * size[1] / spans[1]))


def _shift_for_cut(placed: npt.NDArray[np.float64], middle: float, cut: float) -> float:
    if cut <= 0:
        return 0.0
    return float(-(middle + placed[:, 0].min()) - cut * np.ptp(placed[:, 0]))


def _desk(size: tuple[int, int], rng: np.random.Generator, *, paper: bool) -> Floats:
    width, height = size
    if paper:
        return np.full((height, width, 3), 205.0, np.float32)
    shade = np.array(_DESKS[int(rng.integers(len(_DESKS)))], np.float32)
    coarse = rng.normal(0.0, 1.0, (height // 40, width // 8)).astype(np.float32)
    grain = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(shade + grain[..., None] * rng.uniform(3.0, 8.0), np.float32)


def _laid_on(desk: Floats, surface: Floats, corners: Points) -> Floats:
    height, width = surface.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners)
    size = (desk.shape[1], desk.shape[0])
    mask = cv2.warpPerspective(_rounded(width, height), matrix, size, flags=cv2.INTER_AREA)
    shadow = cv2.GaussianBlur(np.roll(mask, (10, 8), (0, 1)), (0, 0), 14)[..., None]
    laid = cv2.warpPerspective(surface, matrix, size, flags=cv2.INTER_LINEAR)
    return np.asarray(
        laid * mask[..., None] + desk * (1 - 0.45 * shadow) * (1 - mask[..., None]), np.float32
    )


def _rounded(width: int, height: int) -> Floats:
    mask = np.zeros((height, width), np.float32)
    r = CORNER_PX
    cv2.rectangle(mask, (r, 0), (width - r, height), (1.0,), -1)
    cv2.rectangle(mask, (0, r), (width, height - r), (1.0,), -1)
    for x, y in ((r, r), (width - r - 1, r), (r, height - r - 1), (width - r - 1, height - r - 1)):
        cv2.circle(mask, (x, y), r, (1.0,), -1)
    return mask


def _screened(scene: Floats, strength: float) -> Floats:
    """Lay the grid of a screen's picture elements over everything, slightly turned."""
    if strength <= 0:
        return scene
    y, x = np.mgrid[0 : scene.shape[0], 0 : scene.shape[1]].astype(np.float32)
    u, v = x * 0.995 + y * 0.1, y * 0.995 - x * 0.1
    grid = np.sin(2 * np.pi * u / 3.3) * np.sin(2 * np.pi * v / 3.3)
    stripes = np.sin(2 * np.pi * u / 4.1)
    return np.asarray(scene * (1 + strength * (grid + 0.6 * stripes))[..., None], np.float32)


def _lit(scene: Floats, dark: float, rng: np.random.Generator) -> Floats:
    height, width = scene.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    lean = rng.uniform(-0.07, 0.07, 2)
    light = 0.97 + lean[0] * (x / width - 0.5) + lean[1] * (y / height - 0.5)
    warmth = np.array([1.0, 1.0, 1.0], np.float32) + rng.uniform(-0.02, 0.02, 3)
    return np.asarray(scene * light[..., None] * warmth * (1.0 - dark), np.float32)


def _blurred(scene: Floats, blur: float, shake: int) -> Floats:
    if blur > 0:
        scene = np.asarray(cv2.GaussianBlur(scene, (0, 0), blur), np.float32)
    if shake > 1:
        kernel = np.eye(shake, dtype=np.float32) / shake
        scene = np.asarray(cv2.filter2D(scene, -1, kernel), np.float32)
    return scene


def _jpeg(scene: npt.NDArray[Any], quality: int) -> bytes:
    pixels: Pixels = np.clip(scene, 0, 255).astype(np.uint8)
    out = BytesIO()
    Image.fromarray(pixels, "RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()
