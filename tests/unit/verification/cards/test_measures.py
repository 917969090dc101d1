"""Outline, sharpness, light, colour and grid, measured on drawn photographs."""

from functools import cache

import cv2
import numpy as np
import pytest
from typing_extensions import Unpack

from bot.sandbox.materials.cards import CARD_SIZE, Shot, draw_card, photograph
from bot.sandbox.materials.faces import portrait
from bot.sandbox.people import BY_KEY
from dialogs.kinds import CardSide
from verification.engines.pictures import decode_picture
from verification.engines.ports import Pixels
from verification.measure.light import brightness, chroma, sharpness
from verification.measure.moire import moire
from verification.measure.outline import (
    Corners,
    find_outline,
    flatten,
    sides,
    sides_on_border,
    turned,
)
from verification.measure.surface import Spot, glaring, spots, surface_of
from verification.parse.card_regions import PICTURES
from verification.thresholds import CARD


@cache
def _card() -> Pixels:
    return np.asarray(draw_card(BY_KEY["zhang_wei"], CardSide.FRONT, portrait()))


@cache
def photo(seed: int = 1, **shot: Unpack[Shot]) -> Pixels:
    card = draw_card(BY_KEY["zhang_wei"], CardSide.FRONT, portrait())
    pixels = decode_picture(photograph(card, seed=seed, **shot))
    assert isinstance(pixels, np.ndarray)
    return pixels


def outline(picture: Pixels) -> Corners:
    corners = find_outline(picture)
    assert corners is not None
    return corners


def flat(seed: int = 1, **shot: Unpack[Shot]) -> Pixels:
    picture = photo(seed, **shot)
    return flatten(picture, outline(picture)).picture


@pytest.mark.parametrize("rotate", [0.0, 12.0, -25.0, 90.0, 180.0])
def test_the_card_is_found_and_lies_on_its_long_side(rotate: float) -> None:
    picture = photo(rotate=rotate)
    corners = outline(picture)
    across, down = sides(corners)
    assert across / down == pytest.approx(CARD_SIZE[0] / CARD_SIZE[1], rel=0.08)
    assert sides_on_border(corners, picture.shape[1], picture.shape[0]) == 0


def test_the_flattened_card_is_the_card() -> None:
    difference = np.abs(flat().astype(int) - _card().astype(int))
    assert float(np.median(difference)) < 15


def test_turning_keeps_the_way_back_to_the_photograph() -> None:
    card = flatten(photo(), None)
    height, width = card.picture.shape[:2]
    for quarters in range(4):
        back = turned(card, quarters)
        tall, wide = back.picture.shape[:2]
        corners = np.array([[0, 0, 1], [wide, 0, 1], [wide, tall, 1], [0, tall, 1]]).T
        placed = back.to_photo @ corners
        first = (placed[:2] / placed[2])[:, 0]
        scale = photo().shape[1] / width
        expected = [(0, 0), (width, 0), (width, height), (0, height)][quarters]
        assert first == pytest.approx(np.array(expected) * scale, abs=2)


def test_no_card_no_outline() -> None:
    grey = np.full((600, 800, 3), 120, np.uint8)
    assert find_outline(grey) is None


def test_a_card_that_leaves_the_picture_touches_its_border() -> None:
    picture = photo(cut=0.12)
    assert sides_on_border(outline(picture), picture.shape[1], picture.shape[0]) == 1


def test_sharpness_falls_with_blur_and_with_a_shaken_hand() -> None:
    good, dark = sharpness(flat()), sharpness(flat(dark=0.6))
    assert min(good, dark) > CARD.soft > CARD.blurred
    assert sharpness(flat(blur=3.0)) < CARD.blurred
    assert sharpness(flat(shake=21)) < CARD.blurred


def test_brightness_tells_the_dark() -> None:
    assert brightness(flat()) > CARD.dim
    assert brightness(flat(dark=0.8)) < CARD.dark


def test_chroma_tells_a_copy_in_any_light() -> None:
    assert chroma(flat()) > CARD.colourless
    assert chroma(flat(dark=0.7)) > CARD.colourless
    assert chroma(flat(grey=True)) < CARD.colourless


def shining(card: Pixels) -> tuple[Spot, ...]:
    ground = surface_of(card, PICTURES[CardSide.FRONT])
    return spots(glaring(ground, CARD.shine), CARD.least_spot)


def strange(card: Pixels) -> tuple[Spot, ...]:
    ground = surface_of(card, PICTURES[CardSide.FRONT])
    return spots(ground.known & (ground.tint > CARD.tint), CARD.least_spot)


def test_glare_is_found_where_it_is() -> None:
    assert shining(flat()) == ()
    left, top, right, bottom = shining(flat(glare=0.06, glare_at=(0.5, 0.85)))[0].box
    assert left < 0.5 < right
    assert top < 0.85 < bottom


def test_an_overexposed_card_does_not_shine() -> None:
    bright = np.clip(flat().astype(int) + 45, 0, 255).astype(np.uint8)
    assert shining(bright) == ()


def test_a_veil_that_one_reads_through_is_no_glare() -> None:
    rows, columns = np.mgrid[0 : CARD_SIZE[1], 0 : CARD_SIZE[0]]
    far = np.hypot(columns - 300, rows - 340)
    for strength, seen in ((38, False), (240, True)):
        veil = strength / (1 + np.exp((far - 120) / 20))
        veiled = np.clip(flat() + veil[..., None], 0, 255).astype(np.uint8)
        assert bool(shining(veiled)) is seen


def test_half_a_card_in_the_shade_does_not_shine_and_is_not_covered() -> None:
    shaded = flat().copy()
    shaded[:, :500] = shaded[:, :500] * 0.6
    assert shining(shaded) == ()
    assert strange(shaded) == ()


@pytest.mark.parametrize("dark", [0.0, 0.5])
def test_a_thumb_is_of_another_colour_than_the_card(dark: float) -> None:
    assert strange(flat(dark=dark)) == ()
    found = strange(flat(covered=(0.5, 0.9), dark=dark))
    assert found[0].box[0] < 0.5 < found[0].box[2]


def test_a_screen_shows_its_grid() -> None:
    good, strong_jpeg, screen = photo(), photo(quality=60), photo(screen=0.03)
    assert moire(good, outline(good)) < CARD.perhaps_screen
    assert moire(strong_jpeg, outline(strong_jpeg)) < CARD.perhaps_screen
    assert moire(screen, outline(screen)) > CARD.screen


def test_tiny_pictures_have_no_grid() -> None:
    assert moire(np.zeros((50, 60, 3), np.uint8), None) == 0.0


CORNERS = np.array([[180, 160], [980, 160], [980, 664], [180, 664]], np.float32)


def plain_card(desk: Pixels) -> Pixels:
    """Lay a plain bluish card on the desk."""
    left, top = CORNERS[0].astype(int)
    right, bottom = CORNERS[2].astype(int)
    laid = desk.copy()
    laid[top:bottom, left:right] = (214, 228, 236)
    laid[top + 60 : top + 80, left + 60 : left + 400] = (40, 40, 44)
    return laid


def wooden_desk() -> Pixels:
    return np.full((900, 1200, 3), (110, 84, 60), np.uint8)


def test_a_card_beside_a_sheet_of_paper_is_found() -> None:
    desk = wooden_desk()
    desk[400:900, 60:500] = (244, 242, 232)
    assert np.abs(outline(plain_card(desk)) - CORNERS).max() < 12


def test_lines_on_the_desk_are_no_card() -> None:
    desk = wooden_desk()
    for at in (40, 1150):
        desk[:, at : at + 5] = 40
    for at in (30, 850):
        desk[at : at + 5] = 40
    assert np.abs(outline(plain_card(desk)) - CORNERS).max() < 12
    assert find_outline(desk) is None


def test_half_a_card_in_the_shade_is_one_card() -> None:
    shaded = plain_card(wooden_desk())
    shaded[:, 600:] = shaded[:, 600:] * 0.6
    assert np.abs(outline(shaded) - CORNERS).max() < 12


def test_a_card_that_runs_out_of_a_corner_has_two_sides_on_the_border() -> None:
    moved = plain_card(wooden_desk())[200:, 230:]
    assert sides_on_border(outline(moved), moved.shape[1], moved.shape[0]) == 2


def test_a_woven_desk_around_the_card_is_no_screen() -> None:
    rows, columns = np.mgrid[0:900, 0:1200]
    weave = 12 * np.sin(2 * np.pi * columns / 4) * np.sin(2 * np.pi * rows / 4)
    woven = np.clip(wooden_desk() + weave[..., None], 0, 255).astype(np.uint8)
    tilted = CORNERS + np.array([[40, 0], [-60, 40], [0, 0], [-90, 60]], np.float32)
    lying = cv2.fillConvexPoly(woven.copy(), tilted.astype(int), (214, 228, 236))
    assert moire(np.asarray(lying, np.uint8), tilted) < CARD.perhaps_screen
    assert moire(woven, None) > CARD.screen
