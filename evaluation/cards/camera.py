"""Takes a photograph of a flat thing: pose, light, lens, sensor, the phone's own processing.

All lengths are in pixels of the card's layout (1012 wide) or shares of the card, so a strength
means the same at every size of photograph. The same seed gives the same photograph.
"""

from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from evaluation.cards.desk import clutter, draw_desk
from evaluation.cards.printing import WIDTH

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
_TELEGRAM_SIDE_PX = 1280
_FOCAL = 1.35
"""Focal length of a phone's main camera as a share of the picture's longer side."""


@dataclass(frozen=True, slots=True)
class Shot:
    """How a photograph is taken; the defaults are an ordinary good one.

    Attributes:
        size: width and height of the photograph as the phone takes it.
        telegram: whether Telegram made it small: 1280 px, JPEG 87, 4:2:0.
        share: of the photograph's width that the upright card takes.
        rotate_deg: by which the card lies turned.
        tilt_deg: between the phone and straight above.
        desk: form of the desk, drawn if None.
        things: how many other things lie about.
        dark: share of the light that is missing.
        shadow: share of the light that a shadow over part of the card takes.
        glare: brightest reflection, in grey values added.
        glare_at: where on the card its middle lies, as shares.
        glare_size: its half width and half height, as shares of the card's width.
        thumb: where the tip of a thumb lies on the card, as shares; None for none.
        cut: share of the card beyond the photograph's border.
        cut_side: 0 left, 1 top, 2 right, 3 bottom, 4 top left corner.
        blur: out of focus, standard deviation in layout pixels.
        motion: length of the hand's movement in layout pixels.
        noise: of the sensor in good light, in grey values.
        denoise: whether the phone smooths its noise away.
        sharpen: how much the phone sharpens.
        saturation: how colourful the phone makes it.
        quality: of the phone's JPEG.
    """

    size: tuple[int, int] = (2000, 1500)
    telegram: bool = True
    share: float = 0.72
    rotate_deg: float = 0.0
    tilt_deg: float = 8.0
    desk: str | None = None
    things: int = 0
    dark: float = 0.0
    shadow: float = 0.0
    glare: float = 0.0
    glare_at: tuple[float, float] = (0.5, 0.5)
    glare_size: tuple[float, float] = (0.12, 0.08)
    thumb: tuple[float, float] | None = None
    cut: float = 0.0
    cut_side: int = 0
    blur: float = 0.5
    motion: float = 0.0
    noise: float = 3.0
    denoise: bool = True
    sharpen: float = 0.6
    saturation: float = 1.0
    quality: int = 92


def take(surface: Image.Image, shot: Shot, seed: int) -> bytes:
    """Return a JPEG of the surface lying on a desk."""
    rng = np.random.default_rng((seed, 3))
    desk = draw_desk(shot.size, rng, shot.desk)
    if shot.things:
        desk = clutter(desk, rng, shot.things)
    card = _touched(np.asarray(surface.convert("RGB"), np.float32), shot, rng)
    corners = _corners(surface.size, shot, rng)
    scene = _lit(_laid_on(desk, card, corners), shot, corners, rng)
    pixels_each = float(np.linalg.norm(corners[1] - corners[0])) / WIDTH
    return develop(_through_lens(scene, shot, pixels_each, rng), shot, rng)


def develop(scene: Floats, shot: Shot, rng: np.random.Generator) -> bytes:
    """Return what the sensor, the phone's processing and Telegram make of a scene."""
    light = max(0.04, 1.0 - shot.dark)
    noise = shot.noise * np.sqrt(np.clip(scene, 4, 255) / 128.0) + 0.8 / light**0.5
    scene = scene + noise * rng.standard_normal(scene.shape, np.float32)
    pixels = np.clip(scene, 0, 255).astype(np.uint8)
    if shot.denoise:
        pixels = np.asarray(cv2.bilateralFilter(pixels, 5, 14, 2.0), np.uint8)
    if shot.sharpen:
        soft = cv2.GaussianBlur(pixels, (0, 0), 1.4)
        pixels = np.asarray(
            cv2.addWeighted(pixels, 1 + shot.sharpen, soft, -shot.sharpen, 0), np.uint8
        )
    if shot.saturation != 1.0:
        grey = cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
        pixels = np.asarray(
            cv2.addWeighted(pixels, shot.saturation, grey, 1 - shot.saturation, 0), np.uint8
        )
    taken = _jpeg(Image.fromarray(pixels, "RGB"), shot.quality)
    return telegrammed(taken, 80 + int(rng.integers(8))) if shot.telegram else taken


def telegrammed(photo: bytes, quality: int = 87) -> bytes:
    """Return the photograph as Telegram hands it on: at most 1280 px, compressed once more."""
    image = Image.open(BytesIO(photo)).convert("RGB")
    image.thumbnail((_TELEGRAM_SIDE_PX, _TELEGRAM_SIDE_PX), Image.Resampling.BICUBIC)
    return _jpeg(image, quality)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, subsampling="4:2:0")
    return out.getvalue()


def _corners(card: tuple[int, int], shot: Shot, rng: np.random.Generator) -> Floats:
    """Return where the card's corners come to lie: a plane seen by a tilted phone."""
    width, height = shot.size
    angle = np.deg2rad(shot.rotate_deg + rng.uniform(-3, 3))
    tilt, about = np.deg2rad(shot.tilt_deg), rng.uniform(0, 2 * np.pi)
    flat = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float64) * np.array(card) / 2
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    flat = flat @ turn / card[0]
    axis = np.array([np.cos(about), np.sin(about)])
    along = flat @ axis
    across = flat @ np.array([-axis[1], axis[0]])
    distance = _FOCAL / shot.share * max(width, height) / width
    depth = distance + across * np.sin(tilt)
    seen = np.stack([along, across * np.cos(tilt)], axis=1) / depth[:, None] * _FOCAL
    placed = (seen @ np.array([axis, [-axis[1], axis[0]]])) * max(width, height)
    placed *= min(1.0, *(0.97 * np.array(shot.size) / np.ptp(placed, axis=0)))
    middle = np.array(shot.size) / 2 + rng.uniform(-0.4, 0.4, 2) * (
        np.array(shot.size) * 0.97 - np.ptp(placed, axis=0)
    )
    placed += middle - (placed.max(axis=0) + placed.min(axis=0)) / 2
    return np.asarray(_cut(placed, shot), np.float32)


def _cut(placed: npt.NDArray[np.float64], shot: Shot) -> npt.NDArray[np.float64]:
    """Move the card over the photograph's border."""
    if shot.cut <= 0:
        return placed
    low, high = placed.min(axis=0), placed.max(axis=0)
    out = shot.cut * (high - low)
    near, far = -low - out, np.array(shot.size) - high + out
    match shot.cut_side:
        case 0:
            move = np.array([near[0], 0])
        case 1:
            move = np.array([0, near[1]])
        case 2:
            move = np.array([far[0], 0])
        case 3:
            move = np.array([0, far[1]])
        case _:
            move = near
    return np.asarray(placed + move)


def _touched(card: Floats, shot: Shot, rng: np.random.Generator) -> Floats:
    """Return the card's surface with a reflection and a thumb on it."""
    height, width = card.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if shot.glare > 0:
        angle = rng.uniform(-0.5, 0.5)
        u, v = x - shot.glare_at[0] * width, y - shot.glare_at[1] * height
        u, v = u * np.cos(angle) + v * np.sin(angle), v * np.cos(angle) - u * np.sin(angle)
        reach = np.hypot(u / (shot.glare_size[0] * width), v / (shot.glare_size[1] * width))
        card = card + (shot.glare / (1 + np.exp(5 * (reach - 1.0))))[..., None]
    if shot.thumb is not None:
        card = _with_thumb(card, shot.thumb, rng)
    return np.asarray(card, np.float32)


def _with_thumb(card: Floats, tip: tuple[float, float], rng: np.random.Generator) -> Floats:
    """Lay a thumb on the card that comes in from the nearest border."""
    height, width = card.shape[:2]
    skin = np.array(
        ((214, 166, 140), (188, 138, 110), (226, 186, 164))[int(rng.integers(3))], np.float32
    )
    ways = {(-1, 0): tip[0], (1, 0): 1 - tip[0], (0, -1): tip[1], (0, 1): 1 - tip[1]}
    way = min(ways, key=lambda one: ways[one])
    mask = np.zeros((height, width), np.uint8)
    radius = int(0.085 * width)
    start = (int(tip[0] * width) + way[0] * radius, int(tip[1] * height) + way[1] * radius)
    end = (start[0] + way[0] * width, start[1] + way[1] * width)
    cv2.line(mask, start, end, (255,), 2 * radius)
    soft = cv2.GaussianBlur(np.asarray(mask, np.float32) / 255, (0, 0), 2.5)[..., None]
    shade = cv2.GaussianBlur(np.asarray(mask, np.float32) / 255, (0, 0), radius / 2)[..., None]
    shape = skin * (0.72 + 0.35 * shade)
    shaded = card * (1 - 0.25 * np.roll(shade, 10, 0))
    return np.asarray(shaded * (1 - soft) + shape * soft, np.float32)


def _laid_on(desk: Floats, card: Floats, corners: Floats) -> Floats:
    """Lay the card on the desk, each pixel being the mean of what it sees, with its shadow."""
    height, width = card.shape[:2]
    size = (desk.shape[1], desk.shape[0])
    shrink = float(np.linalg.norm(corners[1] - corners[0])) / width
    if shrink < 1.0:
        card = np.asarray(cv2.GaussianBlur(card, (0, 0), 0.45 / shrink), np.float32)
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners)
    mask = np.asarray(cv2.warpPerspective(_rounded(width, height), matrix, size), np.float32)
    shadow = cv2.GaussianBlur(np.roll(mask, (6, 5), (0, 1)), (0, 0), size[0] / 250)[..., None]
    laid = cv2.warpPerspective(
        card, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(
        laid * mask[..., None] + desk * (1 - 0.4 * shadow) * (1 - mask[..., None]), np.float32
    )


def _rounded(width: int, height: int) -> Floats:
    """Return 1 where the card is: its corners are round."""
    mask = Image.new("L", (width, height), 0)
    ends = (0, 0, width - 1, height - 1)
    ImageDraw.Draw(mask).rounded_rectangle(ends, radius=0.037 * width, fill=1)
    return np.asarray(mask, np.float32)


def _lit(scene: Floats, shot: Shot, corners: Floats, rng: np.random.Generator) -> Floats:
    """Light the scene: uneven, of some colour, with a shadow, and the lens's dark corners."""
    height, width = scene.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    lean = rng.uniform(-0.1, 0.1, 2)
    light = rng.uniform(0.86, 1.0) + lean[0] * (x / width - 0.5) + lean[1] * (y / height - 0.5)
    light -= 0.12 * (((x / width - 0.5) ** 2) + (y / height - 0.5) ** 2)
    if shot.shadow:
        middle = corners.mean(axis=0) + rng.uniform(-0.15, 0.15, 2) * np.ptp(corners, axis=0)
        way = rng.uniform(0, 2 * np.pi)
        ahead = (x - middle[0]) * np.cos(way) + (y - middle[1]) * np.sin(way)
        light = light * (1 - shot.shadow / (1 + np.exp(-ahead / (0.012 * width))))
    warmth = np.array(
        [1 + rng.uniform(-0.02, 0.05), 1.0, 1 + rng.uniform(-0.08, 0.03)], np.float32
    )
    return np.asarray(scene * light[..., None] * warmth * (1 - shot.dark), np.float32)


def _through_lens(
    scene: Floats, shot: Shot, pixels_each: float, rng: np.random.Generator
) -> Floats:
    """Blur by the focus and by the hand; `pixels_each` is the size of a layout pixel."""
    if shot.blur * pixels_each > 0.2:  # noqa: PLR2004 - less does not show
        scene = np.asarray(cv2.GaussianBlur(scene, (0, 0), shot.blur * pixels_each), np.float32)
    length = round(shot.motion * pixels_each)
    if length > 1:
        way = rng.uniform(0, np.pi)
        kernel = np.zeros((length + 2, length + 2), np.uint8)
        centre, reach = (length + 1) / 2, length / 2
        ends = [
            (
                round(centre + sign * reach * np.cos(way)),
                round(centre + sign * reach * np.sin(way)),
            )
            for sign in (-1, 1)
        ]
        cv2.line(kernel, ends[0], ends[1], (255,), 1, cv2.LINE_AA)
        scene = np.asarray(cv2.filter2D(scene, -1, kernel / float(kernel.sum())), np.float32)
    return scene
