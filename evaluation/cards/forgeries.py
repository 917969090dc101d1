"""Makes what is not the original: copies, screens, pasted portraits, altered digits."""

from dataclasses import replace
from datetime import date, timedelta

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from bot.sandbox.people import Person
from dialogs.rules.documents import check_character
from evaluation.cards.camera import Shot, develop
from evaluation.cards.printing import PORTRAIT, SCALE, Style, place_portrait, portrait_of

Floats = npt.NDArray[np.float32]
_SUBPIXELS = 3


def photocopied(card: Image.Image, seed: int) -> Image.Image:
    """Return a black-and-white copy on a sheet of paper, with the copier's contrast and specks."""
    rng = np.random.default_rng((seed, 4))
    grey = np.asarray(card.convert("L"), np.float32)
    grey = np.clip((grey - 128) * rng.uniform(1.1, 1.6) + 138, 0, 252)
    grey = cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.8, 1.4)) + rng.normal(0, 4, grey.shape)
    return _on_paper(np.repeat(grey[..., None], 3, axis=2).astype(np.float32), rng)


def colour_copied(card: Image.Image, seed: int) -> Image.Image:
    """Return a colour print on a sheet of paper, with the printer's dots and smaller gamut."""
    rng = np.random.default_rng((seed, 5))
    colour = np.asarray(card, np.float32)
    grey = colour.mean(axis=2, keepdims=True)
    colour = grey + (colour - grey) * rng.uniform(0.7, 1.1)
    colour = np.clip((colour - 128) * rng.uniform(0.95, 1.2) + 132, 12, 250)
    return _on_paper(_halftoned(colour, rng), rng)


def on_screen(card: Image.Image, shot: Shot, seed: int) -> bytes:
    """Return a photograph of a screen that shows the card.

    Each picture element has a red, a green and a blue stripe with dark gaps; what the sensor
    makes of that grid at its own pitch is the moiré.
    """
    rng = np.random.default_rng((seed, 6))
    shown_px = int(rng.integers(700, 1300))
    backdrop = Image.new("RGB", (int(shown_px * 1.35), int(shown_px * 0.95)), (30, 32, 36))
    small = card.resize(
        (shown_px, round(shown_px * card.height / card.width)), Image.Resampling.LANCZOS
    )
    backdrop.paste(
        small, ((backdrop.width - small.width) // 2, (backdrop.height - small.height) // 2)
    )
    lit = _subpixels(np.asarray(backdrop, np.float32), rng)
    scene = _seen(lit, shot, rng)
    glow = 1.15 * rng.uniform(0.9, 1.1) * np.array([0.96, 1.0, 1.06], np.float32)
    return develop(np.asarray(scene * glow, np.float32), shot, rng)


def pasted_portrait(card: Image.Image, style: Style, seed: int) -> Image.Image:
    """Return the card with somebody else's portrait glued on: a print with white cut edges."""
    rng = np.random.default_rng((seed, 7))
    other = portrait_of(replace(style, face=(style.face + 1) % 4))
    forged = card.copy()
    place_portrait(forged, other)
    pixels = np.asarray(forged, np.float32)
    left, top, right, bottom = (round(SCALE * value) for value in PORTRAIT)
    patch = pixels[top:bottom, left:right].copy()
    patch = cv2.GaussianBlur(patch, (0, 0), rng.uniform(1.0, 2.5)) * rng.uniform(0.85, 1.1)
    patch += rng.normal(0, 5, patch.shape)
    edge = int(rng.integers(2, 7))
    shade = np.ones(pixels.shape[:2], np.float32)
    shade[top : bottom + edge + 6, left : right + edge + 6] = 0.72
    base = np.asarray(card, np.float32) * cv2.GaussianBlur(shade, (0, 0), 4)[..., None]
    base[top - edge : bottom + edge, left - edge : right + edge] = rng.uniform(225, 250)
    base[top:bottom, left:right] = patch
    return Image.fromarray(np.clip(base, 0, 255).astype(np.uint8), "RGB")


def with_other_birth(person: Person, seed: int) -> Person:
    """Return the person with a birth date in the number that the card does not print."""
    rng = np.random.default_rng((seed, 8))
    other = person.birth + timedelta(days=int(rng.integers(200, 4000)))
    return replace(person, number=_numbered(person, other, person.number[14:17]))


def with_other_sex(person: Person) -> Person:
    """Return the person with a number of the other sex than the card prints."""
    order = f"{person.number[14:16]}{(int(person.number[16]) + 1) % 10}"
    return replace(person, number=_numbered(person, person.birth, order))


def with_wrong_digit(person: Person, seed: int) -> Person:
    """Return the person with one digit of the number changed, which breaks its checksum."""
    rng = np.random.default_rng((seed, 9))
    at = int(rng.integers(1, 17))
    digit = str((int(person.number[at]) + int(rng.integers(1, 10))) % 10)
    return replace(person, number=person.number[:at] + digit + person.number[at + 1 :])


def _numbered(person: Person, birth: date, order: str) -> str:
    first = f"{person.number[:6]}{birth:%Y%m%d}{order}"
    return first + check_character(first)


def _on_paper(card: Floats, rng: np.random.Generator) -> Image.Image:
    """Return the print with white paper around it."""
    height, width = card.shape[:2]
    margin_x, margin_y = (int(rng.uniform(0.12, 0.3) * width) for _ in range(2))
    paper = np.full((height + 2 * margin_y, width + 2 * margin_x, 3), 246, np.float32)
    paper += rng.normal(0, 2, paper.shape).astype(np.float32)
    paper[margin_y : margin_y + height, margin_x : margin_x + width] = card
    return Image.fromarray(np.clip(paper, 0, 255).astype(np.uint8), "RGB")


def _halftoned(colour: Floats, rng: np.random.Generator) -> Floats:
    """Return the print's dots: each ink on a grid of its own angle, a little spread."""
    height, width = colour.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    period = rng.uniform(3.2, 4.6)
    inks = []
    for channel, degrees in enumerate((15, 75, 0)):
        angle = np.deg2rad(degrees)
        u, v = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        grid = np.cos(2 * np.pi * u / period) * np.cos(2 * np.pi * v / period)
        inks.append(
            np.clip(
                colour[..., channel] + 45 * grid * (1 - colour[..., channel] / 255) * 2, 0, 255
            )
        )
    return np.asarray(cv2.GaussianBlur(np.stack(inks, axis=-1), (0, 0), 1.0), np.float32)


def _subpixels(shown: Floats, rng: np.random.Generator) -> Floats:
    """Return the picture with each element as three stripes and a dark gap below."""
    each = _SUBPIXELS
    height, width = shown.shape[:2]
    fine = np.zeros((height * each, width * each, 3), np.float32)
    for channel in range(3):
        stripe = np.repeat(shown[..., channel], each, axis=0)
        stripe[each - 1 :: each] *= rng.uniform(0.3, 0.6)
        fine[:, channel::each, channel] = stripe * 2.6
        fine[:, (channel + 1) % each :: each, channel] += stripe * 0.2
        fine[:, (channel + 2) % each :: each, channel] += stripe * 0.2
    return fine


def _seen(lit: Floats, shot: Shot, rng: np.random.Generator) -> Floats:
    """Return what the sensor sees of the screen: turned, tilted, and blurred by the lens only."""
    width, height = shot.size
    tall, wide = lit.shape[:2]
    angle = np.deg2rad(shot.rotate_deg + rng.uniform(-4, 4))
    reach = shot.share / 0.74 * width / 2
    flat = (
        np.array([[-1, -tall / wide], [1, -tall / wide], [1, tall / wide], [-1, tall / wide]])
        * reach
    )
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    ends = flat @ turn + np.array([width, height]) / 2 + rng.uniform(-0.02, 0.02, (4, 2)) * width
    start = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
    shrink = 2 * reach / wide
    soft = cv2.GaussianBlur(lit, (0, 0), max(0.35 / shrink, shot.blur * 0.6 / shrink))
    matrix = cv2.getPerspectiveTransform(start, np.asarray(ends, np.float32))
    return np.asarray(
        cv2.warpPerspective(
            soft, matrix, shot.size, flags=cv2.INTER_LINEAR, borderValue=(14, 14, 16)
        ),
        np.float32,
    )
